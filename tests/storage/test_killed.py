"""A process that is killed in the middle of writing loses nothing that it had answered for."""

import subprocess
import sys
from collections import Counter

from domain.bodies import Written
from storage import system, verify
from tests.support.databases import opened
from tests.support.made_logs import active_log, write


def killed_after(url, logg, lines):
    """Run the appender until it has answered so often, kill it, and give what it answered."""
    command = [sys.executable, "-m", "tests.support.appender", url, logg]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        rest = process.stdout.read().split("\n")[:-1]  # a last line may be cut
    return [text for text in said + rest if text]


def texts(database, logg):
    with database.reading() as unit:
        insides = [seen.inside for seen in system.walk_inside(unit, logg, "verify")]
    return Counter(inside.body.text for inside in insides if isinstance(inside.body, Written))


def test_what_was_answered_is_there_once_after_a_kill(database_url, clock):
    with opened(database_url, clock) as database:
        loggs = [database.do(lambda unit, code=code: active_log(unit, code)) for code in "AB"]
    for logg, lines in zip(loggs, (5, 60), strict=True):
        answered = killed_after(database_url, logg, lines)
        with opened(database_url, clock) as database:
            assert verify.verify(database).green
            found = texts(database, logg)
            assert database.do(lambda unit, logg=logg: write(unit, logg))
            assert verify.verify(database).green
        assert len(answered) >= lines
        assert [text for text in answered if found[text] != 1] == []
        assert set(found.values()) == {1}
