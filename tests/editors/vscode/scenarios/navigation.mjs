// From a formulation to the sources that have it.
import { step } from '../driver/report.mjs';

const briefing = 'drafts/shared-future-briefing.md';

/** @param {import('./all.mjs').Session} session */
export async function navigation({ workbench }) {
  const { page, peek } = workbench;
  await step('F12 on words that stand once in the sources opens the source at them', async () => {
    await workbench.show(briefing, 'seating plan', { empty: true });
    await page.keyboard.press('F12');
    await workbench.isAt('harbour-forum-security.html', 40, 'seating plan');
  });
  await workbench.picture('source');

  await step('F12 on words that stand in several sources shows all of them', async () => {
    await workbench.show(briefing, 'Global Security Initiative', { empty: true });
    await page.keyboard.press('F12');
    await peek.waitFor();
    await rowsOf(peek, ['marrow-lecture-reading-the-initiative.md', 'sarum-digital-white-paper.txt', 'harbour-forum-security.html']);
  });
  await workbench.picture('several-sources');
  await page.keyboard.press('Escape');

  await step('Shift+F12 lists the places where a formulation stands', async () => {
    await workbench.show(briefing, 'cyber sovereignty', { empty: true });
    await page.keyboard.press('Shift+F12');
    await peek.waitFor();
    await peek.getByText('9', { exact: false }).first().waitFor();
  });
  await page.keyboard.press('Escape');
}

/**
 * @param {import('playwright-core').Locator} peek
 * @param {string[]} files
 */
async function rowsOf(peek, files) {
  for (const file of files) await peek.locator('.ref-tree .monaco-list-row', { hasText: file }).first().waitFor();
}
