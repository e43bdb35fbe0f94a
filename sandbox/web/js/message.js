/* One message of a chat: its text, its cards, its menu, and the viewer's own view of a card. */
import { compose, execute, submit } from "./api.js";
import { drawCard, kindOf, setBusy } from "./card.js";
import { showDialog } from "./dialog.js";
import { clock, h } from "./dom.js";
import { dress } from "./icons.js";
import { markdown } from "./markdown.js";
import { openMenu } from "./menu.js";
import { showProblem, toast } from "./notice.js";
import { showRaw } from "./raw.js";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

/** Show what came of a gesture; `setView` takes a card that replaces the one pressed. */
export function showOutcome(scene, outcome, setView) {
  if (!scene.alive) return;
  if (outcome.kind === "dialog" || outcome.kind === "message") showDialog(scene.person, outcome);
  else if (outcome.kind === "card") setView?.(outcome.card);
  else if (outcome.kind === "toast") toast(outcome.text);
  else if (outcome.kind === "problem") showProblem(outcome);
}

/** Build a message for the person of `scene`. */
export function drawMessage(scene, message) {
  const { activity } = message;
  const mine = message.sender === "person";
  const content = h("div", { className: "content" });
  const element = h("article", { className: mine ? "message mine" : "message", tabIndex: -1 });
  element.dataset.id = message.id;
  if (activity.text) content.append(bubble(activity.text, mine || activity.textFormat === "plain"));
  const parts = mine ? [] : (activity.attachments ?? []);
  const cards = parts.filter((part) => part.contentType === ADAPTIVE);
  for (const other of parts.filter((part) => part.contentType !== ADAPTIVE)) {
    content.append(h("p", { className: "unreadable" }, `Vises ikke her: ${other.contentType}`));
  }
  const slots = cards.map((part) => slotFor(scene, message, part.content));
  content.append(...slots.map((slot) => slot.element));
  const refreshed = slots.find((slot) => slot.card.refresh?.action);
  if (!mine) element.append(h("img", { src: "/web/icon.svg", alt: "", width: 36, height: 36 }));
  element.append(meta(scene, message, mine, refreshed), content);
  if (refreshed && isFor(scene.person, refreshed.card)) scene.whenSeen(element, refreshed.refresh);
  return element;
}

function bubble(text, isPlain) {
  const element = h("div", { className: "bubble" });
  if (isPlain) element.textContent = text;
  else element.innerHTML = markdown(text);
  return element;
}

const isFor = (person, card) => card.refresh.userIds?.includes(person.teams_id) ?? true;

function slotFor(scene, message, card) {
  const slot = { card, element: h("div", { className: "slot" }) };
  slot.refresh = async (trigger = "automatic") => {
    const answer = await execute(scene.person.key, message.id, card.refresh.action, trigger);
    if (trigger === "automatic" && answer.kind !== "card") return;
    showOutcome(scene, answer, show);
  };
  const press = async (action, frame) => {
    setBusy(frame, true);
    const answer = await pressed(scene, message, action);
    setBusy(frame, false);
    showOutcome(scene, answer, show);
  };
  const show = (json) => {
    const hadFocus = slot.element.contains(document.activeElement);
    slot.element.replaceChildren(drawCard(json, press));
    if (hadFocus) (slot.element.querySelector("button, input") ?? slot.element).focus();
  };
  slot.element.style.width = "100%";
  show(card);
  return slot;
}

function pressed({ person }, message, action) {
  if (kindOf(action) === "Action.Submit") return submit(person.key, message.id, action.data ?? {});
  const { id, verb, data } = action;
  return execute(person.key, message.id, { id, verb, data }, "manual");
}

function meta(scene, message, mine, refreshed) {
  const { activity } = message;
  const more = h("button", { type: "button", className: "icon", "aria-haspopup": "menu" });
  dress(more, "more", "Mer om meldingen");
  more.addEventListener("click", () => openMenu(more, entries(scene, message, refreshed)));
  const when = h("time", { dateTime: activity.timestamp }, clock(activity.timestamp));
  const edited = message.edited ? h("span", {}, "Oppdatert") : null;
  return h("div", { className: "meta" }, mine ? null : h("strong", {}, "Stafett"), when, edited, more);
}

function entries(scene, message, refreshed) {
  const own = scene.commands.actions.filter((command) => command.context.includes("message"));
  const commands = own.map((command) => ({
    title: command.title,
    description: command.description,
    pick: async () =>
      showOutcome(scene, await compose(scene.person.key, command.id, message.id)),
  }));
  if (refreshed) {
    commands.push({ title: "Oppdater kortet", pick: () => refreshed.refresh("manual") });
  }
  const look = () => showRaw("Rådata for meldingen", message.activity);
  return [...commands, { title: "Vis rådata", pick: look }];
}
