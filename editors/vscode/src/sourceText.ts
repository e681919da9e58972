// How a source is called in a list: from what is known of it. Words only.

import type { DraftSource, SourceDocument } from "./protocol";
import { many } from "./words";

export function documentName(document: SourceDocument): string {
  return document.title ?? document.credit ?? document.id;
}

/** A name of so many letters leaves room for a count after it at the usual width of the
    side bar. */
const SHORT_NAME = 22;

/** Letters that take the room of two. */
const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\uFF00-\uFF60]/u;

/** The name cut at the end of a word, so that what stands after it is seen. */
export function shortName(document: SourceDocument): string {
  const name = documentName(document);
  let room = SHORT_NAME;
  const letters = [...name];
  const cut = letters.findIndex((letter) => (room -= WIDE.test(letter) ? 2 : 1) < 0);
  if (cut < 0) {
    return name;
  }
  const head = letters.slice(0, cut).join("");
  const words = /\s/.test(letters[cut] ?? "") ? head : head.replace(/\s+\S*$/, "");
  return `${words.replace(/[\s\p{P}]+$/u, "")}…`;
}

/** "2 passages, 5 terms". */
function counts({ runs, terms }: DraftSource): string {
  const counted = [runs > 0 ? many(runs, "passage") : undefined, terms > 0 ? many(terms, "term") : undefined];
  return counted.filter((part) => part !== undefined).join(", ");
}

/** "2 passages, 5 terms · 2017-12-20". */
export function leaning(source: DraftSource): string {
  return [counts(source), source.document.date ?? "undated"].filter((part) => part !== "").join(" · ");
}

/** What is known of a document, a line each, and what the draft shares with it. */
export function documentCard(source: DraftSource): string {
  const { title, credit, date, id } = source.document;
  const words = source.words > 0 ? ` (${many(source.words, "word")} in passages)` : "";
  const shared = `In the draft too: ${counts(source)}${words}`;
  return [title ?? id, credit ?? "publisher unknown", date ?? "date unknown", "", shared]
    .join("\n");
}
