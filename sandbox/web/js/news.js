/* What is new for whom: the newest message of every conversation, and how far it has been read.

   What has been read is kept on this machine, so that a dot outlives a reload. */
const KEY = "stafett-seen";
const read = () => JSON.parse(localStorage.getItem(KEY) ?? "{}");
const name = (person, channel) => (channel ? `${person} ${channel}` : person);
const latest = new Map();

const of = (person) => {
  if (!latest.has(person)) latest.set(person, new Map());
  return latest.get(person);
};

/** Note the newest message of a person's chat, or of a room. */
export const came = (person, channel, seq) => of(person).set(channel ?? "", seq);

/** Note that a person has the newest message before them. */
export function saw(person, channel) {
  const seq = of(person).get(channel ?? "") ?? 0;
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [name(person, channel)]: seq }));
}

/** Tell whether the newest message of a person's chat, or of a room, has not been read. */
export function isUnread(person, channel) {
  const seq = of(person).get(channel ?? "") ?? 0;
  return seq > 0 && read()[name(person, channel)] !== seq;
}

/** Tell whether a person has anything unread. */
export const hasNews = (person) => [...of(person).keys()].some((key) => isUnread(person, key));

/** Take the rooms that a person is in now as they are; those that are gone hold nothing new. */
export function noteRooms(person, rooms) {
  const chat = of(person).get("") ?? 0;
  latest.set(person, new Map([["", chat], ...rooms.map((room) => [room.channel, room.latest])]));
}
