"""The timeline of a log as one viewer may see it: filtered, in pages, numbered for that viewer."""

from dataclasses import dataclass

from cards.fields import Options, choice, group
from cards.form import Form, OptionalLine, Typed
from cards.innslag_parts import Shown, begins, kind_name, written_by
from cards.kit import Json, box, buttons, card, link_step, para, quoted, submit, unfold
from cards.skrive_parts import about_log
from cards.words import N_, Words

TITLE = N_("Loggen")
ABOUT = N_("Se det du kan lese i loggen, nyeste først.")
PREVIEW = 160


class Filter(Form):
    """What to show, and from where."""

    vis: OptionalLine = ""
    tema: OptionalLine = ""
    fra: OptionalLine = ""
    nr: OptionalLine = ""


FILTERS = (
    ("alt", N_("Alt")),
    ("lysglimt", N_("Lysglimt")),
    ("oppdatering", N_("Oppdateringer")),
    ("hendelser", N_("Hendelser")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: an entry, or an event said in a sentence; `no` is the viewer's."""

    no: int
    shown: Shown | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and where the next one starts (None at the end)."""

    lines: list[Line]
    next_before: int | None
    next_no: int


@dataclass(frozen=True, slots=True)
class Look:
    """Which log is looked at, the topics to choose among, and whether the viewer may write."""

    log_name: str
    code: str
    topics: Options
    writes: bool


def timeline(t: Words, look: Look, page: Page, typed: Typed) -> Json:
    """Draw a page of the timeline with its filter."""
    code = look.code
    held = {"vis": typed.value("vis", "alt"), "tema": typed.value("tema")}
    filters = [(code, t(name)) for code, name in FILTERS]
    any_topic = [("alle", t("Alle temaer")), *look.topics]
    chosen = Typed({"vis": held["vis"], "tema": held["tema"] or "alle"})
    rows = [_line(t, code, line) for line in page.lines]
    empty = para(t("Her er det ingenting du kan lese ennå."), subtle=True)
    actions: list[Json] = []
    if page.next_before is not None:
        on = {"fra": str(page.next_before), "nr": str(page.next_no)}
        actions.append(link_step(t("Eldre"), "logg", "bla", logg=code, **held, **on))
    columns = [
        choice(t, "vis", t("Vis"), filters, chosen, compact=True, required=False),
        choice(t, "tema", t("Tema"), any_topic, chosen, compact=True, required=False),
    ]
    if look.writes:
        actions += [
            link_step(t("Skriv oppdatering"), "oppdatering", "apne", logg=code),
            link_step(t("Del lysglimt"), "lysglimt", "apne", logg=code),
        ]
    use = submit(t("Bruk filter"), "logg", "bla", logg=code)
    actions.append(unfold(t("Filter"), group(*columns), actions=[use]))
    return card(
        about_log(t, look.log_name),
        *(rows or [empty]),
        actions=actions,
    )


def _line(t: Words, code: str, line: Line) -> Json:
    if line.shown is None:
        said = t("{no} · {event}", no=line.no, event=line.event)
        return box(quoted(said, subtle=True, spacing="None"), style="default", spacing="Small")
    shown = line.shown
    head = t(
        "{no} · {kind} · {topic}", no=line.no, kind=kind_name(t, shown.type), topic=shown.topic
    )
    short = begins(shown.text or "", PREVIEW)
    return box(
        para(head, spacing="None") | {"weight": "Bolder"},
        written_by(t, shown),
        quoted(short),
        _replies(t, shown),
        buttons(link_step(t("Åpne"), "innslag", "apne", logg=code, seq=shown.seq)),
        style="good" if shown.type == "lysglimt" else "emphasis",
        spacing="Small",
    )


def _replies(t: Words, shown: Shown) -> Json | None:
    said: list[str] = []
    if shown.comments:
        said.append(t.plural("{n} kommentar", "{n} kommentarer", len(shown.comments)))
    if shown.thanks:
        said.append(t("takk fra {names}", names=t.listing(shown.thanks)))
    return quoted(" · ".join(said), subtle=True) if said else None
