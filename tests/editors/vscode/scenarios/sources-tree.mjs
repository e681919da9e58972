// The view "Sources": what the open draft leans on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function sourcesTree({ workbench, out }) {
  const asked = () => readFileSync(path.join(out, 'session.jsonl'), 'utf8').split('"method":"glossator/sources"').length - 1;
  const before = asked();
  await workbench.show('drafts/shared-future-briefing.md');
  await eventually(async () => assert.ok((await workbench.findings()).length > 0));
  await step('a view that nobody sees asks the server nothing', async () => assert.equal(asked(), before));
  const rows = await workbench.sourcesView();
  await step('the tree shows the documents that the draft leans on, with counts', async () => {
    const first = rows.first();
    await eventually(async () => assert.match(await first.innerText(), /\d+ passages?, \d+ terms? · \d{4}/));
    await rows.filter({ hasText: 'Ministers weigh…' }).first().waitFor();
  });
  await step('the first count of each document is seen at the usual width', async () => {
    for (const row of await rows.all()) {
      const [end, edge] = await row.evaluate(row => {
        const text = row.querySelector('.label-description')?.firstChild;
        const range = document.createRange();
        range.setStart(text ?? row, 0);
        range.setEnd(text ?? row, text?.textContent?.match(/^\d+ \w+/)?.[0].length ?? 0);
        return [range.getBoundingClientRect().right, row.getBoundingClientRect().right];
      });
      assert.ok(end > 0 && end < edge, await row.innerText());
    }
  });
  await step('a document opens to the passages it shares with the draft', async () => {
    const document = rows.filter({ hasText: 'Press conference after…' }).first();
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
