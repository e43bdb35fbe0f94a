/* The «…» of a message: the bot's actions on it, a refresh by hand, and its raw data. */
import { compose } from "./api.js";
import { h } from "./dom.js";
import { dress } from "./icons.js";
import { openMenu } from "./menu.js";
import { showOutcome } from "./outcome.js";
import { showRaw } from "./raw.js";

/** Make the «…» button; `refreshed` is the slot of a card that each viewer has their own view of. */
export function menuButton(scene, message, refreshed) {
  const more = h("button", { type: "button", className: "icon", "aria-haspopup": "menu" });
  dress(more, "more", "Mer om meldingen");
  more.addEventListener("click", () => openMenu(more, entries(scene, message, refreshed)));
  return more;
}

function entries(scene, message, refreshed) {
  const found = message.to ? [] : actions(scene, message);
  if (refreshed) {
    found.push({ title: "Oppdater kortet", pick: () => refreshed.refresh("manual") });
  }
  const look = () => showRaw("Rådata for meldingen", message.activity);
  return [...found, { title: "Vis rådata", pick: look }];
}

/** Teams offers a bot's actions on every message but those that one person alone sees. */
function actions(scene, message) {
  return scene.commands.actions
    .filter((command) => command.context.includes("message"))
    .map(({ id, title, description }) => ({
      title,
      description,
      pick: async () => showOutcome(scene, await compose(scene.place, id, message.id)),
    }));
}
