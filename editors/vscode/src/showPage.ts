// Shows a page that was written to disk. On a desktop the browser has it, which can print it.
// Where VS Code works on the disk of another machine (SSH, a container, a web page) no
// browser of the writer's finds the file: it is shown in a tab. It runs no script in either.

import { basename } from "node:path";
import * as vscode from "vscode";

const VIEW = "glossator.evidencePage";

export async function showPage(page: vscode.Uri): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (!isHere || !(await vscode.env.openExternal(page))) {
    await showInTab(page);
  }
}

async function showInTab(page: vscode.Uri): Promise<void> {
  const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
  const options = { enableScripts: false, enableFindWidget: true, localResourceRoots: [] };
  const panel = vscode.window.createWebviewPanel(VIEW, basename(page.fsPath), vscode.ViewColumn.Active, options);
  panel.webview.html = html;
}
