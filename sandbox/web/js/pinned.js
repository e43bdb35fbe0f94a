/* The strip over a room with the card that the bot has pinned: its first one there. */
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

/** Show the strip for the messages of a room; `go(id)` is called to show the whole card. */
export function showPinned(messages, go) {
  const found = messages.find(({ sender, to, activity }) => sender === "bot" && !to && cardOf(activity));
  if (!found) return hidePinned();
  const strip = byId("pinned");
  const words = firstWords(cardOf(found.activity));
  const button = h(
    "button",
    { type: "button", onclick: () => go(found.id), "aria-label": `Festet: ${words}. Vis kortet` },
    icon("pin"),
    h("span", {}, words),
  );
  strip.replaceChildren(button);
  strip.hidden = false;
}

/** Take the strip away. */
export function hidePinned() {
  byId("pinned").hidden = true;
  byId("pinned").replaceChildren();
}

const cardOf = ({ attachments }) =>
  attachments?.find((part) => part.contentType === ADAPTIVE)?.content;

function firstWords(node) {
  const texts = [...textsOf(node.body ?? [])];
  const drawn = h("p", {});
  drawn.innerHTML = markdown(texts[0] ?? "Kort fra Stafett");
  return drawn.textContent.trim();
}

function* textsOf(nodes) {
  for (const node of nodes) {
    if (node.type === "TextBlock" && node.text) yield node.text;
    yield* textsOf(node.items ?? node.columns ?? []);
  }
}
