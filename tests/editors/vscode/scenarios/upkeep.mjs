// The project changes while it is open: the status tells, no restart is needed.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const draft = 'drafts/late-evidence.md';
const words = 'herring fleets of the outer skerries';

/** @param {import('./all.mjs').Session} session */
export async function upkeep({ workbench, workspace }) {
  const corpus = path.join(workspace, 'corpus');
  const documents = readdirSync(corpus).length;
  writeFileSync(path.join(workspace, draft), `# Late evidence\n\nMuch depends on the ${words} this year.\n`);
  await workbench.show(draft);

  await step('the language status tells documents and terms', () =>
    workbench.languageStatus(new RegExp(`${documents} documents, \\d+ concepts, \\d+ terms`)));
  await workbench.picture('status');
  await workbench.unhover();

  await step('a source that is added on disk is evidence without a restart', async () => {
    writeFileSync(path.join(corpus, '2025-01-05-late-arrival.txt'), `Harbour News, January 5\n\nThe minister praised the ${words} on Sunday.\n`);
    await workbench.hover(words, 'Once in the sources');
    await workbench.unhover();
    await workbench.languageStatus(new RegExp(`${documents + 1} documents`));
    await workbench.unhover();
  });

  const settings = path.join(workspace, 'glossator.toml');
  const right = readFileSync(settings, 'utf8');
  try {
    await settingsFault(workbench, right);
    assert.equal(readFileSync(settings, 'utf8'), right);
  } finally {
    writeFileSync(settings, right); // The next scenarios need a project, whatever happened here.
  }
}

/**
 * @param {import('../driver/workbench.mjs').Workbench} workbench
 * @param {string} right what stands in the settings
 */
async function settingsFault(workbench, right) {
  await step('a fault in glossator.toml is a problem at its place', async () => {
    await workbench.show('glossator.toml', 'fail-on = "off"');
    await workbench.page.keyboard.type('fail-onn = "off"');
    await workbench.page.keyboard.press('Control+s');
    await eventually(async () => {
      const [finding] = await workbench.findings();
      assert.match(finding?.message ?? '', /fail-onn/);
      assert.equal(finding?.start[0], right.split('\n').indexOf('fail-on = "off"') + 1);
    });
    const rows = await workbench.problems();
    await rows.filter({ hasText: 'fail-onn' }).first().waitFor();
  });
  await workbench.picture('settings-fault');
  await step('the problem goes when the fault is mended', async () => {
    await workbench.show('glossator.toml', 'fail-onn');
    await workbench.page.keyboard.type('fail-on');
    await workbench.page.keyboard.press('Control+s');
    await eventually(async () => assert.deepEqual(await workbench.findings(), []));
  });
}
