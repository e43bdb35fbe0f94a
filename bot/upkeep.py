"""What time alone brings about: things that have served go, and consents run out."""

from datetime import timedelta

from domain.clock import oslo_day
from domain.codes import EntryType
from domain.consent_bodies import ConsentExpired
from domain.entry import Author, Inside
from storage import drafts, erasures, heads, invitations, jobs, log, logs, posted, receipts
from storage.database import Database
from storage.errors import BadEntry, NoSuchLog
from storage.log_rows import RunOut
from storage.unit import Unit

JOBS_KEPT = timedelta(days=7)
"""How long what is delivered or given up can still be looked into."""
POSTED_KEPT = timedelta(days=90)
"""How long a posted card is drawn anew when what it shows has changed."""


def purge(database: Database) -> int:
    """Delete receipts, drafts, codes and jobs that have served; give how many rows went."""
    return database.do(_purge)


def _purge(unit: Unit) -> int:
    gone = receipts.purge(unit) + drafts.purge_expired(unit) + invitations.purge(unit)
    return gone + jobs.purge(unit, JOBS_KEPT) + posted.purge(unit, POSTED_KEPT)


def discard_drafts(database: Database) -> int:
    """Discard the logs that stayed drafts for too long, each in its own turn; give how many."""
    found = database.do(erasures.expired_drafts)
    return sum(database.do(lambda unit, logg=logg: _discard(unit, logg)) for logg in found)


def _discard(unit: Unit, logg: str) -> bool:
    try:
        erasures.discard_log(unit, logg)
    except (BadEntry, NoSuchLog):  # opened or refused since it was listed
        return False
    return True


def expire_consents(database: Database) -> int:
    """Write into each log which consents have run out; give how many entries were written."""
    found = database.do(lambda unit: logs.run_out(unit, oslo_day(unit.now)))
    return sum(database.do(lambda unit, one=one: _expire(unit, one)) for one in found)


def _expire(unit: Unit, ended: RunOut) -> bool:
    heads.lock(unit, ended.logg)
    if ended not in logs.run_out(unit, oslo_day(unit.now)):  # renewed, or written by another
        return False
    giver = next(one for one in logs.roster(unit, ended.logg) if one.no == ended.giver)
    body = ConsentExpired(giver=ended.giver, about=ended.about, service=ended.service)
    inside = Inside(
        type=EntryType.SAMTYKKE_UTLOPT,
        author=Author(participant=giver.no, service=giver.service, role=giver.role),
        body=body.model_dump(mode="json"),
    )
    seq = log.append(unit, ended.logg, inside, None)
    posted.refresh(unit, ended.logg, seq)
    return True
