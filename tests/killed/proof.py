"""What must be true after a siege, proven from the database and from what the sandbox received."""

import json

from tests.killed import received, standing
from tests.killed.siege import Outcome
from tests.killed.world import World

FAULTY = ("error", "critical")


def flaws(world: World, outcome: Outcome) -> list[str]:
    """Say everything that is not as it must be; nothing when all is well."""
    database = world.open()
    try:
        found = standing.flaws(database, world, outcome.acts)
        delivered, outcome.repeated = received.flaws(database, world, outcome)
    finally:
        database.close()
    return [*outcome.wrong, *_said(outcome), *found, *delivered]


def _said(outcome: Outcome) -> list[str]:
    """List the faults that the bots told of; a last line may be cut by a kill."""
    lines = [line for log in outcome.logs for line in log.splitlines()]
    told = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
    found = [f"a bot said: {one}" for one in told if one.get("level") in FAULTY]
    return found + [f"a bot said: {line}" for line in lines if line.startswith("Traceback")]
