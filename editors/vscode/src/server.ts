// The server as the rest of the extension sees it: one for all folders of the window.
// It is started, started anew and stopped here, one after the other; it says how it
// fares; and a failure is told once, with what to do.

import * as vscode from "vscode";
import { DidChangeWatchedFilesNotification, FileChangeType, type LanguageClient } from "vscode-languageclient/node";
import { makeClient } from "./client";
import type { ServerStatus } from "./protocol";
import { findBinary } from "./settings";
import { TraceChannel } from "./trace";

export type Situation =
  | { kind: "starting" }
  | { kind: "running"; status?: ServerStatus }
  | { kind: "failed"; reason: string };

const SHOW_LOG = "Show Log";
const SETTINGS = "Open Settings";
const RESTART = "Restart";

/** What to do where a program is there and does not run, by where it came from. */
const MENDS = {
  setting: "Empty the setting glossator.server.path to use the program that comes with this extension.",
  bundled: "Install the package of this extension that was made for this machine, or name another program in the settings.",
  PATH: "Install it anew, or name another program in the settings.",
};

export class Server implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Situation>();
  readonly onDidChange = this.#changed.event;
  readonly #trace = new TraceChannel();
  #situation: Situation = { kind: "starting" };
  #client: LanguageClient | undefined;
  /** Starts and stops, one after the other. */
  #steps: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: vscode.Uri,
    readonly log: vscode.LogOutputChannel,
    private readonly onHover: () => void,
  ) {}

  get situation(): Situation {
    return this.#situation;
  }

  /** Starts the server where none runs. A failure is shown and becomes the situation. */
  start(): Promise<void> {
    return this.#then(() => (this.#client === undefined ? this.#start() : Promise.resolve()));
  }

  restart(): Promise<void> {
    return this.#then(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#then(() => this.#stop());
  }

  dispose(): void {
    this.#changed.dispose();
    this.#trace.dispose();
  }

  /** Asks the server something; rejects where none runs, and when it is cancelled. */
  async ask<Answer>(method: string, params: object, token: vscode.CancellationToken): Promise<Answer | null> {
    if (this.#client === undefined || this.#situation.kind !== "running") {
      throw new Error("the server is not running");
    }
    return this.#client.sendRequest<Answer | null>(method, params, token);
  }

  /** Tells of a file that the extension has made: VS Code does not watch every disk. */
  async announce(made: vscode.Uri): Promise<void> {
    const params = { changes: [{ uri: made.toString(), type: FileChangeType.Created }] };
    if (this.#situation.kind === "running") {
      await this.#client?.sendNotification(DidChangeWatchedFilesNotification.method, params);
    }
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#steps = this.#steps.then(step);
    return this.#steps;
  }

  #set(situation: Situation): void {
    this.#situation = situation;
    this.#changed.fire(situation);
  }

  async #start(): Promise<void> {
    const binary = findBinary(this.extension);
    if (binary.path === undefined) {
      this.#fail(binary.problem);
      void this.#offer(`${binary.problem} ${binary.mend}`, SETTINGS, SHOW_LOG);
      return;
    }
    this.log.info(`starting ${binary.path} (${binary.origin})`);
    const client = this.#make(binary.path);
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      // What is left of it is cleared away; that it never ran is no news.
      client.dispose().catch(() => undefined);
      this.#fail(`The server ${binary.path} could not be started: ${message(error)}`);
      void this.#offer(`Glossator's server ended before it was ready. ${MENDS[binary.origin]}`, RESTART, SETTINGS, SHOW_LOG);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that has failed cannot be stopped in order.
      this.log.info(`the server did not stop in order: ${message(error)}`);
    }
    this.#set({ kind: "starting" });
  }

  #make(command: string): LanguageClient {
    // What comes late, of a run that is over, is not heard.
    const ifCurrent = (act: () => void) => {
      if (client === this.#client) {
        act();
      }
    };
    const client: LanguageClient = makeClient(command, {
      log: this.log,
      trace: this.#trace,
      onStarting: () => ifCurrent(() => this.#set({ kind: "starting" })),
      onRunning: () => ifCurrent(() => this.#set({ kind: "running" })),
      onStatus: (status) => ifCurrent(() => this.#set({ kind: "running", status })),
      onGivenUp: () => ifCurrent(() => this.#giveUp()),
      onHover: this.onHover,
    });
    return client;
  }

  #giveUp(): void {
    const told = "Glossator's server stopped several times, so it was not started again.";
    this.#fail(told);
    void this.#offer(told, RESTART, SHOW_LOG);
  }

  /** From here on there is no server, until it is started anew. */
  #fail(reason: string): void {
    this.#client = undefined;
    this.log.error(reason);
    this.#set({ kind: "failed", reason });
  }

  async #offer(text: string, ...buttons: string[]): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(text, ...buttons);
    if (chosen === SHOW_LOG) {
      this.log.show();
    } else if (chosen === SETTINGS) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "glossator.server");
    } else if (chosen === RESTART) {
      await this.restart();
    }
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
