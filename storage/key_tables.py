"""The key store's tables: a store of its own, so that destroying a key can be made real."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()
VERSION = 1

ENTRY_KEY = Table(
    "entry_key",
    METADATA,
    Column("logg", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)
LOG_KEY = Table(
    "log_key",
    METADATA,
    Column("logg", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
PERSON_KEY = Table(
    "person_key",
    METADATA,
    Column("person", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
KEY_VERSION = Table(
    "key_version",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
