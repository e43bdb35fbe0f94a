"""What stands in a room, drawn without a viewer: no name, no topic, no service, no text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.actors import NOWHERE, actor_by_id
from bot.call import Parcel
from cards.words import words
from dialogs.base import Dialog
from dialogs.logview import LogView, viewer_of
from dialogs.nonce import Nonces
from dialogs.parts import room_news, telling
from dialogs.reply import Notice
from dialogs.turn import Actor, Turn
from domain.asking import Item
from domain.codes import HELPERS
from domain.gate import Allow, decide
from storage import logs, people, posted, rooms, timeline
from storage.log_rows import Member
from storage.posted import PostedCard, Spot
from storage.unit import Unit

STANDING = {"festet": ("nytt", "festet"), "hjem": ("du_er_her", "hjem")}
"""The cards that every room has: the dialog that draws each, and its notice."""
SHARED = timedelta(hours=1)
"""What comes within this of the first shares its card."""


@dataclass(frozen=True, slots=True)
class RoomDrawing:
    """Draws for rooms inside a turn of the database."""

    dialogs: dict[str, Dialog]
    nonces: Nonces

    def card(self, unit: Unit, logg: str, which: str, ids: Mapping[str, Any]) -> Parcel | None:
        """Draw one of the cards that every room has ("festet", "hjem").

        What each reads on the second in place can be withdrawn: it is remembered, to be sent anew.
        """
        dialog, notice = STANDING[which]
        said = {"dialog": dialog, "notice": notice, "logg": logg, "ids": dict(ids)}
        if which == "festet":
            return self._parcel(unit, logg, said)
        return self._parcel(unit, logg, said, keep=said, posted=posted.home_id(logg))

    def news(
        self, unit: Unit, logg: str, seq: int, present: Collection[str] | None
    ) -> Parcel | None:
        """Draw that there is something new, for those present (our person ids).

        None when it may not stand there (`present` None: nothing may); the readers who then have
        not met it are put down to be told in their own chats, here, in this turn.
        """
        item = timeline.item(unit, logg, seq)
        if item is None or item.gone:
            return None
        turn = self._turn(unit, logg, "nytt")
        there = _there(turn, present) if present is not None else []
        ok = present is not None and _worth_posting(turn, item, there)
        away = [one for one in telling.readers_of(turn, item) if one.role in HELPERS]
        telling.alone(turn, item, [one for one in away if not ok or one not in there])
        return self._with_the_rest(turn, item, len(there)) if ok else None

    def again(self, unit: Unit, kept: PostedCard) -> Parcel | None:
        """Draw a room's card anew in its place, without what does not hold any more."""
        return self._parcel(unit, kept.logg, kept.ids)

    def _with_the_rest(self, turn: Turn, item: Item, people_there: int) -> Parcel | None:
        """Draw a card for an entry and what came shortly before it.

        What it stands for is kept before it is sent: clients ask for their own view at once.
        """
        since = turn.now - SHARED
        standing = posted.room_news(turn.unit, item.logg, room_news.NOTICE, since)
        before: list[int] = standing.ids["ids"]["seqs"] if standing else []
        card_id = standing.id if standing else turn.unit.new_id()
        seqs = sorted({*before, item.seq})
        ids: dict[str, Any] = {"kort": card_id, "seqs": seqs, "antall": people_there}
        kept = {"dialog": "nytt", "notice": room_news.NOTICE, "logg": item.logg, "ids": ids}
        if standing:
            posted.change(turn.unit, card_id, kept)
        else:
            posted.keep(turn.unit, item.logg, "", Spot("", "", ""), kept, card_id)
        sent = standing.activity if standing else ""
        about = {"keep": kept, "posted": card_id, "replaces": sent}
        return self._parcel(turn.unit, item.logg, kept, **about)

    def _parcel(self, unit: Unit, logg: str, said: Mapping[str, Any], **more: Any) -> Parcel | None:
        room = rooms.of(unit, logg)
        notice = self._notice(unit, logg, said)
        if room is None or notice is None:
            return None
        to = {"conversation": room.channel, "service_url": room.service_url}
        return Parcel("", None, notice.card, notice.summary, **to, **more)

    def _notice(self, unit: Unit, logg: str, said: Mapping[str, Any]) -> Notice | None:
        dialog = self.dialogs[str(said["dialog"])]
        turn = self._turn(unit, logg, dialog.name)
        return dialog.notices[str(said["notice"])](turn, said["ids"])

    def _turn(self, unit: Unit, logg: str, dialog: str) -> Turn:
        """Begin a turn in which nobody acts: the gate lets it read nothing."""
        log = logs.summary(unit, logg)
        view = LogView(unit, log, None, "")
        holder = view.member(log.stafettholder_no)
        language = actor_by_id(unit, holder.person).language if holder else "nb"
        nobody = Actor("", "", language, (), NOWHERE)
        return Turn(
            unit, nobody, words(language), dialog, self.nonces, personal=False, room=logg, view=view
        )


def _there(turn: Turn, present: Collection[str]) -> list[Member]:
    """Give the participants who are in the room, under whichever of their ids."""
    roots = {people.root(turn.unit, person) for person in present}
    active = turn.logg.active
    return [one for one in active if people.root(turn.unit, one.person) in roots]


def _worth_posting(turn: Turn, item: Item, there: list[Member]) -> bool:
    """Tell whether everybody there may know of an entry, and somebody but its author reads it."""
    view, policy, now = turn.logg, turn.policy, turn.now
    viewers = [viewer_of(one) for one in there]
    others = [one for one in viewers if one.participant != item.author]
    read = (isinstance(decide(one, item, view.ledger, policy, now), Allow) for one in others)
    near = [viewer_of(one) for one in room_news.near(turn)]
    return room_news.stands(turn, item, [*viewers, *near]) and any(read)
