"""Events of a log said in a sentence: who came, who left, what was answered."""

from cards.words import N_, Words

SAID = {
    "opprettet": N_("{who} opprettet loggen"),
    "deltaker_invitert": N_("{who} inviterte {service}"),
    "deltaker_med": N_("{who} ble med"),
    "deltaker_ut": N_("{who} er ikke lenger med"),
    "samtykke_gitt": N_("{who} førte inn et samtykke"),
    "samtykke_avslatt": N_("{who} førte inn et nei"),
    "samtykke_trukket": N_("{who} førte inn at et samtykke er trukket"),
    "samtykke_utlopt": N_("Et samtykke gikk ut"),
    "feilfort": N_("{who} meldte et innslag feilført"),
}
OWN = {
    "samtykke_gitt": N_("{who} ga et samtykke"),
    "samtykke_avslatt": N_("{who} sa nei til et samtykke"),
    "samtykke_trukket": N_("{who} trakk et samtykke"),
}
"""What is said when it was no other than the giver who wrote it."""


def sentence(t: Words, type_: str, who: str, service: str, when: str, own: bool = False) -> str:
    """Say an event and when it was; `own` when one of the family did it themself."""
    text = (OWN.get(type_) if own else None) or SAID.get(type_)
    said = t(text, who=who, service=service or who) if text else t("En hendelse")
    return t("{what} · {when}", what=said, when=when)
