import assert from "node:assert/strict";
import { test } from "node:test";
import type { Quote, QuotedPlace } from "../src/protocol";
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

test("a place is named with what is known of it, shown, then told apart", () => {
  assert.deepEqual(lines(answer), [
    {
      label: "$(book) 2018 · Minutes",
      description: "cited, p. 3",
      detail: "Keep two lanes open.",
      separates: false,
      location,
    },
    { label: '$(diff) "three" where the source has "two" (a number differs)', separates: false, location },
  ]);
});

test("a line parts one place from the next", () => {
  const [place] = answer.places;
  assert.ok(place);
  const other: QuotedPlace = { ...place, verdict: "similar", speaker: "Ana Lima", cited: false, differences: [] };
  const found = lines({ ...answer, places: [place, other] });
  assert.deepEqual(
    found.map((line) => line.separates),
    [false, false, true, false],
  );
  assert.equal(found[3]?.description, "similar, p. 3, Ana Lima speaks");
});

test("words of nobody have a line that says so", () => {
  const absent: Quote = { ...answer, verdict: "absent", explanation: "nothing is near", places: [] };
  assert.deepEqual(lines(absent), [{ label: "nothing is near", separates: false }]);
});
