"""`stafett jobs`: what was not delivered, why, and another try."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from bot.commands.beginning import begin
from bot.failures import explain
from bot.opening import open_database, open_policy
from storage import undelivered
from storage.undelivered import Undelivered
from storage.unit import Unit

ALL = "all"
_KINDS = {
    "svar": "svar",
    "varsel": "varsel",
    "rediger": "kort som skulle endres",
    "rom": "rom",
    "rom_nytt": "nytt i loggen",
}
_UNITS = (("d", timedelta(days=1)), ("t", timedelta(hours=1)), ("min", timedelta(minutes=1)))


def jobs(
    retry: Annotated[
        str, typer.Option("--retry", help="Try a job that was given up again, by its id, or all.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON, for other programs.")
    ] = False,
) -> None:
    """Show what was given up or has failed and waits. Exit code 1 when --retry finds nothing."""
    settings = begin()
    database = open_database(settings, open_policy(settings))
    try:
        if retry:
            which = None if retry == ALL else retry
            _tell_retried(database.do(lambda unit: undelivered.again(unit, which)))
        else:
            found, now = database.do(_found)
            typer.echo(written(found) if as_json else told(found, now))
    finally:
        database.close()


def _found(unit: Unit) -> tuple[list[Undelivered], datetime]:
    return undelivered.listed(unit), unit.now


def _tell_retried(count: int) -> None:
    typer.echo(f"{count} {'jobb' if count == 1 else 'jobber'} prøves igjen.")
    if not count:
        raise typer.Exit(1)


def written(found: list[Undelivered]) -> str:
    """Write what was found as JSON, each with its explanation."""
    said: list[dict[str, Any]] = [asdict(one) | {"why": explain(one.code)} for one in found]
    return json.dumps(said, default=datetime.isoformat, ensure_ascii=False, indent=2)


def told(found: list[Undelivered], now: datetime) -> str:
    """Write what was found for people."""
    if not found:
        return "Alt er levert."
    given_up = sum(one.given_up for one in found)
    lines = [f"{given_up} oppgitt, {len(found) - given_up} venter på et nytt forsøk.", ""]
    for one in found:
        where = "rom" if one.to_room else "person"
        state = "oppgitt" if one.given_up else "venter"
        times = f"{one.attempts} forsøk"
        what = f"{_KINDS.get(one.kind, one.kind)} ({where})"
        lines.append(f"{one.id}  {state}  {what}  {times}  {_since(now - one.due)}")
        lines.append(f"  {one.code}: {explain(one.code)}")
    if given_up:
        lines += ["", "Prøv igjen: stafett jobs --retry ID, eller --retry all."]
    return "\n".join(lines)


def _since(age: timedelta) -> str:
    ahead = age < timedelta(0)
    for name, length in _UNITS:
        if abs(age) >= length:
            count = round(abs(age) / length)
            return f"om {count} {name}" if ahead else f"for {count} {name} siden"
    return "snart" if ahead else "nå nettopp"
