// Findings in the Problems panel, and the same findings as on the command line.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';
const drafts = [briefing, 'drafts/clean-note.md', 'drafts/op-ed-2013.md', 'drafts/translation-desk.md'];

/** @param {import('./all.mjs').Session} session */
export async function problems({ workbench, glossator, workspace }) {
  await workbench.show(briefing);
  await step('the Problems panel lists the findings of the draft, in words', async () => {
    const rows = await workbench.problems();
    // Hints are shown in the text only.
    const count = findings(glossator, workspace, briefing).filter(finding => finding.severity !== 'hint').length;
    const file = rows.filter({ hasText: 'shared-future-briefing.md' }).first();
    await file.getByText(String(count), { exact: true }).waitFor();
    for (const [message, rule, place] of [
      ['"community of common destiny" was the rendering until 2017-09; since 2017-10 write "community with a shared future" (Meridian Times, 2023-10-26)', 'superseded-rendering', '[Ln 17, Col 21]'],
      ['"community with shared destiny" is close to "community with a shared future" but not it', 'inexact-rendering', '[Ln 23, Col 23]'],
      ['the termbase advises against "Belt and Road strategy"; since 2015-09-23 write "Belt and Road Initiative" (Meridian Times, 2023-10-26)', 'deprecated-term', '[Ln 42, Col 5]'],
    ]) {
      const row = rows.filter({ hasText: message }).filter({ hasText: place });
      await row.first().waitFor();
      assert.match(await row.first().innerText(), new RegExp(`glossator\\s*\\(?${rule}`));
    }
  });
  await workbench.picture('problems');

  for (const draft of drafts) {
    await step(`${draft}: editor and command line find the same, at the same places`, async () => {
      await workbench.show(draft);
      const told = findings(glossator, workspace, draft);
      await eventually(async () => assert.deepEqual(await workbench.findings(), told));
    });
  }
}

/**
 * What the command line tells of a draft, in the same words.
 * @param {string} glossator @param {string} workspace @param {string} draft
 * @returns {{severity: string}[]}
 */
function findings(glossator, workspace, draft) {
  const report = execFileSync(glossator, ['check', '--format', 'json', draft], { cwd: workspace, encoding: 'utf8' });
  return JSON.parse(report).findings.map((/** @type {any} */ finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    start: [finding.start.line, finding.start.column],
    end: [finding.end.line, finding.end.column],
    words: finding.text,
  }));
}
