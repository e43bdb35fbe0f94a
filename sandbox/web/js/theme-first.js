/* Sets light or dark before the page is drawn, so that it does not flash. */
(() => {
  const chosen = localStorage.getItem("stafett-theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? "dark" : "light");
})();
