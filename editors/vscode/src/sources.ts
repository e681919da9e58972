// The view "Sources": the documents of the corpus that the draft leans on, and the
// passages it shares with each. It asks the server when it is visible and something
// has changed; a question that is overtaken is cancelled, and its answer dropped.

import * as vscode from "vscode";
import type { Server, Situation } from "./server";
import { COMMANDS } from "./commands";
import type { Context } from "./context";
import type { Drafts } from "./drafts";
import { asRange, openArguments } from "./places";
import { SOURCES, type DraftSource, type DraftSources, type SharedPassage, type SourcesParams } from "./protocol";
import { documentCard, documentName, leaning, shortName } from "./sourceText";
import { projectOf } from "./statusText";
import { many } from "./words";

/** How long nothing must be typed before the view follows the draft. */
const PAUSE = 1000;

type Entry =
  | { kind: "document"; source: DraftSource; draft: vscode.Uri }
  | { kind: "passage"; passage: SharedPassage; name: string; draft: vscode.Uri };

/** What the view shows; each but "list" has a text of its own in package.json. */
type Shown = "noServer" | "noProject" | "noDraft" | "noSources" | "nothing" | "list" | "waiting";

export class SourcesView implements vscode.TreeDataProvider<Entry>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Entry>;
  readonly #listeners: vscode.Disposable;
  #entries: Entry[] = [];
  #isOutdated = true;
  #question = new vscode.CancellationTokenSource();
  #pause: NodeJS.Timeout | undefined;
  #corpus = "";

  constructor(
    private readonly server: Server,
    private readonly drafts: Drafts,
    private readonly context: Context,
  ) {
    this.#view = vscode.window.createTreeView("glossator.sources", { treeDataProvider: this, showCollapseAll: true });
    this.#listeners = vscode.Disposable.from(
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#refreshIfOutdated()),
      drafts.onDidChange(() => this.refresh()),
      server.onDidChange((situation) => this.#followCorpus(situation)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#isCurrent(document) && this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#isCurrent(document) && this.#refreshSoon()),
      vscode.commands.registerCommand(COMMANDS.refreshSources, () => this.refresh()),
      vscode.commands.registerCommand(COMMANDS.showInDraft, (entry: Entry) => showInDraft(entry)),
    );
    this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#question.cancel();
    this.#listeners.dispose();
  }

  getChildren(entry?: Entry): Entry[] {
    if (entry === undefined) {
      return this.#entries;
    }
    if (entry.kind === "passage") {
      return [];
    }
    const { source, draft } = entry;
    const name = documentName(source.document);
    return source.passages.map((passage) => ({ kind: "passage", passage, name, draft }));
  }

  getTreeItem(entry: Entry): vscode.TreeItem {
    return entry.kind === "document" ? documentItem(entry.source) : passageItem(entry.passage, entry.name);
  }

  /** Asks again, at once if the view is visible, else when it becomes so. */
  refresh(): void {
    clearTimeout(this.#pause);
    this.#isOutdated = true;
    this.#refreshIfOutdated();
  }

  #refreshSoon(): void {
    clearTimeout(this.#pause);
    this.#isOutdated = true;
    this.#pause = setTimeout(() => this.#refreshIfOutdated(), PAUSE);
  }

  #refreshIfOutdated(): void {
    if (!this.#view.visible || !this.#isOutdated) {
      return;
    }
    this.#isOutdated = false;
    this.#question.cancel();
    this.#question.dispose();
    this.#question = new vscode.CancellationTokenSource();
    void this.#ask(this.#question.token);
  }

  /** The status changes often while indexing; only another corpus matters here. */
  #followCorpus(situation: Situation): void {
    const status = situation.kind === "running" ? situation.status : undefined;
    const projects = status?.projects.map(({ progress: _, ...project }) => project);
    const corpus = JSON.stringify([situation.kind, status?.quiescent, projects]);
    if (corpus !== this.#corpus) {
      this.#corpus = corpus;
      this.refresh();
    }
  }

  async #ask(token: vscode.CancellationToken): Promise<void> {
    const draft = this.drafts.current;
    if (this.server.situation.kind !== "running" || draft === undefined) {
      const shown = await this.#withoutDraft();
      // While the server starts again, what is shown stays.
      if (!token.isCancellationRequested && !(shown === "waiting" && this.#entries.length > 0)) {
        this.#show(shown, []);
      }
      return;
    }
    try {
      const params: SourcesParams = { textDocument: { uri: draft.uri.toString() } };
      const asked = this.server.ask<DraftSources>(SOURCES, params, token);
      const answer = await vscode.window.withProgress({ location: { viewId: "glossator.sources" } }, () => asked);
      if (!token.isCancellationRequested) {
        this.#answered(draft, answer);
      }
    } catch (error) {
      if (!token.isCancellationRequested) {
        this.server.log.warn(`the sources of the draft could not be asked for: ${String(error)}`);
        this.#view.message = "The sources could not be brought up to date. The log says why.";
      }
    }
  }

  #answered(draft: vscode.TextDocument, answer: DraftSources | null): void {
    if (answer === null) {
      const status = this.server.situation.kind === "running" ? this.server.situation.status : undefined;
      const project = projectOf(status?.projects ?? [], draft.uri.toString());
      this.#show(project === undefined ? "noProject" : "noSources", []);
      return;
    }
    this.drafts.noteSources(answer.documents.map(({ document }) => document.uri));
    const entries = answer.documents.map((source): Entry => ({ kind: "document", source, draft: draft.uri }));
    this.#show(entries.length === 0 ? "nothing" : "list", entries, draft);
    if (answer.total > entries.length) {
      this.#view.message = `The first ${entries.length} of ${many(answer.total, "document")}`;
    }
  }

  async #withoutDraft(): Promise<Shown> {
    const { situation } = this.server;
    if (situation.kind === "starting") {
      return "waiting";
    }
    if (situation.kind !== "running") {
      return "noServer";
    }
    const hasProject = situation.status?.projects.length !== 0;
    const settings = hasProject ? [] : await vscode.workspace.findFiles("**/glossator.toml", undefined, 1);
    return hasProject || settings.length > 0 ? "noDraft" : "noProject";
  }

  #show(shown: Shown, entries: Entry[], draft?: vscode.TextDocument): void {
    this.#entries = entries;
    this.#view.message = "";
    this.#view.description = draft === undefined ? "" : nameOf(draft.uri);
    this.context.set("sourcesView", shown);
    this.#changed.fire(undefined);
  }

  #isCurrent(document: vscode.TextDocument): boolean {
    return document === this.drafts.current;
  }
}

function documentItem(source: DraftSource): vscode.TreeItem {
  const { uri } = source.document;
  const item = new vscode.TreeItem(shortName(source.document), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = uri;
  item.description = leaning(source);
  item.tooltip = documentCard(source);
  item.accessibilityInformation = { label: `${documentName(source.document)}, ${leaning(source)}` };
  item.contextValue = "document";
  return item;
}

function passageItem(passage: SharedPassage, name: string): vscode.TreeItem {
  const item = new vscode.TreeItem(passage.words);
  item.description = `line ${passage.location.range.start.line + 1}`;
  item.tooltip = `${passage.words}\n\n${name}, line ${passage.location.range.start.line + 1}`;
  item.iconPath = new vscode.ThemeIcon(passage.kind === "run" ? "quote" : "tag");
  item.contextValue = "passage";
  item.command = { title: "Open the Passage", command: "vscode.open", arguments: openArguments(passage.location) };
  return item;
}

async function showInDraft(entry: Entry): Promise<void> {
  if (entry.kind === "passage") {
    await vscode.window.showTextDocument(entry.draft, { selection: asRange(entry.passage.range) });
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
