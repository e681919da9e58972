// VS Code's workbench as a web page: a code-server of our own on a free loopback port,
// with a home of its own, ended with all its children however the tests end.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';

const here = path.dirname(import.meta.dirname);

/**
 * @typedef {object} CodeServer
 * @property {string} url where the workbench is
 * @property {(settings: object) => void} setSettings for windows opened from now on
 */

/**
 * Starts it with our extension and the probe installed.
 * @param {string} programs where `install` put everything
 * @param {string} home an empty folder
 * @param {string} out where its log goes
 * @param {Record<string, string>} environment for the extensions, beside our own
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer(programs, home, out, environment) {
  const extensions = path.join(home, 'extensions');
  const entry = path.join(programs, 'node_modules/code-server/out/node/entry.js');
  const common = [
    entry, '--config', path.join(home, 'config.yaml'),
    '--user-data-dir', path.join(home, 'data'), '--extensions-dir', extensions,
  ];
  const log = openSync(path.join(out, 'code-server.log'), 'a');
  writeFileSync(path.join(home, 'config.yaml'), 'auth: none\nbind-addr: 127.0.0.1:0\n');
  // The probe is a plain folder: code-server takes up what lies there when it first starts.
  cpSync(path.join(here, 'probe'), path.join(extensions, 'glossator-tests.glossator-probe-1.0.0'), { recursive: true });
  execFileSync(process.execPath, [...common, '--install-extension', path.join(programs, 'glossator.vsix')], { stdio: ['ignore', log, log] });

  const server = spawn(process.execPath, [...common, '--reconnection-grace-time', '1', '--disable-telemetry', '--disable-update-check', '--disable-proxy'], {
    detached: true, // A group of its own, to be ended as a whole.
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', log],
  });
  process.on('exit', () => endGroup(server.pid));
  const write = (/** @type {string} */ kind, /** @type {[string, unknown][]} */ some) => {
    mkdirSync(path.join(home, 'data', kind), { recursive: true });
    writeFileSync(path.join(home, 'data', kind, 'settings.json'), JSON.stringify(Object.fromEntries(some), null, 2));
  };
  return {
    url: await addressOf(server),
    setSettings(settings) {
      // Which program is started is a matter of the machine, and read from there alone.
      const isMachine = (/** @type {[string, unknown]} */ [name]) => name.startsWith('glossator.server.');
      const all = Object.entries(settings);
      write('Machine', all.filter(isMachine));
      write('User', all.filter(setting => !isMachine(setting)));
    },
  };
}

/**
 * Reads where the server listens from what it prints.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    server.on('exit', code => reject(new Error(`code-server ended with ${code}`)));
    if (!server.stdout) return reject(new Error('code-server has no output'));
    createInterface({ input: server.stdout }).on('line', line => {
      const address = line.match(/listening on (http:\S+?)\/?$/)?.[1];
      if (address) resolve(address);
    });
  });
}

/**
 * The language servers that run in a home: the processes of the program in the extension.
 * @param {string} home @returns {number[]} their ids
 */
export function serversIn(home) {
  const running = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);
  return running.filter(pid => {
    try {
      return readlinkSync(`/proc/${pid}/exe`).startsWith(path.join(home, 'extensions', 'glossator.'));
    } catch {
      return false; // It has ended, or is not ours to look at.
    }
  });
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
