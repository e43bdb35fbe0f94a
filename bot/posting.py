"""What a written command is answered with: a job, to the asker's own chat or to them in a room."""

from typing import Any

from bot.call import Call
from dialogs.reply import Post
from dialogs.turn import Actor
from storage import jobs, rooms
from storage.unit import Unit


def put_down(unit: Unit, call: Call, actor: Actor, dialog: str, post: Post, logg: str = "") -> None:
    """Have the notice of a command drawn and sent; `logg` is the log that its card is about.

    What is asked in a room is answered to the asker alone, in the thread where they asked.
    """
    place = call.place
    said: dict[str, Any] = {"person": actor.person, "dialog": dialog, "logg": logg}
    said |= {"identity": list(actor.identity), "language": actor.language}
    said |= {"notice": post.notice, "ids": dict(post.ids)}
    said |= {"conversation": place.conversation, "service_url": place.service_url}
    if not place.personal:
        room = rooms.at(unit, place.conversation, place.tenant)
        said |= {"recipient": place.sender, "room": room.logg if room else ""}
    jobs.add(unit, "svar", f"svar:{call.key}", said)
