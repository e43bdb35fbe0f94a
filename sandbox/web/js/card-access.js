/* Gives drawn cards what a screen reader and a keyboard need beyond what the library gives. */
const FAILED = "ac-input-validation-failed";
const FIELDS = "input, textarea, select";
const ENTER_TYPES = new Set(["text", "email", "tel", "url", "number", "date", "time"]);

/** Name groups, tell errors as invalid fields, count long texts, and let Enter send. */
export function makeAccessible(card, drawn) {
  for (const input of card.getAllInputs(true)) {
    const control = input.renderedInputControlElement;
    if (control) dressInput(input, control);
  }
  watchErrors(drawn);
  drawn.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key !== "Enter" || !ENTER_TYPES.has(target.type) || target.list) return;
    event.preventDefault();
    sendWithEnter(drawn);
  });
}

function dressInput(input, control) {
  const label = control.parentElement?.parentElement?.querySelector(":scope > .ac-richTextBlock");
  if (control.classList.contains("ac-choiceSetInput-expanded") && label) {
    control.setAttribute("role", input.isMultiSelect ? "group" : "radiogroup");
    control.setAttribute("aria-labelledby", label.id);
  } else if (control.classList.contains("ac-choiceSetInput-multiSelect") && label) {
    control.setAttribute("role", "group");
    control.setAttribute("aria-labelledby", label.id);
  }
  const field = control.matches(FIELDS) ? control : control.querySelector("input[list]");
  if (field && field !== control && label) {
    field.setAttribute("aria-labelledby", label.id);
    field.removeAttribute("aria-label");
  }
  if (input.isMultiline && input.maxLength >= 200) addCounter(input, control);
}

function addCounter(input, control) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.setAttribute("aria-hidden", "true");
  const show = () => (counter.textContent = `${control.value.length} / ${input.maxLength}`);
  control.addEventListener("input", show);
  control.parentElement.after(counter);
  show();
}

function watchErrors(drawn) {
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const failed = target.classList.contains(FAILED);
      const fields = target.matches(FIELDS) ? [target] : target.querySelectorAll(FIELDS);
      for (const field of fields) {
        if (failed) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
  });
  observer.observe(drawn, { subtree: true, attributes: true, attributeFilter: ["class"] });
}

function sendWithEnter(drawn) {
  if (!drawn.closest(".dialog")) return;
  const buttons = [...drawn.querySelectorAll("button.ac-pushButton:not(.expandable)")];
  (buttons.find((button) => button.classList.contains("style-positive")) ?? buttons[0])?.click();
}
