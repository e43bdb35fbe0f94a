"""«Du er her»: where a log stands, the same for everybody in the room, and for each their own."""

from dataclasses import dataclass, field

from cards.innslag_parts import Shown, begins, written_by
from cards.kit import (
    Json,
    box,
    buttons,
    card,
    facts,
    heading,
    launcher,
    link_step,
    open_button,
    para,
    quoted,
    subheading,
)
from cards.mine_logger import STATES, Waiting
from cards.skrive_parts import about_log, refresh
from cards.words import N_, Words

TITLE = N_("Du er her")
ABOUT = N_("Se hvor loggen står: nivå, stafettholder, siste lysglimt og det som venter på deg.")
SHORT = 600


@dataclass(frozen=True, slots=True)
class Standing:
    """What everybody in a room may know of a log: code, state, level; `family` is in the room."""

    code: str
    state: str
    level: int
    family: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What one viewer sees besides: names, what waits for them, the latest lysglimt."""

    log_name: str
    holder: str
    asked: bool = False
    drafts: list[Waiting] = field(default_factory=list[Waiting])
    lysglimt: Shown | None = None
    writes: bool = False


def _level(t: Words, standing: Standing) -> str:
    return t("Nivå {n}", n=standing.level)


def _family(t: Words, standing: Standing) -> Json | None:
    said = t("Noen fra familien er med i rommet og kan se det som skrives der.")
    return para(said, color="Accent") if standing.family else None


def base(t: Words, standing: Standing) -> Json:
    """Draw the card as it stands in the room: no name, no topic, no service."""
    said = t("{code} · {state}", code=standing.code, state=t(STATES[standing.state]))
    return launcher(
        t(TITLE),
        para(said, subtle=True),
        para(_level(t, standing)),
        para(t("Neste møte er ikke avtalt."), spacing="None"),
        _family(t, standing),
        para(t("Stafettholder og det som venter på deg, ser du når du åpner."), subtle=True),
        actions=[open_button(t("Vis"), "du_er_her", standing.code)],
        refresh=refresh(t, "du_er_her", "vis", logg=standing.code),
    )


def own(t: Words, standing: Standing, mine: Own, *, posted: bool) -> Json:
    """Draw the viewer's own view, in place of the posted card or in a dialog."""
    pairs = [
        (t("Nivå"), str(standing.level)),
        (t("Stafettholder"), mine.holder),
        (t("Neste møte"), t("Ikke avtalt")),
    ]
    code = standing.code
    again = refresh(t, "du_er_her", "vis", logg=code) if posted else None
    return card(
        heading(t(TITLE)) if posted else None,
        about_log(t, mine.log_name),
        para(t(STATES[standing.state]), subtle=True, spacing="None"),
        facts(pairs),
        _family(t, standing),
        *_owed(t, code, mine, posted=posted),
        *_latest(t, code, mine, posted=posted),
        actions=[_open(name, dialog, code, posted=posted) for name, dialog in _ways(t, mine)],
        refresh=again,
    )


def _ways(t: Words, mine: Own) -> list[tuple[str, str]]:
    writing = [(t("Oppdatering"), "oppdatering"), (t("Lysglimt"), "lysglimt")]
    last = [(t("Tidslinje"), "logg"), (t("Deltakere"), "deltakere")]
    return [*(writing if mine.writes else []), *last]


def _open(title: str, dialog: str, code: str, *, posted: bool, **data: str | int) -> Json:
    if posted:
        return open_button(title, dialog, code, **data)
    return link_step(title, dialog, "apne", logg=code, **data)


def _owed(t: Words, code: str, mine: Own, *, posted: bool) -> list[Json]:
    ways = [
        _open(t("Fortsett: {what}", what=one.title), one.dialog, code, posted=posted,
              utkast=one.id)
        for one in mine.drafts
    ]  # fmt: skip
    if mine.asked:
        ways.insert(0, _open(t("Svar på samtykke"), "samtykke", code, posted=posted))
    head = subheading(t("Venter på deg"))
    if not ways:
        return [head, para(t("Ingenting akkurat nå."), subtle=True)]
    return [head, buttons(*ways)]


def _latest(t: Words, code: str, mine: Own, *, posted: bool) -> list[Json]:
    shown = mine.lysglimt
    if shown is None:
        return []
    return [
        subheading(t("Siste lysglimt")),
        box(
            quoted(begins(shown.text or "", SHORT), spacing="None"),
            written_by(t, shown),
            buttons(_open(t("Åpne"), "innslag", code, posted=posted, seq=shown.seq)),
            style="good",
            spacing="Small",
        ),
    ]
