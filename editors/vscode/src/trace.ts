// Shows the messages between VS Code and the server in a channel of their own while
// the setting `glossator.trace.server` asks for them. The client library traces only
// into a channel whose log level is Trace; this channel's level follows the setting.

import * as vscode from "vscode";
import { tracing } from "./settings";

export class TraceChannel implements vscode.LogOutputChannel {
  readonly name = "Glossator Messages";
  readonly #levels = new vscode.EventEmitter<vscode.LogLevel>();
  readonly onDidChangeLogLevel = this.#levels.event;
  readonly #settings: vscode.Disposable;
  #channel: vscode.OutputChannel | undefined;

  constructor() {
    this.#settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("glossator.trace.server")) {
        this.#levels.fire(this.logLevel);
      }
    });
  }

  get logLevel(): vscode.LogLevel {
    return tracing() === "off" ? vscode.LogLevel.Off : vscode.LogLevel.Trace;
  }

  /** Made with the first message, so that nobody sees an empty channel. */
  get #output(): vscode.OutputChannel {
    return (this.#channel ??= vscode.window.createOutputChannel(this.name));
  }

  append(text: string): void {
    this.#output.append(text);
  }
  appendLine(line: string): void {
    this.#output.appendLine(line);
  }
  replace(text: string): void {
    this.#output.replace(text);
  }
  clear(): void {
    this.#channel?.clear();
  }
  show(): void {
    this.#output.show(true);
  }
  hide(): void {
    this.#channel?.hide();
  }
  trace(message: string): void {
    this.appendLine(`${new Date().toISOString()} ${message}`);
  }
  debug(message: string): void {
    this.trace(message);
  }
  info(message: string): void {
    this.trace(message);
  }
  warn(message: string): void {
    this.trace(message);
  }
  error(message: string | Error): void {
    this.trace(String(message));
  }
  dispose(): void {
    this.#settings.dispose();
    this.#levels.dispose();
    this.#channel?.dispose();
  }
}
