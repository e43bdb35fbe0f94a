/* Writing: Enter sends, Shift+Enter breaks the line, «+» opens the message extension. */
import { compose, sendText } from "./api.js";
import { byId } from "./dom.js";
import { bindHints } from "./hints.js";
import { dress } from "./icons.js";
import { openMenu } from "./menu.js";
import { showOutcome } from "./message.js";
import { clearNotices } from "./notice.js";

const NONE = "Appen har ingen kommandoer her ennå. Skriv i stedet til Stafett.";

/** Bind the compose box; `scene()` gives the chat that is open now. */
export function bindCompose(scene) {
  const text = byId("text");
  const send = async () => {
    const words = text.value.trim();
    if (!words) return;
    text.value = "";
    grow(text);
    hints.hide();
    clearNotices();
    const here = scene();
    showOutcome(here, await sendText(here.person.key, words));
  };
  const hints = bindHints(text, () => scene()?.commands.hints ?? [], () => grow(text));
  dress(byId("send"), "send", "Send");
  byId("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  text.addEventListener("input", () => grow(text));
  text.addEventListener("keydown", (event) => {
    if (hints.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  bindPlus(scene);
}

/** Put words into the box without sending them. */
export function suggest(words) {
  const text = byId("text");
  text.value = words;
  grow(text);
  text.focus();
}

function bindPlus(scene) {
  const plus = dress(byId("plus"), "plus", "Skriv i loggen (handlinger)");
  plus.addEventListener("click", () => {
    const here = scene();
    const actions = here.commands.actions.filter((command) => command.context.includes("compose"));
    const items = actions.map(({ id, title, description }) => ({
      title,
      description,
      pick: async () => showOutcome(here, await compose(here.person.key, id)),
    }));
    openMenu(plus, items, NONE);
  });
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 180)}px`;
}
