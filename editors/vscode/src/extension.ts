// The extension: it starts the server and puts each part in its place. Drafts, terms
// and sources are the server's affair; nothing here knows what is right.

import * as vscode from "vscode";
import { Server } from "./client";
import { registerCommands } from "./commands";
import { Context } from "./context";
import { RESTARTING } from "./settings";
import { registerStatus } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Glossator", { log: true });
  const keys = new Context();
  server = new Server(context.extensionUri, log, () => keys.set("hovered", true));
  context.subscriptions.push(
    log,
    server,
    keys.follow(server),
    registerStatus(server),
    registerCommands(server, context),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (RESTARTING.some((setting) => change.affectsConfiguration(setting))) {
        void server?.restart();
      }
    }),
  );
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
