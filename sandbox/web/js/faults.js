/* «Feil»: what can go wrong between Teams and the bot, switched on for once or until further. */
import { h } from "./dom.js";
import { FAULTS, SCOPES } from "./fault-kinds.js";
import { toast } from "./notice.js";
import { clearFaults, rotateKeys, switchFault } from "./panel-api.js";
import { openSide } from "./side.js";

const COUNTS = [
  ["1", "én gang"],
  ["3", "tre ganger"],
  ["", "til jeg slår av"],
];
const CHANCES = [
  ["", "hver gang"],
  ["0.5", "annenhver gang"],
  ["0.1", "en av ti"],
];

/** Open the switches with the faults that are on; `bot` is the bot's address. */
export function openFaults(on, bot) {
  const active = new Map(on.map((fault) => [fault.kind, fault]));
  const count = choice(COUNTS);
  const chance = choice(CHANCES);
  const scope = choice(SCOPES);
  const seconds = h("input", { type: "number", min: "0", max: "120", step: "1", value: "3" });
  const wish = (kind) => ({
    kind,
    count: count.value ? Number(count.value) : null,
    seconds: Number(seconds.value) || 0,
    scope: scope.value || undefined,
    chance: chance.value ? Number(chance.value) : undefined,
  });
  const rotate = async () => toast(`Ny signeringsnøkkel: ${(await rotateKeys()).kid.slice(0, 8)}`);
  return openSide(
    "faults",
    "Feil som kan skje",
    h("p", {}, "Slå på det du vil prøve. Stafett skal tåle alt sammen."),
    h(
      "div",
      { className: "settings" },
      h("label", {}, "Hvor lenge", count),
      h("label", {}, "Hvor ofte", chance),
      h("label", {}, "Hva det rammer", scope),
      h("label", {}, "Sekunder", seconds),
    ),
    h("div", { className: "faults" }, FAULTS.map((fault) => row(fault, active, wish))),
    h("button", { type: "button", className: "quiet-button", onclick: clearFaults }, "Slå av alle"),
    h("hr"),
    h("p", {}, "Teams bytter signeringsnøkkel av og til. Boten skal hente den nye selv."),
    h("button", { type: "button", className: "quiet-button", onclick: rotate }, "Bytt signeringsnøkkel"),
    h("hr"),
    h("p", {}, "Boten: ", h("code", {}, bot)),
  );
}

function row([kind, title, text], active, wish) {
  const turn = ({ target }) => switchFault(target.checked ? wish(kind) : { kind, count: 0 });
  const box = h("input", { type: "checkbox", role: "switch", checked: active.has(kind), onchange: turn });
  box.dataset.fault = kind;
  const told = h("small", { className: "now" }, active.has(kind) ? now(active.get(kind)) : "");
  return h("label", { className: "fault" }, box, h("span", {}, title, h("small", {}, text), told));
}

/** Show which faults are on now, in the open sheet. */
export function showFaults(on) {
  const active = new Map(on.map((fault) => [fault.kind, fault]));
  for (const box of document.querySelectorAll("[data-fault]")) {
    const fault = active.get(box.dataset.fault);
    box.checked = fault !== undefined;
    box.parentElement.querySelector(".now").textContent = fault ? now(fault) : "";
  }
}

/** Say how a fault that is on was asked for. */
function now({ count, scope, chance }) {
  const often = count === null ? "til du slår av" : count === 1 ? "én gang til" : `${count} ganger til`;
  const where = SCOPES.find(([value]) => value === scope)?.[1];
  const sure = chance !== undefined && chance < 1 ? `${Math.round(chance * 100)} % sjanse` : null;
  return ["På", often, where, sure].filter(Boolean).join(" · ");
}

const choice = (options) =>
  h("select", {}, options.map(([value, words]) => h("option", { value }, words)));
