"""What was acknowledged is asked for again, when it is quiet and after somebody has left."""

from collections.abc import Mapping

from tests.killed.acts import TEXTS
from tests.killed.line import Client
from tests.killed.load import Load
from tests.killed.world import Log

MOST = 40
"""Acts that are asked for again."""


async def asked_again(load: Load) -> None:
    """Send some of what was acknowledged once more: the answer is the same, and it stands."""
    done = [act for act in load.acts if act.acknowledged]
    for act in load.chance.sample(done, min(MOST, len(done))):
        if not await load.again(act):
            load.wrong.append(f"asked again when it is quiet, {act.kind} is not said to stand")


async def left(load: Load, log: Log, clients: Mapping[str, Client]) -> None:
    """Let a log's nurse leave: what was acknowledged is answered as it is from then on."""
    nurse = log.people["nurse"]
    written = [act for act in load.acts if act.acknowledged and act.log is log]
    texts = [act for act in written if act.kind in TEXTS and act.topic == "trivsel"]
    await _leaves(load, clients[nurse.key], log)
    for act in texts[-MOST:]:
        before = act.said
        reply = await load.line.send(load.port(), act.activity)
        if act.by is nurse and act.stands(reply):
            load.wrong.append("who has left is told what they once wrote")
        if act.by is not nurse and (not reply.text or reply.text == before):
            load.wrong.append(f"the answer is not of the present state: {reply}")


async def _leaves(load: Load, client: Client, log: Log) -> None:
    roster = await load.line.send(load.port(), client.fetch("deltakere", logg=log.code))
    asked = client.submit(roster.data("deltakere", "ut"))
    form = await load.line.send(load.port(), asked)
    done = await load.line.send(load.port(), client.submit(form.data("deltakere", "ga_ut")))
    if not done.text:
        load.wrong.append(f"the nurse could not leave: {roster} {form} {done}")
