// The evidence page by command: of the draft as it stands in the editor, saved or not.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function evidencePage({ workbench, workspace }) {
  await workbench.show('drafts/clean-note.md', 'Two points remain.');
  await workbench.page.keyboard.type('Words that nobody has saved. ');
  const page = path.join(workspace, 'drafts/clean-note.report.html');
  await step('"Write the Evidence Page" writes it beside the draft, with what is not saved yet', async () => {
    await workbench.command('Glossator: Write the Evidence Page');
    await eventually(() => assert.match(readFileSync(page, 'utf8'), /Words that nobody has saved/));
    await workbench.toasts.filter({ hasText: 'Evidence page written: drafts/clean-note.report.html' }).first().waitFor();
  });
  await workbench.picture('evidence-page');
  rmSync(page);
}
