"""«Nytt i loggen» in a room: one card for what came within an hour, read in place by each."""

from dataclasses import dataclass

from cards.fields import group, line
from cards.form import Choice, Form, Number, OptionalLine, Typed
from cards.innslag import May
from cards.innslag_parts import (
    Shown,
    begins,
    body,
    comment,
    kind_name,
    newest_comments,
    thanked_by,
    written_by,
)
from cards.kit import (
    Json,
    box,
    buttons,
    card,
    execute,
    heading,
    launcher,
    link_step,
    open_button,
    para,
    quoted,
    unfold,
)
from cards.skrive_parts import about_log, refresh
from cards.words import N_, Words

TITLE = N_("Nytt i loggen")
ABOUT = N_("Les det nye i loggen, så langt det er delt med deg.")
MOST = 6
"""Entries that are read in place; the rest are read in the log."""
SHORT = 1200
"""Characters of an entry that stands among others."""


class Card(Form):
    """Which posted card it is about."""

    kort: Choice


class Pick(Card):
    """Which entry of which posted card, and the nonce of its answer."""

    seq: Number
    nonce: OptionalLine = ""


@dataclass(frozen=True, slots=True)
class News:
    """A posted card as everybody sees it: which log and card, how many entries, from when."""

    code: str
    id: str
    count: int
    day: str
    reads: bool = True
    """Whether clients may fetch each viewer's own view (at most 60 people)."""


@dataclass(frozen=True, slots=True)
class Read:
    """One entry for one viewer, with what they may do and the nonce of their answer."""

    shown: Shown
    may: May
    nonce: str


def base(t: Words, news: News) -> Json:
    """Draw the card as it stands in the room: that there is something new, how much, since when."""
    many = t.plural("{n} nytt innslag", "{n} nye innslag", news.count)
    said = t("{code} · {many} · {day}", code=news.code, many=many, day=news.day)
    again = refresh(t, "nytt", "vis", logg=news.code, kort=news.id) if news.reads else None
    return launcher(
        t(TITLE),
        para(said, subtle=True),
        actions=[open_button(t("Les"), "nytt", news.code, kort=news.id)],
        refresh=again,
    )


def in_place(t: Words, log_name: str, news: News, entries: list[Read]) -> Json:
    """Draw what the viewer may read of the card, the newest last, each with «Takk» and «Svar»."""
    alone = len(entries) == 1
    return card(
        heading(t(TITLE)),
        about_log(t, log_name),
        *(_entry(t, news, one, alone=alone) for one in entries[-MOST:]),
        actions=[open_button(t("Åpne loggen"), "logg", news.code)],
        refresh=refresh(t, "nytt", "vis", logg=news.code, kort=news.id),
    )


def _entry(t: Words, news: News, one: Read, *, alone: bool) -> Json:
    shown, sent = one.shown, {"logg": news.code, "kort": news.id, "seq": one.shown.seq}
    comments, _ = newest_comments(shown)
    return _boxed(
        t,
        shown,
        *(body(t, shown, "Small") if alone else [quoted(begins(shown.text or "", SHORT))]),
        *(comment(t, each, "") for each in (comments if alone else comments[-1:])),
        None if alone else thanked_by(t, shown),
        buttons(*_actions(t, one, sent, news.code)),
    )


def _boxed(t: Words, shown: Shown, *pieces: Json | None) -> Json:
    """Draw an entry in a box of its own, under what it is and who wrote it."""
    kind = para(kind_name(t, shown.type), spacing="None") | {"weight": "Bolder"}
    style = "good" if shown.type == "lysglimt" else "emphasis"
    return box(kind, written_by(t, shown), *pieces, style=style)


def _actions(t: Words, one: Read, sent: dict[str, str | int], code: str) -> list[Json]:
    found: list[Json] = []
    if one.may.thank:
        found.append(execute(t("Takk"), "nytt", "takk", **sent))
    if one.may.comment:
        field = line(t, f"svar_{one.shown.seq}", t("Svar"), Typed(), required=False)
        send = execute(t("Send svar"), "nytt", "svar", nonce=one.nonce, **sent)
        found.append(unfold(t("Svar"), group(field), actions=[send]))
    found.append(open_button(t("Åpne"), "innslag", code, seq=one.shown.seq))
    return found


def opened(t: Words, log_name: str, code: str, entries: list[Read]) -> Json:
    """Draw the dialog behind «Les»: what the viewer may read, each with the way into it."""
    return card(
        about_log(t, log_name),
        *(_line(t, code, one.shown) for one in entries),
        actions=[link_step(t("Hele loggen"), "logg", "apne", logg=code)],
    )


def _line(t: Words, code: str, shown: Shown) -> Json:
    way = link_step(t("Åpne"), "innslag", "apne", logg=code, seq=shown.seq)
    return _boxed(t, shown, quoted(begins(shown.text or "", SHORT)), buttons(way))


def not_for_you(t: Words, log_name: str, code: str) -> Json:
    """Draw the kind answer to whoever the new is not shared with, or who comes when it is gone."""
    return card(
        about_log(t, log_name),
        para(t("Her er det ikke noe nytt som er delt med deg nå.")),
        para(
            t(
                "Samtykket avgjør hvem som leser hva, og det er helt som det skal være. "
                "Trenger du å vite noe for å hjelpe, spør stafettholderen."
            ),
            subtle=True,
        ),
        actions=[link_step(t("Hele loggen"), "logg", "apne", logg=code)],
    )
