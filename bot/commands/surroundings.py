"""What `stafett try` needs around it: a folder, secrets, and the environment of two processes."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.commands.bydel import HostTeam
from bot.settings import PREFIX

APP_ID = "5afe77b0-0000-4000-8000-000000003978"
_PREFIXES = (PREFIX, "SANDBOX_")


class PortTaken(Exception):
    """Somebody else listens on a port; `port` says which."""

    def __init__(self, port: int) -> None:
        super().__init__(str(port))
        self.port = port


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where everything is kept, and the ports on this machine."""

    data: Path
    port: int
    sandbox_port: int

    def prepare(self) -> str:
        """Make the folder and the token, readable by their owner alone; give the token."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o700)
        file = self.data / "app-token"
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as written:
                written.write(secrets.token_urlsafe(32))
        return file.read_text(encoding="ascii")

    def check_ports(self) -> None:
        """Raise `PortTaken` when one of the two is."""
        for port in (self.port, self.sandbox_port):
            try:
                socket.create_server(("127.0.0.1", port)).close()
            except OSError:
                raise PortTaken(port) from None

    def settings(
        self, token: str, tenants: tuple[str, ...], team: HostTeam | None = None
    ) -> dict[str, str]:
        """Give the bot's settings for this machine alone; logs get rooms in `team`, if any."""
        sandbox = f"http://127.0.0.1:{self.sandbox_port}"
        rooms = {} if team is None else _rooms_in(team)
        return rooms | {
            "app_id": APP_ID,
            "app_type": "statisk",
            "app_token": token,
            "tenants": ",".join(tenants),
            "database_url": f"sqlite:///{self.data / 'stafett.db'}",
            "openid_metadata_url": f"{sandbox}/.well-known/openidconfiguration",
            "graph_url": f"{sandbox}/graph/v1.0",
            "key_url": f"file:{self.data / 'hovednokkel'}",
            "public_url": f"http://localhost:{self.port}",
            "listen": f"127.0.0.1:{self.port}",
            "anchor_dir": str(self.data / "anker"),
        }

    def sandbox_settings(self, token: str) -> dict[str, str]:
        """Give the sandbox's settings."""
        return {
            "host": "127.0.0.1",
            "port": str(self.sandbox_port),
            "bot_url": f"http://127.0.0.1:{self.port}/api/messages",
            "app_id": APP_ID,
            "app_token": token,
            "data": str(self.data / "sandbox"),
        }


def _rooms_in(team: HostTeam) -> dict[str, str]:
    return {
        "rooms": "delt",
        "room_tenant": team.tenant,
        "room_teams": team.id,
        "room_owner": team.owner,
        "teams_app": APP_ID,
    }


def environment(prefix: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Give a process's environment: this one's, but no settings of ours beside those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PREFIXES)}
    return kept | {f"{prefix}{name.upper()}": value for name, value in settings.items()}
