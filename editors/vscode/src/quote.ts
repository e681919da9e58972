// The command "Verify the Selection as a Quotation": the verdict and every place of the
// sources in a list to pick from; the place that is picked is opened, with its words
// selected. What is verbatim and what is altered is the server's affair.

import * as vscode from "vscode";
import { DRAFTS } from "./client";
import { COMMANDS } from "./commands";
import type { Drafts } from "./drafts";
import { open } from "./places";
import { QUOTE, type Quote, type QuoteParams } from "./protocol";
import { lines, type Line } from "./quoteLines";
import type { Server } from "./server";

const VERIFY = "Put the cursor in a quotation of a draft, or select the words that are to be verified.";

type Item = vscode.QuickPickItem & Line;

export function registerQuote(server: Server, drafts: Drafts): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.verifyQuotation, () => verify(server, drafts));
}

async function verify(server: Server, drafts: Drafts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.languages.match(DRAFTS, editor.document) === 0) {
    void vscode.window.showInformationMessage(VERIFY);
    return;
  }
  const { start, end } = editor.selection;
  const range = { start: place(start), end: place(end) };
  const params: QuoteParams = { textDocument: { uri: editor.document.uri.toString() }, range };
  const asking = new vscode.CancellationTokenSource();
  try {
    const answer = await server.ask<Quote>(QUOTE, params, asking.token);
    if (answer === null) {
      void vscode.window.showInformationMessage(VERIFY);
    } else {
      drafts.noteSources(answer.places.map((found) => found.document.uri));
      await show(answer);
    }
  } catch (error) {
    server.log.warn(`the quotation could not be verified: ${String(error)}`);
    const reason = "The sources could not be asked. The log says why (Glossator: Show Log).";
    void vscode.window.showErrorMessage(reason);
  } finally {
    asking.dispose();
  }
}

async function show(answer: Quote): Promise<void> {
  const items: Item[] = lines(answer).map((line) => ({
    ...line,
    kind: line.separates ? vscode.QuickPickItemKind.Separator : vscode.QuickPickItemKind.Default,
    alwaysShow: true,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `${answer.headline}: ${answer.explanation}`,
    placeHolder: answer.text,
    matchOnDetail: true,
  });
  if (picked?.location !== undefined) {
    await open(picked.location, true);
  }
}

function place({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
