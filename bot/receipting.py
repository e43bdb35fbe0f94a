"""Receipts: a call that has already changed something is answered from the present state."""

from dataclasses import dataclass
from typing import Any

from bot.call import Call
from dialogs.logview import LogView
from dialogs.reply import Wrong
from dialogs.turn import Actor, Turn
from storage import logs, receipts
from storage.errors import NoSuchLog
from storage.receipts import ReceiptRow
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Receipting:
    """The receipts of one call: by its activity id and by its form's nonce."""

    unit: Unit
    call: Call
    actor: Actor

    def find(self) -> ReceiptRow | None:
        """Give the receipt of an earlier delivery of this call by the same person."""
        for kept in receipts.found(self.unit, self._keys()):
            if kept.dialog == self.call.dialog and kept.viewer in self._names():
                return kept
        return None

    def keep(self, turn: Turn, outcome: str, ids: dict[str, Any]) -> None:
        """Keep what this call was answered with."""
        receipts.keep(
            self.unit,
            self._keys(),
            viewer=self._viewer(),
            dialog=self.call.dialog,
            step=self.call.step,
            logg=turn.view.id if turn.view else "",
            outcome=outcome,
            ids=ids,
        )

    def view(self, kept: ReceiptRow) -> LogView | None:
        """Give the log of a receipt as the actor meets it now; None when there is none any more."""
        if not kept.logg:
            return None
        try:
            summary = logs.summary(self.unit, kept.logg)
        except NoSuchLog:
            return None
        return LogView.met(self.unit, summary, self.actor.person)

    def nonce_must_hold(self, turn: Turn) -> None:
        """Send the form back when its nonce was made for something else or has grown old."""
        code = turn.view.code if turn.view else ""
        nonce = self.call.data.get("nonce")
        if not turn.nonces.holds(nonce, self._viewer(), turn.dialog, code, turn.now):
            again = turn.t("Skjemaet ble åpnet for lenge siden. Se over det og send på nytt.")
            raise Wrong({"": again})

    def _viewer(self) -> str:
        return self.actor.person or self._identity()

    def _identity(self) -> str:
        return ":".join(self.actor.identity)

    def _names(self) -> set[str]:
        """Give both: a step may be what made the bot know somebody (a one-time code)."""
        return {self._viewer(), self._identity()}

    def _keys(self) -> tuple[str, ...]:
        key, nonce = f"a:{self.call.key}", self.call.data.get("nonce")
        if isinstance(nonce, str) and len(nonce) <= 80:
            return key, f"n:{nonce}"
        return (key,)
