"""The opening of the story: a log for a nine-year-old with two guardians, as far as is asked."""

import re
from dataclasses import dataclass

from tests.support.team import Someone, Team


@dataclass
class Opened:
    """A log that a teacher has opened as a draft."""

    team: Team
    teacher: Someone
    code: str


def opened(team: Team, teacher: Someone, *services: str, born: str = "2017-05-04") -> Opened:
    """Let a teacher open a log for Emil, whose mother has Teams and whose father has not."""
    form = teacher.opens("ny_logg").presses("Ja", kriterier="snakket,tiltak")
    form = form.presses("Neste", fornavn="Emil", fodt=born, tjeneste="skole")
    done = form.presses(
        "Opprett",
        foresatt1="Marte Berg",
        relasjon1="mor",
        teams1="true",
        foresatt2="Jonas Berg",
        relasjon2="far",
        tjenester=",".join(services or ("skole", "helsestasjon")),
    )
    found = re.search(r"SL-[0-9A-Z]{4,}", done.text)
    assert found, done.text
    return Opened(team, teacher, found[0])


SKOLE = ("skole", "trivsel")
HELSE = ("helse", "trivsel")


@dataclass
class Active(Opened):
    """A log that both parents have said yes to, with a nurse who takes part."""

    mother: Someone
    nurse: Someone


def connected(log: Opened, name: str = "Marte Berg", locale: str = "nb-NO") -> Someone:
    """Let a guardian use the code that the teacher hands over."""
    roster = log.teacher.opens("deltakere", logg=log.code)
    said = roster.presses("Ny kode").text
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said)
    assert found, said
    guardian = log.team.somebody(name, locale=locale)
    guardian.writes("kode", found[0])
    return guardian


def consents(guardian: Someone, code: str, **ticked: str) -> None:
    """Let a guardian tick, read back and say yes."""
    form = guardian.opens("samtykke", logg=code)
    answer = form.presses("Neste", **ticked).presses("Ja, jeg samtykker")
    assert "Takk" in answer, answer.text


def on_paper(log: Opened, who: str = "Jonas", **ticked: str) -> None:
    """Let the teacher file a guardian's signed paper."""
    form = log.teacher.opens("samtykke_papir", logg=log.code)
    giver = next(
        choice["value"] for choice in form.inputs()["giver"]["choices"] if who in choice["title"]
    )
    scopes = form.presses("Neste", giver=giver, svar="ja", bevis="Elevmappa")
    answer = scopes.presses("Neste", **ticked).presses("Før inn svaret")
    assert "ført inn" in answer, answer.text


def ticks(school: tuple[str, ...] = SKOLE, health: tuple[str, ...] = HELSE) -> dict[str, str]:
    """Give what both parents tick: the nurse also reads about school."""
    return {
        "les_skole": ",".join(school),
        "skriv_skole": ",".join(school),
        "les_helsestasjon": ",".join((*health, "skole")),
        "skriv_helsestasjon": ",".join(health),
    }


def joins(log: Opened, someone: Someone, service: str) -> None:
    """Let the teacher invite somebody of a service, who accepts."""
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste=service)
    who = next(c["value"] for c in form.inputs()["hvem"]["choices"] if someone.name in c["title"])
    form.presses("Inviter", hvem=who)
    someone.inbox()[-1].presses("Se").presses("Ja")


def active(team: Team) -> Active:
    """Bring a log to where helpers write in it."""
    teacher, nurse = team.worker("Kari Lærer", "skole"), team.worker("Nora Dahl", "helsestasjon")
    log = opened(team, teacher)
    mother = connected(log)
    consents(mother, log.code, **ticks())
    on_paper(log, **ticks())
    joins(log, nurse, "helsestasjon")
    return Active(team, teacher, log.code, mother, nurse)


def writes(who: Someone, code: str, text: str, topic: str, dialog: str = "oppdatering") -> None:
    """Let somebody write in the log through the form."""
    answer = who.opens(dialog, logg=code).presses("Legg i loggen", tekst=text, tema=topic)
    assert "Det står i loggen nå" in answer, answer.text
