// Beside the concordance: what the termbase says of the words, and the timeline. A lane
// for each rendering, named at its left, so that nothing hangs on colours alone; each
// lane says its numbers in words, too.

import { timeline, type Lane } from "../attestations/timeline";
import type { Attestations } from "../protocol";
import { drawn, element } from "./element";

const LANE_HEIGHT = 28;
/** Room for the highest bar, and for the edge of the last one. */
const BAR_HEIGHT = LANE_HEIGHT - 5;
/** Left and right of the bars, as in the style sheet. */
const NAME_WIDTH = 0.4;
const TOTAL_WIDTH = 40;

export function usageOf(answer: Attestations, width: number, look: (phrase: string) => void): HTMLElement[] {
  const room = Math.max(80, Math.floor(width * (1 - NAME_WIDTH)) - TOTAL_WIDTH - 32);
  const { lanes, ticks } = timeline(answer.renderings, room);
  const rows = lanes.map((lane) => laneOf(lane, room, look));
  const parts = [element("h2", {}, "Renderings by year"), element("div", { class: "lanes" }, ...rows.flat(), ...axisOf(ticks, room))];
  if (answer.concept === undefined) {
    return parts;
  }
  return [conceptOf(answer.concept, look), ...parts];
}

function conceptOf(concept: NonNullable<Attestations["concept"]>, look: (phrase: string) => void): HTMLElement {
  const verdict = element("p", { class: "verdict" }, concept.verdict);
  const { preferred } = concept;
  if (preferred !== undefined) {
    const button = element("button", { type: "button", class: "link" }, preferred);
    button.addEventListener("click", () => look(preferred));
    verdict.append("; preferred: ", button);
  }
  const definition = concept.definition === undefined ? [] : [element("p", {}, concept.definition)];
  return element("div", { class: "concept" }, verdict, ...definition);
}

function laneOf(lane: Lane, width: number, look: (phrase: string) => void): HTMLElement[] {
  const { text, status, period, total } = lane.rendering;
  const about = [status, period].filter((part) => part !== undefined).join(", ");
  const name = element("button", { type: "button", class: "name" }, element("span", { class: "text" }, text), element("span", { class: "about" }, about));
  name.title = [text, about, "Click to list its places"].filter((part) => part !== "").join("\n");
  name.addEventListener("click", () => look(text));
  const bars = element("div", { class: "bars" }, barsOf(lane, width));
  return [name, bars, element("span", { class: "total", "aria-hidden": "true" }, String(total))];
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

function axisOf(ticks: { year: number; x: number }[], width: number): HTMLElement[] {
  if (ticks.length === 0) {
    return [element("p", { class: "undated" }, "No place is dated.")];
  }
  const names = ticks.map(({ year, x }) => drawn("text", { x, y: 12, "text-anchor": "middle" }, String(year)));
  const axis = drawn("svg", { width, height: 16, class: "axis", "aria-hidden": "true" }, ...names);
  return [element("span"), element("div", { class: "bars" }, axis), element("span")];
}
