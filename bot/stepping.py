"""One call inside its transaction: receipt, rule, form, step, access row, answer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot import notices, traceless
from bot.actors import actor_of, at_home, learn_address
from bot.admission import admit
from bot.call import COMMAND, OPEN, Answer, Call, Kind
from bot.noting import note_access, note_refusal
from bot.posting import put_down
from bot.receipting import Receipting
from cards import refusal
from cards.form import sentences, typed_of
from cards.words import words
from dialogs.base import Dialog, Step
from dialogs.nonce import Nonces
from dialogs.reply import Done, Drawn, Post, Refused, Reply, Say, Show, Swap, Wrong
from dialogs.turn import Actor, Offer, Turn
from storage import rooms
from storage.errors import NoSuchLog
from storage.unit import Unit

Outcome = tuple[Answer, str]


@dataclass(frozen=True, slots=True)
class Stepping:
    """Carries one call out in a unit of work."""

    dialogs: dict[str, Dialog]
    nonces: Nonces
    wake: Callable[[], None]
    commands: tuple[Offer, ...]

    def turn(self, unit: Unit, call: Call) -> Outcome:
        """Answer a call; a refusal undoes the step and keeps its access row."""
        actor = actor_of(unit, at_home(unit, call.who, call.place))
        dialog = self.dialogs.get(call.dialog)
        if dialog is not None and dialog.traceless:
            turn = self._begun(unit, call, actor, dialog)
            return self._answer(traceless.drawn(turn, dialog, call)), traceless.OUTCOME
        learn_address(unit, actor.person, call.place)
        receipting = Receipting(unit, call, actor)
        unit.after_commit(self.wake)
        try:
            with unit.savepoint():
                return self._take(unit, call, actor, receipting)
        except Refused as no:
            note_refusal(unit, call, actor, self._named(call), no.reason)
            return self._refused(unit, call, actor, no.reason), f"avvist_{no.reason}"

    def _named(self, call: Call) -> str:
        """Name the dialog in what is kept: never by a word that only a client has said."""
        return call.dialog if call.dialog in self.dialogs else traceless.NAME

    def _refused(self, unit: Unit, call: Call, actor: Actor, reason: str) -> Answer:
        if call.kind is Kind.MELDING:
            said = Post(notices.REFUSAL, {"reason": reason})
            put_down(unit, call, actor, self._named(call), said)
            return Answer()
        t = words(actor.language)
        drawn = Show(refusal.refusal_title(t), refusal.refusal(t, reason), "small")
        return self._answer(drawn)

    def _take(self, unit: Unit, call: Call, actor: Actor, receipting: Receipting) -> Outcome:
        dialog = self.dialogs.get(call.dialog)
        if dialog is None or call.step not in dialog.steps:
            raise Refused("skjema")
        step = dialog.steps[call.step]
        turn = self._begun(unit, call, actor, dialog)
        kept = receipting.find()
        if kept is not None:
            turn.view = receipting.view(kept)
            drawn = self._redrawn(turn, dialog, kept.outcome, kept.ids)
            note_access(turn, "igjen")
            return self._answer(drawn), "igjen"
        chooser = admit(turn, dialog, step, call)
        if chooser is not None:
            return self._answer(chooser), "velg_logg"
        reply = self._run(turn, step, call, receipting)
        drawn, outcome = self._keep(turn, dialog, call, reply, receipting)
        note_access(turn, outcome)
        return self._answer(drawn), outcome

    def _begun(self, unit: Unit, call: Call, actor: Actor, dialog: Dialog) -> Turn:
        t, place, personal = words(actor.language), call.place, call.place.personal
        turn = Turn(unit, actor, t, dialog.name, self.nonces, personal, data=call.data)
        turn.commands = self.commands
        room = None if personal else rooms.at(unit, place.conversation, place.tenant)
        turn.room = room.logg if room else ""
        return turn

    def _run(self, turn: Turn, step: Step, call: Call, receipting: Receipting) -> Reply:
        if call.step in (OPEN, COMMAND):
            return step.run(turn, typed_of(call.data))
        try:
            with turn.unit.savepoint():
                if step.spends:
                    receipting.nonce_must_hold(turn)
                if step.form is None:
                    return step.run(turn)
                return step.run(turn, step.form.model_validate(dict(call.data)))
        except ValidationError as error:
            errors = sentences(error, turn.t)
        except Wrong as wrong:
            errors = dict(wrong.errors)
        if step.again is None:
            raise Refused("skjema")
        return step.again(turn, typed_of(call.data, errors))

    def _keep(
        self, turn: Turn, dialog: Dialog, call: Call, reply: Reply, receipting: Receipting
    ) -> tuple[Drawn | None, str]:
        if isinstance(reply, Done):
            ids = dict(reply.ids)
            receipting.keep(turn, reply.outcome, ids)
            _follow(turn)
            return self._redrawn(turn, dialog, reply.outcome, ids), reply.outcome
        if isinstance(reply, Post):
            logg = turn.view.id if turn.room and turn.view else ""
            put_down(turn.unit, call, turn.actor, self._named(call), reply, logg)
            receipting.keep(turn, "", {})
            return None, "svart"
        return reply, "vist"

    def _redrawn(
        self, turn: Turn, dialog: Dialog, outcome: str, ids: dict[str, Any]
    ) -> Drawn | None:
        return dialog.outcomes[outcome](turn, ids) if outcome else None

    def _answer(self, drawn: Drawn | None) -> Answer:
        if isinstance(drawn, Show):
            return Answer(card=drawn.card, title=drawn.title, size=drawn.size)
        if isinstance(drawn, Swap):
            return Answer(card=drawn.card)
        if isinstance(drawn, Say):
            return Answer(text=drawn.text)
        return Answer()


def _follow(turn: Turn) -> None:
    """Have the log's room brought in line with what happened to the log."""
    if turn.noted and turn.view is not None:
        with suppress(NoSuchLog):  # a draft that was refused has gone with its key
            rooms.follow(turn.unit, turn.view.id)
