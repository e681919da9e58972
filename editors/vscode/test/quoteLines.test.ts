import assert from "node:assert/strict";
import { test } from "node:test";
import type { Quote } from "../src/protocol";
import { lines } from "../src/quoteLines";

const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 9 } };
const location = { uri: "file:///sources/minutes.md", range };

const answer: Quote = {
  text: "three lanes",
  verdict: "altered",
  headline: "altered",
  explanation: "the source has other words",
  documents: 1,
  places: [
    {
      document: { id: "minutes", uri: location.uri, title: "Minutes", date: "2018" },
      cited: true,
      verdict: "altered",
      passages: [{ location, page: 3, before: "Keep ", words: "two lanes", after: " open.", furniture: false }],
      differences: ['"three" where the source has "two" (a number differs)'],
    },
  ],
  notices: [],
};

test("each place is named, then shown, then told apart", () => {
  assert.deepEqual(
    lines(answer).map(({ label, detail }) => detail ?? label),
    ["Minutes, 2018, cited", "Keep two lanes open.", '$(diff) "three" where the source has "two" (a number differs)'],
  );
});

test("a difference leads to the passage it is about", () => {
  assert.deepEqual(
    lines(answer).map((line) => line.location),
    [undefined, location, location],
  );
});

test("words of nobody have a line that says so", () => {
  const absent: Quote = { ...answer, verdict: "absent", explanation: "nothing is near", places: [] };
  assert.deepEqual(lines(absent), [{ label: "nothing is near", separates: false }]);
});
