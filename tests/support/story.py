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
