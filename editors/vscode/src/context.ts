// The context keys that decide where commands and views are shown. Each is sent to
// VS Code only when it changes.

import * as vscode from "vscode";
import type { Server, Situation } from "./server";

export type Key = "active" | "projectActive" | "hovered" | "sourcesView";

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
      // While the server starts again all stays as it is, so that no view comes and goes.
      if (situation.kind === "running" && situation.status !== undefined) {
        this.set("projectActive", situation.status.projects.length > 0);
      }
    };
    this.set("active", true);
    refresh(server.situation);
    return server.onDidChange(refresh);
  }
}
