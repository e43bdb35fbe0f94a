"""Text written after a command: it waits as a draft, and goes into a log with one click."""

from cards import skrive_parts as parts
from cards import utkast_parts as card
from cards.form import Choice, Form, Typed
from cards.kit import Json
from cards.velg_logg import named
from dialogs.base import Ids
from dialogs.logview import LogView
from dialogs.parts import telling
from dialogs.parts.reach import mark_of, readers_said, topic_name, topics_of_actor
from dialogs.parts.writing import Kind, said_of
from dialogs.reply import Done, Notice, Post, Refused, Reply, Swap
from dialogs.rule import WRITERS, Rule
from dialogs.turn import Turn
from domain.asking import Intent
from domain.bodies import Written
from domain.body import TEXT_LIMIT
from domain.codes import EntryType
from domain.gate import Allow
from domain.text import UnwantedCharacter, tidy
from storage import drafts, logs, timeline
from storage.drafts import Draft

OWN_CHAT = Rule(personal=True)
MOST_LOGS = 5


class Waiting(Form):
    """Which draft waits."""

    utkast: Choice


def caught(turn: Turn, typed: Typed) -> Reply:
    """Keep what follows the command as a draft; nothing after it asks for the form instead."""
    try:
        text = tidy(typed.value("tekst"))[:TEXT_LIMIT]
    except UnwantedCharacter:
        text = ""
    if not text:
        return Post("start")
    logg = turn.view.id if turn.room and turn.view else ""
    draft = drafts.save(turn.unit, turn.actor.person, logg, turn.dialog, "klar", {"tekst": text})
    return Post("klar", {"utkast": draft})


def waiting(turn: Turn, kind: Kind, ids: Ids) -> Notice | None:
    """Draw the posted card: that a text waits, not what it says; in a room, who has read it."""
    title, draft = turn.t(kind.title), str(ids["utkast"])
    if not turn.personal:
        code = turn.view.code if turn.view else ""
        return Notice(card.caught_in_room(turn.t, turn.dialog, draft, code), title)
    return Notice(card.waiting(turn.t, turn.dialog, title, draft), title)


def show(turn: Turn, kind: Kind, form: Waiting) -> Reply:
    """Show the text to its writer with one click for each log it can go to."""
    title = turn.t(kind.title)
    draft = _loose(turn, form.utkast)
    if draft is None:
        return Swap(card.added(turn.t, title, ""))
    places = [place for view in _writable(turn) if (place := _place(turn, kind, view, draft.id))]
    text = str(draft.data["tekst"])
    turn.view = None
    return Swap(card.ready(turn.t, turn.dialog, title, text, draft.id, places))


def _loose(turn: Turn, draft_id: str) -> Draft | None:
    """Give the actor's own text that was caught here and is for no log yet."""
    draft = drafts.load(turn.unit, turn.actor.person, draft_id)
    fits = draft and (draft.dialog, draft.logg) == (turn.dialog, "")
    return draft if fits else None


def _writable(turn: Turn) -> list[LogView]:
    found: list[LogView] = []
    for summary in logs.of_person(turn.unit, turn.actor.person):
        viewer = logs.viewer(turn.unit, summary.id, turn.actor.person)
        if summary.state in WRITERS.states and viewer and viewer.state in WRITERS.taking_part:
            found.append(LogView(turn.unit, summary, viewer, turn.actor.person))
    return found[:MOST_LOGS]


def _place(turn: Turn, kind: Kind, view: LogView, draft: str) -> Json | None:
    turn.view = view
    topic = _likely_topic(turn, kind.type)
    if topic is None:
        return None
    who = turn.audience(Intent(kind.type, topic, view.summary.purpose))
    data = {"logg": view.code, "utkast": draft, "tema": topic, "sett": mark_of(turn, who)}
    return card.place(
        turn.t,
        turn.dialog,
        named(view.code, view.label, view.first_name),
        topic_name(turn, topic),
        readers_said(turn, who),
        data,
    )


def _likely_topic(turn: Turn, type_: EntryType) -> str | None:
    """Give the first of the actor's topics that the gate lets them write about."""
    for code in topics_of_actor(turn):
        intent = Intent(type_, code, turn.logg.summary.purpose)
        if isinstance(turn.decide(intent), Allow):
            return code
    return None


def add(turn: Turn, kind: Kind, form: parts.OneClick) -> Reply:
    """Put the text in the log, if those who will read it are those the writer was shown."""
    draft = _loose(turn, form.utkast)
    if draft is None:
        return Swap(card.added(turn.t, turn.t(kind.title), turn.logg.code))
    if form.tema not in turn.policy.topics:
        raise Refused("tema")
    intent = Intent(kind.type, form.tema, turn.logg.summary.purpose)
    if isinstance(turn.decide(intent), Allow) and mark_of(turn, turn.audience(intent)) != form.sett:
        return show(turn, kind, Waiting(utkast=form.utkast))
    seq = turn.write(intent, Written(text=str(draft.data["tekst"])))
    drafts.drop(turn.unit, turn.actor.person, draft.id)
    telling.new_entry(turn, seq)
    return Done("lagt", {"seq": seq})


def added(turn: Turn, kind: Kind, ids: Ids) -> Swap:
    """Draw what is left of the card when the text stands in the log."""
    seq = int(ids["seq"])
    if timeline.item(turn.unit, turn.logg.id, seq) is None:
        raise Refused("borte")
    said = parts.kept(turn.t, said_of(turn, seq))
    return Swap(card.added(turn.t, turn.t(kind.title), turn.logg.code, said))
