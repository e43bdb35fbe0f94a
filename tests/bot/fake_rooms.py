"""A network of rooms in memory, a post that notes what it carries, and a drawer of plain cards."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.call import Parcel
from bot.connector import ConnectorError
from bot.rooms.port import Abilities, NameTaken, RoomMember, Spot

HOME, NEXT = "hjemme", "nabo"
OWNER = "oid-eier"
URL = "https://smba.example/"
ABLE = Abilities(
    other_tenants=True,
    own_members=True,
    targeted=True,
    needs_app=True,
    longest_name=50,
    longest_about=1024,
)


@dataclass
class Made:
    """One room of the network."""

    team: str
    name: str
    about: str
    app: bool = False
    members: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class FakeRoom:
    """Rooms in memory; `breaks` are raised by the next calls of a method, in order."""

    abilities: Abilities = ABLE
    kind: str = "delt"
    rooms: dict[str, Made] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    breaks: dict[str, list[BaseException]] = field(default_factory=dict)
    after: dict[str, list[BaseException]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def _meets(self, name: str, *, after: bool = False) -> None:
        if not after:
            self.calls.append(name)
        waiting = (self.after if after else self.breaks).get(name)
        if waiting:
            raise waiting.pop(0)

    def at(self, spot: Spot) -> Made:
        """Give a room, or the network's no."""
        if spot.channel not in self.rooms:
            raise ConnectorError(404, "NotFound")
        return self.rooms[spot.channel]

    def only(self) -> Made:
        """Give the one room there is."""
        [one] = self.rooms.values()
        return one

    async def find(self, team: str, name: str, mark: str) -> Spot | None:
        self._meets("find")
        for channel, one in self.rooms.items():
            if (one.team, one.name) == (team, name) and mark in one.about:
                return Spot(team, channel)
        return None

    async def make(self, team: str, name: str, about: str) -> Spot:
        self._meets("make")
        if name in self.deleted or any(one.name == name for one in self.rooms.values()):
            raise NameTaken(name)
        channel = f"19:{len(self.rooms) + len(self.deleted)}@thread.tacv2"
        self.rooms[channel] = Made(team, name, about, members=[(HOME, OWNER)])
        self._meets("make", after=True)
        return Spot(team, channel)

    async def enable(self, spot: Spot) -> None:
        self._meets("enable")
        self.at(spot).app = True

    async def members(self, spot: Spot) -> list[RoomMember]:
        self._meets("members")
        return [
            RoomMember(tenant, subject, f"m:{subject}", subject == OWNER)
            for tenant, subject in self.at(spot).members
        ]

    async def add(self, spot: Spot, tenant: str, subject: str) -> None:
        self._meets("add")
        members = self.at(spot).members
        if (tenant, subject) not in members:
            members.append((tenant, subject))
        self._meets("add", after=True)

    async def remove(self, spot: Spot, member: RoomMember) -> None:
        self._meets("remove")
        self.at(spot).members.remove(member.account)

    async def exists(self, spot: Spot) -> bool:
        self._meets("exists")
        return spot.channel in self.rooms

    async def delete(self, spot: Spot) -> None:
        self.deleted.append(self.rooms.pop(spot.channel).name)


@dataclass
class FakePost:
    """Notes messages by room, as (how, id, card's words)."""

    room: FakeRoom
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    breaks: list[ConnectorError] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=lambda: {HOME: URL})

    def trust(self, tenant: str, service_url: str) -> None:
        self.urls[tenant] = service_url

    def service_url_of(self, tenant: str) -> str | None:
        return self.urls.get(tenant)

    async def create_conversation(self, service_url: str, tenant: str, subject: str) -> str:
        raise AssertionError

    def _meets(self, conversation: str) -> None:
        if self.breaks:
            raise self.breaks.pop(0)
        if conversation not in self.room.rooms:
            raise ConnectorError(404, "ConversationNotFound")
        if not self.room.rooms[conversation].app:
            raise ConnectorError(403, "BotNotInConversationRoster")

    async def update(
        self, service_url: str, conversation: str, sent: str, activity: dict[str, Any], **_: Any
    ) -> None:
        self._meets(conversation)
        self.sent.append(("rettet", sent, said(activity)))

    async def send(
        self, service_url: str, conversation: str, activity: dict[str, Any], recipient: str = ""
    ) -> str:
        self._meets(conversation)
        self.sent.append(("ny", str(len(self.sent) + 1), said(activity)))
        return self.sent[-1][1]


def said(activity: Mapping[str, Any]) -> str:
    return activity["attachments"][0]["content"]["said"]


@dataclass
class FakeDrawer:
    """Draws a word for each card; notes whom news was drawn for."""

    home: str = "hjem 1"
    replaces: str = ""
    stands: bool = True
    drawn: list[tuple[int, Collection[str] | None]] = field(default_factory=list)

    def room_card(self, unit: Any, logg: str, which: str, ids: Any) -> Parcel | None:
        return _parcel(self.home if which == "hjem" else which)

    def room_news(
        self, unit: Any, logg: str, seq: int, present: Collection[str] | None
    ) -> Parcel | None:
        self.drawn.append((seq, present))
        if present is None or not self.stands:
            return None
        keep = {"logg": logg, "notice": "nytt_rom", "ids": {"seqs": [seq]}}
        return replace(_parcel(f"nytt {seq}"), keep=keep, posted="kort-1", replaces=self.replaces)


def _parcel(word: str) -> Parcel:
    return Parcel("", None, {"said": word}, "Nytt i loggen")
