// What the panel and the extension say to each other. Either side takes a message only
// after it was read here: the panel shows texts of strangers, and its kept state may be
// of an earlier version.

import type { Attestation, Attestations, Rendering, SourceDocument } from "../protocol";

export type Order = "date" | "source";

/** From the extension to the panel. */
export type ToPanel =
  | { kind: "waiting" }
  | { kind: "answer"; answer: Attestations }
  /** Why there is nothing to list. */
  | { kind: "nothing"; reason: string };

/** From the panel to the extension. */
export type FromPanel =
  | { kind: "ready" }
  /** Opens the place with this number of the answer that is shown. */
  | { kind: "open"; index: number; focus: boolean }
  | { kind: "look"; phrase: string };

/** What the panel keeps while it is hidden. */
export interface Kept {
  answer: Attestations;
  order: Order;
}

/** Longer phrases are not looked for. */
export const LONGEST_PHRASE = 1000;

export function readToPanel(message: unknown): ToPanel | undefined {
  if (!isRecord(message)) {
    return undefined;
  }
  switch (message["kind"]) {
    case "waiting":
      return { kind: "waiting" };
    case "answer":
      return isAttestations(message["answer"]) ? { kind: "answer", answer: message["answer"] } : undefined;
    case "nothing":
      return isText(message["reason"]) ? { kind: "nothing", reason: message["reason"] } : undefined;
    default:
      return undefined;
  }
}

export function readFromPanel(message: unknown): FromPanel | undefined {
  if (!isRecord(message)) {
    return undefined;
  }
  const { kind, index, focus, phrase } = message;
  if (kind === "ready") {
    return { kind };
  }
  if (kind === "open" && isCount(index) && typeof focus === "boolean") {
    return { kind, index, focus };
  }
  if (kind === "look" && isText(phrase) && phrase.trim() !== "" && phrase.length <= LONGEST_PHRASE) {
    return { kind, phrase };
  }
  return undefined;
}

export function readKept(state: unknown): Kept | undefined {
  if (!isRecord(state) || !isAttestations(state["answer"])) {
    return undefined;
  }
  return { answer: state["answer"], order: state["order"] === "source" ? "source" : "date" };
}

function isAttestations(value: unknown): value is Attestations {
  return (
    isRecord(value) &&
    isText(value["phrase"]) &&
    isCount(value["total"]) &&
    isCount(value["documents"]) &&
    (value["concept"] === undefined || isConcept(value["concept"])) &&
    isListOf(value["attestations"], isAttestation) &&
    isListOf(value["renderings"], isRendering) &&
    isListOf(value["notices"], isText)
  );
}

function isConcept(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value["id"]) &&
    isText(value["verdict"]) &&
    isTextOrAbsent(value["definition"]) &&
    isTextOrAbsent(value["preferred"])
  );
}

function isAttestation(value: unknown): value is Attestation {
  return (
    isRecord(value) &&
    isLocation(value["location"]) &&
    (value["page"] === undefined || isCount(value["page"])) &&
    isText(value["before"]) &&
    isText(value["words"]) &&
    isText(value["after"]) &&
    isDocument(value["document"]) &&
    typeof value["furniture"] === "boolean"
  );
}

function isDocument(value: unknown): value is SourceDocument {
  return (
    isRecord(value) &&
    isText(value["id"]) &&
    isText(value["uri"]) &&
    isTextOrAbsent(value["title"]) &&
    isTextOrAbsent(value["credit"]) &&
    isTextOrAbsent(value["date"])
  );
}

/** A file, or the text of a source that no editor shows: nothing else is ever opened. */
const ADDRESS = /^(file|glossator-source):/;

function isLocation(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["uri"]) || !ADDRESS.test(value["uri"]) || !isRecord(value["range"])) {
    return false;
  }
  const { start, end } = value["range"];
  return [start, end].every((place) => isRecord(place) && isCount(place["line"]) && isCount(place["character"]));
}

function isRendering(value: unknown): value is Rendering {
  return (
    isRecord(value) &&
    isText(value["text"]) &&
    isTextOrAbsent(value["status"]) &&
    isTextOrAbsent(value["period"]) &&
    isCount(value["total"]) &&
    isCount(value["undated"]) &&
    isListOf(value["years"], (year) => isRecord(year) && Number.isInteger(year["year"]) && isCount(year["count"]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || isText(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}
