"""What the app may do in a team by being installed there, and what an administrator must grant.

Both lists hold what bot/rooms calls and nothing more; docs/how-to/install-in-teams.md tells why.
"""

from dataclasses import dataclass

CHANNELS = "/teams/{}/channels"
CHANNEL = f"{CHANNELS}/{{}}"


@dataclass(frozen=True, slots=True)
class Permission:
    """One application permission, and the Graph routes that it is for."""

    name: str
    routes: tuple[str, ...]


RESOURCE_SPECIFIC = (
    Permission("Channel.Create.Group", (f"POST {CHANNELS}", "GET /teams/{}/operations/{}")),
    Permission("Channel.Delete.Group", (f"DELETE {CHANNEL}",)),
    Permission("ChannelSettings.Read.Group", (f"GET {CHANNELS}", f"GET {CHANNEL}")),
    # Also what has Teams tell of those who come into a channel and leave it.
    Permission("ChannelMember.Read.Group", (f"GET {CHANNEL}/allMembers",)),
)
"""Granted by installing the app in a host team, for that team alone: they stand in the manifest."""
TENANT_WIDE = (
    Permission(
        "ChannelMember.ReadWrite.All", (f"POST {CHANNEL}/members", f"DELETE {CHANNEL}/members/{{}}")
    ),
    Permission(
        "TeamsAppInstallation.ManageSelectedForTeam.All",
        (f"GET {CHANNEL}/enabledApps", f"POST {CHANNEL}/enabledApps/$ref"),
    ),
)
"""Granted in Entra for the whole tenant, since no smaller one is known to do."""
