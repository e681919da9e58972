// What a desk editor does with a page, and whoever uses no mouse or no eyes for it: the page
// of a draft with misquotations, its order, its names, its way by keys, on a phone, and that
// of a draft with hundreds of quotations.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { remark, step } from '../vscode/driver/report.mjs';

/** What a page with this many quotations may take: far more than it does, on a slow machine. */
const quotations = 300;
const most = { bytes: 1_500_000, milliseconds: 5_000 };

/**
 * @typedef {object} Desk
 * @property {(file: string, options?: object) => Promise<{page: any}>} open
 * @property {(folder: string, draft: string, page: string) => string} write
 * @property {string} folder the project
 * @property {string} out where pages and pictures go
 */

/** @param {Desk} desk */
export async function atTheDesk({ open, write, folder, out }) {
  const file = path.join(out, 'quoted-briefing.report.html');
  write(folder, 'drafts/quoted-briefing.md', file);
  const { page } = await open(file);
  await step('what to look at first says what was changed', async () => {
    const item = page.locator('.first li', { hasText: 'A contract that cannot be read aloud' }).first();
    assert.equal(await item.locator('del').innerText(), 'never');
    assert.equal(await item.locator('ins').innerText(), 'not');
  });
  await step('the numbers of notes rise as one reads', async () => {
    const numbers = (await page.locator('#draft a.n[id]').allInnerTexts()).filter((/** @type {string} */ text) => text).map(Number);
    assert.ok(numbers.length > 10, String(numbers));
    assert.deepEqual(numbers, [...numbers].sort((one, other) => one - other));
  });
  await names(page);
  await keys(page);
  await step('on a phone each source can be read without moving it sideways', async () => {
    const { page: phone } = await open(file, { viewport: { width: 390, height: 844 } });
    await phone.screenshot({ path: path.join(out, 'phone.png'), fullPage: true });
    const { within, inner } = await phone.locator('.wide').first().evaluate((/** @type {Element} */ box) => ({ within: box.scrollWidth, inner: box.clientWidth }));
    assert.ok(within <= inner, `${within} in ${inner}`);
  });
}

/** What a screen reader says. @param {any} page */
async function names(page) {
  await step('a screen reader finds four landmarks with their parts, and a name on each link', async () => {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const of = (/** @type {string} */ role) => nodes.filter((/** @type {any} */ node) => node.role?.value === role && !node.ignored);
    assert.deepEqual(['banner', 'navigation', 'main', 'contentinfo', 'complementary'].map(role => of(role).length), [1, 1, 1, 1, 0]);
    const nameless = [...of('link'), ...of('region'), ...of('note')].filter(node => !node.name?.value);
    assert.deepEqual(nameless, []);
  });
  await step('no heading leaves out a level', async () => {
    const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((/** @type {Element[]} */ all) => all.map(one => Number(one.tagName[1])));
    const leaps = levels.filter((/** @type {number} */ level, /** @type {number} */ at) => level > (levels[at - 1] ?? 0) + 1);
    assert.deepEqual(leaps, [], String(levels));
  });
}

/** @param {any} page */
async function keys(page) {
  await step('by keys one comes to the parts first, then to what is wrong, and sees where one is', async () => {
    const focused = () => page.evaluate(() => {
      const { outlineStyle } = getComputedStyle(document.activeElement);
      return { target: document.activeElement.getAttribute('href'), outlineStyle };
    });
    await page.keyboard.press('Tab');
    assert.deepEqual(await focused(), { target: '#draft', outlineStyle: 'solid' });
    for (let part = 0; part < 4; part += 1) await page.keyboard.press('Tab');
    assert.match((await focused()).target, /^#note-/);
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.note:target').isVisible());
  });
}

/** @param {Desk} desk */
export async function atLength({ open, write, folder, out }) {
  const quoted = readFileSync(path.join(folder, 'drafts/quoted-briefing.md'), 'utf8').split('\n').slice(11);
  const each = quoted.join('\n').match(/"[^"]{20,}"/g)?.length ?? 0;
  const times = Math.ceil(quotations / each);
  const filler = 'The desk has gone through the papers of the year and says here what each holds. '.repeat(20);
  writeFileSync(path.join(folder, 'drafts/long.md'), Array(times).fill(`${quoted.join('\n')}\n\n${filler}\n`).join('\n'));
  const file = path.join(out, 'long.report.html');
  await step(`a draft with ${quotations} quotations has a page that opens at once`, async () => {
    write(folder, 'drafts/long.md', file);
    const bytes = readFileSync(file).length;
    const start = performance.now();
    const { page } = await open(file);
    const milliseconds = Math.round(performance.now() - start);
    const count = Number(await page.locator('.numbers dd').first().innerText());
    remark(`${count} quotations: ${Math.round(bytes / 1000)} KB, shown after ${milliseconds} ms`);
    assert.ok(count >= quotations, String(count));
    assert.ok(bytes < most.bytes && milliseconds < most.milliseconds);
  });
}
