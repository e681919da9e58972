// Plays a writer's session in the real VS Code workbench, in a headless Chromium, with
// our packaged extension installed. Enters: EDITORS, GLOSSATOR, WORKSPACE, OUT (see
// ../run). Leaves: "ok - …" lines on standard output, pictures and recordings in OUT.
// With names of scenarios as arguments only those are played, after the first.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCodeServer } from './driver/code-server.mjs';
import { Probes } from './driver/probe.mjs';
import { isGood } from './driver/report.mjs';
import { Windows } from './driver/windows.mjs';
import { scenarios } from './scenarios/all.mjs';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const { EDITORS = '', GLOSSATOR = '', WORKSPACE = '', OUT = '' } = process.env;
const programs = path.join(EDITORS, 'vscode');
const home = mkdtempSync(path.join(tmpdir(), 'glossator-vscode-'));
// For what the browser and VS Code write by the way.
process.env.TMPDIR = path.join(home, 'tmp');
mkdirSync(process.env.TMPDIR);

const pristine = path.join(home, 'pristine');
cpSync(WORKSPACE, pristine, { recursive: true });

const socket = path.join(home, 'probe.sock');
const probes = new Probes(socket);
// The index lies in the project, so that a recording names no other folder.
const server = await startCodeServer(programs, home, OUT, { GLOSSATOR_PROBE: socket, GLOSSATOR_CACHE: path.join(pristine, '.cache') });
// After the server, whose end was asked for first: what dies may still write.
process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
const windows = await Windows.launch(programs, server, probes, OUT);
/** @type {any} The first scenario opens the window that the others go on with. */
const session = { windows, glossator: GLOSSATOR, workspace: WORKSPACE, pristine, out: OUT, home };
const [first, ...others] = scenarios;
const wanted = process.argv.slice(2);
for (const scenario of [first, ...others.filter(one => wanted.length === 0 || wanted.includes(one.name))]) {
  try {
    await scenario(session);
  } catch (error) {
    // A step has told it; what stands on it is not tried, the next scenario is.
    if (isGood()) throw error;
    await windows.picture(`failed-${scenario.name}`);
  }
  await windows.calm();
}
process.exit(isGood() ? 0 : 1);
