"""What is answered at once waits a little for its turn, and never has Teams deliver twice."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import answering
from bot.connector import ConnectorError
from bot.pace import Held


class Post:
    """A connector that says no some times, and then yes."""

    def __init__(self, *nos: Exception) -> None:
        self.nos = list(nos)
        self.asked = 0

    async def send(self, *_: Any) -> str:
        self.asked += 1
        if self.nos:
            raise self.nos.pop(0)
        return "sent"


async def answered(post: Post) -> str:
    return await answering.answer(post, "https://x/", "a:1", {}, "")


@pytest.mark.parametrize("nos", [(), (Held("Pace", 0.01),)])
async def test_it_is_sent_when_its_turn_has_come(nos):
    assert await answered(Post(*nos)) == "sent"


@pytest.mark.parametrize(
    ("nos", "tries"),
    [
        ((Held("Pace", 60.0),), 1),
        ((Held("Pace", 0.01), Held("Pace", 0.01)), 2),
        ((ConnectorError(403, "BotNotInConversationRoster"),), 1),
        ((Held("Pace", 0.01), ConnectorError(502, "")), 2),
    ],
)
async def test_a_no_is_a_line_and_nothing_more(nos, tries):
    post = Post(*nos)
    with capture_logs() as lines:
        assert await answered(post) == ""
    assert post.asked == tries
    assert [line["event"] for line in lines] == ["answer not sent"]
