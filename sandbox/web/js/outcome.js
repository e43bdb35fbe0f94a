/* Shows what came of a gesture: a dialog, a new view of a card, a short note, a problem. */
import { showDialog } from "./dialog.js";
import { showProblem, toast } from "./notice.js";

/** Show an outcome; `setView` takes a card that replaces the one pressed. */
export function showOutcome(scene, outcome, setView) {
  if (!scene.alive) return;
  if (outcome.kind === "dialog" || outcome.kind === "message") showDialog(scene.place, outcome);
  else if (outcome.kind === "card") setView?.(outcome.card);
  else if (outcome.kind === "toast") toast(outcome.text);
  else if (outcome.kind === "problem") showProblem(outcome);
}
