/* The conversation of one person; nothing of it outlives the switch to another. */
import { getChat, listen } from "./api.js";
import { avatar, byId, day, h } from "./dom.js";
import { drawMessage } from "./message.js";

const TYPING_MS = 6000;

/** Show a person's chat; gives the scene, whose `leave` ends it. */
export function openChat(person, commands, hooks) {
  const log = byId("thread");
  const unpin = keepAtEnd(byId("log"), log);
  const seen = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      seen.get(target)?.();
      seen.delete(target);
    }
  });
  const scene = { person, commands, alive: true };
  scene.whenSeen = (element, act) => {
    seen.set(element, () => scene.alive && act());
    watcher.observe(element);
  };
  let waiting = [];
  const told = (event) => hear(log, scene, event, hooks);
  const opened = async () => {
    waiting = [];
    const messages = await getChat(person.key);
    if (!scene.alive) return;
    fill(log, scene, messages, hooks);
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
    watcher.disconnect();
    unpin();
    stop();
    log.replaceChildren();
  };
  return scene;
}

const toEnd = (frame) => (frame.scrollTop = frame.scrollHeight);

/** Stay at the newest message while things grow, unless somebody has scrolled up to read. */
function keepAtEnd(frame, thread) {
  let atEnd = true;
  let last = 0;
  const look = () => {
    const near = frame.scrollHeight - frame.scrollTop - frame.clientHeight < 60;
    atEnd = near || (atEnd && frame.scrollTop >= last);
    last = frame.scrollTop;
  };
  const follow = new ResizeObserver(() => atEnd && toEnd(frame));
  frame.addEventListener("scroll", look);
  follow.observe(thread);
  follow.observe(frame);
  return () => {
    follow.disconnect();
    frame.removeEventListener("scroll", look);
  };
}

function fill(log, scene, messages, hooks) {
  hooks.found();
  log.replaceChildren();
  for (const message of messages) add(log, scene, message);
  if (messages.length === 0) log.append(welcome(scene, hooks));
}

function hear(log, scene, event, hooks) {
  if (event.kind === "message") {
    if (find(log, event.message.id)) return;
    if (event.message.sender === "bot") log.querySelector(".typing")?.remove();
    log.querySelector(".empty")?.remove();
    add(log, scene, event.message);
    if (event.message.sender === "person") toEnd(byId("log"));
  } else if (event.kind === "updated") {
    update(log, scene, event.message);
  } else if (event.kind === "deleted") {
    find(log, event.id)?.remove();
  } else if (event.kind === "typing") {
    showTyping(log);
  } else {
    hooks.hear(event);
  }
}

function add(log, scene, message) {
  const date = day(message.activity.timestamp);
  const days = log.querySelectorAll(".day");
  if (days.length === 0 || days[days.length - 1].textContent !== date) {
    log.append(h("div", { className: "day" }, date));
  }
  log.append(drawMessage(scene, message));
  const typing = log.querySelector(".typing");
  if (typing) log.append(typing);
}

function update(log, scene, message) {
  const old = find(log, message.id);
  if (!old) return;
  const hadFocus = old.contains(document.activeElement);
  const fresh = drawMessage(scene, message);
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

function welcome({ person, commands }, hooks) {
  const first = person.name.split(" ")[0];
  const chips = commands.hints.slice(0, 4).map(({ title }) =>
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

const find = (log, id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);
