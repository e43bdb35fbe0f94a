"""The tables, in three groups: the log itself, its projections, and what stands beside it.

Projections are rebuilt from the log; they hold ids, codes and times, never text.
"""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from storage.types import Moment

_CLUSTERED = {"sqlite_with_rowid": False}
"""For small rows that are read by log: on SQLite they lie in the order of their key."""

# --- the log -----------------------------------------------------------------------------------


class Head(SQLModel, table=True):
    """The end of one log's chain; a writer locks this row first."""

    logg: str = Field(primary_key=True)
    seq: int
    hash: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(sa_type=Moment)

    __table_args__ = _CLUSTERED


class Entry(SQLModel, table=True):
    """One entry: the outside in the open, the inside encrypted. Triggers refuse every change."""

    logg: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    v: int
    at: datetime = Field(sa_type=Moment)
    prev: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary, unique=True)
    ciphertext: bytes = Field(sa_type=LargeBinary)


# --- projections of the log --------------------------------------------------------------------


class Logg(SQLModel, table=True):
    """A log as queries need it: code, state, level, whom it is for, who holds the pinne."""

    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    state: str
    level: int
    kind: str
    purpose: str
    policy: str
    created: datetime = Field(sa_type=Moment)
    person_no: int
    stafettholder_no: int
    rule: str
    rule_until: date | None = None
    rule_then: str | None = None
    services: str = Field(default="", sa_type=Text)


class Participant(SQLModel, table=True):
    """Somebody on a log: a person for one service, or by relation."""

    logg: str = Field(primary_key=True)
    no: int = Field(primary_key=True)
    person: str = Field(index=True)
    role: str
    service: str = ""
    relation: str = ""
    state: str
    since: datetime = Field(sa_type=Moment)
    digital: bool = True

    __table_args__ = _CLUSTERED


class Item(SQLModel, table=True):
    """An entry as the gate and the timeline need it; `state` is gjelder, feilfort or slettet."""

    logg: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    type: str
    author: int
    service: str = ""
    role: str
    category: str = ""
    purpose: str = ""
    at: datetime = Field(sa_type=Moment)
    hidden: bool = False
    about: str = ""
    to_seq: int | None = None
    replaced_by: int | None = None
    state: str = "gjelder"

    __table_args__ = (Index("ix_item_to", "logg", "to_seq"), _CLUSTERED)


class PermitRow(SQLModel, table=True):
    """One cell of one giver's consent that stands; withdrawn and replaced cells are gone."""

    __tablename__ = "permit"  # pyright: ignore[reportAssignmentType]
    __table_args__ = _CLUSTERED

    logg: str = Field(primary_key=True)
    giver: int = Field(primary_key=True)
    about: int = Field(primary_key=True)
    service: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    right: str = Field(primary_key=True)
    start: date
    end: date
    reads_from: datetime = Field(sa_type=Moment)
    seq: int
    holder_reads_all: bool = False


class Answer(SQLModel, table=True):
    """What one giver last said about one service: gitt, avslatt, trukket or utlopt."""

    logg: str = Field(primary_key=True)
    giver: int = Field(primary_key=True)
    about: int = Field(primary_key=True)
    service: str = Field(primary_key=True)
    state: str
    method: str
    at: datetime = Field(sa_type=Moment)
    end: date | None = None
    seq: int

    __table_args__ = _CLUSTERED


# --- people ------------------------------------------------------------------------------------


class Person(SQLModel, table=True):
    """Somebody, by our own random id; `same_as` points at the person they turned out to be."""

    id: str = Field(primary_key=True)
    language: str | None = None
    same_as: str | None = Field(default=None, index=True)
    created: datetime = Field(sa_type=Moment)
    card: bytes | None = Field(default=None, sa_type=LargeBinary)


class Identity(SQLModel, table=True):
    """A way to recognise a person: home tenant and Entra object id, or an OIDC subject."""

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    person: str = Field(index=True)
    since: datetime = Field(sa_type=Moment)


class Membership(SQLModel, table=True):
    """A person works in a service, from a day until a day, because somebody granted it."""

    person: str = Field(primary_key=True)
    service: str = Field(primary_key=True)
    start: date
    end: date | None = None
    granted_by: str
    role: str = "ansatt"


class Address(SQLModel, table=True):
    """Where a person's own chat with the bot is."""

    person: str = Field(primary_key=True)
    tenant: str
    service_url: str
    conversation: str
    verified: datetime = Field(sa_type=Moment)


class Invitation(SQLModel, table=True):
    """A one-time code that binds an identity to a person; only a digest of the code is kept."""

    digest: str = Field(primary_key=True)
    person: str = Field(index=True)
    logg: str
    expires: datetime = Field(sa_type=Moment)
    used: datetime | None = Field(default=None, sa_type=Moment)


class Attempt(SQLModel, table=True):
    """A wrong try at an invitation's code, by a person or (a digest) an identity unknown to us."""

    id: str = Field(primary_key=True)
    person: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)


class Label(SQLModel, table=True):
    """A participant's private merkelapp for a log, encrypted under their own key."""

    logg: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    ciphertext: bytes = Field(sa_type=LargeBinary)


# --- beside the log ----------------------------------------------------------------------------


class Access(SQLModel, table=True):
    """Who met which entries through which door, and how it went; one row a turn and log."""

    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    logg: str = Field(default="", index=True)
    viewer: str
    dialog: str
    door: str
    seqs: str = Field(default="", sa_type=Text)
    outcome: str


class Receipt(SQLModel, table=True):
    """What a committed change was answered with, as a code and ids; kept 48 hours."""

    key: str = Field(primary_key=True)
    viewer: str
    dialog: str
    step: str
    logg: str = ""
    outcome: str
    ids: str = Field(default="{}", sa_type=Text)
    at: datetime = Field(sa_type=Moment, index=True)


class Draft(SQLModel, table=True):
    """A form under way, encrypted under its owner's key, for its owner only; seven days."""

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    logg: str = ""
    dialog: str
    step: str
    expires: datetime = Field(sa_type=Moment)
    ciphertext: bytes = Field(sa_type=LargeBinary)


class Job(SQLModel, table=True):
    """Work for the courier, ids only; `state` is venter, ferdig or oppgitt."""

    id: str = Field(primary_key=True)
    kind: str
    key: str = Field(unique=True)
    ids: str = Field(sa_type=Text)
    not_before: datetime = Field(sa_type=Moment)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    state: str = "venter"
    error: str = ""

    __table_args__ = (Index("ix_job_due", "state", "not_before"),)


class Erasure(SQLModel, table=True):
    """A key that is to be destroyed (`seq` 0: the log's); replayed until it is done."""

    logg: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    ordered: datetime = Field(sa_type=Moment)
    done: datetime | None = Field(default=None, sa_type=Moment)


class Posted(SQLModel, table=True):
    """A card that was posted about a log: where it stands, and what it is drawn anew from."""

    id: str = Field(primary_key=True)
    logg: str = Field(index=True)
    person: str
    service_url: str
    conversation: str
    activity: str
    ids: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment, index=True)
