// "Write the Evidence Page": gives the draft, as it stands in the editor, to the program,
// which writes one HTML file; then offers to open it. A saved draft has its page beside it,
// of an unsaved one the writer is asked where it shall go. What the page holds, and that it
// is written over nothing else, is the program's affair.

import { spawn } from "node:child_process";
import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Drafts } from "./drafts";
import type { Server } from "./server";
import { findBinary, projectArguments } from "./settings";
import { showPage } from "./showPage";

const COMMAND = "glossator.writeEvidencePage";
const TITLE = "Evidence page";
const OPEN = "Open";
const SHOW_LOG = "Show Log";

/** The draft as the program takes it. */
interface Draft {
  text: string;
  /** Where it is, or where it would be: the program looks there for the project. */
  path: string;
  /** The file to write. */
  target: vscode.Uri;
  /** Whether the writer has chosen the file, and with it agreed to replace it. */
  isChosen: boolean;
}

export function registerEvidencePage(server: Server, drafts: Drafts, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, () => writeEvidencePage(server, drafts, extension));
}

async function writeEvidencePage(server: Server, drafts: Drafts, extension: vscode.Uri): Promise<void> {
  const document = drafts.current;
  if (document === undefined) {
    void vscode.window.showInformationMessage("Open the draft whose evidence page is to be written.");
    return;
  }
  const binary = findBinary(extension);
  if (binary.path === undefined) {
    void vscode.window.showErrorMessage(`${binary.problem} ${binary.mend}`);
    return;
  }
  const draft = await asTaken(document);
  if (draft === undefined) {
    return;
  }
  const options = { location: vscode.ProgressLocation.Window, title: "Writing the evidence page" };
  const { path } = binary;
  const said = await vscode.window.withProgress(options, () => written(path, draft));
  if (said !== undefined) {
    server.log.error(`${path} report: ${said}`);
    const first = said.replace(/^error: /, "").split("\n")[0] ?? "";
    if ((await vscode.window.showErrorMessage(`${TITLE}: ${first}`, SHOW_LOG)) !== undefined) {
      server.log.show();
    }
    return;
  }
  const name = vscode.workspace.asRelativePath(draft.target);
  if ((await vscode.window.showInformationMessage(`${TITLE} written: ${name}`, OPEN)) !== undefined) {
    await showPage(draft.target);
  }
}

/** What is to be written of a document, and where; none where the writer named no file. */
async function asTaken(document: vscode.TextDocument): Promise<Draft | undefined> {
  const text = document.getText();
  if (document.uri.scheme === "file") {
    const path = document.uri.fsPath;
    const target = vscode.Uri.file(path.replace(/(\.[^./\\]*)?$/, ".report.html"));
    return { text, path, target, isChosen: false };
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder && vscode.Uri.joinPath(folder, "draft.report.html");
  const filters = { "Web page": ["html"] };
  const target = await vscode.window.showSaveDialog({ title: TITLE, filters, ...(defaultUri && { defaultUri }) });
  const path = vscode.Uri.joinPath(folder ?? vscode.Uri.file(dirname(target?.fsPath ?? ".")), "draft.md").fsPath;
  return target && { text, path, target, isChosen: true };
}

/** Has the program write the page; what it says where it could not. */
function written(program: string, draft: Draft): Promise<string | undefined> {
  const force = draft.isChosen ? ["--force"] : [];
  const names = ["--stdin-filename", draft.path, "-o", draft.target.fsPath];
  return new Promise((resolve) => {
    // Paths in the settings start from the first workspace folder.
    const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? dirname(draft.path);
    const child = spawn(program, ["report", ...names, ...force, ...projectArguments()], { cwd });
    let said = "";
    child.stderr.on("data", (part: Buffer) => (said += part.toString()));
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : said.trim() || `it ended with ${String(code)}`));
    // A program that ends before it has read all says why by its code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(draft.text);
  });
}
