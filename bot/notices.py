"""Posted cards, drawn when they are sent: a notice of a dialog, or a command's refusal."""

from typing import Any

from bot.actors import NOWHERE, actor_by_id
from bot.call import Parcel
from cards import refusal
from cards.words import words
from dialogs.base import Dialog, offers
from dialogs.logview import LogView
from dialogs.nonce import Nonces
from dialogs.reply import Notice, Refused
from dialogs.turn import Actor, Turn
from storage import logs
from storage.jobs import JobRow
from storage.unit import Unit

REFUSAL = "_avslag"
"""The notice that answers a command with a no."""


def parcel(unit: Unit, job: JobRow, dialogs: dict[str, Dialog], nonces: Nonces) -> Parcel | None:
    """Draw a job for its receiver; None when it no longer holds, so that nothing is sent."""
    ids = job.ids
    actor = _receiver(unit, ids)
    turn = Turn(unit, actor, words(actor.language), str(ids["dialog"]), nonces, personal=True)
    turn.commands = offers(dialogs)
    try:
        if ids.get("logg"):
            turn.view = _view(unit, str(ids["logg"]), actor.person)
        notice = _drawn(turn, ids, dialogs)
    except Refused:
        return None
    if notice is None:
        return None
    return Parcel(
        person=actor.person,
        identity=actor.identity if actor.identity != NOWHERE else None,
        card=notice.card,
        summary=notice.summary,
        conversation=str(ids.get("conversation", "")),
        service_url=str(ids.get("service_url", "")),
    )


def _receiver(unit: Unit, ids: dict[str, Any]) -> Actor:
    person = str(ids.get("person") or "")
    language = str(ids.get("language") or "nb")
    if person:
        return actor_by_id(unit, person, language)
    tenant, subject = ids["identity"]
    return Actor("", "", language, (), (tenant, subject))


def _view(unit: Unit, logg: str, person: str) -> LogView:
    summary, viewer = logs.summary(unit, logg), logs.viewer(unit, logg, person)
    if viewer is None:
        raise Refused("ukjent")
    return LogView(unit, summary, viewer, person)


def _drawn(turn: Turn, ids: dict[str, Any], dialogs: dict[str, Dialog]) -> Notice | None:
    if ids["notice"] == REFUSAL:
        reason = str(ids["ids"]["reason"])
        return Notice(refusal.refusal(turn.t, reason), refusal.refusal_title(turn.t))
    dialog = dialogs.get(turn.dialog)
    make = dialog.notices.get(str(ids["notice"])) if dialog else None
    return make(turn, ids["ids"]) if make else None
