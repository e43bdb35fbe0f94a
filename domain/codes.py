"""The codes that stand in the log, in settings and in card data: Norwegian, lowercase ASCII."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is on one log; exactly one participant is the stafettholder."""

    PERSON = "person"
    FORESATT = "foresatt"
    PARORENDE = "parorende"
    STAFETTHOLDER = "stafettholder"
    VARA = "vara"
    FAGPERSON = "fagperson"
    VERGE = "verge"
    TOLK = "tolk"


FAMILY = frozenset({Role.PERSON, Role.FORESATT, Role.PARORENDE, Role.VERGE})
HELPERS = frozenset({Role.STAFETTHOLDER, Role.VARA, Role.FAGPERSON})


class ParticipantState(StrEnum):
    """Where a participant stands: asked, taking part, or out."""

    INVITERT = "invitert"
    MED = "med"
    UT = "ut"


class LogState(StrEnum):
    """The life of a log (domain reference, F01)."""

    UTKAST = "utkast"
    AKTIV = "aktiv"
    HVILENDE = "hvilende"
    OVERFORT = "overfort"
    ERSTATTET_AV_IP = "erstattet_av_ip"
    AVSLUTTET = "avsluttet"
    ARKIVERT = "arkivert"


class EntryType(StrEnum):
    """What an entry is; a type is added here together with its body."""

    OPPDATERING = "oppdatering"
    LYSGLIMT = "lysglimt"
    KOMMENTAR = "kommentar"
    TAKK = "takk"
    RETTING = "retting"
    SAMTYKKE_GITT = "samtykke_gitt"
    SAMTYKKE_AVSLATT = "samtykke_avslatt"
    SAMTYKKE_TRUKKET = "samtykke_trukket"
    SAMTYKKE_UTLOPT = "samtykke_utlopt"
    OPPRETTET = "opprettet"
    FEILFORT = "feilfort"
    DELTAKER_INVITERT = "deltaker_invitert"
    DELTAKER_MED = "deltaker_med"
    DELTAKER_UT = "deltaker_ut"


INNHOLD = frozenset(
    {
        EntryType.OPPDATERING,
        EntryType.LYSGLIMT,
        EntryType.KOMMENTAR,
        EntryType.TAKK,
        EntryType.RETTING,
    }
)
SAMTYKKE = frozenset(
    {
        EntryType.SAMTYKKE_GITT,
        EntryType.SAMTYKKE_AVSLATT,
        EntryType.SAMTYKKE_TRUKKET,
        EntryType.SAMTYKKE_UTLOPT,
    }
)
PROSESS = frozenset(EntryType) - INNHOLD - SAMTYKKE
REPLIES = frozenset({EntryType.KOMMENTAR, EntryType.TAKK, EntryType.RETTING})
"""Content that hangs on another entry and shares its scope."""


class Right(StrEnum):
    """What a consent lets a service do with a category."""

    LESER = "leser"
    SKRIVER = "skriver"


class Method(StrEnum):
    """How a consent was given or withdrawn."""

    DIGITALT = "digitalt"
    PAPIR = "papir"
    MUNTLIG = "muntlig"


class Door(StrEnum):
    """Where a viewer met an entry, for the access row."""

    LISTE = "vist"
    APNET = "apnet"
    VARSEL = "varsel"
    SKREVET = "skrevet"


FAMILIEN = "familien"
"""Stands where a service code stands, for what is about one family member and read by another."""
