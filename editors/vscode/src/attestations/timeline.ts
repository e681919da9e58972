// The layout of the timeline: a lane for each rendering, a bar for each year it stands
// in, all lanes on one scale of years and of counts. Numbers only; drawing them is the
// panel's affair.

import type { Rendering } from "../protocol";

export interface Timeline {
  /** Years that are named under the lanes, with the middle of their slot. */
  ticks: { year: number; x: number }[];
  lanes: Lane[];
}

export interface Lane {
  rendering: Rendering;
  bars: Bar[];
  /** The same in words. */
  spoken: string;
}

export interface Bar {
  year: number;
  count: number;
  /** Left edge and width, in pixels. */
  x: number;
  width: number;
  /** Of the highest bar of all lanes: above 0, at most 1. */
  height: number;
}

/** Room for the name of a year, in pixels. */
const ROOM_FOR_YEAR = 40;
const WIDEST_BAR = 22;
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];

/** Lays renderings out in a width of so many pixels; without ticks where none is dated. */
export function timeline(renderings: Rendering[], width: number): Timeline {
  const years = renderings.flatMap((rendering) => rendering.years.map(({ year }) => year));
  const most = Math.max(1, ...renderings.flatMap((rendering) => rendering.years.map(({ count }) => count)));
  const first = Math.min(...years);
  const slots = years.length === 0 ? 1 : Math.max(...years) - first + 1;
  const slot = width / slots;
  const middle = (year: number) => (year - first + 0.5) * slot;
  const bar = Math.max(2, Math.min(WIDEST_BAR, slot * 0.7));
  const lanes = renderings.map((rendering) => ({
    rendering,
    spoken: spoken(rendering),
    bars: rendering.years.map(({ year, count }) => ({
      year,
      count,
      x: middle(year) - bar / 2,
      width: bar,
      height: count / most,
    })),
  }));
  const named = years.length === 0 ? [] : namedYears(first, slots, slot);
  return { lanes, ticks: named.map((year) => ({ year, x: middle(year) })) };
}

/** Round years, as close as their names have room. */
function namedYears(first: number, slots: number, slot: number): number[] {
  const step = STEPS.find((step) => step * slot >= ROOM_FOR_YEAR) ?? slots;
  const start = Math.ceil(first / step) * step;
  const count = Math.max(0, Math.ceil((first + slots - start) / step));
  return Array.from({ length: count }, (_, index) => start + index * step);
}

/** "3 times: 2013 once, 2017 twice" for those who do not see the bars. */
function spoken({ text, total, undated, years }: Rendering): string {
  const parts = years.map(({ year, count }) => `${year}: ${count}`);
  if (undated > 0) {
    parts.push(`undated: ${undated}`);
  }
  return parts.length === 0 ? `${text}, not in the sources` : `${text}, ${total} in all; ${parts.join(", ")}`;
}
