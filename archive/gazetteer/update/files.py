"""Reads new tables out of a CSV or a zip, checks them, and keeps every id that was ever given.

A park that only changed its name keeps its id: it is known by its official code, or by its name
within its province. A park that the new tables lack leads on where a line of park_merges.csv says
so, and else becomes a candidate.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.faults import ArchiveError
from archive.gazetteer.tables import TABLES, Tables

Row = dict[str, str | None]
NEEDED: Mapping[str, tuple[str, ...]] = {
    "places.csv": (
        *("code", "name", "short_name", "level", "parent_code", "status", "valid_from"),
        *("valid_to", "successor_codes", "latitude", "longitude"),
    ),
    "parks.csv": (
        *("id", "directory_code", "gbt37028_code", "name", "alt_name", "kind", "level"),
        *("province_code", "prefecture_code", "county_code", "approved_on", "area_ha"),
        *("industries", "latitude", "longitude"),
    ),
    "park_merges.csv": ("merged_id", "into_id", "reason", "reviewed_on"),
    "park_successions.csv": ("predecessor_id", "successor_id", "kind", "since"),
}
LEVELS = {"national", "provincial", "prefecture", "county", "unknown"}
ID, PLACE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), re.compile(r"\d{6}")
CODES = ("directory_code", "gbt37028_code")
LARGEST = 100 * 1024 * 1024  # bytes of one table
SHOWN = 5


@dataclass(slots=True)
class Changes:
    """What new tables say otherwise than those in force, park by park and in numbers."""

    added: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    redirected: list[str] = field(default_factory=list)
    stepped_down: list[str] = field(default_factory=list)
    places_added: int = 0
    places_removed: int = 0
    places_renamed: int = 0


def read_tables(file: Path, label: str, old: Tables) -> Tables:
    """The tables in force with those of the file in their places, ids kept. Raises ArchiveError
    with the faults found, each with its table and line."""
    texts = dict(old.texts)
    found = dict(_files(file))
    if not found:
        raise ArchiveError(
            f"{file}: it holds none of {', '.join(TABLES)} with the columns that archive/data has"
        )
    texts.update(found)
    tables = Tables(label, texts)
    faults = list(_faults(tables, found))
    if faults:
        more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise ArchiveError(f"{file} was not taken: " + "; ".join(faults[:SHOWN]) + more)
    return _keep_names(_keep_ids(tables, old), old) if "parks.csv" in found else tables


def _files(file: Path) -> Iterator[tuple[str, str]]:
    """The tables in a file: of a zip by their names, of a CSV by its columns."""
    if not file.is_file():
        raise ArchiveError(f"{file}: no such file")
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as pack:
                for info in pack.infolist():
                    name = Path(info.filename).name
                    if name in TABLES and info.file_size <= LARGEST:
                        yield name, _text(pack.read(info))
            return
        if file.stat().st_size > LARGEST:
            raise ArchiveError(f"{file}: larger than {LARGEST // 2**20} MB")
        text = _text(file.read_bytes())
    except (UnicodeDecodeError, zipfile.BadZipFile, RuntimeError) as fault:
        raise ArchiveError(f"{file}: {fault}") from fault
    columns = set(next(csv.reader(io.StringIO(text)), []))
    for name, needed in NEEDED.items():
        if set(needed) <= columns:
            yield name, text
            return


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _faults(tables: Tables, found: Mapping[str, str]) -> Iterator[str]:
    for name in found:
        columns = next(csv.reader(io.StringIO(tables.texts[name])), [])
        lacking = set(NEEDED[name]) - set(columns)
        if lacking:
            yield f"{name}: lacks the column {sorted(lacking)[0]}"
            return
    places = {row["code"] for row in tables.rows("places.csv")}
    parks = [row["id"] for row in tables.rows("parks.csv")]
    if "places.csv" in found:
        yield from _place_faults(tables, places)
    yield from _park_faults(tables, places)
    known = set(parks)
    for identity, times in Counter(parks).items():
        if times > 1:
            yield f"parks.csv: the id {identity} stands {times} times"
    for name, column in (("park_merges.csv", "into_id"), ("park_successions.csv", "successor_id")):
        for n, row in enumerate(tables.rows(name), 2):
            if row[column] not in known:
                yield f"{name} line {n}: {column} {row[column]!r} is no park of parks.csv"


def _place_faults(tables: Tables, places: set[str | None]) -> Iterator[str]:
    for n, row in enumerate(tables.rows("places.csv"), 2):
        if not (row["name"] and row["short_name"] and PLACE.fullmatch(row["code"] or "")):
            yield f"places.csv line {n}: needs a code of six digits, a name and a short name"
        elif row["parent_code"] and row["parent_code"] not in places:
            yield f"places.csv line {n}: parent_code {row['parent_code']} is no place"


def _park_faults(tables: Tables, places: set[str | None]) -> Iterator[str]:
    for n, row in enumerate(tables.rows("parks.csv"), 2):
        if not (row["name"] and ID.fullmatch(row["id"] or "")):
            yield f"parks.csv line {n}: needs a name and an id of a-z, 0-9 and hyphens"
        if row["level"] not in LEVELS:
            yield f"parks.csv line {n}: level {row['level']!r} is none of {sorted(LEVELS)}"
        for column in ("province_code", "prefecture_code", "county_code"):
            if row.get(column) and row[column] not in places:
                yield f"parks.csv line {n}: {column} {row[column]} is no place"


def _keep_ids(tables: Tables, old: Tables) -> Tables:
    """Give parks that stood under another id in the old tables that id back."""
    given = {row["id"] for row in tables.rows("parks.csv")}
    free = [row for row in old.rows("parks.csv") if row["id"] not in given]
    by_code = {row[code]: row["id"] for row in free for code in CODES if row.get(code)}
    by_name = {(row["name"], row["province_code"]): row["id"] for row in free}
    kept: dict[str, str] = {}
    known = {row["id"] for row in old.rows("parks.csv")}
    for row in tables.rows("parks.csv"):
        if row["id"] in known:
            continue
        codes = [by_code[row[code]] for code in CODES if row.get(code) in by_code]
        former = codes[0] if codes else by_name.get((row["name"], row["province_code"]))
        if former and row["id"] and former not in kept.values():
            kept[row["id"]] = former
    if not kept:
        return tables
    texts = dict(tables.texts)
    for name, columns in (
        ("parks.csv", ("id",)),
        ("park_merges.csv", ("merged_id", "into_id")),
        ("park_successions.csv", ("predecessor_id", "successor_id")),
    ):
        texts[name] = _with_ids(texts[name], columns, kept)
    return Tables(tables.label, texts)


def _with_ids(text: str, columns: tuple[str, ...], kept: Mapping[str, str]) -> str:
    return _rewritten(text, lambda row: {c: kept.get(row[c], row[c]) for c in columns})


def _keep_names(tables: Tables, old: Tables) -> Tables:
    """Let a park that was renamed be found under its former name as well: reports keep it."""
    former = {row["id"]: row for row in old.rows("parks.csv")}

    def named(row: dict[str, str]) -> dict[str, str]:
        before = former.get(row["id"])
        if before is None or row.get("alt_name"):
            return {}
        name = before["name"] if before["name"] != row["name"] else before.get("alt_name")
        return {"alt_name": name} if name else {}

    rows = csv.DictReader(io.StringIO(tables.texts["parks.csv"]))
    if not any(map(named, rows)):
        return tables
    text = _rewritten(tables.texts["parks.csv"], named)
    return Tables(tables.label, {**tables.texts, "parks.csv": text})


def _rewritten(text: str, change: Callable[[dict[str, str]], dict[str, str]]) -> str:
    """The table with some cells of each row changed."""
    reader = csv.DictReader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    for row in reader:
        writer.writerow(row | change(row))
    return out.getvalue()


def changes(old: Tables, new: Tables) -> Changes:
    """What the new tables say otherwise."""
    before = {row["id"] or "": row["name"] or "" for row in old.rows("parks.csv")}
    after = {row["id"] or "": row["name"] or "" for row in new.rows("parks.csv")}
    leads = {row["merged_id"]: row["into_id"] for row in new.rows("park_merges.csv")}
    led = {row["merged_id"] for row in old.rows("park_merges.csv")}
    found = Changes()
    found.added = [f"{name} ({key})" for key, name in after.items() if key not in before]
    found.renamed = [
        f"{before[key]} → {name} ({key})"
        for key, name in after.items()
        if before.get(key, name) != name
    ]
    found.redirected = [
        f"{before[key]} ({key}) → {leads[key]}" for key in before if key in leads and key not in led
    ]
    found.stepped_down = [
        f"{name} ({key})" for key, name in before.items() if key not in after and key not in leads
    ]
    places = [{r["code"]: r["name"] for r in t.rows("places.csv")} for t in (old, new)]
    found.places_added = len(places[1].keys() - places[0].keys())
    found.places_removed = len(places[0].keys() - places[1].keys())
    found.places_renamed = sum(
        places[0][code] != places[1][code] for code in places[0].keys() & places[1].keys()
    )
    return found
