"""How an event is written: one line, the time with its zone, secrets struck out."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.store.connect import SHANGHAI

LOG_FORMAT = "PARKS_LOG_FORMAT"  # `json` writes each event as one JSON object
SECRETS = ("PARKS_SMTP_PASSWORD", "PARKS_WEBHOOK", "PARKS_SMTP")
STRUCK = "***"
# Keys under which the robots of chat services carry what lets one post to them.
TOKEN = re.compile(
    r"(?i)\b(access_token|key|token|secret|sign|password)=[^&\s\"']+|/hook/[^\s\"'?]+"
)


def without_secrets(text: str) -> str:
    """A text in which neither the configured secrets nor tokens in addresses stand."""
    for secret in _secrets():
        text = text.replace(secret, STRUCK)
    return TOKEN.sub(lambda found: f"{found[1]}={STRUCK}" if found[1] else f"/hook/{STRUCK}", text)


def _secrets() -> list[str]:
    """What must never be written, longest first; of an address what comes after its host."""
    found = set()
    for name in SECRETS:
        value = os.environ.get(name, "")
        parts = urlsplit(value)
        if parts.scheme:
            found |= {parts.path.lstrip("/"), parts.query, parts.password or ""}
        else:
            found.add(value)
    return sorted((word for word in found if len(word) > 3), key=len, reverse=True)


class Line(logging.Formatter):
    """One line a record: what happened, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        words = f"{_time(record)} {record.levelname} {record.name}: {_message(self, record)}"
        more = getattr(record, "fields", {})
        return words + "".join(f" {name}={_cell(value)}" for name, value in more.items())


class JsonLine(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        row = {
            "at": _time(record),
            "level": record.levelname,
            "from": record.name,
            "message": _message(self, record),
            **getattr(record, "fields", {}),
        }
        return without_secrets(json.dumps(row, ensure_ascii=False, default=str))


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, SHANGHAI).isoformat(timespec="milliseconds")


def _message(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    text = record.getMessage()
    if record.exc_info:
        text += "\n" + formatter.formatException(record.exc_info)
    return without_secrets(" | ".join(part.rstrip() for part in text.splitlines() if part.strip()))


def _cell(value: Any) -> str:
    text = without_secrets(" ".join(str(value).split()))
    return json.dumps(text, ensure_ascii=False) if " " in text or not text else text


def handler(path: Path | None = None) -> logging.Handler:
    """Writes lines to a file, or to standard error; as JSON where PARKS_LOG_FORMAT=json."""
    made = (
        logging.FileHandler(path, encoding="utf-8") if path else logging.StreamHandler(sys.stderr)
    )
    made.setFormatter(JsonLine() if os.environ.get(LOG_FORMAT) == "json" else Line())
    made.setLevel(os.environ.get("PARKS_LOG_LEVEL", "INFO"))
    return made


def say(event: str, level: int = logging.INFO, **fields: Any) -> None:
    """Write one event of a command that runs unattended to standard error."""
    logger = logging.getLogger("parks")
    if not logger.handlers:
        logger.addHandler(handler())
        logger.propagate = False
    logger.setLevel(logging.NOTSET + 1)
    logger.log(level, event, extra={"fields": fields})
