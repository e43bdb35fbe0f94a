/* One message: its author, its text, its cards, and the viewer's own view of a card. */
import { execute, submit } from "./api.js";
import { authorOf, badge } from "./authors.js";
import { drawCard, kindOf, setBusy } from "./card.js";
import { clock, h } from "./dom.js";
import { icon } from "./icons.js";
import { markdown, mentionsOf, pieces } from "./markdown.js";
import { menuButton } from "./message-menu.js";
import { showOutcome } from "./outcome.js";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";
const MOST_VIEWERS = 60;

/** Build a message as the person of `scene` sees it. */
export function drawMessage(scene, message) {
  const { activity } = message;
  const author = authorOf(scene, message);
  const element = h("article", { className: "message", tabIndex: -1 });
  element.classList.toggle("mine", author.mine);
  element.classList.toggle("bot", Boolean(author.isBot));
  element.classList.toggle("targeted", Boolean(message.to));
  element.setAttribute("aria-label", `${author.name}, ${clock(activity.timestamp)}`);
  element.dataset.id = message.id;
  const content = h("div", { className: "content" });
  if (activity.text) content.append(bubble(activity, !author.isBot));
  const parts = author.isBot ? (activity.attachments ?? []) : [];
  const cards = parts.filter((part) => part.contentType === ADAPTIVE);
  for (const other of parts.filter((part) => part.contentType !== ADAPTIVE)) {
    content.append(h("p", { className: "unreadable" }, `Vises ikke her: ${other.contentType}`));
  }
  const slots = cards.map((part) => slotFor(scene, message, part.content));
  content.append(...slots.map((slot) => slot.element));
  const refreshed = slots.find((slot) => slot.card.refresh?.action);
  if (author.picture) element.append(author.picture);
  element.append(meta(author, message, menuButton(scene, message, refreshed)), content);
  if (refreshed && isFor(scene, refreshed.card)) scene.whenSeen(element, refreshed.refresh);
  return element;
}

function bubble(activity, isPerson) {
  const element = h("div", { className: "bubble" });
  const mentions = mentionsOf(activity);
  if (isPerson || activity.textFormat === "plain") {
    const drawn = pieces(activity.text, mentions).map((piece) =>
      piece.mention ? h("span", { className: "mention" }, piece.mention) : piece,
    );
    element.append(...drawn);
  } else {
    element.innerHTML = markdown(activity.text, mentions);
  }
  return element;
}

/** Teams refreshes for those that the card names, or for all when there are few of them. */
function isFor({ person, room }, card) {
  const named = card.refresh.userIds;
  if (named) return named.slice(0, MOST_VIEWERS).includes(person.teams_id);
  return !room || room.members.length <= MOST_VIEWERS;
}

function slotFor(scene, message, card) {
  const slot = { card, element: h("div", { className: "slot" }) };
  slot.refresh = async (trigger = "automatic") => {
    const answer = await execute(scene.place, message.id, card.refresh.action, trigger);
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
  show(card);
  return slot;
}

function pressed({ place }, message, action) {
  if (kindOf(action) === "Action.Submit") return submit(place, message.id, action.data ?? {});
  const { id, verb, data } = action;
  return execute(place, message.id, { id, verb, data }, "manual");
}

function meta(author, { activity, edited, to }, more) {
  const own = to ? h("span", { className: "only-you" }, icon("eye"), "Bare du kan se dette") : null;
  const name = author.mine && !author.picture ? null : h("strong", {}, author.name);
  const when = h("time", { dateTime: activity.timestamp }, clock(activity.timestamp));
  const external = author.external && name ? badge("ekstern") : null;
  const changed = edited ? h("span", {}, author.isBot ? "Oppdatert" : "Redigert") : null;
  return h("div", { className: "meta" }, name, external, when, changed, own, more);
}
