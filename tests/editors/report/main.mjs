// Writes the evidence pages of a sample draft and of a hostile one and looks at them in a
// headless Chromium. Enters: EDITORS, GLOSSATOR, WORKSPACE, OUT (see ../run). Leaves:
// "ok - …" lines on standard output; pictures and the printed page in OUT.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isGood, step } from '../vscode/driver/report.mjs';
import { atLength, atTheDesk } from './desk.mjs';
import { writeHostile } from './hostile.mjs';

const { EDITORS = '', GLOSSATOR = '', WORKSPACE = '', OUT = '' } = process.env;
const { chromium } = createRequire(path.join(EDITORS, 'vscode', 'package.json'))('playwright-core');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

const wide = { width: 1280, height: 900 };

/**
 * Opens a page, and takes note of what it says and of what it asks for.
 * @param {string} file
 * @param {object} [options]
 */
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: wide, colorScheme: 'light', ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  /** @type {string[]} */
  const asked = [];
  page.on('console', message => said.push(message.text()));
  page.on('pageerror', error => said.push(error.message));
  page.on('dialog', dialog => said.push(dialog.message()));
  page.on('request', request => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, said, asked };
}

/** @param {string} folder @param {string} draft @param {string} page */
const write = (folder, draft, page) =>
  execFileSync(GLOSSATOR, ['report', draft, '-o', page], { cwd: folder, encoding: 'utf8' });

/** @param {any} page @returns {Promise<string>} the colour behind the text */
const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** @param {string} name @returns {string} */
const picture = name => path.join(OUT, `${name}.png`);

const sample = path.join(OUT, 'shared-future-briefing.report.html');
const hostile = path.join(OUT, 'hostile.report.html');

/** How a page looks to a reader. */
async function reading() {
  await step('a page is written', async () => {
    assert.match(write(WORKSPACE, 'drafts/shared-future-briefing.md', sample), /^wrote /);
  });
  const { page, said, asked } = await open(sample);
  await step('it shows draft, notes, sources and timelines, in landmarks', async () => {
    for (const part of ['header h1', 'nav', 'main #draft aside .note', '#sources tbody tr', '#timelines svg', '#unchecked li', 'footer']) {
      assert.ok(await page.locator(part).first().isVisible(), part);
    }
  });
  await step('it says nothing to the console and asks for nothing but itself', async () => {
    assert.deepEqual(said, []);
    assert.deepEqual(asked, [pathToFileURL(sample).href]);
  });
  await step('every link within the page has its end, and no two parts one name', async () => {
    const { dead, twice } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
      const targets = [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href').slice(1));
      return { dead: targets.filter(target => !ids.includes(target)), twice: ids.filter((id, at) => ids.indexOf(id) !== at) };
    });
    assert.deepEqual({ dead, twice }, { dead: [], twice: [] });
  });
  await step('a number leads to its note, and the note back', async () => {
    await page.locator('#draft a.n[href="#note-1"]').first().click();
    assert.ok(await page.locator('#note-1:target').isVisible());
    await page.locator('#note-1 a.n').click();
    assert.ok(await page.locator('#mark-1:target').isVisible());
  });
  await step('a timeline has a name, a description and its numbers as a table', async () => {
    const drawing = page.getByRole('img').first();
    assert.match(await drawing.evaluate(svg => svg.querySelector('desc').textContent), /place/);
    await page.locator('.timeline summary').first().click();
    assert.ok(await page.locator('.timeline table').first().isVisible());
  });
  await page.screenshot({ path: picture('light'), fullPage: true });
  await step('notes stand beside the words on a wide window', async () => {
    const row = page.locator('.row:has(> aside)').first();
    const [words, notes] = await Promise.all([row.locator('> :first-child').boundingBox(), row.locator('> aside').boundingBox()]);
    assert.ok(notes.x >= words.x + words.width, JSON.stringify({ words, notes }));
  });
  return page;
}

/** Dark, narrow and on paper. */
async function forms(/** @type {any} */ light) {
  await step('a dark desktop has a dark page', async () => {
    const { page } = await open(sample, { colorScheme: 'dark' });
    await page.screenshot({ path: picture('dark'), fullPage: true });
    assert.notEqual(await ground(page), await ground(light));
  });
  await step('on a narrow window notes stand below, and nothing is cut off', async () => {
    const { page } = await open(sample, { viewport: { width: 400, height: 800 } });
    await page.screenshot({ path: picture('narrow'), fullPage: true });
    const row = page.locator('.row:has(> aside)').first();
    const [words, notes] = await Promise.all([row.locator('> :first-child').boundingBox(), row.locator('> aside').boundingBox()]);
    assert.ok(notes.y >= words.y + words.height, JSON.stringify({ words, notes }));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways');
  });
  await step('printed it has pages, black on white, also from a dark desktop', async () => {
    const { page } = await open(sample, { colorScheme: 'dark' });
    const file = path.join(OUT, 'print.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const pages = readFileSync(file, 'latin1').match(/\/Type \/Page\b/g) ?? [];
    assert.ok(pages.length >= 2, `${pages.length} pages`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await ground(page), 'rgb(255, 255, 255)');
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.screenshot({ path: picture('print'), fullPage: true });
  });
}

/** A page about strangers' text. */
async function strangers() {
  const folder = path.join(WORKSPACE, 'hostile');
  writeHostile(folder);
  write(folder, 'note.md', hostile);
  const { page, said, asked } = await open(hostile);
  await page.screenshot({ path: picture('hostile'), fullPage: true });
  await step('hostile text is shown and does not run', async () => {
    for (const link of await page.locator('#draft a:not([href])').all()) await link.click();
    await page.mouse.move(300, 300);
    assert.equal(await page.evaluate(() => Reflect.get(window, 'hostile')), undefined);
    assert.match(await page.locator('body').innerText(), /<script>window\.hostile='title'<\/script>/);
    assert.equal(await page.locator('script, iframe, img, object, embed, form, [onclick], [onload], [onerror], [onmouseover]').count(), 0);
  });
  await step('no link leads anywhere but to the page and to the web', async () => {
    const targets = await page.evaluate(() => [...document.querySelectorAll('[href], [src]')].map(one => one.getAttribute('href')));
    assert.deepEqual(targets.filter(target => !/^(#|https?:)/.test(target ?? '')), []);
    assert.deepEqual({ said, asked }, { said: [], asked: [pathToFileURL(hostile).href] });
  });
  await step('even a script that got in would not run', async () => {
    const planted = path.join(OUT, 'planted.html');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(planted, readFileSync(hostile, 'utf8').replace('<main>', '<script>window.hostile=1</script><img src="https://tracker.example.org/"><main>'));
    const { page: other, said: refused } = await open(planted);
    assert.equal(await other.evaluate(() => Reflect.get(window, 'hostile')), undefined);
    assert.equal(refused.filter(line => line.includes('Content Security Policy')).length, 2, refused.join('\n'));
  });
}

try {
  await forms(await reading());
  const desk = { open, write, folder: WORKSPACE, out: OUT };
  await atTheDesk(desk);
  await atLength(desk);
  await strangers();
} catch {
  // It was told by the step that failed.
}
await browser.close();
process.exit(isGood() ? 0 : 1);
