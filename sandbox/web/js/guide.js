/* «Prøv dette først»: steps that can be ticked off, folded away and taken up again. */
import { h } from "./dom.js";
import { STEPS } from "./guide-steps.js";
import { openSide } from "./side.js";

const KEY = "stafett-steps";
const ticked = () => new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));

/** Open the steps; `go(person, words, isRoom)` switches place and fills in the compose box. */
export function openGuide(people, go) {
  const done = ticked();
  const steps = STEPS.filter((step) => people.has(step.person)).map((step, at) =>
    h("li", {}, tick(step, at, done), ...words(step, people.get(step.person), go)),
  );
  return openSide(
    "guide",
    "Prøv dette først",
    h("p", {}, "Historien om én logg, slik de som er med opplever den."),
    h("ol", { className: "steps" }, steps),
  );
}

function tick(step, at, done) {
  const button = h("button", { type: "button", className: "tick" });
  button.setAttribute("aria-label", `Ferdig: ${step.title}`);
  button.setAttribute("aria-pressed", String(done.has(at)));
  button.addEventListener("click", () => {
    const now = ticked();
    const isDone = !now.has(at);
    if (isDone) now.add(at);
    else now.delete(at);
    localStorage.setItem(KEY, JSON.stringify([...now]));
    button.setAttribute("aria-pressed", String(isDone));
  });
  return button;
}

function words(step, person, go) {
  const first = person.name.split(" ")[0];
  const there = step.room ? `Gå til rommet som ${first}` : `Bytt til ${first}`;
  const label = step.say ? `Som ${first}: «${step.say.trim()}»` : there;
  const button = h("button", { type: "button", className: "quiet-button" }, label);
  button.addEventListener("click", () => go(step.person, step.say ?? "", step.room));
  return [
    h("strong", {}, step.title),
    h("p", {}, step.text),
    h("div", { className: "row" }, button),
  ];
}
