// The view "Sources": what the open draft leans on.
import assert from 'node:assert/strict';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function sourcesTree({ workbench }) {
  await workbench.show('drafts/shared-future-briefing.md');
  const rows = await workbench.sourcesView();
  await step('the tree shows the documents that the draft leans on, with counts', async () => {
    const first = rows.first();
    await eventually(async () => assert.match(await first.innerText(), /\d+ passages?, \d+ terms? · \d{4}/));
    await rows.filter({ hasText: 'Ministers weigh security & sovereignty at Harbour Forum' }).first().waitFor();
  });
  await step('a document opens to the passages it shares with the draft', async () => {
    const document = rows.filter({ hasText: 'Press conference after the visit' }).first();
    await document.click();
    await rows.filter({ hasText: 'what you have when five countries' }).first().waitFor();
  });
  await workbench.picture('sources-tree');
  await step('a click on a passage opens the source there', async () => {
    await rows.filter({ hasText: 'what you have when five countries' }).first().click();
    await workbench.isAt('2014-11-20-osei-tarn-press-conference.txt', 19, 'A community of common destiny is what you have');
  });
  await workbench.picture('sources-tree-passage');
}
