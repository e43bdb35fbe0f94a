"""People: who they are to us, where they work, and how they are reached."""

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from storage.types import Moment


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
