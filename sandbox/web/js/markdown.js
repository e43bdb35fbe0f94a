/* Markdown as Teams allows it in messages and cards: no HTML, links in a new window. */
const md = window.markdownit({ html: false, linkify: false, breaks: true });
const open = md.renderer.rules.link_open ?? ((tokens, i, options, _, self) => self.renderToken(tokens, i, options));
md.renderer.rules.link_open = (tokens, i, ...rest) => {
  tokens[i].attrSet("target", "_blank");
  tokens[i].attrSet("rel", "noopener noreferrer");
  return open(tokens, i, ...rest);
};

/** Turn Markdown into safe HTML. */
export const markdown = (text) => md.render(text);
