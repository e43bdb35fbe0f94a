"""Typed words as Teams sends them: plain text, HTML, and «@Stafett» as a real mention."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

BOT_NAME = "Stafett"
_NAMED = re.compile(rf"@{BOT_NAME}\b", re.IGNORECASE)
_TAG = f"<at>{BOT_NAME}</at>"
_SPAN = (
    f'<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="{{}}">{BOT_NAME}</span>'
)
_MENTION = re.compile(rf'<span [^>]*itemid="(\d+)">{BOT_NAME}</span>')


@dataclass(frozen=True)
class Written:
    """What a person wrote; in a channel the bot hears it only when it is named there."""

    text: str
    html: str
    named: int = 0

    def mentions(self, bot_id: str) -> list[dict[str, Any]]:
        """Give the entities that make the names in the text real mentions."""
        bot = {"id": bot_id, "name": BOT_NAME}
        return [{"type": "mention", "mentioned": bot, "text": _TAG} for _ in range(self.named)]


def typed(text: str) -> Written:
    """Read words written in a private chat, where nobody needs to be named."""
    return Written(text, f"<p>{_lines(text)}</p>")


def addressed(text: str) -> Written:
    """Read words written in a channel; «@Stafett» in them names the bot."""
    first, *rest = _NAMED.split(text)
    html = _lines(first) + "".join(
        _SPAN.format(number) + _lines(part) for number, part in enumerate(rest)
    )
    return Written(_TAG.join([first, *rest]), f"<p>{html}</p>", len(rest))


def body_of(html: str) -> str:
    """Give a message's HTML as a message action is given it: names as `<at>`."""
    return _MENTION.sub(rf'<at id="\1">{BOT_NAME}</at>', html)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
