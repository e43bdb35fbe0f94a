"""One call at a time, as a person makes it."""

import http.client
from contextlib import closing
from typing import Any

import orjson

from bench.names import LOOPBACK, PATH


class Unexpected(Exception):
    """A server did not answer as it should; the text is what it said."""


def answers(port: int) -> bool:
    """Tell whether anybody takes connections on a port."""
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=2)) as connection:
        try:
            connection.connect()
        except OSError:
            return False
        return True


def ask(port: int, token: str, activity: bytes) -> dict[str, Any]:
    """Send an activity and give the answer's body; raises `Unexpected`."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as connection:
        connection.request("POST", PATH, activity, headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != http.client.OK:
            raise Unexpected(f"{response.status} {body[:500]!r}")
        return orjson.loads(body)


def status_of(port: int, token: str, activity: bytes) -> int:
    """Send an activity and give the answer's status."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as connection:
        connection.request("POST", PATH, activity, headers)
        return connection.getresponse().status
