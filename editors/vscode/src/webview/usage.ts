// Beside the concordance: what the termbase says of the words, and the timeline. A lane
// for each rendering, named above its bars, so that nothing hangs on colours alone; each
// lane says its numbers in words, too.

import { timeline, type Lane } from "../attestations/timeline";
import type { Attestations, Rendering } from "../protocol";
import { drawn, element } from "./element";

type Concept = NonNullable<Attestations["concept"]>;

const LANE_HEIGHT = 24;
/** Room above the highest bar. */
const BAR_HEIGHT = LANE_HEIGHT - 4;
/** Left and right of the bars, as in the style sheet. */
const MARGINS = 34;

export function usageOf(answer: Attestations, width: number, look: (phrase: string) => void): HTMLElement[] {
  const room = Math.max(80, width - MARGINS);
  // The words in question come first and keep their lane, wherever they stand.
  const isDrawn = ({ total }: Rendering, index: number) => total > 0 || index === 0;
  const { lanes, ticks } = timeline(answer.renderings.filter(isDrawn), room);
  const absent = answer.renderings.filter((rendering, index) => !isDrawn(rendering, index));
  const chart = element(
    "div",
    { class: "lanes", role: "group", "aria-label": "Renderings by year" },
    ...lanes.map((lane) => laneOf(lane, room, look)),
    axisOf(ticks, room),
  );
  const rest = absent.length === 0 ? [] : [element("p", { class: "absent" }, `Not in the sources: ${absent.map(({ text }) => text).join(", ")}`)];
  const { concept } = answer;
  if (concept === undefined) {
    return [chart, ...rest];
  }
  const definition = concept.definition === undefined ? [] : [element("p", { class: "definition" }, concept.definition)];
  return [verdictOf(concept, look), chart, ...rest, ...definition];
}

function verdictOf({ verdict, preferred }: Concept, look: (phrase: string) => void): HTMLElement {
  const line = element("p", { class: "verdict" }, verdict);
  if (preferred !== undefined) {
    const button = element("button", { type: "button", class: "link" }, preferred);
    button.addEventListener("click", () => look(preferred));
    line.append("; preferred: ", button);
  }
  return line;
}

function laneOf(lane: Lane, width: number, look: (phrase: string) => void): HTMLElement {
  const { text, status, period, total } = lane.rendering;
  const about = [status, period].filter((part) => part !== undefined).join(", ");
  const name = element("button", { type: "button", class: "name" }, text);
  name.title = [text, about, "Click to list its places"].filter((part) => part !== "").join("\n");
  name.addEventListener("click", () => look(text));
  const head = element("div", { class: "head" }, name, element("span", { class: "about" }, about), element("span", { class: "total" }, String(total)));
  return element("div", { class: "lane" }, head, barsOf(lane, width));
}

function barsOf({ bars, spoken, rendering }: Lane, width: number): SVGSVGElement {
  const shapes = bars.map(({ year, count, x, width, height }) => {
    const high = Math.max(2, height * BAR_HEIGHT);
    const shape = { x, y: LANE_HEIGHT - high, width, height: high, class: `bar ${rendering.status ?? "unknown"}` };
    return drawn("rect", shape, drawn("title", {}, `${year}: ${count}`));
  });
  const ground = drawn("line", { x1: 0, x2: width, y1: LANE_HEIGHT - 0.5, y2: LANE_HEIGHT - 0.5, class: "ground" });
  return drawn("svg", { width, height: LANE_HEIGHT, role: "img", "aria-label": spoken }, ground, ...shapes);
}

function axisOf(ticks: { year: number; x: number }[], width: number): Element {
  if (ticks.length === 0) {
    return element("p", { class: "undated" }, "No place is dated.");
  }
  const names = ticks.map(({ year, x }) => drawn("text", { x, y: 12, "text-anchor": "middle" }, String(year)));
  return drawn("svg", { width, height: 16, class: "axis", "aria-hidden": "true" }, ...names);
}
