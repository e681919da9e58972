// The panel "Attestations": every place of the sources where some words stand, and how
// their renderings came and went by year. A view in the bottom panel: its lines are
// wide and low, the draft stays in sight above, and VS Code keeps it wherever its user
// has moved it.

import * as vscode from "vscode";
import { DRAFTS } from "../client";
import type { Server } from "../server";
import { COMMANDS } from "../commands";
import type { Drafts } from "../drafts";
import { open } from "../places";
import { ATTESTATIONS, type Attestations, type AttestationsParams } from "../protocol";
import { projectOf } from "../statusText";
import { readFromPanel, readKept, type FromPanel, type ToPanel } from "./messages";
import { page, panelResources } from "./page";

const VIEW = "glossator.attestations";

export class AttestationsPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #listeners: vscode.Disposable;
  #view: vscode.WebviewView | undefined;
  /** What was last said to the panel; said again when it comes back. */
  #last: ToPanel | undefined;
  #question = new vscode.CancellationTokenSource();

  constructor(
    private readonly server: Server,
    private readonly drafts: Drafts,
    private readonly extension: vscode.Uri,
  ) {
    this.#listeners = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(VIEW, this),
      vscode.commands.registerCommand(COMMANDS.showAttestations, () => this.#showSelection()),
    );
  }

  dispose(): void {
    this.#question.cancel();
    this.#listeners.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView, context: vscode.WebviewViewResolveContext): void {
    const kept = readKept(context.state);
    this.#last ??= kept && { kind: "answer", answer: kept.answer };
    this.#view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: panelResources(this.extension) };
    view.webview.onDidReceiveMessage((message: unknown) => this.#hear(readFromPanel(message)));
    view.onDidDispose(() => (this.#view = undefined));
    view.webview.html = page(view.webview, this.extension);
  }

  async #showSelection(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    if (editor === undefined || vscode.languages.match(DRAFTS, editor.document) === 0) {
      this.#say({ kind: "nothing", reason: "Open a draft and put the cursor on the words in question." });
      return;
    }
    const { start, end } = editor.selection;
    const range = { start: place(start), end: place(end) };
    const nothing = "These words stand nowhere in the sources.";
    await this.#ask({ textDocument: { uri: editor.document.uri.toString() }, range }, nothing);
  }

  async #hear(message: FromPanel | undefined): Promise<void> {
    switch (message?.kind) {
      case "ready":
        this.#say(this.#last);
        break;
      case "open":
        await this.#open(message.index, message.focus);
        break;
      case "look":
        await this.#look(message.phrase);
        break;
    }
  }

  async #open(index: number, focus: boolean): Promise<void> {
    const attestation = this.#last?.kind === "answer" ? this.#last.answer.attestations[index] : undefined;
    if (attestation !== undefined) {
      await open(attestation.location, focus);
    }
  }

  async #look(phrase: string): Promise<void> {
    const uri = this.drafts.current?.uri.toString();
    if (uri === undefined) {
      this.#say({ kind: "nothing", reason: "Open a draft of the project whose sources are to be asked." });
      return;
    }
    await this.#ask({ textDocument: { uri }, phrase }, `“${phrase}” stands nowhere in the sources.`);
  }

  /** Asks the server; a later question overtakes an earlier one. */
  async #ask(params: AttestationsParams, nothing: string): Promise<void> {
    this.#question.cancel();
    this.#question.dispose();
    this.#question = new vscode.CancellationTokenSource();
    const { token } = this.#question;
    this.#say({ kind: "waiting" });
    const said = await this.#answer(params, nothing, token);
    if (!token.isCancellationRequested) {
      this.#say(said);
    }
  }

  async #answer(params: AttestationsParams, nothing: string, token: vscode.CancellationToken): Promise<ToPanel> {
    try {
      const answer = await this.server.ask<Attestations>(ATTESTATIONS, params, token);
      if (answer === null) {
        return { kind: "nothing", reason: this.#unanswered(params) };
      }
      this.drafts.noteSources(answer.attestations.map(({ document }) => document.uri));
      return isEmpty(answer) ? { kind: "nothing", reason: nothing } : { kind: "answer", answer };
    } catch (error) {
      this.server.log.warn(`the attestations could not be asked for: ${String(error)}`);
      return { kind: "nothing", reason: "The sources could not be asked. The log says why (Glossator: Show Log)." };
    }
  }

  /** Why the server had nothing to answer. */
  #unanswered({ textDocument, phrase }: AttestationsParams): string {
    const { situation } = this.server;
    const projects = situation.kind === "running" ? (situation.status?.projects ?? []) : [];
    const project = projectOf(projects, textDocument.uri);
    if (project === undefined || project.index === "none") {
      return "The draft belongs to no project with sources.";
    }
    return phrase === undefined
      ? "No words that the sources have are at the cursor. Select some in the draft, or look words up here."
      : "There are no words to look for.";
  }

  #say(message: ToPanel | undefined): void {
    this.#last = message;
    void this.#view?.webview.postMessage(message);
  }
}

/** A term that stands nowhere may have other renderings that do. */
function isEmpty(answer: Attestations): boolean {
  return answer.total === 0 && answer.renderings.every((rendering) => rendering.total === 0);
}

function place({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
