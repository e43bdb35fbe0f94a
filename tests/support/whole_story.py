"""The whole story through the real door: a log from «ny logg» to a withdrawn consent, over HTTP.

Every text, name, date and merkelapp that anybody gives is one of `sentinels`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox import form
from sandbox.client import Client
from tests.support import sentinels
from tests.support.sentinels import BORN, FIRST_NAME, MERKELAPP, text

FAMILY = {"foresatt1": "marte", "foresatt2": "jonas"}
READS = {"les_skole": "skole,trivsel", "skriv_skole": "skole,trivsel"}
READS |= {
    "les_helsestasjon": "helse,skole",
    "skriv_helsestasjon": "helse,skole",
    "les_ppt": "skole",
}
Json = dict[str, Any]


@dataclass
class Story:
    """Those who play, the log's code, and the codes that were handed over."""

    teams: Client
    code: str = ""
    handed_over: list[str] = field(default_factory=list[str])
    opened: dict[str, str] = field(default_factory=dict[str, str])

    async def runs(self) -> None:
        """Play it all."""
        for person in ("kari", "nora", "per", "marte", "tor"):
            await self.teams.says(person, f"hjelp {text('søk')}")
        await self.is_opened()
        await self.is_consented_to()
        await self.is_joined("nora", "helsestasjon")
        await self.is_joined("per", "ppt")
        await self.is_written_in()
        await self.is_answered_in()
        await self.is_met_in_a_room()
        await self.is_pried_at()
        await self.is_withdrawn_from()

    async def is_opened(self) -> None:
        """Let the teacher open it, and give the mother a code."""
        dialog = await self.opens("kari", "ny_logg")
        dialog = await self.sends("kari", dialog, "Ja", kriterier="snakket,tiltak")
        given = {"fornavn": FIRST_NAME, "fodt": BORN.isoformat(), "tjeneste": "skole"}
        dialog = await self.sends("kari", dialog, "Neste", **given)
        given = {"foresatt1": f"Marte{sentinels.STEM} Lien", "relasjon1": "mor", "teams1": "true"}
        given |= {"foresatt2": f"Jonas{sentinels.STEM} Lien", "relasjon2": "far"}
        given |= {"tjenester": "skole,helsestasjon,ppt"}
        dialog = await self.sends("kari", dialog, "Opprett", **given)
        self.code = _first(r"SL-[0-9A-Z]{4,}", dialog)
        roster = await self.opens("kari", "deltakere")
        said = await self.sends("kari", roster, "Ny kode")
        self.handed_over.append(_first(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said))

    async def is_consented_to(self) -> None:
        """Let the mother say yes herself and the father on paper."""
        await self.teams.says("marte", f"kode {self.handed_over[0]} {text('kode')}")
        await self.teams.says("marte", f"kode {self.handed_over[0]}")
        dialog = await self.opens("marte", "samtykke")
        dialog = await self.sends("marte", dialog, "Neste", **READS)
        await self.sends("marte", dialog, "Ja")
        dialog = await self.opens("kari", "samtykke_papir")
        choices = form.inputs(dialog["card"])["giver"]["choices"]
        giver = next(one["value"] for one in choices if "Jonas" in one["title"])
        given = {"giver": giver, "svar": "ja", "bevis": text("bevis")}
        dialog = await self.sends("kari", dialog, "Neste", **given)
        dialog = await self.sends("kari", dialog, "Neste", **READS)
        await self.sends("kari", dialog, "Før inn svaret")

    async def is_joined(self, person: str, service: str) -> None:
        """Let the teacher invite somebody, who says yes."""
        dialog = await self.opens("kari", "inviter")
        dialog = await self.sends("kari", dialog, "Neste", tjeneste=service)
        [choice] = form.inputs(dialog["card"])["hvem"]["choices"][:1]
        await self.sends("kari", dialog, "Inviter", hvem=choice["value"])
        dialog = await self.opens(person, "invitasjon")
        await self.sends(person, dialog, "Ja")

    async def is_written_in(self) -> None:
        """Let them write: in forms, by a command, and what becomes a draft alone."""
        label = await self.opens("kari", "merkelapp")
        await self.sends("kari", label, "Lagre", merkelapp=MERKELAPP)
        await self.writes("kari", "oppdatering", "skole")
        await self.writes("nora", "oppdatering", "helse")
        await self.writes("nora", "lysglimt", "skole")
        await self.writes("marte", "lysglimt", "trivsel")
        await self.writes("per", "oppdatering", "skole")  # may read, and not write: a draft
        for person in ("kari", "per", "tor"):
            await self.teams.says(person, f"lysglimt {text('kommando')}")
            await self.teams.says(person, f"oppdatering {text('kommando')}")

    async def is_answered_in(self) -> None:
        """Let them thank, comment, correct, and call one entry misfiled."""
        page = await self.opens("marte", "logg")
        found = [node["data"]["seq"] for node in form.actions(page["card"]) if _is_entry(node)]
        assert len(found) >= 3, page
        for seq in found:
            await self.does("marte", "innslag", "Takk", seq=seq)
            await self.does("marte", "kommentar", "Send", seq=seq, tekst=text("kommentar"))
            for person in ("kari", "nora"):
                await self.does(
                    person, "retting", "Lagre", seq=seq, tekst=text("retting"), grunn=text("grunn")
                )
        await self.does("nora", "feilfort", "Skjul", seq=found[-1], grunn=text("feilført"))

    async def is_met_in_a_room(self) -> None:
        """Let them write in the room, read in place, and let a stranger in and out again."""
        room = await self.teams.room("kari", "Stafett")
        for person in ("kari", "nora"):
            await self.teams.says(person, text("prat"), room=room)
            for word in ("lysglimt", "oppdatering", "bekymringsmelding", "logg", "du er her", ""):
                await self.teams.says(person, f"@Stafett {word} {text('rom')}", room=room)
        await self.teams.waits_for("kari", "", room=room)
        for message, card in await self.teams.cards("nora", room=room):
            if "refresh" in card:
                await self.teams.refreshes("nora", message, room=room)
        said = await self.teams.chat("kari", room=room)
        mine = [one["id"] for one in said if one["sender"] == "kari"]
        for command in ("oppdatering", "lysglimt"):
            dialog = await self.teams.composes("kari", command, room=room)
            await self.sends("kari", dialog, "Legg i loggen", tekst=text("rom"), tema="skole")
        taken = await self.teams.composes("kari", "oppdatering.melding", mine[0], room=room)
        assert text("prat") in form.inputs(taken["card"])["tekst"]["value"]
        await self.teams.adds(room, "tor")
        await self.teams.says("tor", f"@Stafett logg {text('fremmed')}", room=room)
        await self.writes("kari", "oppdatering", "skole")
        await self.teams.removes(room, "tor")
        await self.writes("kari", "lysglimt", "skole")
        await self.is_read_in_place(room)

    async def is_read_in_place(self, room: str) -> None:
        """Let the nurse read in the room what is new, answer in one line, and thank."""
        message, _ = await self.teams.waits_for("nora", "Nytt i loggen", 15, room=room)
        seen = (await self.teams.refreshes("nora", message, room=room))["card"]
        [field, *_] = [name for name in form.inputs(seen) if name.startswith("svar_")]
        place = (message, seen)
        said = {field: text("svar")}
        answered = await self.teams.clicks("nora", "Send svar", within=place, room=room, **said)
        assert text("svar") in str(answered["card"])
        await self.teams.clicks("nora", "Takk", within=place, room=room)

    async def is_pried_at(self) -> None:
        """Let outsiders and liars try, with words of their own in every place."""
        for person in ("tor", "bjorn"):
            for dialog in ("logg", text("dialog"), "innslag"):
                await self.opens(person, dialog, seq=text("nummer"), utkast=text("utkast"))
            await self.opens(person, "logg", logg=text("kode"))
            await self.teams.says(person, text("tull"))

    async def is_withdrawn_from(self) -> None:
        """Let the nurse leave, and the mother take back what she said."""
        dialog = await self.opens("nora", "deltakere")
        dialog = await self.sends("nora", dialog, "Gå ut")
        await self.sends("nora", dialog, "Ja, gå ut", grunn=text("går ut"))
        dialog = await self.opens("marte", "trekk_samtykke")
        dialog = await self.sends("marte", dialog, "Trekk alt")
        await self.sends("marte", dialog, "Trekk tilbake")

    # --- how it is done ---

    async def writes(self, person: str, dialog: str, topic: str) -> None:
        """Let somebody send the form."""
        shown = await self.opens(person, dialog)
        await self.sends(person, shown, "Legg i loggen", tekst=text(dialog), tema=topic)

    async def does(self, person: str, dialog: str, button: str, /, seq: int, **given: str) -> None:
        """Let somebody do something with an entry, if they may."""
        shown = await self.opens(person, dialog, seq=seq)
        if shown["kind"] == "dialog" and _titles(shown["card"], button):
            await self.sends(person, shown, button, **given)

    async def opens(self, person: str, dialog: str, **data: Any) -> Json:
        """Open a dialog on the log, as from a button of a posted card."""
        if person not in self.opened:
            await self.teams.says(person, "hjelp")
            self.opened[person], _ = await self.teams.waits_for(person, "")
        sent = {"msteams": {"type": "task/fetch"}, "dialog": dialog, "logg": self.code, **data}
        body = {"message": self.opened[person], "data": sent}
        path = f"/sandbox/api/people/{person}/submit"
        return await self.teams.ask("POST", path, body)

    async def sends(self, person: str, dialog: Json, button: str, **given: str) -> Json:
        """Press the first button whose title begins so."""
        assert dialog["kind"] == "dialog", dialog
        [title, *_] = _titles(dialog["card"], button)
        assert title, dialog["card"]
        if form.button(dialog["card"], title)["type"] == "Action.Execute":
            action = form.button(dialog["card"], title)
            body = {"message": self.opened[person], "action": action}
            return await self.teams.ask("POST", f"/sandbox/api/people/{person}/execute", body)
        return await self.teams.submits(person, dialog, title, **given)


def _titles(card: Json, begins: str) -> list[str]:
    titles = [str(action.get("title")) for action in form.actions(card)]
    return [title for title in titles if title.startswith(begins)]


def _is_entry(action: Json) -> bool:
    return "seq" in action.get("data", {})


def _first(pattern: str, dialog: Json) -> str:
    said = " ".join(form.texts(dialog["card"])) if dialog.get("card") else dialog["text"]
    found = re.search(pattern, said)
    assert found, dialog
    return found[0]
