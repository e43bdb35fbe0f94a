/* «Medlemmer og app»: the sandbox's own hand on a room and on a person's app. */
import { getState } from "./api.js";
import { badge } from "./authors.js";
import { avatar, h } from "./dom.js";
import { dress } from "./icons.js";
import { showProblem, toast } from "./notice.js";
import { addMember, deleteRoom, removeMember, setApp } from "./panel-api.js";
import { openSide, sideShows } from "./side.js";

/** Open the sheet for the conversation that is open. */
export function openMembers(desk, state) {
  const { room } = desk.scene;
  return openSide("members", room ? `Hvem er i ${room.name}?` : "Medlemmer og app", ...content(desk, state));
}

/** Draw an open sheet anew, when members or the app have changed. */
export function redrawMembers(desk, state) {
  if (sideShows() !== "members") return;
  const side = document.getElementById("side");
  const inside = side.contains(document.activeElement);
  const key = inside ? document.activeElement.dataset.focus : null;
  const close = openMembers(desk, state);
  if (!inside) return;
  (key ? (side.querySelector(`[data-focus="${key}"]`) ?? close) : close).focus();
}

function content(desk, state) {
  const { room, person } = desk.scene;
  const act = (doing, words) => carryOut(desk, doing, words);
  const roomParts = room
    ? [
        h("p", {}, "I Teams gjør eieren av teamet dette. Her gjør sandkassen det for deg."),
        h("ul", { className: "roster" }, room.members.map((one) => member(room, one, state, act))),
        ...adding(room, state, act),
        h("hr"),
      ]
    : [h("p", {}, "Åpne et rom for å se og bytte ut hvem som er med i det.")];
  const deleting = room ? [h("hr"), ...deletion(room, act)] : [];
  return [...roomParts, ...appSwitch(person, act), ...deleting];
}

async function carryOut(desk, doing, words) {
  try {
    await doing();
    toast(words);
  } catch (error) {
    showProblem({ text: `Sandkassen sa nei: ${error.message}` });
  }
  const { people } = await getState();
  const { person } = desk.scene;
  person.app = people.find((one) => one.key === person.key).app;
  await desk.refresh();
}

function member(room, { key, name, owner }, state, act) {
  const person = state.people.find((one) => one.key === key);
  const words = h("span", { className: "name" }, name);
  if (!person) return h("li", {}, h("span", { className: "avatar nobody" }, "–"), words);
  if (owner) words.append(badge("eier"));
  if (person.external) words.append(badge("ekstern"));
  const out = () => act(() => removeMember(room.channel, key), `${name} er tatt ut av rommet.`);
  const button = h("button", { type: "button", className: "icon", onclick: out });
  button.dataset.focus = `out-${key}`;
  return h("li", {}, avatar(person), words, dress(button, "close", `Ta ${name} ut av rommet`));
}

function adding(room, state, act) {
  const there = new Set(room.members.map((one) => one.key));
  const others = state.people.filter((person) => !there.has(person.key));
  if (others.length === 0) return [];
  const choices = others.map(({ key, name, title }) => h("option", { value: key }, `${name}, ${title}`));
  const choice = h("select", { "data-focus": "who" }, choices);
  const add = (event) => {
    event.preventDefault();
    const person = others.find(({ key }) => key === choice.value);
    act(() => addMember(room.channel, person.key), `${person.name} er satt inn i rommet.`);
  };
  return [
    h(
      "form",
      { className: "adding", onsubmit: add },
      h("label", {}, "Hvem skal inn?", choice),
      h("button", { className: "quiet-button", "data-focus": "add" }, "Sett inn"),
    ),
    h("p", { className: "aside" }, "Prøv med noen som ikke er med i loggen. Da skal Stafett slutte å skrive i rommet til de er ute igjen."),
  ];
}

function appSwitch(person, act) {
  const first = person.name.split(" ")[0];
  const turn = ({ target }) => {
    const words = target.checked ? `Stafett er lagt til hos ${first}.` : `Stafett er fjernet hos ${first}.`;
    act(() => setApp(person.key, target.checked), words);
  };
  const box = h("input", { type: "checkbox", role: "switch", checked: person.app, onchange: turn });
  box.dataset.focus = "app";
  const about = h("small", {}, `Uten appen kan ikke Stafett skrive til ${first} i privat chat.`);
  return [h("label", { className: "fault own" }, box, h("span", {}, `${first} har appen Stafett`, about))];
}

function deletion(room, act) {
  const sure = () => act(() => deleteRoom(room.channel), `${room.name} er slettet.`);
  const ask = ({ target }) => {
    const yes = h("button", { type: "button", className: "danger", onclick: sure }, "Ja, slett for alle");
    const no = h("button", { type: "button", className: "quiet-button", onclick: () => back() }, "Behold");
    const row = h("div", { className: "sure" }, yes, no);
    const back = () => {
      row.replaceWith(target);
      target.focus();
    };
    target.replaceWith(row);
    no.focus();
  };
  const words = "Slett rommet …";
  return [h("button", { type: "button", className: "danger quiet", onclick: ask }, words)];
}
