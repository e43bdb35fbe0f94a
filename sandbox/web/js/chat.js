/* A person's own chat with the bot: days, messages, and a welcome while it is empty. */
import { avatar, dayLine, h } from "./dom.js";
import { drawMessage } from "./message.js";
import { hintsFor } from "./suggestions.js";

/** Give the view of a private chat. */
export function chatView(scene, log, hooks) {
  const add = (message) => {
    dayLine(log, message.activity.timestamp);
    const drawn = drawMessage(scene, message);
    log.append(drawn);
    return drawn;
  };
  const fill = (messages) => {
    log.replaceChildren();
    messages.forEach(add);
    if (messages.length === 0) log.append(welcome(scene, hooks));
  };
  const remove = (id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
  return { fill, add, remove };
}

function welcome(scene, hooks) {
  const { person } = scene;
  const first = person.name.split(" ")[0];
  const chips = hintsFor(scene).slice(0, 4).map(({ title }) =>
    h("button", { type: "button", onclick: () => hooks.suggest(title) }, title),
  );
  return h(
    "div",
    { className: "empty" },
    avatar(person),
    h("h2", {}, `Hei, ${first}`),
    h("p", {}, `${person.story} Dette er din egen chat med Stafett. Ingen andre ser den.`),
    chips.length > 0 ? h("div", { className: "chips" }, chips) : null,
  );
}
