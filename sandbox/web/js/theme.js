/* Light or dark: follows the machine until somebody chooses. */
import { icon } from "./icons.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

/** The theme as the bot is told it. */
export const teamsTheme = () => (root.dataset.theme === "dark" ? "dark" : "default");

/** Make a button that changes the theme. */
export function bindTheme(button) {
  const show = (theme) => {
    root.dataset.theme = theme;
    const words = theme === "dark" ? "Bytt til lyst tema" : "Bytt til mørkt tema";
    button.title = words;
    button.setAttribute("aria-label", words);
    button.replaceChildren(icon(theme === "dark" ? "sun" : "moon"));
  };
  button.addEventListener("click", () => {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("stafett-theme", next);
    show(next);
  });
  system.addEventListener("change", () => {
    if (!localStorage.getItem("stafett-theme")) show(system.matches ? "dark" : "light");
  });
  show(root.dataset.theme);
}
