/* What the compose box suggests: commands in one's own chat; in a room @Stafett, then commands. */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const MENTION = "@Stafett";
const ABOUT = "Da hører Stafett det du skriver";

/** The commands that the bot answers in a private chat, or in a room. */
export const hintsFor = ({ room, commands }) =>
  commands.hints.filter(({ scopes }) => scopes.includes(room ? "team" : "personal"));

/** Give [{title, description, value}] for what is written so far; `all` also when it is nothing. */
export function suggestions(scene, written, all) {
  const hints = hintsFor(scene);
  if (!scene.room) return matching(hints, written, all, "");
  const mention = /(^|\s)@(\p{L}*)$/u.exec(written);
  if (mention && "stafett".startsWith(plain(mention[2]))) {
    return [stafett(written.slice(0, mention.index) + mention[1])];
  }
  const after = /^\s*@stafett\s+(.*)$/is.exec(written);
  if (after) return matching(hints, after[1], true, `${MENTION} `);
  return all && !written.trim() ? [stafett("")] : [];
}

const stafett = (before) => ({
  title: MENTION,
  description: ABOUT,
  value: `${before}${MENTION} `,
});

function matching(hints, written, all, before) {
  const typed = plain(written.trim());
  if (!typed && !all) return [];
  return hints
    .filter(({ title }) => plain(title).startsWith(typed) && plain(title) !== typed)
    .map(({ title, description }) => ({ title, description, value: before + title }));
}
