// The first minute: a folder is opened, a draft, and the first card is there.
import assert from 'node:assert/strict';
import path from 'node:path';
import { remark, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function firstHover(session) {
  const start = performance.now();
  const workbench = await session.windows.open(session.workspace, {
    'glossator.server.arguments': ['--record', path.join(session.out, 'session.jsonl')],
  });
  session.workbench = workbench;
  await step('a draft opens from the explorer', () => workbench.openFromExplorer('drafts', 'shared-future-briefing.md'));
  const formulation = 'community with a shared future for mankind';
  const card = await step('a pointer over a formulation shows its card', () =>
    workbench.hover(formulation, 'times in the sources'));
  remark(`from opening the folder to the first card: ${Math.round(performance.now() - start)} ms`);

  await step('the card tells the verdict, the passage, its source and its date', async () => {
    const text = await card.innerText();
    for (const part of [
      formulation,
      'preferred (since 2017-10), as of 2024-06-18',
      '7 times in the sources, in 6 documents, 2017 to 2023',
      'A Valdorian envoy said Tuesday that the call to build a community with a shared future for mankind',
      '2017-12-20 · Harbour News · Islands press for practical side of community with shared future online: envoy',
    ]) assert.ok(text.includes(part), `"${part}" is not on the card:\n${text}`);
  });
  await workbench.picture('hover');
  await step('a link on the card opens the source at its line', async () => {
    await card.getByText('2017-12-20-harbour-news-cyberspace.txt:3').click();
    await workbench.isAt('2017-12-20-harbour-news-cyberspace.txt', 3);
  });
}
