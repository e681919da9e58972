// Windows of VS Code: pages of one headless Chromium.
import { createRequire } from 'node:module';
import path from 'node:path';
import { remark } from './report.mjs';
import { settings as usual } from './settings.mjs';
import { Workbench } from './workbench.mjs';

export class Windows {
  /** @type {Workbench[]} */
  #open = [];

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('./code-server.mjs').CodeServer} server
   * @param {import('./probe.mjs').Probes} probes
   * @param {string} out where screenshots go
   */
  constructor(browser, server, probes, out) {
    this.browser = browser;
    this.server = server;
    this.probes = probes;
    this.out = out;
  }

  /**
   * @param {string} programs where `install` put everything
   * @param {import('./code-server.mjs').CodeServer} server
   * @param {import('./probe.mjs').Probes} probes
   * @param {string} out
   */
  static async launch(programs, server, probes, out) {
    /** @type {typeof import('playwright-core')} */
    const { chromium } = createRequire(path.join(programs, 'package.json'))('playwright-core');
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    return new Windows(browser, server, probes, out);
  }

  /**
   * Opens a folder in a window of its own.
   * @param {string} folder
   * @param {object} [settings] beside the usual ones
   * @returns {Promise<Workbench>}
   */
  async open(folder, settings = {}) {
    this.server.setSettings({ ...usual, ...settings });
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${this.server.url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'domcontentloaded' });
    await page.locator('.monaco-workbench .explorer-viewlet').waitFor();
    const workbench = new Workbench(page, await this.probes.of(folder), folder, this.out);
    this.#open.push(workbench);
    return workbench;
  }

  /** @param {Workbench} workbench */
  async close(workbench) {
    this.#open = this.#open.filter(open => open !== workbench);
    await workbench.page.context().close();
  }

  /**
   * After a scenario that failed: a picture of each window, and order in it.
   * @param {string} scenario
   */
  async recover(scenario) {
    for (const [index, workbench] of this.#open.entries()) {
      const name = `failed-${scenario}-${index}`;
      await workbench.picture(name).catch(() => remark(`no picture of ${name}`));
      await workbench.calm().catch(error => remark(`the window stays as it is: ${error.message}`));
    }
  }
}
