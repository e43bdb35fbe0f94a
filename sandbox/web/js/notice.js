/* What the page says beside the chat: short notes, and problems that stay until read. */
import { byId, h } from "./dom.js";
import { dress } from "./icons.js";
import { showRaw } from "./raw.js";

const TOAST_MS = 4500;

/** Say something in passing. */
export function toast(text) {
  const note = h("div", { className: "toast" }, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Build the notice of a problem; `look` shows its raw data when there is any. */
export function problemNotice(outcome, look) {
  const notice = h("div", { className: "notice", role: "alert" }, h("p", {}, outcome.text));
  if (outcome.raw?.activity) {
    notice.append(h("button", { type: "button", className: "link", onclick: look }, "Vis rådata"));
  }
  const close = h("button", { type: "button", className: "icon", onclick: () => notice.remove() });
  notice.append(dress(close, "close", "Lukk meldingen"));
  return notice;
}

/** Show a problem above the compose box. */
export function showProblem(outcome) {
  const look = () => showRaw("Rådata for feilen", outcome.raw);
  byId("notice").replaceChildren(problemNotice(outcome, look));
}

/** Take away what was said about another person's chat. */
export function clearNotices() {
  byId("notice").replaceChildren();
  byId("toasts").replaceChildren();
}
