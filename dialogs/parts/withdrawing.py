"""Taking consent back: what a giver can take, what goes with it, and keeping it."""

from collections.abc import Iterable
from dataclasses import replace

from cards.trekk_samtykke import Asked, Effects, What
from dialogs.parts.consenting import Voice, after_change, keep_scope, tell_changed
from dialogs.reply import Refused, Wrong
from dialogs.turn import Turn
from domain.clock import oslo_day
from domain.codes import EntryType
from domain.consent_bodies import ConsentWithdrawn
from domain.consent_scopes import (
    Cell,
    Scope,
    Taken,
    effective,
    given,
    holder_reads_all,
    holder_ticked,
    lost,
    without,
)


def standing(turn: Turn, giver: int) -> dict[int, list[Scope]]:
    """Give what a giver can take back, by whom it is about."""
    ledger, today = turn.logg.ledger, oslo_day(turn.now)
    purpose, policy = turn.logg.summary.purpose, turn.policy
    abouts = sorted({permit.about for permit in ledger.permits if permit.giver == giver})
    found = {one: given(ledger, {giver}, one, purpose, today, policy) for one in abouts}
    return {about: scopes for about, scopes in found.items() if scopes}


def holder_reads(turn: Turn, giver: int) -> bool:
    """Tell whether a giver can take back that the stafettholder reads all."""
    return holder_ticked(turn.logg.ledger, giver, oslo_day(turn.now))


def _cells(stands: dict[int, list[Scope]]) -> frozenset[Cell]:
    return frozenset(
        (about, scope.service, topic)
        for about, scopes in stands.items()
        for scope in scopes
        for topic in (*scope.reads, *scope.writes)
    )


def taken_of(turn: Turn, giver: int, form: What) -> Taken:
    """Give what was ticked; raises `Wrong` for nothing, and for what the giver has not given."""
    cells = _cells(standing(turn, giver))
    if form.alt:
        return Taken(cells, holder_reads(turn, giver))
    ticked = [(*key.split("_", 1), topic) for key, topics in form.tema.items() for topic in topics]
    if any(not about.isdecimal() for about, *_ in ticked):
        raise Wrong({"": turn.t("Skjemaet er endret. Åpne det på nytt.")})
    taken = frozenset((int(about), service, topic) for about, service, topic in ticked)
    if not taken <= cells:
        raise Wrong({"": turn.t("Skjemaet er endret. Åpne det på nytt.")})
    if not taken and not form.leser_alt:
        raise Wrong({"": turn.t("Kryss av for det som skal trekkes tilbake.")})
    return Taken(taken, form.leser_alt and holder_reads(turn, giver))


def effects(turn: Turn, giver: int, taken: Taken) -> Effects:
    """Tell who loses what when it is taken back: only what holds now can be lost."""
    view, today = turn.logg, oslo_day(turn.now)
    purpose, policy = view.summary.purpose, turn.policy
    after = without(view.ledger, giver, taken.cells)
    gone: list[tuple[str, list[Scope]]] = []
    for about in sorted({about for about, *_ in taken.cells}):
        now = effective(view.ledger, about, purpose, today, policy)
        then = effective(after, about, purpose, today, policy)
        name = "" if about == view.summary.person_no else view.card_of(about).first_name
        if lost(now, then):
            gone.append((name, lost(now, then)))
    reads_all = holder_reads_all(view.ledger, today, policy)
    still = holder_reads_all(after, today, policy) and not taken.holder
    return Effects(gone, reads_all and not still)


def keep(turn: Turn, voice: Voice, taken: Taken) -> int:
    """Keep that it is taken back, at once; give the last entry's number.

    What meanwhile no longer stands is passed over; `Refused` when nothing is left.
    """
    stands = standing(turn, voice.giver)
    cells, everything = taken.cells & _cells(stands), taken.cells >= _cells(stands)
    if everything:
        seqs = [_note(turn, voice, about) for about in stands]
    else:
        services = sorted({(about, service) for about, service, _ in cells})
        seqs = [
            _note(turn, voice, about, service, _topics(cells, stands, about, service))
            for about, service in services
        ]
    if taken.holder and not everything:
        seqs += _stop_reading_all(turn, voice)
    if not seqs:
        raise Refused("utlopt")
    tell_changed(turn, voice, seqs[-1])
    after_change(turn, seqs[-1])
    return seqs[-1]


def _topics(
    cells: Iterable[Cell], stands: dict[int, list[Scope]], about: int, service: str
) -> tuple[str, ...]:
    """Give the topics that are taken of one service, none when that is all it has."""
    topics = {topic for one, of, topic in cells if (one, of) == (about, service)}
    held = {topic for one, of, topic in _cells(stands) if (one, of) == (about, service)}
    return () if topics == held else tuple(sorted(topics))


def _note(
    turn: Turn, voice: Voice, about: int, service: str = "", topics: tuple[str, ...] = ()
) -> int:
    body = ConsentWithdrawn(
        giver=voice.giver,
        about=about,
        service=service,
        categories=topics,
        method=voice.method,
        evidence=voice.evidence,
        recorded_by=voice.recorded_by,
    )
    return turn.note(EntryType.SAMTYKKE_TRUKKET, body)


def _stop_reading_all(turn: Turn, voice: Voice) -> list[int]:
    """Say the same yes again for each service, without the stafettholder reading all."""
    person = turn.logg.summary.person_no
    about_person = replace(voice, about=person)
    return [
        keep_scope(turn, about_person, scope, scope.until)
        for scope in standing(turn, voice.giver).get(person, [])
        if scope.until is not None
    ]


def asked(turn: Turn, giver: int, step: str, sent: dict[str, str]) -> Asked:
    """Give what a form shows of what a giver can take back."""
    person = turn.logg.summary.person_no
    stands = [
        (about, "" if about == person else turn.logg.card_of(about).first_name, scopes)
        for about, scopes in standing(turn, giver).items()
    ]
    return Asked(stands, holder_reads(turn, giver), turn.dialog, step, sent)
