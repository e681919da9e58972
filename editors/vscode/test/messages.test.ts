import assert from "node:assert/strict";
import { test } from "node:test";
import { readFromPanel, readKept, readToPanel } from "../src/attestations/messages";

const place = { uri: "file:///w/a.txt", range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } } };
const attestation = {
  location: place,
  before: "<b>",
  words: "shared future",
  after: "",
  document: { id: "a", uri: "file:///w/a.txt" },
  furniture: false,
};
const answer = {
  phrase: "shared future",
  total: 1,
  documents: 1,
  attestations: [attestation],
  renderings: [{ text: "shared future", total: 1, undated: 1, years: [] }],
  notices: [],
};

test("takes an answer as the server gives it", () => {
  assert.deepEqual(readToPanel({ kind: "answer", answer }), { kind: "answer", answer });
  assert.deepEqual(readKept({ answer, order: "sideways" }), { answer, order: "date" });
});

test("takes no answer with a part that is missing or of another kind", () => {
  for (const part of Object.keys(answer)) {
    assert.equal(readToPanel({ kind: "answer", answer: { ...answer, [part]: {} } }), undefined, part);
  }
  assert.equal(readKept({ answer: { ...answer, attestations: [{ ...attestation, words: 3 }] } }), undefined);
});

test("takes a place in the text of a PDF, with its page", () => {
  const location = { ...place, uri: "glossator-source:/3f0c52b1/a.pdf.txt" };
  const inPdf = { ...answer, attestations: [{ ...attestation, location, page: 3 }] };
  assert.deepEqual(readToPanel({ kind: "answer", answer: inPdf }), { kind: "answer", answer: inPdf });
});

test("keeps no place that is not in a source", () => {
  const elsewhere = { ...attestation, location: { ...place, uri: "command:workbench.action.quit" } };
  assert.equal(readKept({ answer: { ...answer, attestations: [elsewhere] } }), undefined);
});

test("takes from the panel only what it may ask", () => {
  assert.deepEqual(readFromPanel({ kind: "open", index: 2, focus: true, uri: "file:///etc/passwd" }), { kind: "open", index: 2, focus: true });
  for (const odd of [null, 3, "ready", {}, { kind: "open", index: -1, focus: true }, { kind: "open", index: "0", focus: true }, { kind: "look", phrase: " " }, { kind: "look", phrase: "x".repeat(1001) }, { kind: "run" }]) {
    assert.equal(readFromPanel(odd), undefined, JSON.stringify(odd));
  }
});
