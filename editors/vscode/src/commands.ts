// The names of all commands, and the small ones: those that need no file of their own.
// The server has commands too (`glossator.reindex` and others), which the client
// library registers under the server's names while it runs.

import * as vscode from "vscode";
import type { Drafts } from "./drafts";
import type { Server } from "./server";
import { findBinary } from "./settings";

export const COMMANDS = {
  restart: "glossator.restartServer",
  showLog: "glossator.showLog",
  showDebugInformation: "glossator.showDebugInformation",
  updateIndex: "glossator.updateIndex",
  setUp: "glossator.setUp",
  mendAll: "glossator.mendAll",
  showAttestations: "glossator.showAttestations",
  verifyQuotation: "glossator.verifyQuotation",
  refreshSources: "glossator.refreshSources",
  showInDraft: "glossator.showInDraft",
} as const;

export function registerCommands(server: Server, drafts: Drafts, context: vscode.ExtensionContext): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(COMMANDS.restart, () => server.restart()),
    registerCommand(COMMANDS.showLog, () => server.log.show()),
    registerCommand(COMMANDS.updateIndex, () => updateIndex(server)),
    registerCommand(COMMANDS.showDebugInformation, () => showDebugInformation(server, context)),
    registerCommand(COMMANDS.mendAll, () => mendAll(drafts)),
  );
}

async function updateIndex(server: Server): Promise<void> {
  await server.start();
  if (server.situation.kind === "running") {
    await vscode.commands.executeCommand("glossator.reindex");
  }
}

/** Applies the server's one action that holds all safe fixes of the draft. */
async function mendAll(drafts: Drafts): Promise<void> {
  if (drafts.current === undefined) {
    void vscode.window.showInformationMessage("Open the draft that is to be mended.");
    return;
  }
  // The walkthrough has this as a button, where no editor is active.
  await vscode.window.showTextDocument(drafts.current);
  await vscode.commands.executeCommand("editor.action.sourceAction", {
    kind: "source.fixAll.glossator",
    apply: "first",
  });
}

async function showDebugInformation(server: Server, context: vscode.ExtensionContext): Promise<void> {
  const binary = findBinary(context.extensionUri);
  const version: unknown = (context.extension.packageJSON as { version?: unknown }).version;
  const content = [
    `${vscode.env.appName} ${vscode.version} on ${process.platform} ${process.arch}`,
    `extension ${String(version)}`,
    binary.path === undefined ? binary.problem : `server ${binary.path} (${binary.origin})`,
    "",
    await ofServer(server),
    "",
  ].join("\n");
  const document = await vscode.workspace.openTextDocument({ content, language: "plaintext" });
  await vscode.window.showTextDocument(document);
}

async function ofServer(server: Server): Promise<string> {
  if (server.situation.kind !== "running") {
    return server.situation.kind === "failed" ? server.situation.reason : "The server is not running.";
  }
  return String(await vscode.commands.executeCommand("glossator.debugInformation"));
}
