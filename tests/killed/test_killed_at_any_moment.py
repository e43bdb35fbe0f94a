"""Bots that are killed under load lose nothing that they answered for, and deliver what is due."""

import asyncio
from pathlib import Path

import pytest

from tests.killed.proof import flaws
from tests.killed.siege import Outcome, Plan, besiege
from tests.killed.strikes import Point
from tests.killed.world import build

pytestmark = pytest.mark.xdist_group("killed")
LOGS = 2


def survives(folder: Path, url: str, *points: Point, instances: int, pause: float) -> None:
    world = build(folder, url, LOGS)
    outcome = Outcome()
    asyncio.run(besiege(world, Plan(points, instances, seed=3, pause=pause), outcome))
    assert flaws(world, outcome) == []
    assert sum(act.acknowledged for act in outcome.acts) > 5
    assert len(outcome.kills) == len(points)


def test_one_bot_on_sqlite_that_is_killed_again_and_again(sqlite_url: str, tmp_path: Path) -> None:
    points = Point.ACKNOWLEDGED, Point.DELIVERING
    survives(tmp_path, sqlite_url, *points, instances=1, pause=0.4)


def test_two_bots_on_postgresql_where_the_one_takes_over_from_the_other(
    postgres_url: str, tmp_path: Path
) -> None:
    points = Point.DELIVERING, Point.SENT
    survives(tmp_path, postgres_url, *points, instances=2, pause=0.6)
