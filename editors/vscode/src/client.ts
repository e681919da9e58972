// One run of the language client: its options, and what is heard of it. The library's
// own messages go to the log, and what a hover shows is never trusted. Who starts and
// stops it, and tells its failures, is `server.ts`.

import { createInterface } from "node:readline";
import type * as vscode from "vscode";
import {
  CloseAction,
  DocumentSymbolRequest,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type CloseHandlerResult,
  type DynamicFeature,
  type ErrorHandler,
  type LanguageClientOptions,
  type StaticFeature,
  type StdioOptions,
} from "vscode-languageclient/node";
import { readLogLine, type Level } from "./logLine";
import { SERVER_STATUS, type ServerStatus } from "./protocol";
import { logLevel, serverArguments, serverSettings } from "./settings";

/** The documents the server is told of. */
export const DRAFTS = [
  { language: "markdown", scheme: "file" },
  { language: "markdown", scheme: "untitled" },
];

/** Who hears of a run. */
export interface Listener {
  log: vscode.LogOutputChannel;
  trace: vscode.LogOutputChannel;
  onStarting(): void;
  onRunning(): void;
  onStatus(status: ServerStatus): void;
  /** It ran, stopped several times, and is not started again. */
  onGivenUp(): void;
  /** Somebody saw a card. */
  onHover(): void;
}

export function makeClient(command: string, listener: Listener): LanguageClient {
  const env = { ...process.env, GLOSSATOR_LOG: logLevel() };
  const executable = { command, args: ["server", ...serverArguments()], options: { env } };
  const restarts = new Restarts(() => client.createDefaultErrorHandler(), () => listener.onGivenUp());
  const client: LanguageClient = new QuietClient("glossator", "Glossator", executable, optionsFor(listener, restarts));
  client.registerFeature(new StatusCapability());
  client.onNotification(SERVER_STATUS, (status: ServerStatus) => listener.onStatus(status));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) {
      listener.onStarting();
    } else if (newState === State.Running) {
      restarts.hasRun = true;
      listener.onRunning();
    } else if (newState === State.StartFailed && restarts.hasRun) {
      listener.onGivenUp();
    }
  });
  return client;
}

function optionsFor(listener: Listener, errorHandler: ErrorHandler): LanguageClientOptions & { stdioOptions: Required<StdioOptions> } {
  return {
    documentSelector: DRAFTS,
    outputChannel: listener.log,
    traceOutputChannel: listener.trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: serverSettings,
    initializationFailedHandler: () => false,
    // Cards hold texts of strangers: no commands, no HTML, no icons in them.
    markdown: { isTrusted: false, supportHtml: false, supportThemeIcons: false },
    errorHandler,
    stdioOptions: { stdout: () => undefined, stderr: (input) => copy(input, listener.log) },
    middleware: {
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        if (hover) {
          listener.onHover();
        }
        return hover;
      },
    },
  };
}

/** What the server was asked to log is to be seen, so nothing sinks below "info". */
function copy(input: NodeJS.ReadableStream, log: vscode.LogOutputChannel): void {
  let level: Level = "error";
  createInterface({ input }).on("line", (line) => {
    const read = readLogLine(line, level);
    level = read.level;
    log[level === "debug" || level === "trace" ? "info" : level](read.text);
  });
}

/** A client that shows no messages of its own: it may show three for one failure. It
    leaves the outline to VS Code, whose Markdown support has the same headings: with
    two providers each heading would be there twice. */
class QuietClient extends LanguageClient {
  override error(text: string, data?: unknown): void {
    super.error(text, data, false);
  }

  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    if (!("registrationType" in feature) || feature.registrationType.method !== DocumentSymbolRequest.method) {
      super.registerFeature(feature);
    }
  }
}

/** Starts a server that stopped again, as the library does by default; one that never
    ran is not tried again, since it would fare no better. */
class Restarts implements ErrorHandler {
  hasRun = false;
  #usual: ErrorHandler | undefined;

  constructor(
    private readonly makeUsual: () => ErrorHandler,
    private readonly giveUp: () => void,
  ) {}

  error(...about: Parameters<ErrorHandler["error"]>): ReturnType<ErrorHandler["error"]> {
    return this.#default.error(...about);
  }

  async closed(): Promise<CloseHandlerResult> {
    if (!this.hasRun) {
      return { action: CloseAction.DoNotRestart };
    }
    const result = await this.#default.closed();
    if (result.action === CloseAction.DoNotRestart) {
      this.giveUp();
    }
    return result;
  }

  get #default(): ErrorHandler {
    return (this.#usual ??= this.makeUsual());
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
