"""`stafett serve`: run the bot until it is asked to stop."""

import asyncio

from bot.logging import set_up
from bot.settings import load_settings


def serve() -> None:
    """Run the bot."""
    from bot.app import serve as run  # noqa: PLC0415 - the other commands start faster without it

    settings = load_settings()
    set_up(settings.log_level)
    asyncio.run(run(settings))
