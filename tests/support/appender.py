"""Appends to a log from four threads and says each number once it is answered; until it is killed.

Run as `python -m tests.support.appender <url> <log>`.
"""

import sys
import threading

from domain.bodies import Written
from storage.database import Database
from tests.support.clocks import StillClock
from tests.support.databases import opened
from tests.support.made_logs import write


def append_for_ever(database: Database, logg: str, name: str) -> None:
    number = 0
    while True:
        number += 1
        text = f"{name}{number}"
        database.do(lambda unit, text=text: write(unit, logg, Written(text=text)))
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with opened(sys.argv[1], StillClock()) as held:
        threads = [
            threading.Thread(target=append_for_ever, args=(held, sys.argv[2], name))
            for name in "abcd"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
