"""The first log by HTTP, as quick as it goes: opened, consented to, with two helpers in it."""

import asyncio
import re
from typing import Any

from sandbox.client import Client
from sandbox.form import actions, inputs, texts
from sandbox.wire import POLL_SECONDS
from tests.support.story import ticks

Json = dict[str, Any]
TRIES = 500


async def first_log(teams: Client) -> str:
    """Let Kari open a log for Emil, both parents consent, and Nora and Per take part."""
    code = await _opened(teams)
    await _mother(teams)
    await _father(teams)
    await _joins(teams, "nora", "helsestasjon")
    await _joins(teams, "per", "ppt")
    return code


def said(dialog: Json) -> str:
    """Give all that can be read in a dialog or message."""
    words = [dialog.get("text", ""), dialog.get("title", "")]
    return "\n".join([*words, *texts(dialog["card"])] if dialog.get("card") else words)


async def opens(teams: Client, person: str, command: str, dialog: str) -> Json:
    """Write a command in one's own chat and open the dialog that its card offers."""
    before = {message for message, _ in await teams.cards(person)}
    await teams.says(person, command)
    for _ in range(TRIES):
        for message, card in await teams.cards(person):
            ways = [one for one in actions(card) if one.get("data", {}).get("dialog") == dialog]
            if message not in before and ways:
                return await teams.clicks(person, ways[0]["title"], within=(message, card))
        await asyncio.sleep(POLL_SECONDS)
    raise AssertionError(f"«{command}» brought {person} no way to {dialog}")


def _choice(dialog: Json, field: str, name: str) -> str:
    """Give the value of the choice of a field whose title has a name in it."""
    choices = inputs(dialog["card"])[field]["choices"]
    return str(next(one["value"] for one in choices if name in one["title"]))


async def _opened(teams: Client) -> str:
    form = await opens(teams, "kari", "ny logg", "ny_logg")
    form = await teams.submits("kari", form, "Ja, vi oppretter logg", kriterier="snakket,tiltak")
    born = {"fornavn": "Emil", "fodt": "2017-05-04", "tjeneste": "skole"}
    form = await teams.submits("kari", form, "Neste", **born)
    done = await teams.submits(
        "kari",
        form,
        "Opprett loggen",
        foresatt1="Marte Lien",
        relasjon1="mor",
        teams1="true",
        foresatt2="Jonas Lien",
        relasjon2="far",
        tjenester="skole,helsestasjon,ppt",
    )
    found = re.search(r"SL-[0-9A-Z]{4,}", said(done))
    assert found, said(done)
    return found[0]


def _all_ticks() -> dict[str, str]:
    return ticks() | {"les_ppt": "skole", "skriv_ppt": "skole"}


async def _mother(teams: Client) -> None:
    roster = await opens(teams, "kari", "deltakere", "deltakere")
    told = await teams.submits("kari", roster, "Ny kode til Marte")
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said(told))
    assert found, said(told)
    form = await opens(teams, "marte", f"kode {found[0]}", "samtykke")
    form = await teams.submits("marte", form, "Neste", **_all_ticks())
    done = await teams.submits("marte", form, "Ja, eg samtykkjer")
    assert "Takk" in said(done), said(done)


async def _father(teams: Client) -> None:
    form = await opens(teams, "kari", "papirsamtykke", "samtykke_papir")
    giver = _choice(form, "giver", "Jonas")
    form = await teams.submits("kari", form, "Neste", giver=giver, svar="ja", bevis="Elevmappa")
    form = await teams.submits("kari", form, "Neste", **_all_ticks())
    done = await teams.submits("kari", form, "Før inn svaret")
    assert "Loggen er åpen" in said(done), said(done)


async def _joins(teams: Client, person: str, service: str) -> None:
    roster = await opens(teams, "kari", "deltakere", "deltakere")
    form = await teams.submits("kari", roster, "Inviter en tjeneste")
    form = await teams.submits("kari", form, "Neste", tjeneste=service)
    who = _choice(form, "hvem", {"nora": "Nora Dahl", "per": "Per Aamodt"}[person])
    await teams.submits("kari", form, "Inviter", hvem=who)
    await teams.waits_for(person, "Se og svar")
    answer = await teams.clicks(person, "Se og svar")
    done = await teams.submits(person, answer, "Ja, jeg blir med")
    assert "Du er med i loggen" in said(done), said(done)
