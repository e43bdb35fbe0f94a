/* Draws an Adaptive Card and says which button was pressed, with the inputs checked and merged. */
import { h } from "./dom.js";
import { makeHostConfig } from "./hostconfig.js";
import { markdown, mentionsOf } from "./markdown.js";
import { makeAccessible } from "./card-access.js";

const { AdaptiveCards } = window;
const hostConfig = makeHostConfig();
// The library asks for Markdown without saying for which card; cards are drawn one at a time.
let mentions = [];
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text, mentions);
  result.didProcess = true;
};
AdaptiveCards.Strings.defaults.inlineActionTitle = () => "Knapp i feltet";

/** The name that a card's button has in JSON. */
export const kindOf = (action) => action.getJsonTypeName();

/**
 * Draw `json` as a framed card.
 *
 * `press(action, frame)` is called for Action.Submit and Action.Execute when the inputs are valid;
 * links open in a new window; what the library cannot read becomes one quiet sentence.
 */
export function drawCard(json, press) {
  const frame = h("div", { className: "card" });
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    if (kindOf(action) === "Action.OpenUrl") {
      window.open(action.url, "_blank", "noopener,noreferrer");
    } else if (frame.getAttribute("aria-busy") !== "true") {
      press(action, frame);
    }
  };
  try {
    mentions = mentionsOf(json);
    card.parse(json);
    const drawn = card.render();
    makeAccessible(card, drawn);
    frame.append(drawn);
  } catch (error) {
    console.warn("Card not drawn", error);
    frame.append(h("p", { className: "unreadable" }, "Dette kortet kan ikke vises."));
  }
  return frame;
}

/** Mark a card or a dialog as waiting for the bot. */
export function setBusy(element, busy) {
  if (busy) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
}
