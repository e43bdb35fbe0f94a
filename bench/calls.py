"""What the load is made of: calls as bytes, each with what its answer must hold."""

import base64
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from typing import Any

from bench.names import ID, NONCE, PATH
from dialogs.nonce import Nonces
from domain.clock import system_clock


@dataclass(frozen=True, slots=True)
class Bound:
    """What a form's nonce is bound to."""

    person: str
    dialog: str
    code: str


@dataclass(frozen=True, slots=True)
class Template:
    """One call to be made over and over; `expects` stands in every right answer to it."""

    activity: bytes
    expects: bytes
    bound: Bound | None = None

    def packed(self) -> dict[str, Any]:
        """Give it as JSON."""
        both = {"activity": self.activity.decode(), "expects": self.expects.decode()}
        return {**both, "bound": asdict(self.bound) if self.bound else None}


def unpacked(said: dict[str, Any]) -> Template:
    """Read what `packed` gave."""
    bound = Bound(**said["bound"]) if said["bound"] else None
    return Template(said["activity"].encode(), said["expects"].encode(), bound)


Request = tuple[bytes, bytes]
"""A whole HTTP request, and what its answer must hold."""


class Calls:
    """Requests without end, in turn from each template, each with an id of its own."""

    def __init__(self, templates: list[Template], token: str, form_key: bytes, run: str) -> None:
        self._nonces, self._run = Nonces(form_key), run
        self._parts = [(self._cut(one, token), one) for one in templates]

    def __iter__(self) -> Iterator[Request]:
        for number, ((before, between, after), one) in enumerate(cycle(self._parts)):
            made = before + f"{self._run}{number:0{len(ID) - len(self._run)}d}".encode() + between
            yield (made + self._nonce(one) + after if one.bound else made), one.expects

    def _cut(self, one: Template, token: str) -> tuple[bytes, bytes, bytes]:
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(one.activity)}\r\n\r\n"
        )
        before, rest = (head.encode() + one.activity).split(ID.encode())
        between, _, after = rest.partition(NONCE.encode())
        return before, between, after

    def _nonce(self, one: Template) -> bytes:
        if one.bound is None:
            return b""
        of = one.bound
        return self._nonces.make(of.person, of.dialog, of.code, system_clock()).encode()


def key_said(key: bytes) -> str:
    """Write a key for another process."""
    return base64.b64encode(key).decode()


def key_read(said: str) -> bytes:
    """Read what `key_said` wrote."""
    return base64.b64decode(said)
