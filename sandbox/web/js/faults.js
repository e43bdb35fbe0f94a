/* «Feil»: what can go wrong between Teams and the bot, switched on for once or until further. */
import { rotateKeys, switchFault } from "./api.js";
import { h } from "./dom.js";
import { toast } from "./notice.js";
import { openSide } from "./side.js";

const FAULTS = [
  ["duplicate", "Levert to ganger", "Det du gjør, kommer frem to ganger"],
  ["late", "Levert for sent", "Det du gjør, kommer frem noen sekunder senere"],
  ["slow", "Tregt", "Teams bruker noen sekunder på hvert svar"],
  ["401", "401 Ikke innlogget", "Teams godtar ikke botens nøkkel"],
  ["403", "403 Ikke med i samtalen", "BotNotInConversationRoster"],
  ["404", "404 Finnes ikke", "Samtalen er borte"],
  ["412", "412 Samtidig endring", "To endringer på én gang"],
  ["413", "413 For stor melding", "Over 100 kB"],
  ["429", "429 For mange kall", "Med Retry-After"],
  ["502", "502 Teams er nede", "Midlertidig feil"],
];

/** Open the switches with the faults that are on; `bot` is the bot's address. */
export function openFaults(on, bot) {
  const active = new Map(on.map((fault) => [fault.kind, fault]));
  const count = h("select", {}, option("1", "én gang"), option("3", "tre ganger"), option("", "til jeg slår av"));
  const seconds = h("input", { type: "number", min: "0", max: "120", step: "1", value: "3" });
  const rows = FAULTS.map(([kind, title, text]) => {
    const turn = ({ target }) => {
      const times = count.value ? Number(count.value) : null;
      switchFault(kind, target.checked ? times : 0, Number(seconds.value) || 0);
    };
    const box = h("input", { type: "checkbox", role: "switch", checked: active.has(kind), onchange: turn });
    box.dataset.fault = kind;
    return h("label", { className: "fault" }, box, h("span", {}, title, h("small", {}, text)));
  });
  const rotate = async () => toast(`Ny signeringsnøkkel: ${(await rotateKeys()).kid.slice(0, 8)}`);
  return openSide(
    "faults",
    "Feil som kan skje",
    h("p", {}, "Slå på det du vil prøve. Stafett skal tåle alt sammen."),
    h("div", { className: "settings" }, h("label", {}, "Hvor ofte", count), h("label", {}, "Sekunder", seconds)),
    h("div", { className: "faults" }, rows),
    h("hr"),
    h("p", {}, "Teams bytter signeringsnøkkel av og til. Boten skal hente den nye selv."),
    h("button", { type: "button", className: "quiet-button", onclick: rotate }, "Bytt signeringsnøkkel"),
    h("hr"),
    h("p", {}, "Boten: ", h("code", {}, bot)),
  );
}

/** Show which faults are on now, in the open sheet. */
export function showFaults(on) {
  const active = new Set(on.map((fault) => fault.kind));
  for (const box of document.querySelectorAll("[data-fault]")) {
    box.checked = active.has(box.dataset.fault);
  }
}

const option = (value, words) => h("option", { value }, words);
