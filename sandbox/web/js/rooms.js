/* The list of one person's conversations: the private chat, and the rooms of each team. */
import { bindArrows } from "./arrows.js";
import { byId, h } from "./dom.js";
import { dress, icon } from "./icons.js";

/** Draw the list; `choose(channel)` is called on a click, with null for the private chat. */
export function drawRooms(person, rooms, choose) {
  const focused = document.activeElement?.dataset?.channel;
  const chat = row("", "Stafett", "Privat chat", chatPicture(), choose);
  const parts = [h("h2", {}, "Chat"), h("ul", {}, h("li", {}, chat))];
  for (const [team, own] of byTeam(rooms)) {
    const rows = own.map((room) =>
      h("li", {}, row(room.channel, room.name, "", hash(), choose)),
    );
    parts.push(h("h2", {}, team), h("ul", {}, rows));
  }
  if (rooms.length === 0) {
    parts.push(h("h2", {}, "Kanaler"), h("p", {}, `${first(person)} er ikke med i noe rom ennå.`));
  }
  byId("rooms-who").replaceChildren(
    h("strong", {}, person.name),
    h("span", {}, person.title),
  );
  byId("rooms-list").replaceChildren(...parts);
  if (focused !== undefined) find(focused)?.focus();
}

const first = (person) => person.name.split(" ")[0];
const hash = () => h("span", { className: "hash" }, icon("room"));
const chatPicture = () => h("img", { src: "/web/icon.svg", alt: "", width: 24, height: 24 });
const find = (channel) => document.querySelector(`[data-channel="${CSS.escape(channel)}"]`);

function byTeam(rooms) {
  const teams = new Map();
  for (const room of rooms) teams.set(room.team, [...(teams.get(room.team) ?? []), room]);
  return teams;
}

function row(channel, name, about, picture, choose) {
  const words = h(
    "span",
    { className: "words" },
    h("span", { className: "name" }, name),
    about ? h("span", { className: "title" }, about) : null,
  );
  const look = { type: "button", className: "place", title: name };
  const button = h("button", look, picture, words);
  button.dataset.channel = channel;
  button.addEventListener("click", () => choose(channel || null));
  return button;
}

/** Mark which conversation is open. */
export function markOpen(channel) {
  for (const button of document.querySelectorAll(".place")) {
    button.setAttribute("aria-current", String(button.dataset.channel === (channel ?? "")));
  }
}

/** Put a dot at a conversation that has something new, or take it away. */
export function markUnread(channel, isUnread) {
  const button = find(channel ?? "");
  button?.querySelector(".dot")?.remove();
  button?.classList.toggle("unread", isUnread);
  if (isUnread) button?.append(h("span", { className: "dot", role: "img", "aria-label": "Ulest" }));
  const any = document.querySelector(".place.unread") !== null;
  byId("back").classList.toggle("unread", any);
  byId("back").setAttribute("aria-label", any ? "Til chatter og rom. Noe er ulest" : "Til chatter og rom");
}

/** On a phone the list takes the conversation's place until one is chosen. */
export function bindList() {
  const { dataset } = document.querySelector(".app");
  const show = () => {
    dataset.list = "open";
    document.querySelector('.place[aria-current="true"]')?.focus();
  };
  const hide = () => {
    if (dataset.list === undefined) return;
    delete dataset.list;
    if (byId("back").offsetParent) byId("back").focus();
  };
  dress(byId("back"), "back", "Til chatter og rom").addEventListener("click", show);
  bindArrows(byId("rooms-list"), ".place");
  byId("rooms").addEventListener("keydown", (event) => event.key === "Escape" && hide());
  return hide;
}
