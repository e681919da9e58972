// Mending a draft from the light bulb, and taking it back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';
const old = 'community of common destiny';
const current = 'community with a shared future';

/** @param {import('./all.mjs').Session} session */
export async function fixes({ workbench, glossator, workspace, home }) {
  const { page } = workbench;
  const written = readFileSync(path.join(workspace, briefing), 'utf8');
  const reads = (/** @type {string} */ expected) =>
    eventually(async () => assert.equal(await workbench.text(), expected));
  const undo = async () => {
    await page.keyboard.press('Control+z');
    await reads(written);
  };
  // VS Code drops a fix that is asked for while it looks for fixes of a text that has
  // just changed; a writer would ask again.
  const mend = (/** @type {string} */ command) => eventually(async () => {
    if (await workbench.text() === written) await workbench.command(command);
    assert.equal(await workbench.text(), mended(glossator, workspace, home));
  });

  await step('Ctrl+. on a finding offers its fix, and the fix changes the words', async () => {
    await workbench.show(briefing, old, { empty: true });
    const fix = await workbench.quickFix(`replace with "${current}"`);
    await workbench.picture('quick-fix-before');
    await fix.click();
    await reads(written.replace(old, current));
  });
  await step('the finding goes with its words', () => eventually(async () =>
    assert.ok(!(await workbench.findings()).some(finding => finding.start[0] === 17))));
  await workbench.picture('quick-fix-after');
  await step('undo restores the text after a fix', undo);

  await step('"Fix All" writes what `glossator check --fix` writes', async () => {
    await mend('Fix All');
  });
  await step('one undo restores the text after "Fix All"', undo);
  await step("so does the extension's own command", async () => {
    await mend('Glossator: Apply All Safe Fixes of This Draft');
    await undo();
  });

  await step('a finding can be allowed, with room for the reason', async () => {
    await workbench.show(briefing, old, { empty: true });
    await (await workbench.quickFix('allow "superseded-rendering" here, with a reason')).click();
    await eventually(async () => assert.match(await workbench.text(), /<!-- glossator: allow superseded-rendering: .*-->\nThe leading formulation/));
  });
  await step('the allowed finding is gone', () => eventually(async () =>
    assert.ok(!(await workbench.findings()).some(finding => finding.words === old))));
}

/**
 * The briefing as the command line mends it, in a copy of the project.
 * @param {string} glossator @param {string} workspace @param {string} home
 */
function mended(glossator, workspace, home) {
  const copy = path.join(home, 'mended');
  cpSync(workspace, copy, { recursive: true });
  execFileSync(glossator, ['check', '--fix', briefing], { cwd: copy, stdio: 'ignore' });
  return readFileSync(path.join(copy, briefing), 'utf8');
}
