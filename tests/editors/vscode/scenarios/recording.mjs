// A short session for the replay tests: open, point, jump, edit, mend, close. It is
// played in a fresh copy of the sample, and recorded by the server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';

/** @param {import('./all.mjs').Session} session */
export async function recording({ windows, pristine, out }) {
  const record = path.join(out, 'vscode.jsonl');
  const workbench = await windows.open(pristine, { 'glossator.server.arguments': ['--record', record] });
  const recorded = (/** @type {string} */ method) => eventually(() =>
    assert.ok(readFileSync(record, 'utf8').includes(`"method":"${method}"`), `${method} is not recorded`));

  await step('a session is recorded from opening to closing', async () => {
    await workbench.show(briefing, 'Global Security Initiative', { empty: true });
    await eventually(async () => assert.equal((await workbench.findings()).length, 8));
    await workbench.hover('Global Security Initiative', 'times in the sources');
    await workbench.unhover();
    await workbench.page.keyboard.press('F12');
    await workbench.peek.waitFor();
    await workbench.page.keyboard.press('Escape');

    await workbench.show(briefing, 'We see no objection.');
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.type(' Ob\u00e9lisque');
    await workbench.show(briefing, 'community of common destiny', { empty: true });
    await (await workbench.quickFix('replace with "community with a shared future"')).click();
    await eventually(async () => assert.equal((await workbench.findings()).length, 7));
    await workbench.calm();
    for (const method of ['textDocument/hover', 'textDocument/definition', 'textDocument/codeAction', 'textDocument/didClose']) {
      await recorded(method);
    }
    await workbench.command('Developer: Reload Window');
    await recorded('exit');
  });
}
