"""The small tables of a source file: which keys, which types, which values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_type_hints

from pipelines.source.types import Expect, Fetch, Rights

TABLES: Mapping[str, type[Rights] | type[Fetch] | type[Expect]] = {
    "rights": Rights,
    "fetch": Fetch,
    "expect": Expect,
}
HINTS = {name: get_type_hints(kind) for name, kind in TABLES.items()}
DELAY_LEAST = 1.0  # seconds between two requests to a site that is not on this machine
EVERY_LEAST = 1.0  # hours between two walks over its lists
NIGHT = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d")
KINDS: Mapping[Any, tuple[type | tuple[type, ...], str]] = {
    str: (str, "a string"),
    int: (int, "a whole number"),
    float: ((int, float), "a number"),
    date | None: (date, "a date"),
}


def table_faults(
    table: str, values: Mapping[str, Any], *, local: bool
) -> Iterator[tuple[str, str]]:
    """What is wrong in a table, as (key, words); local: the site is on this machine, so that its
    manners are no matter."""
    hints = HINTS[table]
    sound = True
    for key, value in values.items():
        if key not in hints:
            yield f"{table}.{key}", "unknown key"
            continue
        kind, words = KINDS[hints[key]]
        right = isinstance(value, kind) and not isinstance(value, bool)
        if not right or (isinstance(value, float) and not math.isfinite(value)):
            sound = False
            yield f"{table}.{key}", f"must be {words}, not {value!r}"
    if sound and table == "fetch":
        yield from _fetch(values, local=local)
    elif sound and table == "expect":
        yield from _expect(values)


def _fetch(values: Mapping[str, Any], *, local: bool) -> Iterator[tuple[str, str]]:
    for key, least, unit in (("delay", DELAY_LEAST, "s"), ("every", EVERY_LEAST, "hours")):
        value = values.get(key, least)
        if value < (0 if local else least):
            yield f"fetch.{key}", f"must be {0 if local else least} {unit} or more, not {value!r}"
    if values.get("night") and not NIGHT.fullmatch(values["night"]):
        yield "fetch.night", f"must be HH:MM-HH:MM, not {values['night']!r}"
    for key in ("budget", "timeout"):
        if values.get(key, 1) <= 0:
            yield f"fetch.{key}", f"must be above 0, not {values[key]!r}"


def _expect(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("least", "silence"):
        if values.get(key, 0) < 0:
            yield f"expect.{key}", f"must not be below 0, not {values[key]!r}"
    default = Expect()
    if values.get("most", default.most) < values.get("least", default.least):
        yield "expect.most", "must not be below least"
