/* Who wrote a message, and how they look beside it. */
import { avatar, h } from "./dom.js";

/** Give {name, mine, isBot, external, picture} of a message's author. */
export function authorOf(scene, { sender, activity }) {
  if (sender === "bot") {
    const picture = h("img", { src: "/web/icon.svg", alt: "", width: 36, height: 36 });
    return { name: "Stafett", mine: false, isBot: true, external: false, picture };
  }
  const key = sender === "person" ? scene.person.key : sender;
  const person = scene.people.get(key);
  if (!person) return { name: activity.from.name, mine: false, external: true, picture: null };
  const { name, external } = person;
  const mine = key === scene.person.key;
  // In one's own chat everybody knows who wrote what is not from the bot.
  return { name, mine, external, picture: scene.room ? avatar(person) : null };
}

/** A small word beside somebody's name. */
export const badge = (words) => h("span", { className: "badge" }, words);
