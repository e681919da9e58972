// A source may hold anything. What it says is shown, and never run, loaded or linked.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const words = 'lighthouse keepers of greater sound agreed';
const image = '<img src=x onerror="document.title=1">';
const link = '[press](command:workbench.action.quit)';
const script = '<script>document.title=1</script>';
const passage = `On Monday the ${words} ${image} to ${link} and ${script} the matter.`;

/** @param {import('./all.mjs').Session} session */
export async function hostile({ workbench, workspace }) {
  // In the text, in the title, in the file's name.
  writeFileSync(path.join(workspace, 'corpus', '2024-02-02 <img src=x> [a](command:b).md'),
    `---\ntitle: 'Notes ${image} ${link}'\nauthor: '${link}'\ndate: 2024-02-02\n---\n\nNothing else here.\n\n    ${passage}\n`);
  writeFileSync(path.join(workspace, 'corpus', '2024-02-01-hostile.txt'), `${passage}\n`);
  writeFileSync(path.join(workspace, 'drafts', 'hostile.md'), `# Hostile\n\nWe heard that the ${words} at last.\n`);
  await workbench.show('drafts/hostile.md', words);

  await step('a hostile source is plain text on the card', async () => {
    const card = await workbench.hover(words, '2 times in the sources');
    await harmless(card);
    await workbench.picture('hostile-hover');
    await workbench.unhover();
  });
  await step('a hostile source is plain text in the panel', async () => {
    await workbench.command('Glossator: Show All Attestations of the Selection');
    const lines = workbench.webview().locator('#lines');
    await eventually(async () => assert.equal(await lines.locator('button.line').count(), 2));
    await harmless(lines);
    await workbench.picture('hostile-panel');
  });
  await step('a hostile source is plain text in the tree', async () => {
    const rows = await workbench.sourcesView();
    const document = rows.filter({ hasText: 'Notes <img' }).first();
    await document.waitFor();
    await harmless(document);
    await document.hover();
    await harmless(await workbench.card('Notes <img'));
    await workbench.picture('hostile-tree');
  });
}

/** @param {import('playwright-core').Locator} shown */
async function harmless(shown) {
  assert.ok((await shown.innerText()).includes('<img src=x'), 'the hostile text itself is shown');
  const found = await shown.evaluate(element => [...element.querySelectorAll('*')]
    .filter(one => one.matches('img, script, iframe, [onerror]') ||
      [one.getAttribute('href'), one.getAttribute('data-href')].some(target => target?.startsWith('command:')))
    .map(one => one.outerHTML));
  assert.deepEqual(found, []);
}
