"""Typed settings from the environment; a wrong or missing one is a sentence that names it."""

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.room_settings import RoomSettings

PREFIX = "STAFETT_"
MICROSOFT_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
MICROSOFT_ISSUER = "https://api.botframework.com"
MICROSOFT_SCOPE = "https://api.botframework.com/.default"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(Exception):
    """A setting is wrong or missing; the text is one sentence that names it."""


class AppType(StrEnum):
    """How the bot proves to the Connector who it is."""

    STATISK = "statisk"
    SINGLETENANT = "singletenant"
    USERASSIGNEDMSI = "userassignedmsi"


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def safe_url(url: str) -> str:
    """Give back an https address, or an http one on this machine; raises `ValueError`."""
    parts = urlsplit(url)
    plain = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not parts.hostname or not (parts.scheme == "https" or plain):
        raise ValueError("must be an https address (http on this machine alone)")
    return url


Url = Annotated[str, AfterValidator(safe_url)]


class Settings(RoomSettings):
    """What the environment says; secrets are never shown."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    app_id: str = ""
    app_type: AppType = AppType.STATISK
    app_token: SecretStr = SecretStr("")
    app_password: SecretStr = SecretStr("")
    tenants: Annotated[tuple[str, ...], NoDecode] = ()
    database_url: str = "sqlite:///data/stafett.db"
    keys_database_url: str | None = None
    openid_metadata_url: Url = MICROSOFT_METADATA
    token_issuer: str = MICROSOFT_ISSUER
    token_scope: str = MICROSOFT_SCOPE
    graph_url: Url = "https://graph.microsoft.com/v1.0"
    key_url: str = Field(default="file:data/hovednokkel", pattern=r"^file:.+")
    policy_dir: Path | None = None
    public_url: str = ""
    listen: str = "127.0.0.1:3978"
    smtp_url: SecretStr | None = None
    sms_url: SecretStr | None = None
    lease_seconds: int = Field(default=120, ge=1, le=3600)
    log_level: str = "INFO"
    anchor_dir: Path = Path("data/anker")

    @field_validator("tenants", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("database_url", "keys_database_url")
    @classmethod
    def _engine(cls, value: str | None) -> str | None:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
        return value

    @field_validator("listen")
    @classmethod
    def _address(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise ValueError("must be an address and a port, as 127.0.0.1:3978")
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in LEVELS:
            raise ValueError(f"must be one of {', '.join(LEVELS)}")
        return value.upper()

    @field_validator("policy_dir")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError("must be a folder that is there")
        return value

    @property
    def host(self) -> str:
        """Give the address to listen on."""
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """Give the port to listen on."""
        return int(self.listen.rpartition(":")[2])

    @property
    def key_file(self) -> Path:
        """Give the file that holds the local master key."""
        return Path(self.key_url.removeprefix("file:"))


def load_settings(**given: Any) -> Settings:
    """Read the environment, `given` values before it; raises `SettingsError`."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"{name} is wrong: {_said(first['msg'])}.") from None


def _said(message: str) -> str:
    said = message.removeprefix("Value error, ").rstrip(".")
    return said[:1].lower() + said[1:]
