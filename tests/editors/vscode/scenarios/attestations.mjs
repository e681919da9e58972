// The panel "Attestations": the concordance of a selection and its timeline.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dark, light } from '../driver/settings.mjs';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';
const preferred = 'community with a shared future';
const show = 'Glossator: Show All Attestations of the Selection';

/** @param {import('./all.mjs').Session} session */
export async function attestations({ workbench, glossator, workspace }) {
  await workbench.show(briefing, 'community of common destiny');
  const panel = workbench.webview();
  const lines = panel.locator('button.line');
  const lane = (/** @type {string} */ rendering) =>
    panel.locator('.lane', { has: workbench.page.getByText(rendering, { exact: true }) });
  await step('the panel lists every place of the selected words, by date', async () => {
    await workbench.command(show);
    await eventually(async () => assert.equal(await lines.count(), 8));
    await panel.getByText('8 places in 5 documents', { exact: true }).waitFor();
    const dates = await panel.locator('button.line .date').allInnerTexts();
    assert.deepEqual(dates, [...dates].sort());
    assert.equal(dates[0], '2011-09-14');
  });
  await step('the words stand out in each line', async () => {
    for (const mark of await panel.locator('button.line mark').allInnerTexts()) {
      assert.match(mark.replaceAll('\u00ad', ''), /^community of common destiny$/i);
    }
  });
  await step('the timeline has a lane for each rendering, with bars', async () => {
    for (const rendering of ['community of common destiny', preferred]) {
      await lane(rendering).locator('rect.bar').first().waitFor();
    }
  });
  await step('neither the words nor the names of the renderings are cut', async () => {
    const cut = await panel.locator('.line > .words, .lane .name').evaluateAll(all =>
      all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent));
    assert.deepEqual(cut, []);
  });
  await workbench.enlargePanel();
  await workbench.picture('attestations-light');
  await step('a click on a line opens the source there', async () => {
    await lines.filter({ hasText: 'what you have when five countries' }).click();
    await workbench.isAt('2014-11-20-osei-tarn-press-conference.txt', 19, 'community of common destiny');
  });
  await workbench.picture('attestations-opened');
  await step('a click on another rendering lists its places', async () => {
    const told = execFileSync(glossator, ['lookup', preferred], { cwd: workspace, encoding: 'utf8' });
    const [, places, documents] = told.match(/(\d+) times in (\d+) documents/) ?? [];
    await lane(preferred).locator('.name').click();
    await panel.getByText(`${places} places in ${documents} documents`, { exact: true }).waitFor();
    await eventually(async () => assert.equal(await lines.count(), Number(places)));
  });
  await step('the panel follows a dark theme', async () => {
    await workbench.set('workbench.colorTheme', dark);
    await eventually(async () => assert.match(await panel.locator('body').getAttribute('class') ?? '', /vscode-dark/));
  });
  await workbench.show(briefing, 'community of common destiny');
  await workbench.command(show);
  await eventually(async () => assert.equal(await lines.count(), 8));
  await workbench.picture('attestations-dark');
  await workbench.set('workbench.colorTheme', light);
  await eventually(async () => assert.match(await panel.locator('body').getAttribute('class') ?? '', /vscode-light/));
}
