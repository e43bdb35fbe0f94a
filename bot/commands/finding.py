"""Finding what a command's argument names."""

from storage import logs
from storage.database import Database
from storage.errors import NoSuchLog
from storage.unit import Unit


def log_id(database: Database, name: str) -> str:
    """Give the id of a log by its code or its id; raises `NoSuchLog`."""

    def find(unit: Unit) -> str:
        found = logs.by_code(unit, name)
        return found if found is not None else logs.summary(unit, name).id

    try:
        return database.do(find)
    except NoSuchLog:
        raise NoSuchLog(name) from None
