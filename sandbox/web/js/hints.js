/* Hints while one writes: a listbox above the box, moved through with the arrows. */
import { byId, h } from "./dom.js";

/**
 * Bind hints to a text field; `takes(event)` tells whether a key was for them.
 *
 * `find(written, all)` gives [{title, description, value}]; `value` becomes the field's text.
 */
export function bindHints(text, find, afterPick) {
  const list = byId("hints");
  let chosen = -1;

  const hide = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    text.removeAttribute("aria-activedescendant");
  };
  const pick = (value) => {
    text.value = value;
    hide();
    afterPick();
    text.focus();
    // A picked mention is followed by what can be asked for.
    if (value.endsWith(" ")) show(false);
  };
  const show = (all) => {
    const found = find(text.value, all);
    hide();
    if (found.length === 0) return;
    list.replaceChildren(...found.map((hint, at) => option(hint, at, pick)));
    list.hidden = false;
  };
  const mark = (at) => {
    const options = [...list.children];
    chosen = (at + options.length) % options.length;
    options.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", options[chosen].id);
  };

  text.addEventListener("input", () => show(false));
  text.addEventListener("blur", () => setTimeout(hide, 150));
  const takes = (event) => {
    if (list.hidden) {
      if (event.key !== "ArrowDown" || text.value) return false;
      show(true);
      if (!list.hidden) mark(0);
    } else if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") hide();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      pick(list.children[chosen].dataset.value);
    } else return false;
    event.preventDefault();
    return true;
  };
  return { takes, hide, show };
}

function option({ title, description, value }, at, pick) {
  const element = h(
    "div",
    { className: "option", role: "option", id: `hint-${at}`, "aria-selected": "false" },
    title,
    description ? h("small", {}, description) : null,
  );
  element.dataset.value = value;
  element.addEventListener("mousedown", (event) => {
    event.preventDefault();
    pick(value);
  });
  return element;
}
