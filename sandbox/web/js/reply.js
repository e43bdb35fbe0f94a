/* Which post of a room the next message answers; without one it begins a new post. */
import { byId, h } from "./dom.js";
import { dress } from "./icons.js";

let thread = null;
let opener = null;

/** The post that the next message answers, or undefined. */
export const answered = () => thread ?? undefined;

/** Let the next message answer a post; `words` are how it begins, `button` is where it was asked. */
export function replyTo(root, words, button) {
  thread = root;
  opener = button;
  const cancel = h("button", { type: "button", className: "icon", onclick: leaveReply });
  byId("answering").replaceChildren(
    h("span", {}, words.trim() ? `Svarer på «${words.trim()}»` : "Svarer på innlegget"),
    dress(cancel, "close", "Ikke svar på innlegget"),
  );
  byId("answering").hidden = false;
  byId("text").focus();
}

/** Begin a new post instead. */
export function clearReply() {
  thread = null;
  opener = null;
  byId("answering").hidden = true;
  byId("answering").replaceChildren();
}

/** Leave the reply and go back to its post; tells whether there was one. */
export function leaveReply() {
  const back = opener;
  const was = thread !== null;
  clearReply();
  if (back?.isConnected) back.focus();
  return was;
}
