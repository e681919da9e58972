// The extension: it starts the server and puts each part in its place. Drafts, terms
// and sources are the server's affair; nothing here knows what is right.

import * as vscode from "vscode";
import { AttestationsPanel } from "./attestations/panel";
import { Server } from "./server";
import { registerCommands } from "./commands";
import { Context } from "./context";
import { Drafts } from "./drafts";
import { registerEvidencePage } from "./evidencePage";
import { registerQuote } from "./quote";
import { RESTARTING } from "./settings";
import { registerSetup } from "./setup";
import { SourcesView } from "./sources";
import { registerStatus } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Glossator", { log: true });
  const keys = new Context();
  const drafts = new Drafts();
  server = new Server(context.extensionUri, log, () => keys.set("hovered", true));
  context.subscriptions.push(
    log,
    server,
    keys.follow(server),
    registerStatus(server),
    registerCommands(server, drafts, context),
    registerQuote(server, drafts),
    registerSetup(server, context.extensionUri),
    registerEvidencePage(server, drafts, context.extensionUri),
    drafts,
    new SourcesView(server, drafts, keys),
    new AttestationsPanel(server, drafts, context.extensionUri),
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
