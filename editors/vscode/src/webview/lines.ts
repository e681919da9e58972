// The concordance: one line for each place, the words in question under each other.
// By date, or under a heading for each source. One stop for the Tab key; the arrow keys
// go from line to line.

import type { Order } from "../attestations/messages";
import type { Attestation, Attestations } from "../protocol";
import { documentName } from "../sourceText";
import { many } from "../words";
import { element } from "./element";

type Open = (index: number, focus: boolean) => void;

export function linesOf({ attestations, notices }: Attestations, order: Order, open: Open): HTMLElement[] {
  const numbered = attestations.map((attestation, index) => ({ attestation, line: lineOf(attestation, index, open) }));
  const groups = order === "date" ? [numbered] : [...Map.groupBy(numbered, ({ attestation }) => attestation.document.uri).values()];
  numbered[0]?.line.setAttribute("tabindex", "0");
  return [...groups.flatMap((group) => groupOf(group, order)), ...notices.map((notice) => element("p", { class: "notice" }, notice))];
}

function groupOf(group: { attestation: Attestation; line: HTMLElement }[], order: Order): HTMLElement[] {
  const list = element("ol", { class: order }, ...group.map(({ line }) => element("li", {}, line)));
  list.addEventListener("keydown", walk);
  const document = group[0]?.attestation.document;
  if (order === "date" || document === undefined) {
    return [list];
  }
  const known = [document.title === undefined ? undefined : document.credit, document.date ?? "undated", many(group.length, "place")];
  const about = element("span", { class: "about" }, known.filter((part) => part !== undefined).join(" · "));
  return [element("h2", {}, documentName(document), " ", about), list];
}

function lineOf(attestation: Attestation, index: number, open: Open): HTMLElement {
  const { before, words, after, document, furniture } = attestation;
  const name = [document.credit, document.title].filter((part) => part !== undefined).join(", ") || document.id;
  const source = element("span", { class: "source" }, `${name}${onPage(attestation)}`);
  const line = element(
    "button",
    { type: "button", class: furniture ? "line furniture" : "line", tabindex: "-1" },
    element("span", { class: "date" }, document.date ?? "undated"),
    // An ordinary space at the end would go to the other side, see the style sheet.
    element("span", { class: "before" }, element("span", {}, flat(before).replace(/ $/, "\u00a0"))),
    element("span", { class: "words" }, element("mark", {}, flat(words))),
    element("span", { class: "after" }, flat(after)),
    source,
  );
  line.title = `${flat(before)}${flat(words)}${flat(after)}\n\n${cardOf(attestation)}`;
  // A click leaves the focus here, to go on to the next line; the Enter key and a second
  // click go to the place.
  line.addEventListener("click", (event) => open(index, event.detail !== 1));
  return line;
}

function onPage({ page }: Attestation): string {
  return page === undefined ? "" : `, p. ${page}`;
}

function cardOf(attestation: Attestation): string {
  const { document, furniture } = attestation;
  const title = `${document.title ?? document.id}${onPage(attestation)}`;
  const known = [title, document.credit ?? "publisher unknown", document.date ?? "date unknown"];
  return furniture ? [...known, "stands in a menu or a teaser of the page, not in its text"].join("\n") : known.join("\n");
}

/** On one line, and spaces kept at the edges. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

function walk(event: KeyboardEvent): void {
  const all = [...document.querySelectorAll<HTMLElement>("button.line")];
  const at = all.findIndex((line) => line === document.activeElement);
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  const next = all[steps[event.key] ?? -1];
  if (next !== undefined) {
    event.preventDefault();
    all.forEach((line) => line.setAttribute("tabindex", line === next ? "0" : "-1"));
    next.focus();
  }
}
