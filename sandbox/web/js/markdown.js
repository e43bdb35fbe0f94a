/* Markdown as Teams allows it in messages and cards: no HTML, links in a new window, mentions. */
const md = window.markdownit({ html: false, linkify: false, breaks: true });
const open = md.renderer.rules.link_open ?? ((tokens, i, options, _, self) => self.renderToken(tokens, i, options));
md.renderer.rules.link_open = (tokens, i, ...rest) => {
  tokens[i].attrSet("target", "_blank");
  tokens[i].attrSet("rel", "noopener noreferrer");
  return open(tokens, i, ...rest);
};
const escaped = md.utils.escapeHtml;
const bare = (mention) => mention.replace(/^<at>|<\/at>$/g, "");

/** The mentions of an activity or a card, as they stand in its text («<at>Stafett</at>»). */
export const mentionsOf = ({ entities, msteams }) =>
  (entities ?? msteams?.entities ?? [])
    .filter((entity) => entity.type === "mention" && entity.text)
    .map((entity) => entity.text);

/** Turn Markdown into safe HTML; what is not listed in `mentions` stays text. */
export function markdown(text, mentions = []) {
  let html = md.render(text);
  for (const mention of mentions) {
    const drawn = `<span class="mention">${escaped(bare(mention))}</span>`;
    html = html.replaceAll(escaped(mention), drawn);
  }
  return html;
}

/** Cut plain text into pieces: strings, and {mention} for each mention. */
export function pieces(text, mentions) {
  return text
    .split(/(<at>.*?<\/at>)/)
    .filter(Boolean)
    .map((piece) => (mentions.includes(piece) ? { mention: bare(piece) } : piece));
}
