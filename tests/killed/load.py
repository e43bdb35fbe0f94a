"""People at work, all at once: each opens forms, sends them, and asks again when nobody answers."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox import form
from tests.killed.acts import TEXTS, Act, Kind
from tests.killed.line import Client, Json, Line, Reply
from tests.killed.world import WRITES, Log

LIKELY = {
    Kind.LYSGLIMT: 5,
    Kind.OPPDATERING: 5,
    Kind.KOMMENTAR: 3,
    Kind.TAKK: 2,
    Kind.KOMMANDO: 1,
}
LEFT = 0.1
"""How likely a client is to give up when the first answer does not come."""
TWICE = 0.15
"""How likely a client is to send again what has been acknowledged."""
Heard = Callable[[int], None]


def _nothing(_: int) -> None:
    return


@dataclass
class Load:
    """What all writers share: the bots' ports, chance, what was done, what should not be.

    `sending` is told of a port when a form is on its way to it, `heard` when an answer that
    something stands has come from it.
    """

    line: Line
    ports: Sequence[int]
    chance: random.Random
    pause: float
    acts: list[Act] = field(default_factory=list[Act])
    wrong: list[str] = field(default_factory=list[str])
    stopping: bool = False
    sending: Heard = _nothing
    heard: Heard = _nothing

    def port(self) -> int:
        return self.chance.choice(self.ports)

    async def deliver(self, act: Act, activity: Json, way: str) -> Reply:
        """Send an act one way, and see what came of it."""
        port = self.port()
        self.sending(port)
        reply = await self.line.send(port, activity)
        act.note(way, port, reply)
        if act.stands(reply):
            act.acknowledged, act.said = True, reply.text
            self.heard(port)
        elif not reply.none and not reply.late:
            self.wrong.append(f"{act.kind} by {act.by.key}, sent {way}: {reply}")
        return reply

    async def again(self, act: Act) -> bool:
        """Send an act once more, as itself, by its nonce, or both at once; tell if it stands."""
        ways = ["same"] if act.kind is Kind.KOMMANDO else ["same", "nonce", "same nonce"]
        chosen = self.chance.choice(ways).split()
        forms = {"same": act.activity, "nonce": act.with_a_new_id()}
        replies = await asyncio.gather(*(self.deliver(act, forms[way], way) for way in chosen))
        return any(act.stands(reply) for reply in replies)


class Writer:
    """One person who works in one log until told to stop."""

    def __init__(self, load: Load, log: Log, client: Client) -> None:
        self._load, self._log, self._client = load, log, client
        self._me = client.account

    async def work(self) -> None:
        chance, kinds = self._load.chance, list(LIKELY)
        while not self._load.stopping:
            await asyncio.sleep(chance.expovariate(1 / self._load.pause))
            [kind] = chance.choices(kinds, [LIKELY[one] for one in kinds])
            act = await self._prepared(kind)
            if act is not None:
                self._load.acts.append(act)
                await self._see_through(act)

    async def _see_through(self, act: Act) -> None:
        """Send an act until it is acknowledged, or is left; at times once more after that."""
        load = self._load
        reply = await load.deliver(act, act.activity, "first")
        stands = act.stands(reply)
        if reply.none and load.chance.random() < LEFT:
            act.left = True
            return
        while not (stands or load.wrong):
            await asyncio.sleep(load.chance.uniform(0.05, 0.4))
            stands = await load.again(act)
        if load.chance.random() < TWICE:
            await load.again(act)

    async def _prepared(self, kind: Kind) -> Act | None:
        """Open what must be open before an act can be sent; None when no bot answers just now."""
        if kind is Kind.KOMMANDO:
            return self._act(kind, self._client.message("mine logger"))
        if kind in TEXTS:
            topic = self._load.chance.choice(WRITES[self._me.role])
            data = (await self._open(str(kind))).data(str(kind), "send")
            text = self._new_text()
            return self._form(kind, data, {"tekst": text, "tema": topic}, text=text, topic=topic)
        return await self._reply(kind)

    async def _reply(self, kind: Kind) -> Act | None:
        """Open an entry of the newest page, to comment on it or to say thanks."""
        page = await self._open("logg")
        if not (seqs := _entries(page.card)):
            return None
        seq = self._load.chance.choice(seqs)
        entry = await self._open("innslag", seq=seq)
        if kind is Kind.TAKK:
            return self._form(kind, entry.data("innslag", "takk"), {}, to=seq)
        if not entry.data("kommentar", "apne"):
            return None
        data = (await self._open("kommentar", seq=seq)).data("kommentar", "send")
        text = self._new_text()
        return self._form(kind, data, {"tekst": text}, text=text, to=seq)

    async def _open(self, dialog: str, **data: Any) -> Reply:
        asked = self._client.fetch(dialog, logg=self._log.code, **data)
        return await self._load.line.send(self._load.port(), asked)

    def _form(self, kind: Kind, data: Json, answers: Json, **more: Any) -> Act | None:
        return self._act(kind, self._client.submit(data | answers), **more) if data else None

    def _act(self, kind: Kind, activity: Json, **more: Any) -> Act:
        return Act(kind, self._me, self._log, activity, **more)

    def _new_text(self) -> str:
        return f"Han lo i dag ({self._load.chance.getrandbits(64):016x})."


def _entries(card: Json) -> list[int]:
    """List the entries that can be opened from a timeline."""
    data = [action.get("data", {}) for action in form.actions(card)]
    return [int(one["seq"]) for one in data if one.get("dialog") == "innslag"]
