/* The list of people, and which of them have something new. */
import { bindArrows } from "./arrows.js";
import { badge } from "./authors.js";
import { avatar, byId, h } from "./dom.js";
import { dress, icon } from "./icons.js";

/** Draw everybody, grouped by tenant; `choose(key)` is called on a click. */
export function drawPeople(state, choose) {
  const groups = state.tenants.map((tenant) => {
    const people = state.people.filter((person) => person.tenant === tenant.key);
    const rows = people.map((person) => h("li", {}, row(person, choose)));
    return [h("h2", {}, tenant.name), h("ul", {}, rows)];
  });
  byId("people-list").replaceChildren(...groups.flat());
}

function row(person, choose) {
  const [first, ...rest] = person.name.split(" ");
  const surname = h("span", { className: "rest" }, ` ${rest.join(" ")}`);
  const name = h("span", { className: "name" }, h("span", {}, first, surname));
  if (person.external) name.append(badge("ekstern"));
  const words = h("span", { className: "words" }, name, h("span", { className: "title" }, person.title));
  const button = h("button", { type: "button", className: "person" }, avatar(person), words);
  button.dataset.key = person.key;
  button.title = `${person.name}, ${person.title}`;
  button.addEventListener("click", () => choose(person.key));
  return button;
}

/** Mark who sits at the screen now. */
export function markPerson(person) {
  for (const button of document.querySelectorAll(".person")) {
    button.setAttribute("aria-current", String(button.dataset.key === person.key));
  }
  markNew(person.key, false);
  const words = h(
    "span",
    { className: "words" },
    h("span", { className: "name" }, person.name),
    h("span", { className: "title" }, person.title),
  );
  byId("who").replaceChildren(avatar(person), words, icon("chevron"));
  byId("who").setAttribute("aria-label", `Du er ${person.name}. Bytt person`);
}

/** Put a dot at somebody whose chat has something new, or take it away. */
export function markNew(key, isNew) {
  const button = document.querySelector(`.person[data-key="${key}"]`);
  button?.querySelector(".dot")?.remove();
  if (isNew) button?.append(h("span", { className: "dot", role: "img", "aria-label": "Noe nytt" }));
}

/** On a phone the list covers the page until somebody is chosen. */
export function bindDrawer() {
  const people = byId("people");
  const set = (open) => {
    people.classList.toggle("open", open);
    byId("who").setAttribute("aria-expanded", String(open));
    const target = open ? people.querySelector('[aria-current="true"]') : byId("who");
    if (target?.offsetParent) target.focus();
  };
  dress(byId("people-close"), "close", "Lukk listen").addEventListener("click", () => set(false));
  byId("who").addEventListener("click", () => set(true));
  bindArrows(byId("people-list"), ".person");
  people.addEventListener("keydown", (event) => event.key === "Escape" && set(false));
  return () => people.classList.contains("open") && set(false);
}

/** Show whether the bot answers. */
export function showLine(up) {
  const line = byId("line");
  line.dataset.up = String(up);
  line.textContent = up ? "Stafett svarer" : "Stafett er ikke startet";
}

/** Show that the sandbox itself is gone; the page tries again by itself. */
export function showLost() {
  byId("line").dataset.up = "false";
  byId("line").textContent = "Sandkassen er stoppet. Prøver igjen …";
}
