/* Puts the page together: who sits at the screen, their chat, and the sheets beside it. */
import { getState, setLocale } from "./api.js";
import { openChat } from "./chat.js";
import { bindCompose, suggest } from "./compose.js";
import { closeDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { openFaults, showFaults } from "./faults.js";
import { openGuide } from "./guide.js";
import { dress } from "./icons.js";
import { clearNotices } from "./notice.js";
import { bindDrawer, drawPeople, markNew, markPerson, showLine, showLost } from "./people.js";
import { isUnseen, setSeen } from "./seen.js";
import { bindEscape, bindSide, closeSide, sideShows } from "./side.js";
import { bindTheme } from "./theme.js";

const FOLDED = "stafett-guide-folded";
const WIDE = matchMedia("(min-width: 1180px)");

async function start() {
  const state = await getState();
  const people = new Map(state.people.map((person) => [person.key, person]));
  const closeDrawer = bindDrawer();
  let scene = null;

  const arrived = (person, seq) => {
    person.latest = seq;
    if (person === scene.person) setSeen(person.key, seq);
    else markNew(person.key, true);
  };
  const hear = (event) => {
    if (event.kind === "arrived") arrived(people.get(event.person), event.seq);
    else if (event.kind === "line") showLine(event.up);
    else if (event.kind === "faults") {
      state.faults = event.faults;
      showFaults(event.faults);
    }
  };
  const choose = (key) => {
    closeDrawer();
    if (scene?.person.key === key) return;
    scene?.leave();
    closeDialog();
    clearNotices();
    if (sideShows() === "raw") closeSide();
    byId("text").value = "";
    const person = people.get(key);
    markPerson(person);
    setSeen(key, person.latest);
    byId("locale").value = person.locale;
    document.title = `Stafett – ${person.name}`;
    if (location.hash !== `#${key}`) history.replaceState(null, "", `#${key}`);
    scene = openChat(person, state.commands, { hear, suggest, lost: showLost, found });
  };
  const found = async () => showLine((await getState()).bot.up);
  const go = (key, words) => {
    choose(key);
    if (!WIDE.matches) closeSide();
    suggest(words);
  };

  drawPeople(state, choose);
  for (const { key, latest } of state.people) markNew(key, isUnseen(key, latest));
  showLine(state.bot.up);
  bindTheme(byId("theme"));
  bindCompose(() => scene);
  bindEscape();
  bindSheets(state, people, go);
  byId("locale").addEventListener("change", ({ target }) => {
    scene.person.locale = target.value;
    setLocale(scene.person.key, target.value);
  });
  const named = () => (people.has(location.hash.slice(1)) ? location.hash.slice(1) : null);
  addEventListener("hashchange", () => named() && choose(named()));
  choose(named() ?? state.people[0].key);
}

function bindSheets(state, people, go) {
  const guide = () => openGuide(people, go);
  const faults = () => openFaults(state.faults, state.bot.url);
  bindSide(dress(byId("open-guide"), "steps", "Prøv dette først"), "guide", guide);
  bindSide(dress(byId("open-faults"), "bolt", "Feil som kan skje"), "faults", faults);
  byId("open-guide").addEventListener("click", () => {
    localStorage.setItem(FOLDED, String(sideShows() !== "guide"));
  });
  if (WIDE.matches && localStorage.getItem(FOLDED) !== "true") guide();
}

start();
