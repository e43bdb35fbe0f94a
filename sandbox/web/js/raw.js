/* Raw data on demand: the activity behind a message, and what the bot answered. */
import { h } from "./dom.js";
import { openSide } from "./side.js";

const pretty = (value) => JSON.stringify(value, null, 2);

function block(title, value) {
  const text = pretty(value);
  const copy = async ({ target }) => {
    await navigator.clipboard.writeText(text);
    target.textContent = "Kopiert";
  };
  return [
    h("h3", {}, title),
    h("pre", { className: "raw", tabIndex: 0, "aria-label": title }, text),
    h("p", {}, h("button", { type: "button", className: "quiet-button", onclick: copy }, "Kopier")),
  ];
}

/** Build the blocks of one activity, or of an exchange {activity, status, answer}. */
export const rawBlocks = (raw) =>
  "status" in raw
    ? [...block("Aktiviteten til boten", raw.activity), ...block(`Svaret (${raw.status})`, raw.answer)]
    : block("Aktiviteten", raw);

/** Show raw data in the side sheet. */
export const showRaw = (title, raw) => openSide("raw", title, ...rawBlocks(raw)).focus();
