// Which draft the views are about: the Markdown editor that was last active, as long
// as it is open. A source that a view has opened may be Markdown too; it is read
// beside the draft and does not take its place.

import * as vscode from "vscode";
import { DRAFTS } from "./client";

export class Drafts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Another document is the draft. */
  readonly onDidChange = this.#changed.event;
  readonly #sources = new Set<string>();
  readonly #listeners: vscode.Disposable;
  #current: vscode.TextDocument | undefined;

  constructor() {
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#look()),
      vscode.workspace.onDidOpenTextDocument(() => this.#look()),
      vscode.workspace.onDidCloseTextDocument(() => this.#look()),
    );
    this.#look();
  }

  get current(): vscode.TextDocument | undefined {
    return this.#current;
  }

  /** Takes note of documents of the corpus, by their addresses. */
  noteSources(addresses: Iterable<string>): void {
    for (const address of addresses) {
      this.#sources.add(vscode.Uri.parse(address).toString());
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  #look(): void {
    const active = vscode.window.activeTextEditor?.document;
    const kept = this.#current?.isClosed === true ? undefined : this.#current;
    const next = active !== undefined && this.#isDraft(active) ? active : kept;
    if (next !== this.#current) {
      this.#current = next;
      this.#changed.fire();
    }
  }

  #isDraft(document: vscode.TextDocument): boolean {
    return vscode.languages.match(DRAFTS, document) > 0 && !this.#sources.has(document.uri.toString());
  }
}
