// A folder of a stranger: in Restricted Mode its settings start no program.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { serversIn } from '../driver/code-server.mjs';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function trust({ windows, workspace, home }) {
  const folder = path.join(home, 'from-a-stranger');
  cpSync(workspace, folder, { recursive: true });
  const workbench = await windows.open(folder, {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'always',
  });
  await step('in Restricted Mode the extension does not start', async () => {
    await workbench.openFromExplorer('drafts', 'clean-note.md');
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await eventually(async () => assert.ok((await workbench.symbols()).length > 0));
    assert.equal(await workbench.isActive(), false);
    assert.deepEqual(serversIn(home), []);
  });
  await workbench.picture('restricted-mode');
  await step('once the folder is trusted it starts', async () => {
    await workbench.command('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).first().click();
    await eventually(() => assert.equal(serversIn(home).length, 1));
  });
}
