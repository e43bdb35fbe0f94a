"""Writing in a log: the form, who will read it, drafts that wait, and telling the readers."""

from dataclasses import dataclass

from cards import skrive_parts as parts
from cards.form import Typed
from cards.velg_logg import named
from dialogs.parts import telling
from dialogs.parts.reach import mark_of, readers_said, topics_for
from dialogs.reply import Done, Refused, Reply, Show, Wrong
from dialogs.turn import Turn
from domain.ages import row_on
from domain.asking import Intent, Reason
from domain.bodies import Written
from domain.clock import oslo_day
from domain.codes import FAMILY, HELPERS, EntryType, Role
from domain.gate import Deny
from storage import drafts


@dataclass(frozen=True, slots=True)
class Kind:
    """What is written: its entry type and the words of its form (bokmål, for the catalogues)."""

    type: EntryType
    title: str
    label: str
    hint: str


def ask(turn: Turn, kind: Kind, typed: Typed) -> Reply:
    """Show the form, with a waiting draft's text when one is named."""
    view, t = turn.logg, turn.t
    typed = _with_draft(turn, typed)
    about, hidden = about_of(turn, typed.value("om")), typed.value("skjul") == "true"
    topics, seen = topics_for(turn, kind.type, about, hidden)
    sent = {"logg": view.code, "nonce": turn.nonce(), "sett": seen}
    if typed.value("utkast"):
        sent["utkast"] = typed.value("utkast")
    asked = parts.Asked(
        log_name=named(view.code, view.label, view.first_name),
        label=t(kind.label),
        hint=t(kind.hint),
        topics=topics,
        family=[(no, view.card_of(int(no)).first_name) for no in _family(turn)],
        may_hide=_may_hide(turn),
        seen_by_room=bool(turn.room and typed.value("tekst") and not typed.errors),
    )
    drawn = parts.form(t, turn.dialog, typed, asked, sent)
    return Show(t(kind.title), drawn)


def send(turn: Turn, kind: Kind, form: parts.Answers) -> Reply:
    """Keep the text as the gate allows, or keep it as a draft and say what is missing."""
    if form.tema not in turn.policy.topics:
        raise Wrong({"tema": turn.t("Velg en av mulighetene.")})
    about = _checked_about(turn, form)
    purpose = turn.logg.summary.purpose
    intent = Intent(kind.type, form.tema, purpose, hidden=form.skjul, about=about)
    decision = turn.decide(intent)
    if isinstance(decision, Deny):
        if decision.reason in (Reason.SAMTYKKE, Reason.ANDRE):
            return _missing(turn, kind, form, decision.reason)
        raise Refused(decision.reason)
    _seen_as_it_is(turn, intent, form.sett)
    seq = turn.write(intent, Written(text=form.tekst))
    if form.utkast:
        drafts.drop(turn.unit, turn.actor.person, form.utkast)
    telling.new_entry(turn, seq)
    return Done("skrevet", {"seq": seq})


def _seen_as_it_is(turn: Turn, intent: Intent, seen: str) -> None:
    """Let the form come back once when others will read it than its writer was told."""
    who = turn.audience(intent)
    if f"{intent.category}={mark_of(turn, who)}" not in seen.split(";"):
        again = turn.t("Nå leses dette av {who}. Se over og send igjen.", who=_said(turn, intent))
        raise Wrong({"": again})


def _said(turn: Turn, intent: Intent) -> str:
    return readers_said(turn, turn.audience(intent))


def said_of(turn: Turn, seq: int) -> str:
    """Say who reads an entry that stands, as its author meets it now."""
    item = turn.item(seq)
    intent = Intent(item.type, item.category, item.purpose, item.hidden, item.about)
    return _said(turn, intent)


def _missing(turn: Turn, kind: Kind, form: parts.Answers, reason: Reason) -> Reply:
    kept = {"tekst": form.tekst, "tema": form.tema, "om": ",".join(form.om)}
    kept["skjul"] = "true" if form.skjul else "false"
    code, owner = turn.logg.code, turn.actor.person
    draft = drafts.save(
        turn.unit, owner, turn.logg.id, turn.dialog, "mangler", kept, form.utkast or None
    )
    sent = {"logg": code, "utkast": draft, "tema": form.tema}
    viewer = turn.logg.viewer
    if viewer and viewer.service:
        sent["tjeneste"] = viewer.service
    others = reason is Reason.ANDRE
    if others:
        sent["om"] = ",".join(form.om)
    topic = turn.policy.topics[form.tema].name(turn.t.language)
    drawn = parts.missing(turn.t, turn.dialog, topic, sent, others)
    return Show(turn.t(kind.title), drawn)


def _with_draft(turn: Turn, typed: Typed) -> Typed:
    draft = drafts.load(turn.unit, turn.actor.person, typed.value("utkast"))
    if draft is None or draft.dialog != turn.dialog or draft.logg not in ("", turn.logg.id):
        return Typed({k: v for k, v in typed.values.items() if k != "utkast"}, typed.errors)
    if "tekst" in typed.values:  # a form that comes back: what was unticked stays unticked
        return typed
    held = {name: str(value) for name, value in draft.data.items()}
    return Typed({**held, **typed.values}, typed.errors)


def _family(turn: Turn) -> list[str]:
    """Give those whom an entry could be about besides: the family, not the person, not oneself."""
    return [
        str(member.no)
        for member in turn.logg.active
        if member.role in FAMILY and member.role is not Role.PERSON and member.no != turn.me
    ]


def about_of(turn: Turn, chosen: str) -> tuple[int, ...]:
    """Give the participants that a choice names, those that are family of this log."""
    known = _family(turn) if chosen else ()
    return tuple(sorted(int(code) for code in chosen.split(",") if code in known))


def _checked_about(turn: Turn, form: parts.Answers) -> tuple[int, ...]:
    if parts.SOMEBODY_ELSE in form.om:
        said = turn.t("Skriv det uten å nevne den personen, og ta bort krysset her.")
        raise Wrong({"om": said})
    about = about_of(turn, ",".join(form.om))
    if len(about) != len(form.om):
        raise Wrong({"om": turn.t("Velg en av mulighetene.")})
    return about


def _may_hide(turn: Turn) -> bool:
    view = turn.logg
    row = row_on(view.ledger.ages, oslo_day(turn.now), turn.policy)
    role = view.viewer.role if view.viewer else None
    return row is not None and row.kan_skjules and (role in HELPERS or role is Role.PERSON)
