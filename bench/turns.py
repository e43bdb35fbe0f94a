"""Our turns, opened as a person opens them and then sent over and over."""

from collections.abc import Iterable
from typing import Any

from bench.activities import Sender
from bench.asking import Unexpected, ask
from bench.calls import Bound, Template
from bench.entries import TEXT
from bench.names import ID, NONCE, Account, Log

_CARD, _KEPT = b'"type":"continue"', "Det står i loggen nå".encode()


class Door:
    """The bot's door: its port, the token that it lets in, the Connector it answers through."""

    def __init__(self, port: int, token: str, service_url: str) -> None:
        self._port, self._token, self._service_url = port, token, service_url
        self._asked = 0

    def submits(self, logs: Iterable[Log]) -> list[Template]:
        """Give «Legg i loggen» for the teacher and the nurse of each log."""
        return [self._submit(log, who) for log in logs for who in (log.teacher, log.nurse)]

    def forms(self, logs: Iterable[Log]) -> list[Template]:
        """Give the opening of the form that a submit comes from."""
        return [
            Template(self._fetch(log, who, "oppdatering", ID), _CARD)
            for log in logs
            for who in (log.teacher, log.nurse)
        ]

    def entries(self, logs: Iterable[Log], seqs: Iterable[int]) -> list[Template]:
        """Give task/fetch of some entries of each log, by its nurse."""
        numbers = list(seqs)
        return [
            Template(self._fetch(log, log.nurse, "innslag", ID, seq=seq), _CARD)
            for log in logs
            for seq in numbers
        ]

    def pages(self, logs: Iterable[Log]) -> list[Template]:
        """Give the timeline's newest page, by each log's nurse."""
        return [Template(self._fetch(log, log.nurse, "logg", ID), _CARD) for log in logs]

    def _fetch(self, log: Log, who: Account, dialog: str, id_: str, **more: Any) -> bytes:
        data = {"msteams": {"type": "task/fetch"}, "dialog": dialog, "logg": log.code, **more}
        return Sender(who, self._service_url).invoke("task/fetch", data, id_)

    def _submit(self, log: Log, who: Account) -> Template:
        self._asked += 1
        form = self._fetch(log, who, "oppdatering", f"form{self._asked:016d}")
        answer = ask(self._port, self._token, form)
        data = {**_button(answer), "tekst": TEXT, "tema": "skole", "om": "", "nonce": NONCE}
        activity = Sender(who, self._service_url).invoke("task/submit", data)
        return Template(activity, _KEPT, Bound(who.person, "oppdatering", log.code))


def _button(answer: dict[str, Any]) -> dict[str, Any]:
    """Give what the form's button sends."""
    try:
        card = answer["task"]["value"]["card"]["content"]
        return next(one["data"] for one in card["actions"] if one["data"].get("steg") == "send")
    except (KeyError, TypeError, StopIteration):
        raise Unexpected(str(answer)[:500]) from None
