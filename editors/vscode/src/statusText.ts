// What the language status item says: words only, for one draft. Knows nothing of
// VS Code.

import type { Situation } from "./server";
import type { ProjectStatus, ServerStatus } from "./protocol";
import { many } from "./words";

export interface StatusText {
  text: string;
  detail?: string;
  /** What the server has to say, on a line of its own: beside the text it would reach
      past the edge of the window. */
  remark?: string;
  severity: "information" | "warning" | "error";
  busy: boolean;
  command?: "setUp" | "showLog" | "restart" | "updateIndex";
}

/** The status for a draft with this address. */
export function statusText(situation: Situation, draft: string | undefined): StatusText {
  switch (situation.kind) {
    case "starting":
      return { text: "Glossator is starting", severity: "information", busy: true };
    case "failed":
      return { text: "Glossator is not running", detail: situation.reason, severity: "error", busy: false, command: "restart" };
    case "running":
      return situation.status === undefined
        ? { text: "Glossator is running", severity: "information", busy: false, command: "showLog" }
        : ofProjects(situation.status, draft);
  }
}

/** The project that covers a draft: the one whose settings stand nearest above it, else
    one that is made of client settings alone. */
export function projectOf(projects: ProjectStatus[], draft: string | undefined): ProjectStatus | undefined {
  const place = draft?.startsWith("file:") === true ? comparable(draft) : undefined;
  const folder = ({ settings }: ProjectStatus) => (settings === undefined ? "" : comparable(settings).replace(/[^/]*$/, ""));
  const covers = (project: ProjectStatus) => place === undefined || place.startsWith(folder(project));
  return projects.filter(covers).sort((one, other) => folder(other).length - folder(one).length)[0];
}

/** Servers and VS Code write one address in two ways: `file:///C:/a`, `file:///c%3A/a`. */
function comparable(address: string): string {
  const read = decodeURIComponent(address);
  return read.replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function ofProjects(status: ServerStatus, draft: string | undefined): StatusText {
  const severity = status.health === "ok" ? "information" : status.health;
  const project = projectOf(status.projects, draft);
  const remark = status.message === undefined ? {} : { remark: status.message };
  if (project === undefined) {
    const busy = !status.quiescent;
    return status.health === "error"
      ? { text: "Project cannot be used", severity, busy, command: "showLog", ...remark }
      : { text: "No project for this draft", severity, busy, command: "setUp" };
  }
  const text = indexText(project);
  const detail = nameOf(project.folder);
  const busy = project.index === "indexing" || !status.quiescent;
  const warned = project.index === "stale" && severity === "information" ? "warning" : severity;
  const command = warned === "information" ? "updateIndex" : "showLog";
  return { text, detail, severity: warned, busy, command, ...remark };
}

/** The name of a folder is enough to know it by; its whole path is wider than a popup. */
function nameOf(folder: string): string {
  return folder.split(/[\\/]/).findLast((name) => name !== "") ?? folder;
}

function indexText(project: ProjectStatus): string {
  const size = `${many(project.documents, "document")}, ${many(project.concepts, "concept")}, ${many(project.terms, "term")}`;
  switch (project.index) {
    case "indexing":
      return project.progress === undefined
        ? "Indexing sources"
        : `Indexing sources: ${project.progress.done} of ${project.progress.total} files`;
    case "none":
      return `No sources, ${many(project.concepts, "concept")}, ${many(project.terms, "term")}`;
    case "stale":
      return `${size}, not up to date`;
    case "ready":
      return size;
  }
}
