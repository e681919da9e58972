// The requests and the notification beyond the Language Server Protocol, as
// editors/PROTOCOL.md describes them, with their names. Types only: what the texts
// mean is the server's affair.

import type { Location, Range } from "vscode-languageclient/node";

export const SERVER_STATUS = "experimental/serverStatus";
export const ATTESTATIONS = "glossator/attestations";
export const SOURCES = "glossator/sources";
export const QUOTE = "glossator/quote";

export interface ServerStatus {
  health: "ok" | "warning" | "error";
  quiescent: boolean;
  message?: string;
  projects: ProjectStatus[];
}

export interface ProjectStatus {
  settings?: string;
  folder: string;
  documents: number;
  concepts: number;
  terms: number;
  index: "none" | "indexing" | "ready" | "stale";
  progress?: { done: number; total: number };
}

export interface AttestationsParams {
  textDocument: { uri: string };
  range?: Range;
  phrase?: string;
  limit?: number;
}

export interface Attestations {
  phrase: string;
  total: number;
  documents: number;
  concept?: { id: string; definition?: string; verdict: string; preferred?: string };
  attestations: Attestation[];
  renderings: Rendering[];
  notices: string[];
}

export interface Attestation {
  location: Location;
  page?: number;
  before: string;
  words: string;
  after: string;
  document: SourceDocument;
  furniture: boolean;
}

export interface SourceDocument {
  id: string;
  uri: string;
  title?: string;
  credit?: string;
  date?: string;
}

export interface Rendering {
  text: string;
  status?: "preferred" | "admitted" | "deprecated" | "superseded";
  period?: string;
  total: number;
  undated: number;
  years: { year: number; count: number }[];
}

export interface SourcesParams {
  textDocument: { uri: string };
}

export interface DraftSources {
  total: number;
  documents: DraftSource[];
}

export interface DraftSource {
  document: SourceDocument;
  words: number;
  runs: number;
  terms: number;
  passages: SharedPassage[];
}

export interface SharedPassage {
  kind: "run" | "term";
  words: string;
  range: Range;
  location: Location;
}

export interface QuoteParams {
  textDocument: { uri: string };
  range?: Range;
  text?: string;
}

export interface Quote {
  text: string;
  range?: Range;
  verdict: QuotationVerdict | "unknown";
  headline: string;
  explanation: string;
  documents: number;
  places: QuotedPlace[];
  notices: string[];
}

export type QuotationVerdict = "verbatim" | "adapted" | "altered" | "similar" | "absent";

export interface QuotedPlace {
  document: SourceDocument;
  cited: boolean;
  verdict: QuotationVerdict;
  speaker?: string;
  passages: QuotedPassage[];
  differences: string[];
}

export interface QuotedPassage {
  location: Location;
  page?: number;
  before: string;
  words: string;
  after: string;
  furniture: boolean;
}
