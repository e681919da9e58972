// The answer on a quotation as lines to pick from: each place of the sources with its
// passages and, under it, what differs there. Knows nothing of VS Code.

import type { Location } from "vscode-languageclient/node";
import type { Quote, QuotedPlace, SourceDocument } from "./protocol";

export interface Line {
  label: string;
  description?: string;
  detail?: string;
  /** Whether it parts the lines of one place from those of the next. */
  separates: boolean;
  location?: Location;
}

export function lines(answer: Quote): Line[] {
  const found = answer.places.flatMap(ofPlace);
  const notices = answer.notices.map((notice) => ({ label: `$(warning) ${notice}`, separates: false }));
  return found.length + notices.length > 0 ? [...found, ...notices] : [{ label: answer.explanation, separates: false }];
}

function ofPlace(place: QuotedPlace): Line[] {
  const cited = place.cited ? "cited" : undefined;
  const head = [name(place.document), place.speaker, cited].filter((part) => part !== undefined).join(", ");
  const passages = place.passages.map((passage) => ({
    label: `$(book) ${passage.words}`,
    ...(passage.page === undefined ? {} : { description: `p. ${passage.page}` }),
    detail: `${passage.before}${passage.words}${passage.after}`.trim(),
    separates: false,
    location: passage.location,
  }));
  const [first] = place.passages;
  const differences = place.differences.map((told) => ({
    label: `$(diff) ${told}`,
    separates: false,
    ...(first === undefined ? {} : { location: first.location }),
  }));
  return [{ label: head, separates: true }, ...passages, ...differences];
}

function name({ id, title, credit, date }: SourceDocument): string {
  return [credit, title ?? id, date ?? "date unknown"].filter((part) => part !== undefined).join(", ");
}
