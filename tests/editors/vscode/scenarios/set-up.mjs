// A folder that is no project: nothing happens there until somebody asks for it.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serversIn } from '../driver/code-server.mjs';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function setUp({ windows, workspace, home }) {
  const folder = path.join(home, 'briefings');
  mkdirSync(folder);
  cpSync(path.join(workspace, 'corpus'), path.join(folder, 'sources'), { recursive: true });
  cpSync(path.join(workspace, 'drafts/op-ed-2013.md'), path.join(folder, 'op-ed.md'));
  cpSync(path.join(workspace, 'drafts/shared-future-briefing.md'), path.join(folder, 'briefing.md'));
  const workbench = await windows.open(folder);
  const { page } = workbench;

  await step('a Markdown file in a folder without glossator.toml starts nothing', async () => {
    await workbench.openFromExplorer('briefing.md');
    // The editor's own Markdown support has answered: extensions had their chance.
    await eventually(async () => assert.ok((await workbench.symbols()).length > 0));
    assert.equal(await workbench.isActive(), false);
    assert.deepEqual(serversIn(home), []);
  });
  await step('the walkthrough opens', async () => {
    await workbench.ask(vscode => vscode.commands.executeCommand('workbench.action.openWalkthrough', 'glossator.glossator#start', false));
    await page.getByText('Hold a Draft against Its Sources').first().waitFor();
    await page.getByText('Choose your sources').first().waitFor();
  });
  await step('each step has a picture, where there is room beside it', async () => {
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await eventually(async () => assert.ok(await workbench.webview().locator('img').first()
      .evaluate(image => image instanceof HTMLImageElement && image.naturalWidth > 0)));
  });
  await workbench.picture('walkthrough');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await step('its first step sets up a project', async () => {
    await page.locator('.gettingStartedContainer').getByText('Set Up a Project', { exact: true }).first().click();
    await workbench.pick('sources');
    await workbench.pick('The starter termbase');
    await workbench.isOpen('glossator.toml');
    assert.match(readFileSync(path.join(folder, 'glossator.toml'), 'utf8'), /paths = \["sources"\]/);
  });
  await workbench.picture('set-up');
  await step('the draft is checked from then on', async () => {
    await workbench.show('briefing.md');
    await eventually(async () => assert.ok((await workbench.findings())
      .some(finding => finding.words === 'community of common destiny')));
  });
}
