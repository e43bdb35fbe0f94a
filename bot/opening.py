"""Opening what the settings name: the policies, the master key, the database."""

from bot.settings import Settings, SettingsError
from domain.clock import Clock, system_clock
from domain.policy import Policy, load_policy
from storage.database import Database
from storage.master import load_master_key


def open_policy(settings: Settings) -> Policy:
    """Read the policies; raises `PolicyError`."""
    return load_policy(settings.policy_dir)


def open_master_key(settings: Settings) -> bytes:
    """Read the master key; a new one would open nothing, so a missing one is a `SettingsError`."""
    if not settings.key_file.exists():
        raise SettingsError(
            f"STAFETT_KEY_URL: {settings.key_file} is not there; «stafett key» makes a new one."
        )
    return load_master_key(settings.key_file)


def open_database(
    settings: Settings, policy: Policy, *, clock: Clock = system_clock, guarded: bool = True
) -> Database:
    """Open the database with its keys; raises `StorageError` with a sentence for who runs it."""
    return Database(
        settings.database_url,
        keys_url=settings.keys_database_url,
        master_key=open_master_key(settings),
        clock=clock,
        policy=policy,
        guarded=guarded,
    )
