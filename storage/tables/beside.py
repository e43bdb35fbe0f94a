"""What stands beside the log: access rows, receipts, drafts, jobs, erasures, rooms."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from storage.types import Moment


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
    """Work for the courier, ids only; `state` is venter, ferdig or oppgitt.

    Jobs of one `lane` (a person's chat, a room) are done one after the other.
    """

    id: str = Field(primary_key=True)
    kind: str
    lane: str = ""
    key: str = Field(unique=True)
    ids: str = Field(sa_type=Text)
    not_before: datetime = Field(sa_type=Moment)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    state: str = "venter"
    error: str = ""

    __table_args__ = (
        Index("ix_job_due", "state", "not_before"),
        Index("ix_job_lane", "state", "lane", "id"),
    )


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


class Room(SQLModel, table=True):
    """A log's coordination room in Teams; `state` is lages, klar, stanset or borte.

    `followed` marks what the room was last brought in line with; `pinned` and `home` are the
    messages of the two cards that stand there, `home_mark` what the second was drawn as. `number`
    counts the names that were tried. It is kept beside the log: rooms come and go.
    """

    logg: str = Field(primary_key=True)
    kind: str
    tenant: str
    team: str
    channel: str = Field(default="", index=True)
    service_url: str = ""
    state: str
    followed: str = ""
    pinned: str = ""
    home: str = ""
    home_mark: str = ""
    number: int = 1
    at: datetime = Field(sa_type=Moment)


class RoomAccount(SQLModel, table=True):
    """An account that was in a log's room when its roster was last read; no name is kept."""

    __tablename__ = "room_account"  # pyright: ignore[reportAssignmentType]

    logg: str = Field(primary_key=True)
    tenant: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)


class RoomWish(SQLModel, table=True):
    """What somebody of the family said: to be in the log's room, or out of it."""

    __tablename__ = "room_wish"  # pyright: ignore[reportAssignmentType]

    logg: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    inside: bool
