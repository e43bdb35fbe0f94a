"""What people are told of a log's room in their own chat, and ordering a new one from there."""

from cards.kit import Json, card, execute, heading, launcher, open_button, para
from cards.words import N_, Words

NEW = N_("Lag nytt rom")
NOTICES = {
    "fremmed": (
        N_("Rommet er stanset"),
        N_("Noen i rommet er ikke med i loggen. Ingenting legges ut der før det er ordnet."),
    ),
    "klar": (
        N_("Rommet er i bruk igjen"),
        N_("Alle i rommet er med i loggen. Nytt i loggen legges ut der som før."),
    ),
    "borte": (
        N_("Rommet er borte"),
        N_("Rommet er slettet i Teams. Alt som står i loggen, er trygt."),
    ),
    "familie": (
        N_("Noen fra familien er med i rommet"),
        N_("Det som skrives og legges ut i rommet, kan de også se."),
    ),
}
"""What people are told of a room in their own chat: a heading and a sentence."""


def ordered(t: Words, code: str) -> Json:
    """Draw that a new room is ordered, in a dialog or in the place of the card that asked."""
    return card(
        heading(t("Rommet i Teams")),
        para(t("Logg {code}", code=code)),
        para(t("Et nytt rom blir laget. Det kan ta noen minutter.")),
        actions=[open_button(t("Se rommet"), "rom", code)],
    )


def notice(t: Words, what: str, code: str) -> Json:
    """Draw a posted card that tells of the room; it names nobody."""
    title, said = NOTICES[what]
    see = open_button(t("Se rommet"), "rom", code)
    make = execute(t(NEW), "rom", "nytt", logg=code)
    return launcher(
        t(title),
        para(t("Logg {code}", code=code), subtle=True),
        para(t(said)),
        actions=[make, see] if what == "borte" else [see],
    )
