// A short session for the replay tests (tests/server/replay.rs): open, point, jump, edit,
// mend, close, in a fresh copy of the sample with its index there before. What the server
// recorded is left as vscode.jsonl, in the form that fixtures/sessions keeps.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';
const portable = path.resolve(import.meta.dirname, '../../portable');

/** @param {import('./all.mjs').Session} session */
export async function recording({ windows, glossator, pristine, home, out }) {
  execFileSync(glossator, ['corpus', 'index', '--cache', path.join(pristine, '.cache')], { cwd: pristine, stdio: 'ignore' });
  const record = path.join(out, 'recorded.jsonl');
  const workbench = await windows.open(pristine, {
    'glossator.server.arguments': ['--record', record],
  });

  await step('a session is recorded from opening to closing', async () => {
    await play(workbench);
    // With other arguments the server is started again: the recorded one ends in order.
    await workbench.set('glossator.server.arguments');
    await eventually(() => {
      const text = readFileSync(record, 'utf8');
      for (const method of ['textDocument/hover', 'textDocument/definition', 'textDocument/codeAction', 'textDocument/didClose', 'exit']) {
        assert.ok(text.includes(`"method":"${method}"`), `${method} is not recorded`);
      }
    });
  });
  await step('the recording can be replayed elsewhere', async () => {
    const text = execFileSync(portable, [record, `WORKSPACE=${pristine}`, `HOME=${home}`, `OUT=${out}`]);
    writeFileSync(path.join(out, 'vscode.jsonl'), text);
  });
}

/** @param {{words: string}} finding */
const isOutdated = finding => finding.words === 'community of common destiny';

/** @param {import('../driver/workbench.mjs').Workbench} workbench */
async function play(workbench) {
  const { page } = workbench;
  await workbench.show(briefing, 'Global Security Initiative', { empty: true });
  await eventually(async () => assert.ok((await workbench.findings()).some(isOutdated)));
  await workbench.hover('Global Security Initiative', 'times in the sources');
  await workbench.unhover();
  await page.keyboard.press('F12');
  await workbench.peek.waitFor();
  await page.keyboard.press('Escape');

  await workbench.show(briefing, 'We see no objection.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' Ob\u00e9lisque');
  await workbench.show(briefing, 'community of common destiny', { empty: true });
  await (await workbench.quickFix('replace with "community with a shared future"')).click();
  await eventually(async () => assert.ok(!(await workbench.findings()).some(isOutdated)));
  await workbench.calm();
}
