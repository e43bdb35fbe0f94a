/* A small menu at a button: arrows move, Enter picks, Escape goes back. */
import { h } from "./dom.js";

let close = () => {};

/** Open a menu of [{title, description?, pick}] at a button; closes any other. */
export function openMenu(button, items, empty = "") {
  const wasOpen = button.getAttribute("aria-expanded") === "true";
  close();
  if (wasOpen) return;
  const menu = h("div", { className: "menu", role: "menu" }, items.map(entry));
  if (items.length === 0) menu.append(h("p", {}, empty));
  menu.popover = "auto";
  document.body.append(menu);
  menu.showPopover();
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  menu.querySelector("button")?.focus();
  menu.addEventListener("keydown", (event) => move(event, menu));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && close());
  close = () => {
    close = () => {};
    const inside = menu.contains(document.activeElement);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (inside) button.focus();
  };
}

function entry({ title, description, pick }) {
  const chosen = () => {
    close();
    pick();
  };
  return h(
    "button",
    { type: "button", className: "option", role: "menuitem", onclick: chosen },
    title,
    description ? h("small", {}, description) : null,
  );
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 6 + height < window.innerHeight;
  menu.style.left = `${Math.max(12, Math.min(at.left, window.innerWidth - width - 12))}px`;
  menu.style.top = `${below ? at.bottom + 6 : Math.max(12, at.top - 6 - height)}px`;
}

function move(event, menu) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key in steps && items.length > 0) {
    event.preventDefault();
    items[(steps[event.key] + items.length) % items.length].focus();
  }
}
