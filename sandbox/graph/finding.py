"""What a path or a link of Graph names: a team, a channel, an account (Refusal for none)."""

from aiohttp import web

from sandbox.graph.answers import bad, missing
from sandbox.graph.wishes import NewMember
from sandbox.guard import Refusal
from sandbox.people import Account, Team
from sandbox.records import Conversation, Kind
from sandbox.rooms import Rooms


class Finding:
    """Finds, and decides whom a channel takes."""

    def __init__(self, rooms: Rooms) -> None:
        """Take the rooms."""
        self._rooms = rooms
        self._bydel = rooms.bydel

    def team(self, request: web.Request) -> Team:
        """Find the team."""
        asked = request.match_info["team"].lower()
        team = self._bydel.teams.get(asked)
        if team is None:
            raise missing(f"No team found with Group Id {asked}")
        return team

    def channel(self, request: web.Request) -> Conversation:
        """Find a channel of the team that is there now."""
        team = self.team(request)
        channel = self._rooms.find(request.match_info["channel"])
        if channel is None or channel.team != str(team.id):
            raise missing("GetThreadAsync failed: no thread found.")
        return channel

    def staff(self, team: Team) -> list[Account]:
        """Give everybody whom a team's standard channels hold: the whole tenant that hosts it."""
        tenant = self._bydel.tenant_id(team)
        owner = self._bydel.account(str(team.owner))
        people = [self._bydel.account_of(person) for person in self._bydel.people.values()]
        here = [one for one in people if one.tenant == tenant]
        return [owner, *here] if owner else here

    def account(self, team: Team, kind: Kind, wish: NewMember) -> Account:
        """Find whom a channel is asked to take: who may be in a channel of this kind."""
        if not wish.oid:
            raise bad("Invalid bind property name user in request.")
        found = self._bydel.account(wish.oid)
        host = self._bydel.tenant_id(team)
        if found is None or (wish.tenant or host).lower() != found.tenant:
            return self._refuse(wish, host, found)
        if found.tenant != host and kind != "shared":
            raise missing("User is not found in the team.")
        if found.tenant != host and "owner" in wish.roles:
            raise bad("An owner must be of the tenant that hosts the channel.")
        return found

    def _refuse(self, wish: NewMember, host: str, found: Account | None) -> Account:
        if wish.tenant and wish.tenant.lower() not in self._tenants():
            message = "User is not allowed to be added due to xTap."
            raise Refusal(403, "CurrentInviteeForbidden", message)
        if found is not None and (wish.tenant or host) == host:
            raise bad("Externally authenticated users and guests are not allowed here.")
        raise missing(f"User {wish.oid} was not found.")

    def _tenants(self) -> set[str]:
        return {str(tenant.id) for tenant in self._bydel.tenants.values()}
