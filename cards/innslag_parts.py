"""How one entry looks, in the timeline, in its dialog and in place of a posted card."""

from dataclasses import dataclass, field
from datetime import datetime

from cards.kit import Json, box, buttons, para, quoted, submit
from cards.words import N_, Words

KINDS = {
    "oppdatering": N_("Oppdatering"),
    "lysglimt": N_("Lysglimt"),
    "kommentar": N_("Kommentar"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as its viewer may see it; `text` is None when its content is gone."""

    seq: int
    type: str
    author: str
    service: str
    topic: str
    at: datetime
    text: str | None
    corrected: datetime | None = None
    why: str = ""
    hidden: bool = False
    mine: bool = False
    comments: list["Shown"] = field(default_factory=list["Shown"])
    thanks: list[str] = field(default_factory=list[str])


def kind_name(t: Words, type_: str) -> str:
    """Say what an entry is."""
    return t(KINDS.get(type_, N_("Innslag")))


def byline(t: Words, shown: Shown) -> str:
    """Say who wrote, for whom and when."""
    who = f"{shown.author}, {shown.service}" if shown.service else shown.author
    said = t("{who} · {when}", who=who, when=t.when(shown.at))
    return said.replace(" ·", "\N{NO-BREAK SPACE}·")


def written_by(t: Words, shown: Shown) -> Json:
    """Draw who wrote, for whom and when, letter for letter."""
    return quoted(byline(t, shown), subtle=True, spacing="None")


def body(t: Words, shown: Shown, spacing: str = "Medium") -> list[Json]:
    """Draw an entry's text with what is to be known of it."""
    pieces: list[Json] = []
    if shown.text is None:
        pieces.append(para(t("Innholdet er slettet."), subtle=True))
    else:
        pieces.append(quoted(shown.text, spacing=spacing))
    if shown.corrected is not None:
        pieces.append(para(t("Rettet {when}.", when=t.when(shown.corrected)), subtle=True))
    if shown.why:
        pieces.append(quoted(shown.why, spacing="None"))
    if shown.hidden:
        pieces.append(para(t("Vises ikke for foresatte."), subtle=True))
    thanks = thanked_by(t, shown)
    return [*pieces, thanks] if thanks else pieces


def thanked_by(t: Words, shown: Shown) -> Json | None:
    """Draw who has thanked for an entry, if anybody has."""
    if not shown.thanks:
        return None
    return quoted(t("Takk fra {names}.", names=t.listing(shown.thanks)), subtle=True)


def comment(t: Words, shown: Shown, code: str) -> Json:
    """Draw one comment; its author can say that it is in the wrong log (`code` given)."""
    own: Json | None = None
    if shown.mine and code:
        button = submit(t("Feilført"), "feilfort", "apne", logg=code, seq=shown.seq)
        own = buttons(button)
    return box(written_by(t, shown), *body(t, shown, "Small"), own, spacing="Small")


def begins(text: str, most: int) -> str:
    """Give how a text begins, with dots when there is more of it."""
    return text if len(text) <= most else text[:most].rstrip() + " …"


ROOM = 19_000
"""Bytes of what people wrote that one card has room for: Teams takes 28 KB, its frame included."""
_FRAME = 800


def newest_comments(shown: Shown, before: int = 0) -> tuple[list[Shown], int]:
    """Give the newest comments that there is room for, and where the older ones end (0: none).

    With `before` the card holds comments alone, those older than that one.
    """
    older = [one for one in shown.comments if not before or one.seq < before]
    room = ROOM - (0 if before else _size(shown))
    fitting = 0
    for one in reversed(older):
        room -= _size(one) + _FRAME
        if room < 0 and (fitting or not before):
            break
        fitting += 1
    shows = older[len(older) - fitting :]
    if fitting == len(older):
        return shows, 0
    return shows, shows[0].seq if shows else older[-1].seq + 1


def _size(shown: Shown) -> int:
    return len(f"{shown.text or ''}{shown.why}{shown.thanks}".encode())
