"""My logs: one box a log, what waits for me, and the way into each."""

from dataclasses import dataclass, field

from cards.form import Form
from cards.kit import Json, box, buttons, card, link_step, para, quoted, subheading, unfold
from cards.words import N_, Words

TITLE = N_("Mine logger")
ABOUT = N_("Se loggene du er med i, og hva som venter på deg.")

STATES = {
    "utkast": N_("Venter på samtykke"),
    "aktiv": N_("Åpen"),
    "hvilende": N_("Satt på pause"),
    "overfort": N_("Overført"),
    "erstattet_av_ip": N_("Erstattet av individuell plan"),
    "avsluttet": N_("Avsluttet"),
    "arkivert": N_("Avsluttet og arkivert"),
}
OPENS = {
    "logg": N_("Tidslinje"),
    "oppdatering": N_("Oppdatering"),
    "lysglimt": N_("Lysglimt"),
    "samtykke": N_("Samtykke"),
    "deltakere": N_("Deltakere"),
    "merkelapp": N_("Merkelapp"),
}
"""The dialogs that a log's buttons open."""


class Page(Form):
    """Which log the page begins with."""

    fra: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text of one's own that is not in a log yet: its dialog, what that is called, and its id."""

    dialog: str
    title: str
    id: str


@dataclass(frozen=True, slots=True)
class Box:
    """One log: what it is called for me, how it stands, and the dialogs that are open to me."""

    code: str
    name: str
    state: str
    holder: str = ""
    invited: bool = False
    asked: bool = False
    drafts: list[Waiting] = field(default_factory=list[Waiting])
    near: tuple[str, ...] = ()
    far: tuple[str, ...] = ()


def page(t: Words, boxes: list[Box], loose: list[Waiting], more: int) -> Json:
    """Draw one page of logs; `more` is the place of the next one, 0 when this is the last."""
    actions = [link_step(t("Vis flere"), "mine_logger", "bla", fra=more)] if more else None
    if not boxes and not loose:
        return _none(t)
    return card(_loose(t, loose), *(_drawn(t, one) for one in boxes), actions=actions)


def _none(t: Words) -> Json:
    return card(
        para(t("Du er ikke med i noen logg.")),
        para(t("Har du fått en kode, skriv «kode» og koden. Skriv «hjelp» for å se mer.")),
    )


def _loose(t: Words, loose: list[Waiting]) -> Json | None:
    if not loose:
        return None
    title = subheading(t("Ligger klart, men er ikke i noen logg")) | {"spacing": "None"}
    return box(title, _drafts(t, loose))


def _drafts(t: Words, waiting: list[Waiting], code: str = "") -> Json | None:
    """Draw the way on with each text that waits; what it says is not shown here."""
    ways = [
        link_step(
            t("Fortsett: {what}", what=one.title), one.dialog, "apne", logg=code, utkast=one.id
        )
        for one in waiting
    ]
    return buttons(*ways) if ways else None


def _drawn(t: Words, one: Box) -> Json:
    if one.invited:
        return box(
            quoted(one.name, strong=True, spacing="None"),
            para(t("Du er spurt om å bli med."), spacing="None"),
            buttons(link_step(t("Svar"), "invitasjon", "apne", style="positive", logg=one.code)),
            style="accent",
        )
    holder = quoted(t("Stafettholder: {name}", name=one.holder), subtle=True, spacing="None")
    asked = para(t("Du er spurt om samtykke."), color="Accent", spacing="Small")
    actions = _actions(t, one)
    return box(
        quoted(one.name, strong=True, spacing="None"),
        para(t(STATES[one.state]), spacing="None"),
        holder if one.holder else None,
        asked if one.asked else None,
        _drafts(t, one.drafts, one.code),
        buttons(*actions) if actions else None,
    )


def _actions(t: Words, one: Box) -> list[Json]:
    near = [_opens(t, dialog, one) for dialog in one.near]
    far = [_opens(t, dialog, one) for dialog in one.far]
    return [*near, *([unfold(t("Mer"), buttons(*far))] if far else [])]


def _opens(t: Words, dialog: str, one: Box) -> Json:
    style = "positive" if one.asked and dialog == "samtykke" else "default"
    return link_step(t(OPENS[dialog]), dialog, "apne", style=style, logg=one.code)
