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
  await step('"Open" shows the page, here where no browser finds the file in a tab', async () => {
    await workbench.toastButton('Open');
    await workbench.hasTab('clean-note.report.html');
    await workbench.webview().getByText('Words that nobody has saved').first().waitFor();
  });
  await step('its links lead to its parts', async () => {
    const part = workbench.webview().locator('#unchecked h2');
    const height = () => part.evaluate(heading => heading.getBoundingClientRect().top);
    assert.ok(await height() > 800, 'it is in sight from the start');
    await workbench.webview().locator('nav a[href="#unchecked"]').click();
    await eventually(async () => assert.ok(await height() < 800));
  });
  await workbench.picture('evidence-page-opened');
  rmSync(page);
  await workbench.closeTab();
  await workbench.calm();
  await untitled(workbench, workspace);
}

/**
 * A draft that was never saved, whose page goes where the writer says.
 * @param {import('../driver/workbench.mjs').Workbench} workbench @param {string} workspace
 */
async function untitled(workbench, workspace) {
  const page = path.join(workspace, 'draft.report.html');
  await step('for a draft without a file it asks where the page shall go', async () => {
    await workbench.ask(async vscode => {
      const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
      await vscode.window.showTextDocument(document);
    });
    await workbench.hasFocus();
    await workbench.page.keyboard.type('They speak of a community of common destiny.');
    await workbench.command('Glossator: Write the Evidence Page');
    await workbench.fileDialog('Evidence page', page);
    await eventually(() => assert.match(readFileSync(page, 'utf8'), /community of common destiny/));
  });
  await step('it is held against the sources of the folder', () => {
    assert.match(readFileSync(page, 'utf8'), /held against 1[4-9] documents/);
  });
  rmSync(page);
}
