/* Small helpers for building the page. */

/** Build an element: properties, `on…` listeners and `aria-`/`data-` attributes, then children. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-")) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Find an element by id. */
export const byId = (id) => document.getElementById(id);

/** A person's round picture. */
export function avatar(person) {
  const circle = h("span", { className: "avatar", "aria-hidden": "true" }, person.initials);
  circle.style.setProperty("--tint", person.colour);
  return circle;
}

/** A moment as the clock shows it in Norway. */
export const clock = (iso) =>
  new Date(iso).toLocaleTimeString("nb-NO", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Oslo",
  });

/** A moment's day, in words. */
export const day = (iso) =>
  new Date(iso).toLocaleDateString("nb-NO", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "Europe/Oslo",
  });

/** Put the day's name at the end of a log, when another day than the last one begins. */
export function dayLine(log, iso) {
  const days = log.querySelectorAll(".day");
  const words = day(iso);
  if (days.length > 0 && days[days.length - 1].textContent === words) return;
  log.append(h("div", { className: "day" }, words));
}
