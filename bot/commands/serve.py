"""`stafett serve`: run the bot until it is asked to stop."""

import asyncio

from bot.commands.beginning import begin
from bot.last_words import take_the_last_word


def serve() -> None:
    """Run the bot."""
    from bot.app import serve as run  # noqa: PLC0415 - the other commands start faster without it

    settings = begin("INFO")
    take_the_last_word()
    asyncio.run(run(settings))
