// The extension's own settings, read when they are needed, and where the server
// program is by them. The server asks for its settings itself.

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { chooseBinary, type Binary } from "./binary";

/** The settings that a running server cannot take on: it is started again. */
export const RESTARTING = ["glossator.server.path", "glossator.server.arguments", "glossator.logLevel"];

export type Tracing = "off" | "messages" | "verbose";

function read<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration("glossator").get<T>(name, fallback);
}

export function serverArguments(): string[] {
  const set: unknown = read<unknown>("server.arguments", []);
  return Array.isArray(set) ? set.filter((argument): argument is string => typeof argument === "string") : [];
}

export function logLevel(): string {
  return read("logLevel", "error");
}

export function tracing(): Tracing {
  const set: string = read("trace.server", "off");
  return set === "messages" || set === "verbose" ? set : "off";
}

/** The server's settings, for its start; it asks for later ones. */
export function serverSettings(): object {
  const { corpus, termbase, asOf, cache, inlayHints } = vscode.workspace.getConfiguration("glossator");
  return { corpus, termbase, asOf, cache, inlayHints };
}

export function findBinary(extension: vscode.Uri): Binary {
  return chooseBinary({
    configured: read("server.path", ""),
    folders: (vscode.workspace.workspaceFolders ?? [])
      .filter((folder) => folder.uri.scheme === "file")
      .map((folder) => folder.uri.fsPath),
    home: homedir(),
    extension: extension.fsPath,
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
    look,
  });
}

function look(path: string): "program" | "no program" | "folder" | "nothing" {
  try {
    if (statSync(path).isDirectory()) {
      return "folder";
    }
  } catch {
    return "nothing";
  }
  try {
    accessSync(path, constants.X_OK);
    return "program";
  } catch {
    return "no program";
  }
}

/** The server's settings as the arguments of a command: what is set here goes before glossator.toml. */
export function projectArguments(): string[] {
  const list = (name: string, flag: string): string[] => {
    const set: unknown = read<unknown>(name, []);
    const paths = Array.isArray(set) ? set.filter((path): path is string => typeof path === "string") : [];
    return paths.flatMap((path) => [flag, path]);
  };
  const one = (name: string, flag: string): string[] => {
    const set: unknown = read<unknown>(name, "");
    return typeof set === "string" && set !== "" ? [flag, set] : [];
  };
  return [...list("corpus", "--corpus"), ...list("termbase", "--termbase"), ...one("asOf", "--as-of"), ...one("cache", "--cache")];
}
