// The script of the panel: it shows what the extension says and tells it what was
// asked for. It keeps the last answer, so that a panel that comes back shows it at once.

import { readKept, readToPanel, type FromPanel, type Order, type ToPanel } from "../attestations/messages";
import type { Attestations } from "../protocol";
import { many } from "../words";
import { element } from "./element";
import { linesOf } from "./lines";
import { usageOf } from "./usage";

interface Host {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const search = byId<HTMLFormElement>("search");
const phrase = byId<HTMLInputElement>("phrase");
const count = byId<HTMLElement>("count");
const orders = byId<HTMLElement>("orders");
const lines = byId<HTMLElement>("lines");
const usage = byId<HTMLElement>("usage");

let answer: Attestations | undefined;
let order: Order = "date";

function byId<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

function look(phrase: string): void {
  host.postMessage({ kind: "look", phrase });
}

function show(message: ToPanel): void {
  document.body.classList.toggle("waiting", message.kind === "waiting");
  if (message.kind === "answer") {
    answer = message.answer;
    host.setState({ answer, order });
    phrase.value = answer.phrase;
    draw();
    focusFirstLine();
  } else if (message.kind === "nothing") {
    answer = undefined;
    host.setState(undefined);
    clear(message.reason);
  }
}

/** Who comes with the keyboard goes on from line to line. */
function focusFirstLine(): void {
  if (document.hasFocus() && document.activeElement === document.body) {
    lines.querySelector<HTMLElement>("button.line")?.focus();
  }
}

function clear(reason: string): void {
  count.textContent = "";
  orders.hidden = usage.hidden = true;
  lines.replaceChildren(element("p", { class: "empty" }, reason));
}

function draw(): void {
  if (answer === undefined) {
    return;
  }
  count.textContent = counted(answer);
  orders.hidden = answer.attestations.length < 2;
  for (const button of orders.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset["order"] === order));
  }
  lines.replaceChildren(...linesOf(answer, order, (index, focus) => host.postMessage({ kind: "open", index, focus })));
  usage.hidden = answer.renderings.length === 0;
  drawUsage();
}

function drawUsage(): void {
  if (answer !== undefined && !usage.hidden) {
    usage.replaceChildren(...usageOf(answer, usage.clientWidth, look));
  }
}

function counted({ total, documents, attestations }: Attestations): string {
  const all = `${many(total, "place")} in ${many(documents, "document")}`;
  return attestations.length < total ? `${all}; the earliest and the latest, ${attestations.length} together, are listed` : all;
}

search.addEventListener("submit", (event) => {
  event.preventDefault();
  if (phrase.value.trim() !== "") {
    look(phrase.value);
  }
});

orders.addEventListener("click", (event) => {
  const chosen = event.target instanceof HTMLElement ? event.target.dataset["order"] : undefined;
  if (chosen === "date" || chosen === "source") {
    order = chosen;
    host.setState({ answer, order });
    draw();
  }
});

window.addEventListener("message", (event) => {
  const message = readToPanel(event.data);
  if (message !== undefined) {
    show(message);
  }
});

let width = 0;
new ResizeObserver(() => {
  if (usage.clientWidth !== width) {
    width = usage.clientWidth;
    drawUsage();
  }
}).observe(usage);

const kept = readKept(host.getState());
clear("Select words in a draft and choose “Show All Attestations”, or look words up here.");
if (kept !== undefined) {
  order = kept.order;
  show({ kind: "answer", answer: kept.answer });
}
host.postMessage({ kind: "ready" });
