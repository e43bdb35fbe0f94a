"""How every command begins: the settings, and log lines on stderr."""

from bot.logging import set_up
from bot.settings import Settings, load_settings


def begin(level: str = "WARNING") -> Settings:
    """Read the settings and send log lines from `level` on, unless the settings name another."""
    settings = load_settings()
    set_up(settings.log_level if "log_level" in settings.model_fields_set else level)
    return settings
