"""The one door to the dialogs: receipt, rule, step, commit; refusals and faults become cards."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import bound_contextvars

from bot import notices, traceless
from bot.actors import actor_of, learn_address
from bot.call import Answer, Call, Parcel, Place, Who
from bot.metrics import FAULTS, TURNS
from bot.returning import Returning
from bot.room_cards import RoomDrawing
from bot.stepping import Outcome, Stepping
from cards import refusal
from cards.words import language_of, words
from dialogs.base import Dialog, offers
from dialogs.nonce import Nonces
from domain.clock import Clock
from domain.policy import Policy
from storage import addresses
from storage.database import Database
from storage.errors import TooLate
from storage.jobs import JobRow
from storage.unit import Unit

_log = structlog.get_logger(__name__)


@dataclass
class Router:
    """Answers calls; each call is one turn of the database."""

    database: Database
    dialogs: dict[str, Dialog]
    policy: Policy
    clock: Clock
    form_key: bytes
    wake: Callable[[], None]
    _back: Returning | None = field(default=None, init=False)

    @cached_property
    def _stepping(self) -> Stepping:
        nonces = Nonces(self.form_key)
        return Stepping(self.dialogs, nonces, self.wake, offers(self.dialogs))

    @property
    def _returning(self) -> Returning:
        if self._back is None or not self._back.here:
            self._back = Returning()
        return self._back

    async def answer(self, call: Call) -> Answer:
        """Carry a call out and give what to show; nothing escapes but cancellation."""
        try:
            future = self.database.turn(_told(call, self._stepping), arrived=call.arrived)
            answer, outcome = await self._returning.wait(future)
        except TooLate:
            answer, outcome = self._late(call), "for_sent"
        except (DBAPIError, Exception) as error:  # noqa: BLE001 - the one door where a fault stops
            answer, outcome = self._fault(call, error), "feil"
        dialog = self._named(call)
        if dialog == traceless.NAME:
            outcome = traceless.OUTCOME
        TURNS.labels(dialog=dialog, outcome=outcome).inc()
        _log.info("turn", reference=call.reference, dialog=dialog, outcome=outcome)
        return answer

    def _named(self, call: Call) -> str:
        """Name the dialog for lines and counts; traceless and unknown ones are told as one."""
        dialog = self.dialogs.get(call.dialog)
        return traceless.NAME if dialog is None or dialog.traceless else dialog.name

    def _late(self, call: Call) -> Answer:
        t = words(language_of(call.who.locale))
        return Answer(card=refusal.late(t), title=refusal.refusal_title(t))

    def _fault(self, call: Call, error: Exception) -> Answer:
        FAULTS.inc()
        dialog, kind = self._named(call), type(error).__name__
        where = None if dialog == traceless.NAME else error  # the lines that it passed name it too
        _log.error("fault", reference=call.reference, dialog=dialog, kind=kind, exc_info=where)
        t = words(language_of(call.who.locale))
        return Answer(card=refusal.fault(t, call.reference), title=refusal.refusal_title(t))

    async def met(self, who: Who, place: Place) -> None:
        """Learn where somebody's own chat is; strangers leave no trace."""

        def learn(unit: Unit) -> None:
            learn_address(unit, actor_of(unit, who).person, place)
            unit.after_commit(self.wake)

        await asyncio.wrap_future(self.database.turn(learn))

    async def left(self, who: Who) -> None:
        """Forget where somebody's own chat was: they have uninstalled the app."""

        def forget(unit: Unit) -> None:
            addresses.leave(unit, actor_of(unit, who).person)

        await asyncio.wrap_future(self.database.turn(forget))

    def parcel(self, unit: Unit, job: JobRow) -> Parcel | None:
        """Draw a job's card for its receiver, through the gate, at the moment of sending."""
        return notices.parcel(unit, job, self.dialogs, Nonces(self.form_key))

    def room_card(self, unit: Unit, logg: str, which: str, ids: Mapping[str, Any]) -> Parcel | None:
        """Draw one of the cards that stand in every room: "festet" or "hjem"."""
        return self._rooms().card(unit, logg, which, ids)

    def room_news(
        self, unit: Unit, logg: str, seq: int, present: Collection[str] | None
    ) -> Parcel | None:
        """Draw «Nytt i loggen» for a room; None when the readers are told alone instead."""
        return self._rooms().news(unit, logg, seq, present)

    def _rooms(self) -> RoomDrawing:
        return RoomDrawing(self.dialogs, Nonces(self.form_key))


def _told(call: Call, stepping: Stepping) -> Callable[[Unit], Outcome]:
    """Give the work of a turn, whose log lines carry its reference in storage's thread too."""

    def turn(unit: Unit) -> Outcome:
        with bound_contextvars(reference=call.reference):
            return stepping.turn(unit, call)

    return turn
