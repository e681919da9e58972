// Which server program to start: the one that is set, else the bundled one, else one
// on the PATH. What is set is never passed over in silence: if it cannot be started,
// the answer says why. Knows nothing of VS Code; the file system comes as a function.

import { join, resolve } from "node:path";

export interface Surroundings {
  /** The setting `glossator.server.path`. */
  configured: string;
  /** Workspace folders, in order. */
  folders: string[];
  home: string;
  /** The folder of the extension. */
  extension: string;
  /** The variable PATH. */
  path: string;
  windows: boolean;
  /** What stands at a path. */
  look: (path: string) => "program" | "no program" | "folder" | "nothing";
}

export type Binary =
  | { path: string; origin: "setting" | "bundled" | "PATH" }
  /** What is wrong and how to mend it, a sentence each. */
  | { path?: never; problem: string; mend: string };

export function chooseBinary(at: Surroundings): Binary {
  const configured = at.configured.trim();
  if (configured !== "") {
    return fromSetting(configured, at);
  }
  const bundled = join(at.extension, "server", programName("glossator", at));
  if (at.look(bundled) === "program") {
    return { path: bundled, origin: "bundled" };
  }
  const found = onPath("glossator", at);
  return found === undefined
    ? {
        problem: "The server program \"glossator\" is neither in this extension nor on the PATH.",
        mend: "Install it with \"cargo install --path .\" in a clone of Glossator, or name it in the settings.",
      }
    : { path: found, origin: "PATH" };
}

function fromSetting(configured: string, at: Surroundings): Binary {
  const candidates = configuredPaths(configured, at);
  const found = candidates.find((path) => at.look(path) === "program");
  if (found !== undefined) {
    return { path: found, origin: "setting" };
  }
  const there = candidates.map(at.look);
  const fault = candidates.length === 0
    ? "is not on the PATH"
    : there.includes("folder")
      ? "is a folder"
      : there.includes("no program")
        ? "is not a program that can be started"
        : "does not exist";
  return {
    problem: `The setting glossator.server.path names "${configured}", which ${fault}.`,
    mend: "Correct the setting, or empty it to use the server of this extension.",
  };
}

/** A bare name is looked for on the PATH, anything else from the workspace folders. */
function configuredPaths(configured: string, at: Surroundings): string[] {
  if (configured === "~" || /^~[/\\]/.test(configured)) {
    return [join(at.home, configured.slice(1))];
  }
  if (!/[/\\]/.test(configured)) {
    return [onPath(configured, at)].filter((path) => path !== undefined);
  }
  const folders = at.folders.length > 0 ? at.folders : [at.home];
  return [...new Set(folders.map((folder) => resolve(folder, configured)))];
}

function onPath(name: string, at: Surroundings): string | undefined {
  const folders = at.path.split(at.windows ? ";" : ":").filter((folder) => folder !== "");
  const candidates = folders.map((folder) => join(folder, programName(name, at)));
  return candidates.find((path) => at.look(path) === "program");
}

function programName(name: string, at: Surroundings): string {
  return at.windows && !name.toLowerCase().endsWith(".exe") ? `${name}.exe` : name;
}
