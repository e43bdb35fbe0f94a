/* Speaks with the sandbox's door; the bot is never asked directly.

   A place is {person, channel}: a person's own chat, or a room as that person sees it. */
import { teamsTheme } from "./theme.js";

/** Ask the door; the answer is JSON, or null when there is none. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** What the page shows when the sandbox itself refuses or is gone. */
export const refusal = (error) => ({
  kind: "problem",
  text: `Sandkassen svarer ikke: ${error.message}`,
  raw: {},
});

const client = (place) => `/sandbox/api/people/${place.person}`;
const room = (place) => `${client(place)}/rooms/${encodeURIComponent(place.channel)}`;

const gesture = async (path, body) => {
  try {
    return await ask("POST", path, body);
  } catch (error) {
    return refusal(error);
  }
};

/** The sandbox's state. */
export const getState = () => ask("GET", "/sandbox/api/state");

/** The messages of a place, oldest first. */
export const getChat = (place) =>
  ask("GET", place.channel ? `${room(place)}/chat` : `${client(place)}/chat`);

/** Set the language of a person's client. */
export const setLocale = (person, locale) =>
  ask("PUT", `/sandbox/api/people/${person}/locale`, { locale });

/** Write a message; in a room as a new post, or as a reply in `thread`. */
export const sendText = (place, text, thread) =>
  place.channel
    ? gesture(`${room(place)}/text`, { text, thread })
    : gesture(`${client(place)}/text`, { text });

/** Press Action.Submit on a posted card. */
export const submit = (place, message, data) =>
  gesture(`${client(place)}/submit`, { channel: place.channel, message, data, theme: teamsTheme() });

/** Press Action.Execute on a posted card, or refresh it. */
export const execute = (place, message, action, trigger) =>
  gesture(`${client(place)}/execute`, { channel: place.channel, message, action, trigger });

/** Open a command of a message, or of the compose box: in a room perhaps as a reply in `thread`. */
export const compose = (place, command, message, thread) =>
  gesture(`${client(place)}/compose`, {
    channel: place.channel,
    command,
    message,
    thread,
    theme: teamsTheme(),
  });

/** Send a dialog's form. */
export const sendDialog = (place, origin, data) =>
  gesture(`${client(place)}/dialog`, { channel: place.channel, origin, data, theme: teamsTheme() });

/** Listen to what one person sees: `opened` at every (new) connection; gives a function that stops. */
export function listen(person, { hear, opened, lost }) {
  const source = new EventSource(`/sandbox/api/events?person=${person}`);
  source.onmessage = (event) => hear(JSON.parse(event.data));
  source.onopen = opened;
  source.onerror = lost;
  return () => source.close();
}
