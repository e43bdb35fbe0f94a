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
