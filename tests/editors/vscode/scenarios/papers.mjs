// Sources that no editor shows as text: a PDF and a Word document. Going to a place in them
// opens their text, read-only, at the line.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { eventually, step } from '../driver/report.mjs';

const note = 'drafts/papers-note.md';
const papers = path.join(import.meta.dirname, '../../papers');

/** @param {import('./all.mjs').Session} session */
export async function readingPapers({ windows, pristine, home }) {
  const folder = path.join(home, 'papers');
  cpSync(pristine, folder, { recursive: true });
  execFileSync(papers, [folder]);
  const workbench = await windows.open(folder);
  const { page } = workbench;
  await step('quotations of a PDF and of a Word document are held against them', async () => {
    await workbench.show(note);
    await eventually(async () => assert.deepEqual((await workbench.findings()).map(finding => finding.words), ['promises', 'night']));
  });
  for (const [words, file, line, passage] of /** @type {const} */ ([
    ['dredged every spring', 'dredging-board.pdf.txt', 7, 'A channel that is dredged every spring needs no speeches in autumn'],
    ['lit by hand', 'lamp-committee.docx.txt', 5, 'Every lamp that is lit by hand shall be counted by hand'],
  ])) {
    await step(`F12 opens the text ${file} at the line`, async () => {
      await workbench.show(note, words, { empty: true });
      await page.keyboard.press('F12');
      await workbench.isAt(file, line, passage);
    });
    await step(`${file} can be read, not written`, async () => {
      const before = await workbench.text();
      assert.equal(await workbench.scheme(), 'glossator-source');
      await page.keyboard.type('x');
      await page.getByText(/read-only/).first().waitFor();
      assert.equal(await workbench.text(), before);
    });
    await workbench.picture(file);
    await page.keyboard.press('Escape');
  }
  await step('the place that "Verify the Selection" lists opens there, too, with its page', async () => {
    await workbench.show(note, 'dredged every spring', { empty: true });
    await workbench.command('Glossator: Verify the Selection as a Quotation');
    await workbench.picks('altered: the source has other words', ['p. 2', 'Report of the Dredging Board']);
    await workbench.picture('verify-pdf');
    await page.keyboard.press('Enter');
    await workbench.isOpen('dredging-board.pdf.txt');
    await eventually(async () => assert.match(await workbench.selected(), /^A channel that is dredged/));
  });
  await step('so does a place in the panel "Attestations"', async () => {
    await workbench.show(note, 'dredged every spring');
    await workbench.command('Glossator: Show All Attestations of the Selection');
    const line = workbench.webview().locator('button.line', { hasText: 'Report of the Dredging Board, p. 2' });
    await line.waitFor();
    await workbench.picture('attestations-pdf');
    await line.click();
    await workbench.isAt('dredging-board.pdf.txt', 7, 'dredged every spring');
  });
}
