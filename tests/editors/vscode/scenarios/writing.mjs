// What helps while words are written: completion, the outline, a draft without a file.
import assert from 'node:assert/strict';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';

/** @param {import('./all.mjs').Session} session */
export async function writing({ workbench }) {
  const { page, suggestions } = workbench;
  await step('completion offers a term and writes it', async () => {
    await workbench.show(briefing, 'We see no objection.');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(' It rests on cyber sov');
    await page.keyboard.press('Control+Space');
    await suggestions.filter({ hasText: 'cyber sovereignty' }).first().waitFor();
    await workbench.picture('completion');
    await suggestions.filter({ hasText: 'cyber sovereignty' }).first().click();
    await eventually(async () =>
      assert.ok((await workbench.text()).includes('We see no objection. It rests on cyber sovereignty Win-win')));
  });
  await workbench.calm();

  await step('the outline has each heading once', async () => {
    await workbench.show(briefing);
    await eventually(async () => assert.deepEqual((await workbench.symbols()).map(name => name.replace(/^#+ /, '')), [
      'Before the Tenth Harbour Forum: reading the shared-future texts',
      'What the texts say', 'Ports and railways', 'Security',
      'Working together for order in network space', 'Recommendations',
    ]));
  });

  await step('a document without a file is checked where a project is open', async () => {
    await workbench.ask(async vscode => {
      const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
      await vscode.window.showTextDocument(document);
    });
    await page.keyboard.type('They speak of a community of common destiny.');
    await eventually(async () =>
      assert.deepEqual((await workbench.findings()).map(finding => finding.words), ['community of common destiny']));
  });
}
