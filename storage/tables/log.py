"""The log itself: entries that nobody can change, and where each chain ends."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from storage.types import CLUSTERED, Moment


class Head(SQLModel, table=True):
    """The end of one log's chain; a writer locks this row first."""

    logg: str = Field(primary_key=True)
    seq: int
    hash: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(sa_type=Moment)

    __table_args__ = CLUSTERED


class Entry(SQLModel, table=True):
    """One entry: the outside in the open, the inside encrypted. Triggers refuse every change."""

    logg: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    v: int
    at: datetime = Field(sa_type=Moment)
    prev: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary, unique=True)
    ciphertext: bytes = Field(sa_type=LargeBinary)
