/* Puts the page together: who sits at the screen, their conversations, and the sheets beside. */
import { getState, setLocale } from "./api.js";
import { bindCompose, suggest } from "./compose.js";
import { makeDesk } from "./desk.js";
import { byId } from "./dom.js";
import { openFaults, showFaults } from "./faults.js";
import { openGuide } from "./guide.js";
import { dress } from "./icons.js";
import { openMembers, redrawMembers } from "./members.js";
import * as news from "./news.js";
import { toast } from "./notice.js";
import { bindDrawer, drawPeople, markNew, showLine } from "./people.js";
import { bindList } from "./rooms.js";
import { bindEscape, bindSide, closeSide, sideShows } from "./side.js";
import { bindTheme } from "./theme.js";

const FOLDED = "stafett-guide-folded";
const WIDE = matchMedia("(min-width: 1180px)");

async function start() {
  const state = await getState();
  for (const person of state.people) person.external = person.tenant !== state.tenants[0].key;
  const people = new Map(state.people.map((person) => [person.key, person]));
  const closeDrawer = bindDrawer();
  const closeList = bindList();

  const hear = (event) => {
    if (event.kind === "line") showLine(event.up);
    else if (event.kind === "faults") {
      state.faults = event.faults;
      showFaults(event.faults);
    }
  };
  const found = async () => {
    const now = await getState();
    showLine(now.bot.up);
    for (const { key, app } of now.people) people.get(key).app = app;
    redrawMembers(desk, state);
  };
  const moved = () => {
    closeDrawer();
    closeList();
  };
  const changed = () => redrawMembers(desk, state);
  const desk = makeDesk(state, people, { hear, found, moved, changed });

  drawPeople(state, desk.sitDown);
  await Promise.all(state.people.map(({ key }) => desk.load(key)));
  for (const { key, latest } of state.people) {
    news.came(key, null, latest);
    markNew(key, news.hasNews(key));
  }
  showLine(state.bot.up);
  bindTheme(byId("theme"));
  bindCompose(() => desk.scene);
  bindEscape();
  bindSheets(state, people, desk);
  byId("locale").addEventListener("change", ({ target }) => {
    desk.scene.person.locale = target.value;
    setLocale(desk.scene.person.key, target.value);
  });
  addEventListener("hashchange", () => goToHash(people, desk));
  if (!(await goToHash(people, desk))) desk.open(state.people[0].key);
}

/** Go where the address says: #kari, or #kari/<a room's id>. */
async function goToHash(people, desk) {
  const [key, channel] = location.hash.slice(1).split("/");
  if (!people.has(key)) return false;
  if (channel) await desk.load(key);
  desk.open(key, channel ? decodeURIComponent(channel) : null);
  return true;
}

function bindSheets(state, people, desk) {
  const go = async (key, words, isRoom) => {
    const room = (await desk.load(key)).at(-1);
    desk.open(key, isRoom ? room?.channel : null);
    if (!WIDE.matches) closeSide();
    if (isRoom && !room) toast(`${people.get(key).name} er ikke med i noe rom ennå.`);
    else suggest(words);
  };
  const guide = () => openGuide(people, go);
  const faults = () => openFaults(state.faults, state.bot.url);
  const members = () => openMembers(desk, state);
  bindSide(dress(byId("open-guide"), "steps", "Prøv dette først"), "guide", guide);
  bindSide(dress(byId("open-members"), "people", "Medlemmer og app"), "members", members);
  bindSide(dress(byId("open-faults"), "bolt", "Feil som kan skje"), "faults", faults);
  byId("open-guide").addEventListener("click", () => {
    localStorage.setItem(FOLDED, String(sideShows() !== "guide"));
  });
  if (WIDE.matches && localStorage.getItem(FOLDED) !== "true") guide();
}

start();
