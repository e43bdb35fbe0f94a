/* Up and down in a list of buttons, beside Tab. */

/** Let the arrow keys, Home and End move between the elements of a list. */
export function bindArrows(list, selector) {
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, steps[event.key]))].focus();
  });
}
