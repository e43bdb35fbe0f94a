"""`stafett try`: the whole product on this machine, with a made-up bydel and a small Teams."""

import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TextColumn

from bot.commands.bydel import fill, read_bydel
from bot.commands.processes import Ended, Process
from bot.commands.surroundings import PortTaken, Surroundings, environment
from bot.logging import set_up
from bot.opening import open_database, open_policy
from bot.settings import PREFIX, Settings, load_settings
from storage import schema
from storage.master import load_master_key

Step = Callable[[], None]
_ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_STEPS = ("Nøkler", "Database", "Folk i bydelen", "Sandkassen", "Boten")
_FIRST = """\
Se:          [bold]http://localhost:{sandbox}[/]

Prøv dette først
  1. Velg [bold]Kari Lærer[/] og skriv [bold]ny logg[/]. Åpne en logg for en gutt på ni år.
  2. Skriv [bold]deltakere[/], trykk «Ny kode» for moren, og gi den til [bold]Marte[/].
  3. Velg [bold]Marte[/], skriv [bold]kode[/] og koden, og svar på samtykket.
  4. Velg [bold]Kari[/] igjen, skriv [bold]papirsamtykke[/] og før inn farens svar.
  5. Skriv [bold]lysglimt han kom hver dag denne uka[/] og trykk én gang.
  6. Se hva [bold]Nora[/] får lese, og hva [bold]Tor[/] ikke får vite.

Alt ligger i [bold]{data}/[/] til neste gang. Stopp med Ctrl-C."""


class NotStarted(Exception):
    """The product could not be started; the text is one sentence in bokmål."""


def try_it(
    data: Annotated[Path, typer.Option(help="Where everything is kept.")] = Path("data"),
    port: Annotated[int, typer.Option(help="The bot's port.")] = 3978,
    sandbox_port: Annotated[int, typer.Option(help="The sandbox's port.")] = 3979,
) -> None:
    """Run bot and sandbox on this machine alone, filled with a made-up bydel, until Ctrl-C."""
    around, console = Surroundings(data, port, sandbox_port), Console(highlight=False)
    try:
        around.check_ports()
        _run(around, console)
    except PortTaken as taken:
        raise NotStarted(
            f"Porten {taken.port} er opptatt: stopp det som bruker den, eller velg en annen med "
            "«stafett try --port … --sandbox-port …»."
        ) from None
    except Ended as ended:
        raise NotStarted(f"Stafettbot stoppet: {ended} (mer i {data}/*.log).") from None


def _run(around: Surroundings, console: Console) -> None:
    set_up("WARNING")
    token, bydel = around.prepare(), read_bydel()
    given = around.settings(token, bydel.tenants, *bydel.teams[:1])
    bot = Process(("bot", "serve"), environment(PREFIX, given), around.data / "bot.log")
    teams = environment("SANDBOX_", around.sandbox_settings(token))
    sandbox = Process(("sandbox",), teams, around.data / "sandbox.log")
    ways = ((sandbox, around.sandbox_port, "/"), (bot, around.port, "/readyz"))
    with _until_asked_to_stop(console, around.data, bot, sandbox):
        with _progress(console) as done:
            _prepare(load_settings(**given), done)
            for process, port, path in ways:
                process.start()
                process.wait_until_it_answers(port, path)
                done()
        said = _FIRST.format(sandbox=around.sandbox_port, data=around.data)
        console.print(Panel(said, title="Stafettbot kjører", expand=False, padding=(1, 2)))
        while True:
            bot.check()
            sandbox.check()
            time.sleep(0.5)


def _prepare(settings: Settings, done: Step) -> None:
    load_master_key(settings.key_file)
    done()
    schema.upgrade(settings.database_url, settings.keys_database_url)
    done()
    database = open_database(settings, open_policy(settings))
    try:
        database.do(lambda unit: fill(unit, read_bydel()))
    finally:
        database.close()
    done()


@contextmanager
def _progress(console: Console) -> Generator[Step]:
    """Show which step is under way; what it gives is called when one is done."""
    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        steps = iter(_STEPS)
        task = progress.add_task(next(steps), total=len(_STEPS))
        yield lambda: progress.update(task, advance=1, description=next(steps, "Klar"))


@contextmanager
def _until_asked_to_stop(console: Console, data: Path, *processes: Process) -> Generator[None]:
    """Let Ctrl-C or a polite end of this process stop the others first, cleanly."""
    for name in _ASKING:
        signal.signal(name, _as_ctrl_c)
    try:
        yield
    except KeyboardInterrupt:
        console.print("\nStopper …")
    finally:
        for name in _ASKING:
            signal.signal(name, signal.SIG_IGN)  # once is enough
        for process in processes:
            process.ask_to_stop()
        for process in processes:
            process.see_it_stop()
    console.print(f"Stoppet. Alt ligger i {data}/ til neste gang.")


def _as_ctrl_c(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
