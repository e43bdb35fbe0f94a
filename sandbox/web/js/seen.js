/* How far each chat has been read on this machine, so that a dot outlives a reload. */
const KEY = "stafett-seen";
const read = () => JSON.parse(localStorage.getItem(KEY) ?? "{}");

/** Remember that a person's chat was seen up to a message. */
export function setSeen(person, seq) {
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [person]: seq }));
}

/** Tell whether a person's newest message has not been seen. */
export const isUnseen = (person, latest) => latest > 0 && read()[person] !== latest;
