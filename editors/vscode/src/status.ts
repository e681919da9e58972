// The language status item: shown among the braces in the status bar of a Markdown
// editor, so that nobody who does not look for it sees it.

import * as vscode from "vscode";
import { DRAFTS } from "./client";
import type { Server } from "./server";
import { COMMANDS } from "./commands";
import { statusText } from "./statusText";

const TITLES = { setUp: "Set up a project", showLog: "Show log", restart: "Restart", updateIndex: "Update the index" };

const SEVERITIES = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("glossator.status", DRAFTS);
  item.name = "Glossator";
  const remark = vscode.languages.createLanguageStatusItem("glossator.remark", []);
  remark.name = "Glossator's remark";
  remark.command = { title: TITLES.showLog, command: COMMANDS.showLog };
  const refresh = () => {
    const status = statusText(server.situation, vscode.window.activeTextEditor?.document.uri.toString());
    item.text = status.text;
    item.severity = SEVERITIES[status.severity];
    item.busy = status.busy;
    item.detail = status.detail ?? "";
    item.command = status.command && { title: TITLES[status.command], command: COMMANDS[status.command] };
    remark.text = status.remark ?? "";
    remark.severity = item.severity;
    // Without a language it is shown for no document.
    remark.selector = status.remark === undefined ? [] : DRAFTS;
  };
  refresh();
  return vscode.Disposable.from(item, remark, server.onDidChange(refresh), vscode.window.onDidChangeActiveTextEditor(refresh));
}
