// A quotation whose words are not those of its source: what the writer sees, and is offered.
import assert from 'node:assert/strict';
import { eventually, step } from '../driver/report.mjs';

const briefing = 'drafts/quoted-briefing.md';
const keynote = '2018-05-22-harbour-forum-keynote.md';
const said = 'A contract that cannot be read aloud in the market should not be signed in the ministry';
const altered = 'should never be signed';
const verify = 'Glossator: Verify the Selection as a Quotation';

/** @param {import('./all.mjs').Session} session */
export async function quotations({ workbench }) {
  const { page } = workbench;
  await workbench.show(briefing, altered, { empty: true });
  await step('an altered quotation is an error at the words that differ', () => eventually(async () => {
    const found = (await workbench.findings()).find(finding => finding.words === 'never');
    assert.equal(`${found?.severity} ${found?.rule}`, 'error altered-quotation');
  }));
  await step('the problem leads to the passage of the source', async () => {
    const [passage] = (await workbench.related()).filter(one => one.words === said);
    assert.equal(passage?.file, keynote);
    assert.match(passage?.message ?? '', /^the source says: /);
  });
  await step('a pointer over the quotation shows what differs, the passage and its source', async () => {
    const card = await workbench.hover(altered, 'altered: the source has other words');
    const text = await card.innerText();
    for (const part of [said, '"never" where the source has "not"', '2018-05-22 · Ministry for Digital Affairs']) {
      assert.ok(text.includes(part), `"${part}" is not on the card:\n${text}`);
    }
  });
  await workbench.picture('quotation-hover');
  await workbench.unhover();
  await step('F12 on a quotation opens the source at the passage', async () => {
    await workbench.show(briefing, altered, { empty: true });
    await page.keyboard.press('F12');
    await workbench.isAt(keynote, 33, said);
  });
  await mending(workbench);
  await verifying(workbench);
}

/** @param {import('../driver/workbench.mjs').Workbench} workbench */
async function mending(workbench) {
  await workbench.show(briefing, 'never be signed', { empty: true });
  const written = await workbench.text();
  await step('Ctrl+. at the words that differ offers those of the source', async () => {
    await workbench.show(briefing, 'never', { after: 'in the market', empty: true });
    const fix = await workbench.quickFix("write the source's words");
    await workbench.picture('quotation-fix');
    await fix.click();
    await eventually(async () => assert.equal(await workbench.text(), written.replace(altered, 'should not be signed')));
  });
  await step('undo restores the quotation', async () => {
    await workbench.page.keyboard.press('Control+z');
    await eventually(async () => assert.equal(await workbench.text(), written));
  });
}

/** @param {import('../driver/workbench.mjs').Workbench} workbench */
async function verifying(workbench) {
  const { page } = workbench;
  await step('"Verify the Selection as a Quotation" says of selected words what differs', async () => {
    await workbench.show(briefing, said.replace('should not', 'should never'));
    await workbench.command(verify);
    await workbench.picks('altered: the source has other words', [said, '"never" where the source has "not"']);
  });
  await workbench.picture('verify');
  await step('the place that is picked opens in the source', async () => {
    await page.keyboard.press('Enter');
    await workbench.isOpen(keynote);
    await eventually(async () => assert.equal(await workbench.selected(), said));
  });
  await step('with the cursor in a quotation the whole of it is verified', async () => {
    await workbench.show(briefing, 'who have never lost', { empty: true });
    await workbench.command(verify);
    await workbench.picks('verbatim: the words of the source', ['Rules for cyber space cannot be written']);
    await page.keyboard.press('Escape');
  });
  await step('words of nobody are said to be in no source', async () => {
    await workbench.show(briefing, 'what has become of it on our desk');
    await workbench.command(verify);
    await workbench.picks('not in the sources', ['no passage of the corpus is near these words']);
    await page.keyboard.press('Escape');
  });
}
