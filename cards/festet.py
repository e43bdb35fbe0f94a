"""The card that stands first in a room."""

from cards.kit import Json, launcher, open_button, para
from cards.words import Words


def pinned(t: Words, code: str) -> Json:
    """Draw the card that stands first in a room: what the room is for, and what it is not."""
    return launcher(
        t("Chatten er ikke loggen"),
        para(t("Her samordner dere hjelpen. Alle i kanalen ser det som skrives her.")),
        para(
            t(
                "Skriv ingenting om den det gjelder i kanalen. Bruk «+» under tekstfeltet og velg "
                "Stafett, eller knappene her. Da havner det i loggen, og bare de som kan lese det, "
                "ser det."
            )
        ),
        actions=[
            open_button(t("Skriv oppdatering"), "oppdatering", code),
            open_button(t("Del lysglimt"), "lysglimt", code),
            open_button(t("Åpne loggen"), "logg", code),
            open_button(t("Hjelp"), "hjelp"),
        ],
    )
