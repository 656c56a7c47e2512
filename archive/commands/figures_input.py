"""What `parks figures` takes: JSON lines and plain text, checked before anything is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from archive.cli import Fault

SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Report:
    """One report to be read."""

    id: Any
    published: date | None
    title: str
    origin: str
    about: str
    body: str | Sequence[str]


def decode(raw: bytes, name: str) -> str:
    """A plain text as UTF-8, or as GB 18030 where it is none."""
    if b"\0" in raw:
        raise Fault(f"{name}: no plain text: byte {raw.index(bytes(1)) + 1} is a NUL (U+0000)")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Fault(f"{name}: neither UTF-8 nor GB 18030 text")


def read_reports(raw: bytes, name: str) -> list[Report]:
    """Every report of the JSON lines; one Fault that names file and line at the first bad one."""
    reports = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            reports.append(_report(line))
        except (ValueError, RecursionError) as fault:
            raise Fault(f"{name}, line {number}: {_reason(fault)}") from fault
    return reports


def _reason(fault: Exception) -> str:
    if isinstance(fault, UnicodeDecodeError):
        return f"not UTF-8 (byte {fault.start + 1})"
    if isinstance(fault, json.JSONDecodeError):
        return f"not JSON ({fault.msg} at character {fault.pos + 1})"
    if isinstance(fault, RecursionError):
        return "JSON nested too deep"
    return str(fault)


def _report(line: bytes) -> Report:
    given = json.loads(line.decode("utf-8"))
    if not isinstance(given, dict):
        raise ValueError("a report must be a JSON object")
    identity = given.get("id", given.get("path"))
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise ValueError("id must be a string or a number")
    return Report(
        id=_sound(identity, "id"),
        published=_day(given.get("published")),
        title=_string(given, "title"),
        origin=_string(given, "origin"),
        about=_string(given, "about"),
        body=_body(given.get("body")),
    )


def _string(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a string")
    _sound(value, key)
    return value


def _body(value: Any) -> str | list[str]:
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError("body must be a list of paragraphs, or one string")
    for line in lines:
        _sound(line, "body")
    return value if isinstance(value, str) else lines


def _sound(value: Any, key: str) -> Any:
    """Half of a surrogate pair is no character; it could not be printed again. A NUL is none of
    a text and would stand in the names that are read out of it; without it, offsets would shift."""
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(f"{key} holds half of a surrogate pair")
    if isinstance(value, str) and "\0" in value:
        raise ValueError(f"{key} holds a NUL (U+0000)")
    return value


def _day(value: Any) -> date | None:
    """The day in Shanghai of an ISO date or time; times without an offset are Shanghai's."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("published must be an ISO 8601 date")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"published {value!r} is no ISO 8601 date") from None
    try:
        return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date()
    except OverflowError:
        raise ValueError(f"published {value!r} is outside the calendar") from None
