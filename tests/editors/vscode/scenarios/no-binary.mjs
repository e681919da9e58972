// The server program is not where the setting says.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function noBinary({ windows, workspace, home }) {
  const folder = path.join(home, 'no-binary');
  cpSync(workspace, folder, { recursive: true });
  const workbench = await windows.open(folder, { 'glossator.server.path': '/opt/none/glossator' });
  await step('a missing server program is told, with the setting that names it', async () => {
    await workbench.openFromExplorer('drafts', 'op-ed-2013.md');
    const toast = workbench.toasts.filter({ hasText: 'The setting glossator.server.path names "/opt/none/glossator", which does not exist. Correct the setting, or empty it to use the server of this extension.' });
    await toast.first().waitFor();
  });
  await workbench.picture('no-binary');
  await step('the status says so, too', () => workbench.languageStatus(/Glossator is not running/));
  await workbench.unhover();
  await step('it starts by itself once the setting is right', async () => {
    await workbench.set('glossator.server.path');
    await workbench.show('drafts/shared-future-briefing.md');
    await eventually(async () => assert.ok((await workbench.findings()).length > 0));
  });
}
