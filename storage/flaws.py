"""What can be wrong with a log, as codes and as sentences for the one who runs it."""

from domain.chain import Flaw

_SENTENCES = {
    "hull": "Entry {seq} of log {logg} is missing.",
    "lenke": "Entry {seq} of log {logg} does not follow from the entry before it.",
    "gren": "Entry {seq} of log {logg} forks off from an entry further back.",
    "endret": "Entry {seq} of log {logg} was changed: its hash does not fit what stands there.",
    "nokkel": "The key of entry {seq} of log {logg} is gone or changed, and nobody ordered that.",
    "innhold": "Entry {seq} of log {logg} does not open under its key: its content was replaced.",
    "form": "Entry {seq} of log {logg} opens, but is not of a form that an entry can have.",
    "sletting": "Entry {seq} of log {logg} was erased, but no two people said so in the log.",
    "hode": "The end of log {logg} is kept as another than entry {seq}, which is its last.",
    "kuttet": "Log {logg} was cut: entry {seq} is gone, and whatever came after it.",
    "omskrevet": "Entry {seq} of log {logg} is not the one that was anchored: it was rewritten.",
}
CODES = frozenset(_SENTENCES)


def explain(flaw: Flaw) -> str:
    """Say which entry is broken and what is wrong with it."""
    return _SENTENCES[flaw.what].format(seq=flaw.seq, logg=flaw.logg)
