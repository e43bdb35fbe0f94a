/* Speaks with the sandbox's door; the bot is never asked directly. */
import { teamsTheme } from "./theme.js";

async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

const gesture = async (person, what, body) => {
  try {
    return await ask("POST", `/sandbox/api/people/${person}/${what}`, body);
  } catch (error) {
    return { kind: "problem", text: `Sandkassen svarer ikke: ${error.message}`, raw: {} };
  }
};

/** The sandbox's state. */
export const getState = () => ask("GET", "/sandbox/api/state");

/** One person's chat, oldest message first. */
export const getChat = (person) => ask("GET", `/sandbox/api/people/${person}/chat`);

/** Set the language of a person's client. */
export const setLocale = (person, locale) =>
  ask("PUT", `/sandbox/api/people/${person}/locale`, { locale });

/** Write a message. */
export const sendText = (person, text) => gesture(person, "text", { text });

/** Press Action.Submit on a posted card. */
export const submit = (person, message, data) =>
  gesture(person, "submit", { message, data, theme: teamsTheme() });

/** Press Action.Execute on a posted card, or refresh it. */
export const execute = (person, message, action, trigger) =>
  gesture(person, "execute", { message, action, trigger });

/** Open a command of the compose box or of a message. */
export const compose = (person, command, message) =>
  gesture(person, "compose", { command, message, theme: teamsTheme() });

/** Send a dialog's form. */
export const sendDialog = (person, origin, data) =>
  gesture(person, "dialog", { origin, data, theme: teamsTheme() });

/** Switch a fault on or off. */
export const switchFault = (kind, count, seconds) =>
  ask("POST", "/sandbox/faults", { kind, count, seconds });

/** Let the issuer sign with a new key. */
export const rotateKeys = () => ask("POST", "/sandbox/keys/rotate", {});

/** Listen to one person's chat: `opened` at every (new) connection; gives a function that stops. */
export function listen(person, { hear, opened, lost }) {
  const source = new EventSource(`/sandbox/api/events?person=${person}`);
  source.onmessage = (event) => hear(JSON.parse(event.data));
  source.onopen = opened;
  source.onerror = lost;
  return () => source.close();
}
