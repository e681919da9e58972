import assert from "node:assert/strict";
import { test } from "node:test";
import { readLogLine } from "../src/logLine";
import { documentCard, documentName, leaning, shortName } from "../src/sourceText";

test("a source is called by what is known of it", () => {
  const known = { id: "a1", uri: "file:///a1", title: "Two presses", credit: "Harbour News", date: "2017-12-20" };
  const source = { document: known, words: 19, runs: 2, terms: 1, passages: [] };
  assert.equal(leaning(source), "2 passages, 1 term · 2017-12-20");
  assert.equal(documentCard(source), "Two presses\nHarbour News\n2017-12-20\n\nIn the draft too: 2 passages, 1 term (19 words in passages)");
  const unknown = { document: { id: "a1", uri: "file:///a1" }, words: 0, runs: 0, terms: 3, passages: [] };
  assert.deepEqual([documentName(unknown.document), leaning(unknown)], ["a1", "3 terms · undated"]);
});

test("a long name ends at a word and leaves room for the counts", () => {
  const short = (title: string) => shortName({ id: "a1", uri: "file:///a1", title });
  assert.equal(short("Two presses, one sentence"), "Two presses, one…");
  assert.equal(short("Press conference, after the visit"), "Press conference…");
  assert.equal(short("No room for a digital wall"), "No room for a digital…");
  assert.equal(short("A harbour is no wall."), "A harbour is no wall.");
  assert.equal(short("一句话,两种文字:人类命运共同体和世界的未来"), "一句话,两种文字:人类命…");
});

test("a log line keeps its level; what follows without one goes on with it", () => {
  const line = "2026-01-31T12:00:00.000000Z  WARN glossator::server: late";
  assert.deepEqual(readLogLine(line, "info"), { level: "warn", text: "glossator::server: late" });
  assert.deepEqual(readLogLine("   at frame 3", "warn"), { level: "warn", text: "   at frame 3" });
});
