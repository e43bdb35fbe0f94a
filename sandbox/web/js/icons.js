/* The few line icons of the page, drawn here. */
const PATHS = {
  plus: "M12 5v14M5 12h14",
  send: "M4 12 20 5l-4.5 14.5-4-6.5zM11.5 13 20 5",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  bolt: "M13 3 5.5 13.5H12l-1 7.5 7.5-10.5H12z",
  steps: "M4.5 6l1.2 1.2L8 5M4.5 12l1.2 1.2L8 11M4.5 18l1.2 1.2L8 17M11.5 6.2h8M11.5 12.2h8M11.5 18.2h8",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  chevron: "M8 10l4 4 4-4",
  back: "M14.5 6l-6 6 6 6",
  eye: "M2.5 12c2.4-4 5.5-6 9.5-6s7.1 2 9.5 6c-2.4 4-5.5 6-9.5 6s-7.1-2-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  people: "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M3.5 19c0-3 2.3-5 5.5-5s5.5 2 5.5 5M15.5 6a2.6 2.6 0 0 1 0 5M17 14.4c2.1.6 3.5 2.3 3.5 4.6",
  at: "M12 8.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M15.8 8.4v5.1c0 1.5 1 2.3 2.2 2.3 1.6 0 2.5-1.5 2.5-3.8a8.5 8.5 0 1 0-3.6 7",
  pin: "M9 4h6l-1 6 3 3.5H7L10 10zM12 13.5V20",
  reply: "M10 7 5 12l5 5M5.5 12H14c3 0 5 2 5 5.5",
  room: "M9.5 4 8 20M16 4l-1.5 16M4.5 9h16M3.5 15h16",
};

/** Draw an icon by name. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  const look = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, value);
  svg.setAttribute("stroke-width", name === "more" ? "2.6" : "1.7");
  svg.setAttribute("stroke-linecap", "round");
  svg.setAttribute("stroke-linejoin", "round");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Give a button its icon and its words (tooltip and accessible name). */
export function dress(button, name, words) {
  button.replaceChildren(icon(name));
  button.title = words;
  button.setAttribute("aria-label", words);
  return button;
}
