/* Who sits at the screen and which of their conversations is open. */
import { clearCompose, dressCompose, suggest } from "./compose.js";
import { openConversation } from "./conversation.js";
import { closeDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { showHead } from "./head.js";
import * as news from "./news.js";
import { clearNotices, toast } from "./notice.js";
import { getRooms } from "./panel-api.js";
import { markNew, markPerson, showLost } from "./people.js";
import { drawRooms, markOpen, markUnread } from "./rooms.js";
import { closeSide, sideShows } from "./side.js";

/**
 * Give the desk.
 *
 * `hooks.found()` is called when the sandbox answers (again), `hooks.moved()` when somebody has
 * gone to a conversation, `hooks.changed()` when its members may have changed, and
 * `hooks.hear(event)` for what is about none of this.
 */
export function makeDesk(state, people, hooks) {
  const roomsOf = new Map();
  const desk = { scene: null };
  const rooms = () => roomsOf.get(desk.scene.person.key) ?? [];

  const draw = () => {
    const { person, place } = desk.scene;
    drawRooms(person, rooms(), (channel) => desk.open(person.key, channel));
    markOpen(place.channel);
    for (const channel of [null, ...rooms().map((room) => room.channel)]) {
      markUnread(channel, news.isUnread(person.key, channel));
    }
  };
  const load = async (key) => {
    const found = await getRooms(key);
    roomsOf.set(key, found);
    news.noteRooms(key, found);
    return found;
  };
  const refresh = async () => {
    const { person, place, room } = desk.scene;
    const found = await load(person.key);
    if (desk.scene.person !== person || desk.scene.place !== place) return;
    const now = found.find((one) => one.channel === place.channel);
    if (room && !now) {
      desk.open(person.key);
      toast(`${person.name} er ikke lenger i ${room.name}.`);
      return;
    }
    if (now) {
      Object.assign(room, now);
      news.saw(person.key, place.channel);
      dressCompose(room);
    }
    showHead(person, room);
    draw();
    hooks.changed();
  };
  const arrived = (key, channel, seq) => {
    const { person, place } = desk.scene;
    news.came(key, channel, seq);
    const isOpen = key === person.key && (channel ?? null) === (place.channel ?? null);
    if (isOpen) news.saw(key, channel);
    else if (key === person.key) markUnread(channel, true);
    else markNew(key, true);
  };
  const hear = (event) => {
    if (event.kind === "rooms") refresh();
    else if (event.kind === "arrived") arrived(event.person, event.channel, event.seq);
    else if (event.kind === "message") {
      if (event.channel) arrived(desk.scene.person.key, event.channel, event.message.seq);
    } else hooks.hear(event);
  };
  const found = () => {
    hooks.found();
    refresh();
  };
  const leave = () => {
    const { scene } = desk;
    scene?.leave();
    closeDialog();
    clearNotices();
    clearCompose();
    if (sideShows() === "raw") closeSide();
    if (scene) markNew(scene.person.key, news.hasNews(scene.person.key));
  };

  desk.load = load;
  desk.refresh = refresh;
  /** Open a person's chat, or one of the rooms that they are known to be in. */
  desk.open = (key, channel = null) => {
    const person = people.get(key);
    const room = (roomsOf.get(key) ?? []).find((one) => one.channel === channel);
    const { scene } = desk;
    hooks.moved();
    if (scene?.alive && scene.person === person && scene.place.channel === room?.channel) return;
    leave();
    markPerson(person);
    news.saw(key, room?.channel);
    byId("locale").value = person.locale;
    showHead(person, room);
    dressCompose(room);
    setHash(person, room);
    const { commands } = state;
    const reports = { hear, found, suggest, lost: showLost };
    desk.scene = openConversation({ person, room, people, commands }, reports);
    draw();
    hooks.changed();
  };
  /** Sit down as another person: in the same room when they are in it too, else in their chat. */
  desk.sitDown = async (key) => {
    const channel = desk.scene.room?.channel;
    if (channel) await load(key);
    desk.open(key, key === desk.scene.person.key ? null : channel);
  };
  return desk;
}

function setHash(person, room) {
  const hash = room ? `#${person.key}/${encodeURIComponent(room.channel)}` : `#${person.key}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}
