"""The shipped tables of places and parks cut down to one province: loaded in a blink, for tests
that are not about the rest."""

from __future__ import annotations

import csv
import io
import sqlite3
from functools import cache

from archive.gazetteer.tables import Tables, put_in_force, shipped
from archive.store import transaction

PROVINCE = "62"  # Gansu


@cache
def small_tables() -> Tables:
    """Places and parks of Gansu."""
    whole = shipped()
    ids = {
        row["id"]
        for row in whole.rows("parks.csv")
        if (row["province_code"] or "").startswith(PROVINCE)
    }
    keep = {
        "places.csv": lambda row: row["code"].startswith(PROVINCE),
        "parks.csv": lambda row: row["id"] in ids,
        "park_merges.csv": lambda row: row["into_id"] in ids,
        "park_successions.csv": lambda row: row["successor_id"] in ids,
    }
    texts = {}
    for name, wanted in keep.items():
        reader = csv.DictReader(io.StringIO(whole.texts[name]))
        out = io.StringIO()
        writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in reader if wanted(row))
        texts[name] = out.getvalue()
    return Tables("2026-01-01", texts)


def use_small_tables(db: sqlite3.Connection) -> None:
    """Put them in force in an archive that is still empty."""
    with transaction(db):
        put_in_force(db, small_tables())
