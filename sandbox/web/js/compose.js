/* Writing: Enter sends, Shift+Enter breaks the line, «+» opens the message extension. */
import { compose, sendText } from "./api.js";
import { byId } from "./dom.js";
import { bindHints } from "./hints.js";
import { dress } from "./icons.js";
import { openMenu } from "./menu.js";
import { clearNotices } from "./notice.js";
import { showOutcome } from "./outcome.js";
import { answered, clearReply, leaveReply } from "./reply.js";
import { suggestions } from "./suggestions.js";

const NONE = "Appen har ingen kommandoer her ennå. Skriv i stedet til Stafett.";
const CHAT = "Skriv til Stafett";
const ROOM = "Skriv her, eller @Stafett";
const HEARS = "Alle i rommet kan lese det du skriver. Stafett hører bare det som nevner @Stafett.";
const ABSENT = "Alle i rommet kan lese det du skriver. Stafett er ikke lagt til her ennå.";

/** Bind the compose box; `scene()` gives the conversation that is open now. */
export function bindCompose(scene) {
  const text = byId("text");
  const send = async () => {
    const words = text.value.trim();
    if (!words) return;
    const here = scene();
    const thread = answered();
    clearCompose();
    hints.hide();
    clearNotices();
    showOutcome(here, await sendText(here.place, words, thread));
  };
  const find = (written, all) => (scene() ? suggestions(scene(), written, all) : []);
  const hints = bindHints(text, find, () => grow(text));
  dress(byId("send"), "send", "Send");
  byId("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  text.addEventListener("input", () => grow(text));
  text.addEventListener("keydown", (event) => {
    if (hints.takes(event)) return;
    if (event.key === "Escape" && leaveReply()) event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  dress(byId("at"), "at", "Nevn Stafett").addEventListener("click", () => {
    suggest(`@Stafett ${text.value.replace(/^\s*@stafett\s*/i, "")}`);
    hints.show(false);
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

/** Empty the box. */
export function clearCompose() {
  byId("text").value = "";
  grow(byId("text"));
  clearReply();
}

/** Dress the box for a private chat or a room. */
export function dressCompose(room) {
  const text = byId("text");
  text.placeholder = room ? ROOM : CHAT;
  text.setAttribute("aria-label", room ? `Skriv i ${room.name}` : CHAT);
  byId("at").hidden = !room;
  byId("hearing").hidden = !room;
  byId("hearing").textContent = room?.app ? HEARS : ABSENT;
}

function bindPlus(scene) {
  const plus = dress(byId("plus"), "plus", "Skriv i loggen (handlinger)");
  plus.addEventListener("click", () => {
    const here = scene();
    const actions = here.commands.actions.filter((command) => command.context.includes("compose"));
    const items = actions.map(({ id, title, description }) => ({
      title,
      description,
      pick: async () => showOutcome(here, await compose(here.place, id, undefined, answered())),
    }));
    openMenu(plus, items, NONE);
  });
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 180)}px`;
}
