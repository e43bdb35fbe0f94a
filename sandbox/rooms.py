"""Channels as everybody else uses them: who is in them, and whom the sandbox tells of changes."""

from collections.abc import Callable
from typing import Any

from sandbox.chats import Chats
from sandbox.live import Live
from sandbox.people import Account, Person, Team
from sandbox.records import Conversation, Member, NewChannel
from sandbox.register import Register

Tell = Callable[[Conversation, str, dict[str, Any]], None]
"""Tells the bot of an event: the channel, the event's type, and what more the activity holds."""


class Rooms:
    """Every channel of every team; each change is kept, shown on the pages and told to the bot."""

    def __init__(
        self, register: Register, chats: Chats, live: Live, tell: Tell, bot_id: str
    ) -> None:
        """Take the register, the chats, the open pages, the way to the bot, and its id."""
        self._bot = {"id": bot_id}
        self._register = register
        self._chats = chats
        self._live = live
        self._tell = tell
        self.bydel = chats.bydel

    def find(self, channel: str) -> Conversation | None:
        """Find a channel that is there now."""
        return self._register.find(channel, self._now())

    def of_team(self, team: Team) -> list[Conversation]:
        """Give the channels of a team that are there now, oldest first."""
        return self._register.of_team(str(team.id), self._now())

    def ever_of_team(self, team: Team) -> list[Conversation]:
        """Give also the team's channels that are not there yet, and those that are deleted."""
        return self._register.ever_of_team(str(team.id))

    def of_person(self, person: Person) -> list[Conversation]:
        """Give the channels that a person is in."""
        return self._register.of_account(str(person.oid), self._now())

    def members(self, channel: Conversation) -> list[tuple[Account, Member]]:
        """Give who is in a channel, in the order in which they came."""
        found = [(self.bydel.account(m.oid), m) for m in self._register.members(channel.id)]
        return [(account, member) for account, member in found if account]

    def apps(self, channel: Conversation) -> list[str]:
        """Give the ids of the apps that were added to a channel."""
        return self._register.apps(channel.id)

    def create(self, new: NewChannel, members: list[tuple[Account, bool]]) -> Conversation:
        """Make a channel with its first members (account, owner or not)."""
        made = self._register.create(new)
        for account, owner in members:
            self._register.join(made.id, account.oid, owner=owner)
        self._refresh(made)
        return made

    def enable(self, channel: Conversation, app: str) -> bool:
        """Add the bot's app to a channel; False when it was there before."""
        new = self._register.enable(channel.id, app)
        if new:
            self._tell(channel, "channelMemberAdded", {"membersAdded": [self._bot]})
            self._refresh(channel)
        return new

    def join(self, channel: Conversation, account: Account, *, owner: bool = False) -> bool:
        """Put an account into a channel; False when it was there before."""
        new = self._register.join(channel.id, account.oid, owner=owner)
        if new:
            self._moved(channel, "Added", account)
        return new

    def leave(self, channel: Conversation, account: Account) -> bool:
        """Take an account out of a channel; False when it was not there."""
        was = self._register.leave(channel.id, account.oid)
        if was:
            self._moved(channel, "Removed", account)
        return was

    def delete(self, channel: Conversation) -> None:
        """Delete a channel; its name stays taken, as in Teams."""
        self._register.remove(channel.id)
        self._tell(channel, "channelDeleted", {})
        self._refresh(channel)

    def _moved(self, channel: Conversation, how: str, account: Account) -> None:
        who = {"id": account.teams_id, "aadObjectId": account.oid}
        source = {"sourceType": "channel", "id": channel.id, "membershipType": "direct"}
        source["tenantId"] = account.tenant
        more = {f"members{how}": [who], "channelData": {"membershipSource": source}}
        self._tell(channel, f"channelMember{how}", more)
        self._refresh(channel)
        if account.key:
            self._live.tell({"kind": "rooms"}, account.key)

    def _refresh(self, channel: Conversation) -> None:
        for person in self._chats.audience(channel):
            self._live.tell({"kind": "rooms"}, person.key)

    def _now(self) -> float:
        return self._chats.now().timestamp()
