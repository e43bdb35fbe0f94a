"""Which conversations the bot reaches through the Connector, and what it is refused."""

from aiohttp import web

from sandbox.chats import Chats, Spot
from sandbox.faults import STATUSES
from sandbox.guard import Refusal
from sandbox.places import parted
from sandbox.records import BOT, Conversation, Message

TARGETED = "isTargetedActivity"
ROSTER = STATUSES["403"]
_GONE = (404, "ActivityNotFoundInConversation", "Activity not found.")


class Reach:
    """Finds what a request is about (Refusal)."""

    def __init__(self, chats: Chats) -> None:
        """Take the conversations."""
        self._chats = chats

    def spot(self, conversation_id: str) -> Spot:
        """Find a conversation in which the bot is, and the post that is named with it."""
        conversation, thread = parted(conversation_id)
        place = self._chats.find(conversation)
        if place is None:
            raise Refusal(*STATUSES["404"])
        if not place.app:
            raise Refusal(*ROSTER)
        return Spot(place, thread)

    def asked(self, request: web.Request) -> Spot:
        """Find the conversation that a request names in its path."""
        return self.spot(request.match_info["conversation"])

    def own(self, request: web.Request, place: Conversation) -> Message:
        """Find the bot's own message that a request names; one for a single person if so said."""
        found = self._chats.message(place, request.match_info["activity"])
        if found is None or found.sender != BOT or bool(found.to) != is_targeted(request):
            raise Refusal(*_GONE)
        return found

    def post_of(self, spot: Spot, message_id: str | None) -> Spot:
        """Find where an answer to a message belongs; without one, a message of its own."""
        if spot.conversation.personal:
            return spot
        thread = spot.thread
        if message_id:
            found = self._chats.message(spot.conversation, message_id)
            thread = found.thread if found else message_id
        if thread and self._chats.message(spot.conversation, thread) is None:
            raise Refusal(*_GONE)
        return Spot(spot.conversation, thread)


def is_targeted(request: web.Request) -> bool:
    """Tell whether a request is about a message that one person alone sees."""
    return request.query.get(TARGETED, "").lower() == "true"
