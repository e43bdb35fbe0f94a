"""What the app may do in a team by being installed there, and what it may do in the whole tenant.

Both lists hold what the code calls and nothing more; docs/how-to/install-in-teams.md tells why.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One application permission, and the Graph routes or events that it is for."""

    name: str
    uses: tuple[str, ...]


RESOURCE_SPECIFIC = (
    Permission("Channel.Create.Group", ("POST /teams/{team}/channels",)),
    Permission(
        "ChannelMember.Read.Group",
        (
            "GET /teams/{team}/channels/{channel}/allMembers",
            "conversationUpdate: somebody comes into a channel or leaves it",
        ),
    ),
)
"""Granted by installing the app in a host team, for that team alone; stands in the manifest."""
