/* A room: posts with their replies, the older of them folded away, and the pinned card. */
import { dayLine, h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { hidePinned, showPinned } from "./pinned.js";
import { replyTo } from "./reply.js";

const SHOWN_REPLIES = 2;
const select = (log, name, value) => log.querySelector(`[data-${name}="${CSS.escape(value)}"]`);

/** Give the view of a room. */
export function roomView(scene, log) {
  const known = new Map();
  const pinned = () => showPinned([...known.values()], (id) => show(log, id));
  const place = (message) => {
    known.set(message.id, message);
    const root = message.thread || message.id;
    const post = select(log, "thread", root) ?? startPost(log, root, message);
    const drawn = drawMessage(scene, message);
    if (message.id === root) post.prepend(drawn);
    else post.querySelector(".replies").append(drawn);
    return drawn;
  };
  const add = (message) => {
    const drawn = place(message);
    pinned();
    return drawn;
  };
  const changed = (message) => {
    known.set(message.id, message);
    pinned();
  };
  const fill = (messages) => {
    log.replaceChildren();
    known.clear();
    messages.forEach(place);
    log.querySelectorAll(".post").forEach(fold);
    pinned();
    if (messages.length === 0) log.append(empty(scene));
  };
  const remove = (id) => {
    known.delete(id);
    take(log, id);
    pinned();
  };
  return { fill, add, changed, remove, leave: hidePinned };
}

function startPost(log, root, message) {
  dayLine(log, message.activity.timestamp);
  const replies = h("div", { className: "replies" });
  const post = h("section", { className: "post" }, replies);
  post.dataset.thread = root;
  if (!message.to) post.append(replyButton(post, root));
  log.append(post);
  return post;
}

function replyButton(post, root) {
  const answer = () => {
    const said = post.querySelector(".bubble, .ac-textBlock")?.textContent ?? "";
    replyTo(root, said, button);
  };
  const button = h(
    "button",
    { type: "button", className: "answer", onclick: answer },
    icon("reply"),
    "Svar",
  );
  return button;
}

/** Fold the older replies of a post away, behind a button that says how many they are. */
function fold(post) {
  const place = post.querySelector(".replies");
  const older = [...place.children].slice(0, -SHOWN_REPLIES);
  if (older.length === 0) return;
  const words = older.length === 1 ? "1 tidligere svar" : `${older.length} tidligere svar`;
  const turn = () => set(button.getAttribute("aria-expanded") !== "true");
  const button = h("button", { type: "button", className: "older", onclick: turn });
  const set = (open) => {
    for (const message of place.querySelectorAll(":scope > [data-older]")) message.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.replaceChildren(icon("chevron"), open ? `Skjul ${words}` : `Vis ${words}`);
  };
  for (const message of older) message.dataset.older = "";
  place.prepend(button);
  set(false);
}

/** Go to a message, and unfold what hides it. */
function show(log, id) {
  const message = select(log, "id", id);
  if (message?.hidden) message.closest(".replies").querySelector(".older").click();
  message?.scrollIntoView({ block: "start" });
  message?.focus();
}

/** Take a message away; a post that has replies says that it is gone. */
function take(log, id) {
  const message = select(log, "id", id);
  const post = message?.closest(".post");
  if (!post) return;
  const isRoot = post.dataset.thread === id;
  const hasReplies = post.querySelector(".replies .message") !== null;
  if (isRoot && !hasReplies) post.remove();
  else if (isRoot) message.replaceWith(h("p", { className: "gone" }, "Innlegget er slettet."));
  else message.remove();
}

function empty({ room }) {
  return h(
    "div",
    { className: "empty" },
    h("span", { className: "hash" }, icon("room")),
    h("h2", {}, room.name),
    h("p", {}, "Ingen har skrevet her ennå."),
  );
}
