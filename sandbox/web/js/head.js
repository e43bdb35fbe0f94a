/* Over the conversation: which one it is, and who reads along. */
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";

/** Show a person's chat, or a room, as the one that is open. */
export function showHead(person, room) {
  const picture = room
    ? h("span", { className: "hash" }, icon("room"))
    : h("img", { src: "/web/icon.svg", alt: "", width: 36, height: 36 });
  byId("peer-picture").replaceChildren(picture);
  byId("peer-name").textContent = room ? room.name : "Stafett";
  byId("peer-line").textContent = room
    ? `${room.team} · ${many(room.members.length)}`
    : `Privat chat med ${person.name}${person.app ? "" : ", som ikke har appen"}`;
  byId("log").setAttribute("aria-label", room ? `Rommet ${room.name}` : "Samtalen");
  document.title = room ? `${room.name} – ${person.name}` : `Stafett – ${person.name}`;
}

const many = (count) => (count === 1 ? "1 medlem" : `${count} medlemmer`);
