// How a source is called in a list: from what is known of it. Words only.

import type { DraftSource, SourceDocument } from "./protocol";
import { many } from "./words";

export function documentName(document: SourceDocument): string {
  return document.title ?? document.credit ?? document.id;
}

/** "2 passages, 5 terms · 2017-12-20". */
export function leaning(source: DraftSource): string {
  const counts = [
    source.runs > 0 ? many(source.runs, "passage") : undefined,
    source.terms > 0 ? many(source.terms, "term") : undefined,
  ];
  const count = counts.filter((part) => part !== undefined).join(", ");
  return [count, source.document.date ?? "undated"].filter((part) => part !== "").join(" · ");
}

/** What is known of a document, a line each, and what the draft shares with it. */
export function documentCard(source: DraftSource): string {
  const { title, credit, date, id } = source.document;
  const shared = source.words > 0 ? `${many(source.words, "word")} in passages that stand in both` : undefined;
  return [title ?? id, credit ?? "publisher unknown", date ?? "date unknown", shared]
    .filter((line) => line !== undefined)
    .join("\n");
}
