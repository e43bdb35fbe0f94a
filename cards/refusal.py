"""The one card for every «no» and every fault: what, why, and what you can do instead."""

from cards.kit import Json, card, heading, para
from cards.words import N_, Words

SAID: dict[str, tuple[str, str]] = {
    "ukjent": (
        N_("Vi finner ikke dette"),
        N_("Kanskje er det flyttet eller avsluttet. Skriv «hjelp» for å se hva du kan gjøre."),
    ),
    "ikke_aktiv": (
        N_("Loggen er ikke åpen for innslag"),
        N_("Den venter på samtykke, eller den er satt på pause. Ingenting er lagret."),
    ),
    "tema": (
        N_("Dette temaet finnes ikke"),
        N_("Åpne skjemaet på nytt og velg et tema fra lista. Ingenting er lagret."),
    ),
    "samtykke": (
        N_("Samtykket dekker ikke dette"),
        N_("Ingenting er lagret. Du kan be om samtykke, eller velge et annet tema."),
    ),
    "andre": (
        N_("Dette handler også om en annen"),
        N_("Den det gjelder, har ikke samtykket. Skriv det uten å nevne den personen."),
    ),
    "skjult": (
        N_("Dette kan ikke skjules for foresatte"),
        N_("Aldersreglene åpner ikke for det i denne loggen. Ingenting er lagret."),
    ),
    "borte": (
        N_("Innslaget er borte"),
        N_("Det er trukket tilbake eller var ført i feil logg."),
    ),
    "rolle": (
        N_("Dette er det andre som gjør"),
        N_("Spør stafettholderen i loggen. Skriv «hjelp» for å se hva du kan gjøre."),
    ),
    "ansatt": (
        N_("Dette er for ansatte i en tjeneste"),
        N_("Lederen din kan gi deg tilgang. Skriv «hjelp» for å se hva du kan gjøre."),
    ),
    "ingen_logg": (
        N_("Ingen av loggene dine passer til dette"),
        N_("Kanskje venter loggen på samtykke. Skriv «mine logger» for å se."),
    ),
    "bare_chat": (
        N_("Dette gjør du i din egen chat med Stafett"),
        N_("Åpne chatten med Stafett og skriv det samme der. Da ser ingen andre det."),
    ),
    "utlopt": (
        N_("Skjemaet er for gammelt"),
        N_("Åpne det på nytt. Ingenting er lagret."),
    ),
    "skjema": (
        N_("Dette skjemaet finnes ikke"),
        N_("Det kan være fra en eldre utgave. Skriv «hjelp» for å se hva du kan gjøre."),
    ),
}


def refusal(t: Words, reason: str) -> Json:
    """Draw a no; an unknown reason is said as «we do not find this»."""
    title, why = SAID.get(reason, SAID["ukjent"])
    return card(heading(t(title)), para(t(why)))


def refusal_title(t: Words) -> str:
    """Give the title of a dialog that says no."""
    return t("Det går ikke")


def fault(t: Words, reference: str) -> Json:
    """Draw an unknown fault with the reference that stands in the server's log."""
    return card(
        heading(t("Noe gikk galt hos oss")),
        para(t("Ingenting er lagret. Prøv igjen om litt.")),
        para(t("Går det ikke da heller, si fra og oppgi {reference}.", reference=reference)),
    )


def late(t: Words) -> Json:
    """Draw what is said when a turn took too long and was rolled back."""
    return card(
        heading(t("Det tok for lang tid")), para(t("Ingenting er lagret. Prøv igjen om litt."))
    )
