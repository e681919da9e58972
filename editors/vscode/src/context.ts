// The context keys that decide where commands and views are shown. Each is sent to
// VS Code only when it changes.

import * as vscode from "vscode";
import type { Server, Situation } from "./client";

export type Key = "serverRunning" | "projectActive" | "hovered" | "sourcesView";

export class Context {
  readonly #sent = new Map<Key, unknown>();

  set(key: Key, value: boolean | string): void {
    if (this.#sent.get(key) !== value) {
      this.#sent.set(key, value);
      void vscode.commands.executeCommand("setContext", `glossator.${key}`, value);
    }
  }

  follow(server: Server): vscode.Disposable {
    const refresh = (situation: Situation) => {
      this.set("serverRunning", situation.kind === "running");
      this.set("projectActive", hasProject(situation));
    };
    refresh(server.situation);
    return server.onDidChange(refresh);
  }
}

/** A server that does not tell its status may have projects. */
function hasProject(situation: Situation): boolean {
  return situation.kind === "running" && situation.status?.projects.length !== 0;
}
