/* What the sandbox can do that nobody does in the client: faults, keys, members, the app itself. */
import { ask } from "./api.js";

const members = (channel) => `/sandbox/rooms/${encodeURIComponent(channel)}/members`;

/** Switch a fault on or off: {kind, count, seconds, scope?, chance?}. */
export const switchFault = (wish) => ask("POST", "/sandbox/faults", wish);

/** Switch every fault off. */
export const clearFaults = () => ask("DELETE", "/sandbox/faults");

/** Let the issuer sign with a new key. */
export const rotateKeys = () => ask("POST", "/sandbox/keys/rotate", {});

/** The rooms that a person is in. */
export const getRooms = (person) => ask("GET", `/sandbox/api/people/${person}/rooms`);

/** Put somebody into a room. */
export const addMember = (channel, person) => ask("POST", members(channel), { person });

/** Take somebody out of a room. */
export const removeMember = (channel, person) => ask("DELETE", `${members(channel)}/${person}`);

/** Delete a room. */
export const deleteRoom = (channel) =>
  ask("DELETE", `/sandbox/rooms/${encodeURIComponent(channel)}`);

/** Install the bot's app for a person, or take it away. */
export const setApp = (person, installed) =>
  ask("PUT", `/sandbox/api/people/${person}/app`, { installed });
