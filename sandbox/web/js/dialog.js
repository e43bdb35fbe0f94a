/* Dialogs: one at a time, opened by an outcome, sent with the form, closed with Escape. */
import { sendDialog } from "./api.js";
import { drawCard, kindOf, setBusy } from "./card.js";
import { byId, h } from "./dom.js";
import { dress } from "./icons.js";
import { problemNotice } from "./notice.js";
import { rawBlocks } from "./raw.js";

const FOCUSABLE = "button:not([disabled]), input, select, textarea, a[href], pre[tabindex]";
let open = null;

/** Close whatever dialog is open. */
export const closeDialog = () => open?.close();

/** Open a dialog for an outcome of kind `dialog` or `message`; `place` is where it was asked for. */
export function showDialog(place, outcome) {
  closeDialog();
  const dialog = h("dialog", { className: "dialog", "aria-labelledby": "dialog-title" });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (open === dialog) open = null;
    if (document.activeElement === document.body) byId("log").focus();
  });
  dialog.addEventListener("keydown", (event) => keepInside(event, dialog));
  document.body.append(dialog);
  open = dialog;
  fill(dialog, place, outcome);
  dialog.showModal();
  focusFirst(dialog);
}

function fill(dialog, place, outcome) {
  const isForm = outcome.kind === "dialog";
  const raw = h("div", { className: "rawdata", hidden: true });
  const inside = isForm
    ? h("div", { className: "inside" }, form(dialog, place, outcome), raw)
    : h("div", { className: "inside" }, h("p", { className: "said" }, outcome.text), raw);
  setSize(dialog, outcome);
  dialog.replaceChildren(head(dialog, outcome, raw), inside);
  if (!isForm) {
    const ok = h("button", { type: "button", className: "primary" }, "OK");
    ok.addEventListener("click", () => dialog.close());
    dialog.append(h("div", { className: "bottom" }, ok));
  }
}

function head(dialog, outcome, raw) {
  const look = h("button", { type: "button", className: "icon", "aria-expanded": "false" });
  look.addEventListener("click", () => {
    if (raw.hidden) raw.replaceChildren(...rawBlocks(outcome.raw));
    raw.hidden = !raw.hidden;
    look.setAttribute("aria-expanded", String(!raw.hidden));
    if (!raw.hidden) raw.scrollIntoView({ block: "start" });
  });
  const close = h("button", { type: "button", className: "icon", onclick: () => dialog.close() });
  return h(
    "header",
    {},
    h("h2", { id: "dialog-title" }, outcome.title || "Stafett"),
    dress(look, "code", "Vis rådata"),
    dress(close, "close", "Lukk"),
  );
}

function form(dialog, place, outcome) {
  return drawCard(outcome.card, async (action) => {
    if (dialog.getAttribute("aria-busy") === "true") return;
    if (kindOf(action) !== "Action.Submit") {
      tell(dialog, { text: "I dialoger virker bare knapper av typen Action.Submit." });
      return;
    }
    setBusy(dialog, true);
    const answer = await sendDialog(place, outcome.origin, action.data);
    setBusy(dialog, false);
    if (dialog.isConnected) next(dialog, place, answer);
  });
}

function next(dialog, place, answer) {
  if (answer.kind === "dialog" || answer.kind === "message") {
    fill(dialog, place, answer);
    focusFirst(dialog);
  } else if (answer.kind === "problem") {
    tell(dialog, answer);
  } else {
    dialog.close();
  }
}

function tell(dialog, problem) {
  dialog.querySelector(".notice")?.remove();
  const look = () => dialog.querySelector(".inside").append(...rawBlocks(problem.raw));
  dialog.querySelector("header").after(problemNotice(problem, look));
}

function setSize(dialog, { kind, width, height }) {
  delete dialog.dataset.size;
  dialog.dataset.kind = kind;
  dialog.style.cssText = "";
  if (kind === "message") dialog.dataset.size = "small";
  else if (typeof width === "number") dialog.style.setProperty("--width", `${width}px`);
  else dialog.dataset.size = width ?? "medium";
  if (kind === "dialog" && typeof height === "number") {
    dialog.style.setProperty("--height", `min(${height}px, calc(100dvh - 130px))`);
  }
}

function focusFirst(dialog) {
  const inside = dialog.querySelector(".inside");
  inside.scrollTop = 0;
  const target =
    inside.querySelector("[aria-invalid], input, select, textarea") ??
    dialog.querySelector(".primary, .inside button") ??
    dialog.querySelector("header button:last-of-type");
  // What stands above the first field is to be read first: no jump down to it.
  target.focus({ preventScroll: true });
}

function keepInside(event, dialog) {
  if (event.key !== "Tab") return;
  const all = [...dialog.querySelectorAll(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && element.offsetParent !== null,
  );
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0]).focus();
}
