"""Where alerts go: read from the environment, which a file with the secrets fills (see `parks
deploy`)."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from archive.faults import ArchiveError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORTS = {"smtp": 587, "smtps": 465}
SHAPES = ("wecom", "dingtalk", "feishu", "json")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server and who writes to whom."""

    host: str
    port: int
    tls: bool
    user: str
    password: str = field(repr=False)
    sender: str
    to: tuple[str, ...]

    @property
    def local(self) -> bool:
        """Whether the server is this machine's own, to which nothing travels."""
        return self.host in LOOPBACK


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes JSON, and the shape that it expects."""

    url: str = field(repr=False)
    shape: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that `parks alerts` is told by its surroundings."""

    mail: Mail | None
    webhook: Webhook | None
    repeat: timedelta
    site: str

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are set up."""
        pairs = (("mail", self.mail), ("webhook", self.webhook))
        return tuple(name for name, one in pairs if one is not None)


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises ArchiveError naming the variable that is wrong."""
    env = os.environ if environment is None else environment
    try:
        repeat = timedelta(hours=float(env.get("PARKS_ALERT_REPEAT") or "72"))
    except ValueError as fault:
        raise ArchiveError("PARKS_ALERT_REPEAT: a number of hours is wanted") from fault
    return Settings(_mail(env), _webhook(env), repeat, env.get("PARKS_ADDRESS", ""))


def _mail(env: Mapping[str, str]) -> Mail | None:
    to = tuple(one.strip() for one in env.get("PARKS_MAIL_TO", "").split(",") if one.strip())
    if not to:
        return None
    parts = urlsplit(env.get("PARKS_SMTP") or "smtp://127.0.0.1:25")
    try:
        port = parts.port
    except ValueError as fault:
        raise ArchiveError("PARKS_SMTP: the port is no number") from fault
    if parts.scheme not in PORTS or not parts.hostname:
        raise ArchiveError("PARKS_SMTP: smtp://USER@HOST:PORT or smtps://… is wanted")
    mail = Mail(
        parts.hostname,
        port or PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        env.get("PARKS_SMTP_PASSWORD") or unquote(parts.password or ""),
        env.get("PARKS_MAIL_FROM") or f"parks@{socket.getfqdn()}",
        to,
    )
    if any(sign in address for address in (mail.sender, *to) for sign in "\r\n<> "):
        raise ArchiveError("PARKS_MAIL_TO and PARKS_MAIL_FROM: bare addresses are wanted")
    return mail


def _webhook(env: Mapping[str, str]) -> Webhook | None:
    url = env.get("PARKS_WEBHOOK", "")
    if not url:
        return None
    shape = env.get("PARKS_WEBHOOK_SHAPE", "json")
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ArchiveError("PARKS_WEBHOOK: an https address is wanted")
    if shape not in SHAPES:
        raise ArchiveError(f"PARKS_WEBHOOK_SHAPE: one of {', '.join(SHAPES)} is wanted")
    return Webhook(url, shape)
