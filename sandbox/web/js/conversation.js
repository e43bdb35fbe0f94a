/* The open conversation of one person; nothing of it outlives the switch to another. */
import { getChat, listen } from "./api.js";
import { chatView } from "./chat.js";
import { byId, h } from "./dom.js";
import { keepAtEnd, toEnd, watchSeen } from "./follow.js";
import { drawMessage } from "./message.js";
import { roomView } from "./room.js";

const TYPING_MS = 6000;

/**
 * Show a person's chat, or a room; gives the scene, whose `leave` ends it.
 *
 * `hooks` hears what is about other places: `hear(event)`, `found()` when the sandbox answers,
 * `lost()` when it does not, `suggest(words)` for the compose box.
 */
export function openConversation({ person, room, people, commands }, hooks) {
  const log = byId("thread");
  const unpin = keepAtEnd(byId("log"), log);
  const seen = watchSeen();
  const place = { person: person.key, channel: room?.channel };
  const scene = { person, room, people, commands, place, alive: true };
  scene.whenSeen = (element, act) => seen.whenSeen(element, () => scene.alive && act());
  const view = (room ? roomView : chatView)(scene, log, hooks);
  let waiting = [];
  const told = (event) => hear(log, scene, view, event, hooks);
  const opened = async () => {
    waiting = [];
    hooks.found();
    // A room that one has been taken out of holds nothing any more, and is left in a moment.
    const messages = await getChat(place).catch(() => []);
    if (!scene.alive) return;
    view.fill(messages);
    const missed = waiting;
    waiting = null;
    missed.forEach(told);
  };
  const stop = listen(person.key, {
    opened,
    lost: () => scene.alive && hooks.lost(),
    hear: (event) => scene.alive && (waiting ? waiting.push(event) : told(event)),
  });
  scene.leave = () => {
    scene.alive = false;
    seen.stop();
    unpin();
    stop();
    view.leave?.();
    log.replaceChildren();
  };
  return scene;
}

const ABOUT_MESSAGES = new Set(["message", "updated", "deleted", "typing"]);

function hear(log, scene, view, event, hooks) {
  const isHere = (event.channel ?? null) === (scene.place.channel ?? null);
  if (!ABOUT_MESSAGES.has(event.kind) || !isHere) {
    hooks.hear(event);
  } else if (event.kind === "message") {
    arrive(log, view, event.message);
    hooks.hear(event);
  } else if (event.kind === "updated") {
    update(log, scene, event.message);
    view.changed?.(event.message);
  } else if (event.kind === "deleted") {
    view.remove(event.id);
  } else {
    showTyping(log);
  }
}

function arrive(log, view, message) {
  if (find(log, message.id)) return;
  if (message.sender === "bot") log.querySelector(".typing")?.remove();
  log.querySelector(".empty")?.remove();
  const drawn = view.add(message);
  const typing = log.querySelector(".typing");
  if (typing) log.append(typing);
  if (!drawn.classList.contains("mine")) return;
  if (drawn.closest(".replies")) drawn.scrollIntoView({ block: "nearest" });
  else toEnd(byId("log"));
}

function update(log, scene, message) {
  const old = find(log, message.id);
  if (!old) return;
  const hadFocus = old.contains(document.activeElement);
  const fresh = drawMessage(scene, message);
  fresh.hidden = old.hidden;
  old.replaceWith(fresh);
  if (hadFocus) fresh.focus();
}

function showTyping(log) {
  log.querySelector(".typing")?.remove();
  const dots = h("div", { className: "typing", role: "status", "aria-label": "Stafett skriver" });
  dots.append(h("i"), h("i"), h("i"));
  log.append(dots);
  setTimeout(() => dots.remove(), TYPING_MS);
}

/** Find a message that is drawn. */
export const find = (log, id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);
