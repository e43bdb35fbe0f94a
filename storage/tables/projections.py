"""Projections: rebuilt from the log; ids, codes and times, never text."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from storage.types import CLUSTERED, Moment


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

    __table_args__ = CLUSTERED


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

    __table_args__ = (Index("ix_item_to", "logg", "to_seq"), CLUSTERED)


class PermitRow(SQLModel, table=True):
    """One cell of one giver's consent that stands; withdrawn and replaced cells are gone."""

    __tablename__ = "permit"  # pyright: ignore[reportAssignmentType]
    __table_args__ = CLUSTERED

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

    __table_args__ = CLUSTERED
