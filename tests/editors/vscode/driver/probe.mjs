// Asks VS Code's own API, through the probe extension in the window: less brittle than
// reading the page where what counts is what the editor knows, not how it looks.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { eventually } from './report.mjs';

/**
 * @typedef {typeof import('vscode')} VSCode
 * @typedef {<A, T>(run: (vscode: VSCode, argument: A) => T, argument?: A) => Promise<Awaited<T>>} Ask
 *   Runs a function in the extension host; its argument and its value go as JSON, and it
 *   sees nothing else of this program.
 */

/** Waits for the probes of windows. */
export class Probes {
  /** @type {{folder: string | null, ask: Ask}[]} newest first */
  #connected = [];

  /** @param {string} address of the socket */
  constructor(address) {
    createServer(socket => this.#greet(socket)).listen(address).unref();
  }

  /**
   * The probe of the window that was opened last on a folder.
   * @param {string} folder
   * @returns {Promise<Ask>}
   */
  of(folder) {
    return eventually(() => {
      const probe = this.#connected.find(probe => probe.folder === folder);
      if (!probe) throw new Error(`no window is open on ${folder}`);
      return probe.ask;
    });
  }

  /** @param {import('node:net').Socket} socket */
  #greet(socket) {
    /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
    const asked = new Map();
    let id = 0;
    /** @type {Ask} */
    const ask = (run, argument) => new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('the window is gone'));
      asked.set(++id, { resolve, reject });
      socket.write(`${JSON.stringify({ id, source: String(run), argument })}\n`);
    });
    socket.unref();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#connected = this.#connected.filter(probe => probe.ask !== ask);
      for (const { reject } of asked.values()) reject(new Error('the window is gone'));
    });
    createInterface({ input: socket }).on('line', line => {
      const { folder, id: answered, value, error } = JSON.parse(line);
      if (folder !== undefined) this.#connected.unshift({ folder, ask });
      else if (error) asked.get(answered)?.reject(new Error(error));
      else asked.get(answered)?.resolve(value);
    });
  }
}
