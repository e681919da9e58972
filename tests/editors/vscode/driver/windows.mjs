// Windows of VS Code: pages of one headless Chromium.
import { createRequire } from 'node:module';
import path from 'node:path';
import { remark } from './report.mjs';
import { settings as usual } from './settings.mjs';
import { Workbench } from './workbench.mjs';

export class Windows {
  /** @type {Workbench | undefined} */
  #open;

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
   * Opens a folder in a new window, with settings of its own; the last window is closed,
   * since all windows share the settings.
   * @param {string} folder
   * @param {object} [settings] beside the usual ones
   * @returns {Promise<Workbench>}
   */
  async open(folder, settings = {}) {
    await this.#open?.page.context().close();
    this.server.setSettings({ ...usual, ...settings });
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${this.server.url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'domcontentloaded' });
    await page.locator('.monaco-workbench .explorer-viewlet').waitFor();
    this.#open = new Workbench(page, await this.probes.of(folder), folder, this.out);
    return this.#open;
  }

  /** A picture of the open window. @param {string} name */
  async picture(name) {
    await this.#open?.picture(name).catch(error => remark(`no picture ${name}: ${error.message}`));
  }

  /** Order in the open window, between two scenarios. */
  async calm() {
    await this.#open?.calm().catch(error => remark(`the window stays as it is: ${error.message}`));
  }
}
