"""A comment on an entry; those who read the entry read it."""

from cards.fields import group, prose
from cards.form import Form, Number, Prose, Typed
from cards.innslag_parts import Shown, begins, written_by
from cards.kit import Json, box, card, form_error, para, quoted, submit
from cards.skrive_parts import about_log
from cards.words import N_, Words

TITLE = N_("Kommentar")
ABOUT = N_("Svar på et innslag. De som leser innslaget, leser svaret.")


PREVIEW = 400
"""Characters of the entry that stand above its comment; it has just been read whole."""


class Answers(Form):
    """A comment and the entry it hangs on."""

    seq: Number
    tekst: Prose


def form(t: Words, log_name: str, parent: Shown, typed: Typed, sent: dict[str, str]) -> Json:
    """Draw the form under the entry that is answered."""
    return card(
        about_log(t, log_name),
        form_error(typed),
        box(written_by(t, parent), quoted(begins(parent.text or "", PREVIEW))),
        group(prose(t, "tekst", t("Kommentar"), typed)),
        para(t("De som kan lese innslaget, kan lese kommentaren."), subtle=True),
        actions=[submit(t("Send"), "kommentar", "send", style="positive", **sent)],
    )
