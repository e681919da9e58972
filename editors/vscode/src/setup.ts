// "Set up a project": asks for the sources and the termbase, has the program write
// glossator.toml, and opens it. The server goes on by itself. What a settings file
// holds is the program's affair.

import { execFile } from "node:child_process";
import { relative } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Server } from "./server";
import { COMMANDS } from "./commands";
import { findBinary } from "./settings";

const TITLE = "Set up a project";
const SETTINGS_FILE = "glossator.toml";

/** Names that folders of sources go by; the program knows the same. */
const USUAL_SOURCES = ["sources", "corpus", "texts"];

interface Choice extends vscode.QuickPickItem {
  /** What the program is given; a question where a file has to be picked first. */
  arguments: string[] | (() => Promise<string[] | undefined>);
}

export function registerSetup(server: Server, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.setUp, () => setUp(server, extension));
}

async function setUp(server: Server, extension: vscode.Uri): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) {
    return;
  }
  const file = vscode.Uri.joinPath(folder, SETTINGS_FILE);
  if (await exists(file)) {
    await vscode.window.showTextDocument(file);
    void vscode.window.showInformationMessage(`This folder is set up already: ${SETTINGS_FILE} names its sources.`);
    return;
  }
  const sources = await pick("Where are your sources?", await sourceChoices(folder));
  const terms = sources && (await pick("Which termbase do you start with?", termChoices(folder)));
  if (sources === undefined || terms === undefined) {
    return;
  }
  if (await runInit(server, extension, folder, [...sources, ...terms])) {
    await vscode.window.showTextDocument(file);
    await server.start();
    await server.announce(file);
  }
}

/** The only folder of the window, or the one that is picked. */
async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const open = "Open Folder";
    const text = "A project is a folder with your drafts in it. Open that folder first.";
    if ((await vscode.window.showInformationMessage(text, open)) === open) {
      await vscode.commands.executeCommand("vscode.openFolder");
    }
    return undefined;
  }
  const picked = folders.length === 1
    ? folders[0]
    : await vscode.window.showWorkspaceFolderPick({ placeHolder: "Which folder holds your drafts?" });
  return picked?.uri;
}

async function sourceChoices(folder: vscode.Uri): Promise<Choice[]> {
  const there = await Promise.all(USUAL_SOURCES.map((name) => exists(vscode.Uri.joinPath(folder, name))));
  const found = USUAL_SOURCES.filter((_, index) => there[index]);
  return [
    ...found.map((name) => ({
      label: `$(folder) ${name}`,
      description: "found in this folder",
      arguments: ["--corpus", name],
    })),
    {
      label: "$(folder-opened) Choose a folder…",
      description: "speeches, news, white papers, transcripts as .txt, .md, .html, .pdf or .docx",
      arguments: async () => {
        const picked = await vscode.window.showOpenDialog({
          title: "Your sources",
          openLabel: "Use as Sources",
          defaultUri: folder,
          canSelectFolders: true,
          canSelectFiles: false,
          canSelectMany: true,
        });
        return picked?.flatMap((uri) => ["--corpus", pathFrom(folder, uri)]);
      },
    },
    { label: "$(circle-slash) None yet", description: "name them later in glossator.toml", arguments: [] },
  ];
}

function termChoices(folder: vscode.Uri): Choice[] {
  return [
    {
      label: "$(star) The starter termbase",
      description: "official formulations with their periods and sources",
      arguments: ["--starter"],
    },
    {
      label: "$(file) Choose files…",
      description: "your own termbase",
      arguments: async () => {
        const picked = await vscode.window.showOpenDialog({
          title: "Your termbase",
          openLabel: "Use as Termbase",
          defaultUri: folder,
          canSelectMany: true,
          filters: { Termbase: ["toml"] },
        });
        return picked?.flatMap((uri) => ["--termbase", pathFrom(folder, uri)]);
      },
    },
    { label: "$(circle-slash) None", description: "only the sources", arguments: [] },
  ];
}

async function pick(placeHolder: string, choices: Choice[]): Promise<string[] | undefined> {
  const chosen = await vscode.window.showQuickPick(choices, { title: TITLE, placeHolder, ignoreFocusOut: true });
  return typeof chosen?.arguments === "function" ? chosen.arguments() : chosen?.arguments;
}

/** Runs `glossator init`; a failure is shown with what the program said. */
async function runInit(server: Server, extension: vscode.Uri, folder: vscode.Uri, chosen: string[]): Promise<boolean> {
  const binary = findBinary(extension);
  if (binary.path === undefined) {
    void vscode.window.showErrorMessage(`${binary.problem} ${binary.mend}`);
    return false;
  }
  const parameters = ["init", folder.fsPath, ...chosen];
  try {
    const { stdout } = await promisify(execFile)(binary.path, parameters, { cwd: folder.fsPath });
    server.log.info(`${binary.path} ${parameters.join(" ")}\n${stdout}`);
    return true;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || String(error);
    server.log.error(`${binary.path} ${parameters.join(" ")}\n${said}`);
    void offerLog(server, `${TITLE}: ${said.replace(/^error: /, "").split(/\n\s*\n/)[0] ?? ""}`);
    return false;
  }
}

async function offerLog(server: Server, text: string): Promise<void> {
  if ((await vscode.window.showErrorMessage(text, "Show Log")) !== undefined) {
    server.log.show();
  }
}

/** A path within the folder is written as seen from it, so that the project can move. */
function pathFrom(folder: vscode.Uri, chosen: vscode.Uri): string {
  const path = relative(folder.fsPath, chosen.fsPath);
  const isWithin = path !== "" && !path.startsWith("..") && path !== chosen.fsPath;
  return isWithin ? path.replaceAll("\\", "/") : chosen.fsPath;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
