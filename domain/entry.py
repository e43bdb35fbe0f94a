"""One entry of the log: the outside that anybody who holds the database sees, and the inside."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.bodies import BODIES
from domain.body import Body
from domain.codes import EntryType, Role

OUTSIDE_VERSION = 1


class Author(BaseModel):
    """Who wrote: the participant's number, for which service, in which role."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    participant: int
    service: str = ""
    role: Role


class Inside(BaseModel):
    """What is encrypted: the type and version decide which model `body` is."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    type: EntryType
    version: int = 1
    author: Author
    category: str = ""
    purpose: str = ""
    hidden: bool = False
    consents: tuple[int, ...] = ()
    about: tuple[int, ...] = ()
    replaces: int | None = None
    body: Any

    def typed_body(self) -> Body:
        """Give the body as its model; raises `ValueError` when it is not one."""
        model = BODIES.get((self.type, self.version))
        if model is None:
            raise ValueError(f"no body for {self.type} version {self.version}")
        body: object = self.body
        return body if isinstance(body, model) else model.model_validate(body)


class Outside(BaseModel):
    """What stands in the open: versions, log, number, time, and the chain."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    v: int = OUTSIDE_VERSION
    logg: str
    seq: int
    at: datetime
    prev: bytes
    hash: bytes = b""
