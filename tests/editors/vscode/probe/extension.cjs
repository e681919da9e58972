// Connects to the tests (the socket in GLOSSATOR_PROBE) and runs there what they send:
// each line is {id, source, argument}, `source` the text of a function of VS Code's API
// and one argument; each answer a line {id, value} or {id, error}. It knows nothing of
// Glossator. In a window without the tests it does nothing.
'use strict';
const net = require('node:net');
const readline = require('node:readline');
const vscode = require('vscode');

exports.activate = () => {
  if (!process.env.GLOSSATOR_PROBE) return;
  const socket = net.connect(process.env.GLOSSATOR_PROBE);
  const say = message => socket.write(`${JSON.stringify(message)}\n`);
  socket.on('error', () => socket.destroy());
  say({ folder: vscode.workspace.workspaceFolders?.[0].uri.fsPath ?? null });
  readline.createInterface({ input: socket }).on('line', async line => {
    const { id, source, argument } = JSON.parse(line);
    try {
      const value = await new Function(`return (${source})`)()(vscode, argument);
      say({ id, value: value ?? null });
    } catch (error) {
      say({ id, error: String(error?.stack ?? error) });
    }
  });
};
