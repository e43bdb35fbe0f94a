"""Erasure: the key is destroyed, the entry stays in the chain and nobody can read it again.

Orders are rows, made in the transaction that decides; carried out after its COMMIT, and again at
every start until they are done, so that a restored key store does not bring anything back.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import bindparam, delete, select, update

from domain.codes import LogState
from storage import forgetting, tables
from storage.core import insert_new, table
from storage.errors import BadEntry, Closed, StoreBusy
from storage.heads import HEAD, lock_to_write
from storage.unit import Unit

if TYPE_CHECKING:  # the database replays what is ordered when it opens
    from storage.database import Database

ERASURE = table(tables.Erasure)
LOGG = table(tables.Logg)
WHOLE_LOG = 0
"""Stands where an entry's number does when all of a log is erased."""

_OF_LOG = [
    table(model)
    for model in (
        tables.Participant,
        tables.Item,
        tables.PermitRow,
        tables.Answer,
        tables.Label,
        tables.Draft,
        tables.Invitation,
    )
]
_DONE = (
    update(ERASURE)
    .where(ERASURE.c.logg == bindparam("log_"), ERASURE.c.seq == bindparam("seq_"))
    .values(done=bindparam("now"))
)
_log = structlog.get_logger()


def order(unit: Unit, logg: str, *seqs: int) -> None:
    """Order the erasure of entries (or with `seq` 0 of a log); their keys go after COMMIT."""
    row = {"logg": logg, "ordered": unit.now, "done": None}
    new = [seq for seq in seqs if insert_new(unit.db, ERASURE, {**row, "seq": seq})]
    if new:
        unit.after_commit(lambda: _carry_out(unit, logg, new))


def ordered(unit: Unit, logg: str) -> set[int]:
    """Give the numbers of a log's entries that are erased or are to be; 0 for the log itself."""
    found = select(ERASURE.c.seq).where(ERASURE.c.logg == logg)
    return set(unit.db.execute(found).scalars())


def replay(database: "Database") -> int:
    """Destroy again every key that was ever ordered destroyed; give how many orders were open.

    Also those that are done: a key store that was restored has them back.
    """
    return database.do(_replay)


def discard_log(unit: Unit, logg: str) -> None:
    """Take away a draft that was refused or forgotten: its rows now, its key after COMMIT.

    The chain stays, and takes no more entries; who stood on it and nowhere else is forgotten.
    Raises `NoSuchLog`, and `BadEntry` when the log is no draft.
    """
    lock_to_write(unit, logg)
    state = unit.db.execute(select(LOGG.c.state).where(LOGG.c.id == logg)).scalar()
    if state != LogState.UTKAST:
        raise BadEntry(f"Log {logg} is not a draft.")
    persons = forgetting.people_of(unit, logg)
    for rows in _OF_LOG:
        unit.db.execute(delete(rows).where(rows.c.logg == logg))
    forgetting.forget(unit, persons)
    unit.db.execute(delete(LOGG).where(LOGG.c.id == logg))
    unit.db.execute(delete(HEAD).where(HEAD.c.logg == logg))
    unit.locked.pop(logg)
    order(unit, logg, WHOLE_LOG)


def expired_drafts(unit: Unit) -> list[str]:
    """List the logs that have been drafts for longer than the policy lets them."""
    oldest = unit.now - timedelta(days=unit.policy.samtykke.utkast_dager)
    found = select(LOGG.c.id).where(LOGG.c.state == LogState.UTKAST, LOGG.c.created < oldest)
    return list(unit.db.execute(found.order_by(LOGG.c.created)).scalars())


def _carry_out(unit: Unit, logg: str, seqs: Sequence[int]) -> None:
    orders = [(logg, seq) for seq in seqs]
    unit.keys.destroy(orders)
    with suppress(Closed):  # the next start marks it
        unit.later(lambda then: _mark_done(then, orders))


def _replay(unit: Unit) -> int:
    rows = unit.db.execute(select(ERASURE.c.logg, ERASURE.c.seq, ERASURE.c.done)).all()
    waiting = [(row.logg, row.seq) for row in rows if row.done is None]
    try:
        if rows:
            unit.keys.destroy([(row.logg, row.seq) for row in rows])
        _mark_done(unit, waiting)
    except StoreBusy:  # nobody gets the keys, but their pages are wiped another time
        _log.warning("erasure_waits", orders=len(waiting))
    return len(waiting)


def _mark_done(unit: Unit, orders: Sequence[tuple[str, int]]) -> None:
    done = [{"log_": logg, "seq_": seq, "now": unit.now} for logg, seq in orders]
    if done:
        unit.db.execute(_DONE, done)
