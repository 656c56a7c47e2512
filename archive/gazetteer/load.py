"""Loads the shipped places and parks into the archive, once for each version of the tables."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from archive.gazetteer.aliases import forms
from archive.store import transaction

# The rule of a name that only reports bear witness to; also the reason of a link to it.
CANDIDATE = "seen in reports, not in the tables"


def load_gazetteer(db: sqlite3.Connection) -> bool:
    """Bring places, parks and their names up to the shipped tables; true when it had to.

    Candidates that the archive found itself stay; ids never change.
    """
    digest = hashlib.blake2b(digest_size=8)
    for name in ("places.csv", "parks.csv"):
        digest.update(files("archive.data").joinpath(name).read_bytes())
    version = digest.hexdigest()
    row = db.execute("select value from settings where key = 'gazetteer'").fetchone()
    if row is not None and row["value"] == version:
        return False
    with transaction(db):
        places = _load_places(db)
        _load_parks(db, places)
        db.execute(
            "insert or replace into settings (key, value) values ('gazetteer', ?)", (version,)
        )
    return True


def _rows(name: str) -> Iterator[dict[str, str | None]]:
    text = files("archive.data").joinpath(name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield {key: value or None for key, value in row.items()}


def _load_places(db: sqlite3.Connection) -> dict[str, tuple[str, str, str | None]]:
    places: dict[str, tuple[str, str, str | None]] = {}
    db.execute("delete from places")
    for row in _rows("places.csv"):
        code = row["code"] or ""
        # A code that lived on under another name stands twice; the newest name wins.
        if row["status"] != "current" and code in places:
            continue
        places[code] = (row["name"] or "", row["short_name"] or "", row["parent_code"])
        db.execute(
            "insert or replace into places (code, name, short_name, level, parent_code, status, "
            "valid_from, valid_to, successor_codes, latitude, longitude) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                code,
                row["name"],
                row["short_name"],
                row["level"],
                row["parent_code"],
                row["status"],
                row["valid_from"],
                row["valid_to"],
                row["successor_codes"] or "",
                row["latitude"],
                row["longitude"],
            ),
        )
    return places


def _load_parks(db: sqlite3.Connection, places: dict[str, tuple[str, str, str | None]]) -> None:
    db.execute("delete from park_names where rule <> ?", (CANDIDATE,))
    for row in _rows("parks.csv"):
        place = row["county_code"] or row["prefecture_code"] or row["province_code"]
        values = (
            row["name"],
            row["kind"],
            row["level"],
            place,
            row["province_code"],
            row["directory_code"] or row["gbt37028_code"],
            row["approved_on"],
            row["area_ha"],
            row["industries"] or "",
            row["latitude"],
            row["longitude"],
        )
        db.execute(
            "insert into parks (id, name, kind, level, place_code, province_code, "
            "official_code, approved_on, area_ha, industries, latitude, longitude, status) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'official') on conflict (id) do update "
            "set name = excluded.name, kind = excluded.kind, level = excluded.level, "
            "place_code = excluded.place_code, province_code = excluded.province_code, "
            "official_code = excluded.official_code, approved_on = excluded.approved_on, "
            "area_ha = excluded.area_ha, industries = excluded.industries, "
            "latitude = excluded.latitude, longitude = excluded.longitude, status = 'official'",
            (row["id"], *values),
        )
        leads = _leading_places(place, places)
        names = [row["name"] or ""] + ([row["alt_name"]] if row["alt_name"] else [])
        for name in names:
            for form, rule in forms(name, leads):
                db.execute(
                    "insert or ignore into park_names (park_id, name, rule) values (?, ?, ?)",
                    (row["id"], form, rule),
                )


def _leading_places(
    code: str | None, places: dict[str, tuple[str, str, str | None]]
) -> dict[str, str]:
    """Full name to short name of a place and those above it, the largest first."""
    chain: list[tuple[str, str]] = []
    while code and code in places:
        name, short, code = places[code]
        chain.append((name, short))
    return dict(reversed(chain))
