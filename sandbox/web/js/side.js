/* The side sheet: one thing at a time, opened and closed from the bar. */
import { byId, h } from "./dom.js";
import { dress } from "./icons.js";

let current = "";
let opener = null;

/** What the sheet shows now, or "". */
export const sideShows = () => current;

/** Open the sheet with a title and content; `name` tells its sort. */
export function openSide(name, title, ...content) {
  const side = byId("side");
  if (!current) opener = document.activeElement;
  current = name;
  const close = h("button", { type: "button", className: "icon", onclick: closeSide });
  const heading = h("h2", { id: "side-title" }, title);
  side.replaceChildren(
    h("header", {}, heading, h("span", { className: "chip" }, "sandkasse"), dress(close, "close", "Lukk")),
    h("div", {}, ...content),
  );
  side.setAttribute("aria-labelledby", "side-title");
  side.hidden = false;
  markOpeners();
  return close;
}

/** Close the sheet and go back to where it was opened. */
export function closeSide() {
  current = "";
  byId("side").hidden = true;
  byId("side").replaceChildren();
  markOpeners();
  if (opener?.isConnected) opener.focus();
}

/** Bind a button that opens a sheet and closes it again. */
export function bindSide(button, name, open) {
  button.dataset.side = name;
  button.addEventListener("click", () => (current === name ? closeSide() : open().focus()));
  markOpeners();
}

/** Let Escape close the sheet. */
export function bindEscape() {
  byId("side").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSide();
  });
}

function markOpeners() {
  for (const button of document.querySelectorAll("[data-side]")) {
    button.setAttribute("aria-expanded", String(button.dataset.side === current));
  }
}
