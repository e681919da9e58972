// The language client: one server for all folders of the window. Starts it, starts it
// again, says how it fares, and carries requests. It shows at most one message when
// something fails, with what to do; the library's own messages go to the log.

import { createInterface } from "node:readline";
import * as vscode from "vscode";
import {
  CloseAction,
  DidChangeWatchedFilesNotification,
  ErrorAction,
  FileChangeType,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type Executable,
  type LanguageClientOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import { readLogLine, type Level } from "./logLine";
import { SERVER_STATUS, type ServerStatus } from "./protocol";
import { findBinary, logLevel, serverArguments, serverSettings } from "./settings";
import { TraceChannel } from "./trace";

export type Situation =
  | { kind: "stopped" }
  | { kind: "starting" }
  | { kind: "running"; status?: ServerStatus }
  | { kind: "failed"; reason: string };

/** The documents the server is told of. */
export const DRAFTS = [
  { language: "markdown", scheme: "file" },
  { language: "markdown", scheme: "untitled" },
];

const SHOW_LOG = "Show Log";
const SETTINGS = "Open Settings";
const RESTART = "Restart";

export class Server implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Situation>();
  readonly onDidChange = this.#changed.event;
  readonly #trace = new TraceChannel();
  #situation: Situation = { kind: "stopped" };
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
    await this.#client?.sendNotification(DidChangeWatchedFilesNotification.method, params);
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
      void this.#missing(binary.problem);
      return;
    }
    this.log.info(`starting ${binary.path} (${binary.origin})`);
    const client = this.#makeClient(binary.path);
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#fail(`The server ${binary.path} could not be started: ${message(error)}`);
      void this.#offer(`Glossator's server ended before it was ready.`, RESTART, SETTINGS, SHOW_LOG);
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
    this.#set({ kind: "stopped" });
  }

  #makeClient(command: string): LanguageClient {
    const env = { ...process.env, GLOSSATOR_LOG: logLevel() };
    const executable: Executable = { command, args: ["server", ...serverArguments()], options: { env } };
    const client: LanguageClient = new QuietClient("glossator", "Glossator", executable, this.#options(() => client));
    client.registerFeature(new StatusCapability());
    client.onNotification(SERVER_STATUS, (status: ServerStatus) => {
      if (client === this.#client) {
        this.#set({ kind: "running", status });
      }
    });
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client && newState === State.Starting) {
        this.#set({ kind: "starting" });
      } else if (client === this.#client && newState === State.Running) {
        this.#set({ kind: "running" });
      }
    });
    return client;
  }

  #options(client: () => LanguageClient): LanguageClientOptions & { stdioOptions: StdioOptions } {
    return {
      documentSelector: DRAFTS,
      outputChannel: this.log,
      traceOutputChannel: this.#trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: serverSettings,
      initializationFailedHandler: () => false,
      // Cards hold texts of strangers: no commands, no HTML, no icons in them.
      markdown: { isTrusted: false, supportHtml: false, supportThemeIcons: false },
      errorHandler: this.#errorHandler(client),
      stdioOptions: { stdout: () => undefined, stderr: (input) => this.#follow(input) },
      middleware: {
        provideHover: async (document, position, token, next) => {
          const hover = await next(document, position, token);
          if (hover) {
            this.onHover();
          }
          return hover;
        },
      },
    };
  }

  /** As the library does by default, but a server that never ran is not tried again. */
  #errorHandler(client: () => LanguageClient): NonNullable<LanguageClientOptions["errorHandler"]> {
    const usual = () => (handler ??= client().createDefaultErrorHandler());
    let handler: ReturnType<LanguageClient["createDefaultErrorHandler"]> | undefined;
    return {
      error: (error, sent, count) => (count !== undefined && count <= 3
        ? { action: ErrorAction.Continue, handled: true }
        : usual().error(error, sent, count)),
      closed: async () => {
        if (this.#situation.kind !== "running") {
          return { action: CloseAction.DoNotRestart, handled: true };
        }
        const result = await usual().closed();
        if (result.action === CloseAction.DoNotRestart) {
          this.#fail("The server stopped several times within three minutes.");
          void this.#offer("Glossator's server stopped several times, so it was not started again.", RESTART, SHOW_LOG);
        }
        return { ...result, handled: true };
      },
    };
  }

  #follow(input: NodeJS.ReadableStream): void {
    let level: Level = "error";
    createInterface({ input }).on("line", (line) => {
      const read = readLogLine(line, level);
      level = read.level;
      // What the server was asked to log is to be seen, so nothing sinks below "info".
      this.log[level === "debug" || level === "trace" ? "info" : level](read.text);
    });
  }

  #fail(reason: string): void {
    this.log.error(reason);
    this.#set({ kind: "failed", reason });
  }

  #missing(problem: string): Promise<void> {
    const mend = problem.includes("glossator.server.path")
      ? "Correct the setting, or empty it to use the server of this extension."
      : "Install it with \"cargo install --path .\" in a clone of Glossator, or name it in the settings.";
    return this.#offer(`${problem} ${mend}`, SETTINGS, SHOW_LOG);
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

type StdioOptions = Required<import("vscode-languageclient/node").StdioOptions>;

/** A client that shows no messages of its own: each failure is told once, by [`Server`]. */
class QuietClient extends LanguageClient {
  override error(text: string, data?: unknown): void {
    super.error(text, data, false);
  }
}

/** Says that this client reads `experimental/serverStatus`. */
class StatusCapability implements StaticFeature {
  fillClientCapabilities(capabilities: { experimental?: unknown }): void {
    capabilities.experimental = { serverStatusNotification: true };
  }
  initialize(): void {}
  getState(): { kind: "static" } {
    return { kind: "static" };
  }
  clear(): void {}
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
