"""One entry, opened or in place of its posted card, with «Takk» and an answer."""

from dataclasses import dataclass
from typing import Any

from cards.fields import group, line
from cards.form import Form, Number, OptionalLine, OptionalProse, Typed
from cards.innslag_parts import Shown, body, comment, kind_name, newest_comments, written_by
from cards.kit import (
    Json,
    card,
    execute,
    heading,
    launcher,
    link_step,
    open_button,
    para,
    subheading,
    submit,
)
from cards.skrive_parts import about_log, refresh
from cards.words import N_, Words

TITLE = N_("Innslag")
ABOUT = N_("Les et innslag, takk for det eller kommenter.")


class Pick(Form):
    """Which entry."""

    seq: Number
    n: OptionalLine = ""


class Answer(Form):
    """A one-line answer to an entry, written in place."""

    seq: Number
    svar: OptionalProse = ""
    nonce: OptionalLine = ""


@dataclass(frozen=True, slots=True)
class May:
    """What the viewer may do with the entry."""

    thank: bool
    comment: bool
    correct: bool
    misfile: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Which log it is, by name and code, and how far down its comments are read (0: the newest)."""

    name: str
    code: str
    before: int = 0


def opened(t: Words, place: Place, shown: Shown, may: May, nonce: str) -> Json:
    """Draw an entry in its dialog, with as many comments as there is room for."""
    code = place.code
    sent: dict[str, Any] = {"logg": code, "seq": shown.seq}
    actions: list[Json] = []
    if may.thank:
        actions.append(submit(t("Takk"), "innslag", "takk", style="positive", nonce=nonce, **sent))
    if may.comment:
        actions.append(submit(t("Kommenter"), "kommentar", "apne", **sent))
    if may.correct:
        actions.append(submit(t("Rett"), "retting", "apne", **sent))
    if may.misfile:
        actions.append(submit(t("Feilført"), "feilfort", "apne", **sent))
    comments, older = newest_comments(shown, place.before)
    if older:
        actions.append(link_step(t("Eldre"), "innslag", "apne", eldre=older, **sent))
    actions.append(link_step(t("Hele loggen"), "logg", "apne", logg=code))
    return card(
        about_log(t, place.name),
        written_by(t, shown),
        para(shown.topic, subtle=True, spacing="None"),
        *([] if place.before else body(t, shown)),
        subheading(t("Kommentarer")) if shown.comments else None,
        *[comment(t, one, code) for one in comments],
        actions=actions,
    )


def in_place(t: Words, place: Place, shown: Shown, may: May, nonce: str) -> Json:
    """Draw an entry in place of its posted card: the text, «Takk» and a one-line answer."""
    code = place.code
    sent: dict[str, Any] = {"logg": code, "seq": shown.seq}
    actions: list[Json] = []
    answer: list[Json] = []
    if may.thank:
        actions.append(execute(t("Takk"), "innslag", "takk_her", **sent))
    if may.comment:
        answer.append(group(line(t, "svar", t("Svar"), Typed(), required=False)))
        actions.append(execute(t("Send svar"), "innslag", "svar", nonce=nonce, **sent))
    actions.append(open_button(t("Åpne"), "innslag", code, seq=shown.seq))
    return card(
        about_log(t, place.name),
        heading(kind_name(t, shown.type)),
        written_by(t, shown),
        *body(t, shown),
        *[comment(t, one, "") for one in newest_comments(shown)[0]],
        *answer,
        actions=actions,
        refresh=refresh(t, "innslag", "vis", **sent),
    )


def news(t: Words, code: str, seq: int, day: str) -> Json:
    """Draw the posted card: that there is something new in a log, and nothing of what it is."""
    said = t("{code} · {day}", code=code, day=day) if day else code
    return launcher(
        t("Nytt i loggen"),
        para(said, subtle=True),
        actions=[open_button(t("Les"), "innslag", code, seq=seq)],
        refresh=refresh(t, "innslag", "vis", logg=code, seq=seq),
    )
