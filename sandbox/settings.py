"""What the sandbox must be told: where the bot is, who it is, and where to listen and to keep."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

HERE = Path(__file__).parent


class SettingsError(ValueError):
    """A setting is wrong; the message is one sentence that names it."""


@dataclass(frozen=True)
class Settings:
    """Where the sandbox listens, which bot it serves, and where it keeps its chats."""

    host: str = "127.0.0.1"
    port: int = 3979
    bot_url: str = "http://127.0.0.1:3978/api/messages"
    app_id: str = "5afe77b0-0000-4000-8000-000000003978"
    app_token: str = field(default="sandbox-app-token", repr=False)
    issuer: str = "https://api.botframework.com"
    data: Path = Path("data/sandbox")
    bydel: Path = HERE / "bydel.toml"
    manifest: Path = HERE.parent / "manifest" / "manifest.json"
    node_modules: Path = HERE.parent / "node_modules"
    invoke_seconds: float = 15.0

    def __post_init__(self) -> None:
        """Refuse to listen where others than this machine can reach it (SettingsError)."""
        if not _is_loopback(self.host):
            raise SettingsError(f"SANDBOX_HOST must be a loopback address, not {self.host!r}.")

    @property
    def service_url(self) -> str:
        """Where the bot finds the Connector, with the slash at the end that Teams gives it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def bot_id(self) -> str:
        """The bot's id in conversations."""
        return f"28:{self.app_id}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


_OPTIONS: dict[str, tuple[type, str]] = {
    "host": (str, "address to listen on; loopback only"),
    "port": (int, "port to listen on; 0 picks a free one"),
    "bot_url": (str, "the bot's messaging endpoint"),
    "app_id": (str, "the bot's app id: audience of the tokens it gets"),
    "app_token": (str, "the bearer token that the bot must present to the Connector"),
    "issuer": (str, "issuer named in the tokens that the bot gets"),
    "data": (Path, "folder that keeps chats and signing keys between starts"),
    "bydel": (Path, "TOML file with the people"),
    "manifest": (Path, "the bot's Teams manifest, for command hints and the «+» menu"),
    "node_modules": (Path, "where npm put adaptivecards and markdown-it"),
    "invoke_seconds": (float, "seconds that an answer from the bot may take"),
}


def read_settings(argv: Sequence[str], env: Mapping[str, str] = os.environ) -> Settings:
    """Read flags (--bot-url) over environment (SANDBOX_BOT_URL) over defaults (SettingsError)."""
    parser = argparse.ArgumentParser("python -m sandbox", description=__doc__)
    for name, (_, text) in _OPTIONS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", help=f"{text} (SANDBOX_{name.upper()})")
    flags = vars(parser.parse_args(argv))
    given: dict[str, object] = {}
    for name, (kind, _) in _OPTIONS.items():
        raw = flags[name] if flags[name] is not None else env.get(f"SANDBOX_{name.upper()}")
        if raw is not None:
            given[name] = _parse(name, kind, raw)
    return Settings(**given)  # pyright: ignore[reportArgumentType] _OPTIONS holds the kinds


def _parse(name: str, kind: type, raw: str) -> object:
    try:
        return kind(raw)
    except ValueError as error:
        raise SettingsError(f"SANDBOX_{name.upper()} must be a number, not {raw!r}.") from error
