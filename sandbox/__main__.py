"""`python -m sandbox`: start the sandbox and keep it until Ctrl-C."""

import asyncio
import signal
import sys

from sandbox.app import running
from sandbox.people import BydelError
from sandbox.settings import Settings, SettingsError, read_settings
from sandbox.site import missing_libraries


async def serve(settings: Settings) -> None:
    """Run until the process is asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with running(settings) as real:
        sys.stdout.write(f"Sandbox: {real.service_url} (bot: {real.bot_url})\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> int:
    """Read the settings and serve; a wrong setting is one sentence and exit code 2."""
    try:
        settings = read_settings(sys.argv[1:])
        if missing := missing_libraries(settings.node_modules):
            raise SettingsError(f"{missing[0]} is missing: run `npm ci` in the checkout.")
        asyncio.run(serve(settings))
    except (SettingsError, BydelError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
