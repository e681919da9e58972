// The answer on a quotation as lines to pick from: each place of the sources with its
// passages and, under it, what differs there. A line is short, and the list cuts what is
// longer: the source comes first, its words under it. Knows nothing of VS Code.

import type { Location } from "vscode-languageclient/node";
import type { Quote, QuotedPassage, QuotedPlace, SourceDocument } from "./protocol";

export interface Line {
  label: string;
  description?: string;
  detail?: string;
  /** Whether it parts the lines of one place from those of the next. */
  separates: boolean;
  location?: Location;
}

export function lines(answer: Quote): Line[] {
  const found = answer.places.flatMap((place, index) => [...(index > 0 ? [BETWEEN] : []), ...ofPlace(place, answer)]);
  const notices = answer.notices.map((notice) => ({ label: `$(warning) ${notice}`, separates: false }));
  return found.length + notices.length > 0 ? [...found, ...notices] : [{ label: answer.explanation, separates: false }];
}

const BETWEEN: Line = { label: "", separates: true };

function ofPlace(place: QuotedPlace, answer: Quote): Line[] {
  const passages = place.passages.map((passage) => ({
    label: `$(book) ${name(place.document)}`,
    description: about(place, passage, answer),
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
  return [...passages, ...differences];
}

/** "altered, cited, p. 3, Ana Lima speaks"; the verdict where it is not that of the best place. */
function about({ verdict, cited, speaker }: QuotedPlace, { page }: QuotedPassage, best: Quote): string {
  const parts = [
    verdict === best.verdict ? undefined : verdict,
    cited ? "cited" : undefined,
    page === undefined ? undefined : `p. ${page}`,
    speaker === undefined ? undefined : `${speaker} speaks`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** "2018-05-22 · Opening address". */
function name({ id, title, credit, date }: SourceDocument): string {
  return `${date ?? "date unknown"} · ${title ?? credit ?? id}`;
}
