import assert from "node:assert/strict";
import { test } from "node:test";
import { timeline } from "../src/attestations/timeline";
import type { Rendering } from "../src/protocol";

function rendering(text: string, years: Record<number, number>, undated = 0): Rendering {
  const counted = Object.entries(years).map(([year, count]) => ({ year: Number(year), count }));
  return { text, total: counted.reduce((sum, { count }) => sum + count, undated), undated, years: counted };
}

test("all lanes share one scale of years and of counts", () => {
  const { lanes } = timeline([rendering("old", { 2012: 2, 2016: 1 }), rendering("new", { 2021: 4 })], 300);
  const bars = lanes.flatMap((lane) => lane.bars);
  assert.deepEqual(bars.map((bar) => bar.height), [0.5, 0.25, 1]);
  // Ten years of 30 pixels, each bar in the middle of its year.
  assert.deepEqual(bars.map((bar) => bar.x + bar.width / 2), [15, 135, 285]);
});

test("only years whose names have room are named", () => {
  const years = (width: number) => timeline([rendering("old", { 1998: 1, 2024: 1 })], width).ticks.map(({ year }) => year);
  assert.deepEqual(years(300), [2000, 2005, 2010, 2015, 2020]);
  assert.deepEqual(years(90), [2000, 2020]);
});

test("bars stay within the width, for one year and for two thousand", () => {
  for (const years of [{ 2020: 1 }, { 1: 1, 2024: 3 }]) {
    const { lanes, ticks } = timeline([rendering("any", years)], 200);
    for (const bar of lanes.flatMap((lane) => lane.bars)) {
      assert.ok(bar.x >= -1 && bar.x + bar.width <= 201, JSON.stringify(bar));
    }
    assert.ok(ticks.length > 0 && ticks.length <= 5, JSON.stringify(ticks));
  }
});

test("says the numbers in words, and has no ticks without dates", () => {
  const { lanes, ticks } = timeline([rendering("old", { 2012: 2 }, 1), rendering("never", {})], 200);
  assert.deepEqual(lanes.map((lane) => lane.spoken), ["old, 3 in all; 2012: 2, undated: 1", "never, not in the sources"]);
  assert.deepEqual(timeline([rendering("undated", {}, 3)], 200).ticks, []);
  assert.equal(ticks.length, 1);
});
