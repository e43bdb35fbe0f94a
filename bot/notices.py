"""Posted cards, drawn when they are sent: a notice of a dialog, or a command's refusal."""

from dataclasses import replace
from typing import Any

from bot.actors import NOWHERE, actor_by_id
from bot.call import Parcel
from bot.room_cards import RoomDrawing
from cards import refusal, start
from cards.words import words
from dialogs.base import Dialog, offers
from dialogs.logview import LogView
from dialogs.nonce import Nonces
from dialogs.reply import Notice, Refused
from dialogs.turn import Actor, Turn
from storage import logs, posted
from storage.errors import NoSuchLog
from storage.jobs import JobRow
from storage.posted import PostedCard
from storage.unit import Unit

REFUSAL = "_avslag"
"""The notice that answers a command with a no."""


def parcel(unit: Unit, job: JobRow, dialogs: dict[str, Dialog], nonces: Nonces) -> Parcel | None:
    """Draw a job for its receiver; None when it no longer holds, so that nothing is sent."""
    if job.kind == "rediger":
        return _edited(unit, job, dialogs, nonces)
    return _posted(unit, job.ids, dialogs, nonces)


def _posted(
    unit: Unit, ids: dict[str, Any], dialogs: dict[str, Dialog], nonces: Nonces
) -> Parcel | None:
    actor = _receiver(unit, ids)
    alone = not ids.get("recipient")
    turn = Turn(unit, actor, words(actor.language), str(ids["dialog"]), nonces, personal=alone)
    turn.commands = offers(dialogs)
    try:
        if ids.get("logg"):
            turn.view = _view(unit, str(ids["logg"]), actor.person)
        notice = _drawn(turn, ids, dialogs)
    except (Refused, NoSuchLog):  # a draft may have been refused since the job was put down
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
        keep=ids if ids.get("logg") and ids["ids"].get("seq") else None,
        recipient=str(ids.get("recipient", "")),
    )


def _edited(unit: Unit, job: JobRow, dialogs: dict[str, Dialog], nonces: Nonces) -> Parcel | None:
    """Draw a posted card anew in its place; for whom it is no longer, it says only that."""
    card = posted.by_id(unit, str(job.ids["posted"]))
    if card is None or not card.activity:  # not there any more, or not there yet
        return None
    drawn = _drawn_anew(unit, card, dialogs, nonces)
    if drawn is None:
        t = words(actor_by_id(unit, card.person).language if card.person else "nb")
        drawn = Parcel(card.person, None, start.gone(t), start.gone_title(t))
    return replace(
        drawn,
        conversation=card.conversation,
        service_url=card.service_url,
        replaces=card.activity,
        keep=None,
    )


def _drawn_anew(
    unit: Unit, card: PostedCard, dialogs: dict[str, Dialog], nonces: Nonces
) -> Parcel | None:
    if card.person:
        return _posted(unit, card.ids, dialogs, nonces)
    return RoomDrawing(dialogs, nonces).again(unit, card)


def _receiver(unit: Unit, ids: dict[str, Any]) -> Actor:
    person = str(ids.get("person") or "")
    language = str(ids.get("language") or "nb")
    if person:
        return actor_by_id(unit, person, language)
    tenant, subject = ids["identity"]
    return Actor("", "", language, (), (tenant, subject))


def _view(unit: Unit, logg: str, person: str) -> LogView:
    viewer = logs.viewer(unit, logg, person)
    if viewer is None:
        raise Refused("ukjent")
    return LogView(unit, logs.summary(unit, logg), viewer, person)


def _drawn(turn: Turn, ids: dict[str, Any], dialogs: dict[str, Dialog]) -> Notice | None:
    if ids["notice"] == REFUSAL:
        reason = str(ids["ids"]["reason"])
        return Notice(refusal.refusal(turn.t, reason), refusal.refusal_title(turn.t))
    dialog = dialogs.get(turn.dialog)
    make = dialog.notices.get(str(ids["notice"])) if dialog else None
    return make(turn, ids["ids"]) if make else None
