"""The tables: the log itself, its projections, people, and what stands beside it."""

from storage.tables.beside import (
    Access,
    Draft,
    Erasure,
    Job,
    Posted,
    Receipt,
    Room,
    RoomAccount,
    RoomWish,
)
from storage.tables.log import Entry, Head
from storage.tables.people import Address, Attempt, Identity, Invitation, Label, Membership, Person
from storage.tables.projections import Answer, Item, Logg, Participant, PermitRow

__all__ = [
    "Access",
    "Address",
    "Answer",
    "Attempt",
    "Draft",
    "Entry",
    "Erasure",
    "Head",
    "Identity",
    "Invitation",
    "Item",
    "Job",
    "Label",
    "Logg",
    "Membership",
    "Participant",
    "PermitRow",
    "Person",
    "Posted",
    "Receipt",
    "Room",
    "RoomAccount",
    "RoomWish",
]
