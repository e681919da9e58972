import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProjectStatus, ServerStatus } from "../src/protocol";
import { projectOf, statusText } from "../src/statusText";

const project: ProjectStatus = {
  settings: "file:///w/glossator.toml",
  folder: "/w",
  documents: 14,
  concepts: 64,
  terms: 1,
  index: "ready",
};

function shown(changes: Partial<ProjectStatus>, status: Partial<ServerStatus> = {}, draft = "file:///w/a/draft.md") {
  const projects = [{ ...project, ...changes }];
  return statusText({ kind: "running", status: { health: "ok", quiescent: true, projects, ...status } }, draft);
}

test("says what a project holds, and how far indexing is", () => {
  assert.equal(shown({}).text, "14 documents, 64 concepts, 1 term");
  const indexing = shown({ index: "indexing", progress: { done: 3, total: 14 } });
  assert.deepEqual([indexing.text, indexing.busy], ["Indexing sources: 3 of 14 files", true]);
});

test("an index that is not up to date is a warning, and trouble leads to the log", () => {
  const stale = shown({ index: "stale" });
  assert.deepEqual([stale.severity, stale.command], ["warning", "showLog"]);
  const broken = shown({}, { health: "error", message: "glossator.toml:3: unknown key" });
  assert.deepEqual([broken.severity, broken.remark, broken.command], ["error", "glossator.toml:3: unknown key", "showLog"]);
});

test("sources that were left out are told without alarm", () => {
  const leftOut = shown({}, { message: "one source was left out" });
  assert.deepEqual([leftOut.severity, leftOut.remark], ["information", "one source was left out"]);
});

test("the project is named by its folder, not by the whole path", () => {
  assert.equal(shown({ folder: "/home/mara/briefings" }).detail, "briefings");
  assert.equal(shown({ folder: "C:\\Users\\mara\\briefings" }).detail, "briefings");
});

test("a draft without a project is offered to be set up", () => {
  const outside = shown({}, {}, "file:///elsewhere/draft.md");
  assert.deepEqual([outside.text, outside.command], ["No project for this draft", "setUp"]);
});

test("the nearest project above a draft is its own; an unsaved draft takes any", () => {
  const inner = { ...project, settings: "file:///w/inner/glossator.toml" };
  assert.equal(projectOf([project, inner], "file:///w/inner/draft.md"), inner);
  assert.equal(projectOf([project, inner], "file:///w/draft.md"), project);
  assert.equal(projectOf([project], "untitled:Untitled-1"), project);
  const onWindows = { ...project, settings: "file:///C:/my%20w/glossator.toml" };
  assert.equal(projectOf([onWindows], "file:///c%3A/my%20w/draft.md"), onWindows);
});

test("a server that could not be started says why", () => {
  const failed = statusText({ kind: "failed", reason: "it is a folder" }, undefined);
  assert.deepEqual([failed.severity, failed.detail, failed.command], ["error", "it is a folder", "restart"]);
});
