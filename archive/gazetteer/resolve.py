"""Says which park or place a mention names, with the reason, or that it cannot tell."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from archive.gazetteer.aliases import normal
from archive.gazetteer.load import load_gazetteer


@dataclass(frozen=True, slots=True)
class Resolution:
    """The park that a mention names. park_id is None where the mention is no name of a park or
    several parks fit equally; alternatives then holds their ids."""

    park_id: str | None
    name: str
    official_code: str | None
    place_code: str | None
    reason: str
    alternatives: tuple[str, ...] = ()


class Gazetteer:
    """Names to parks and places, over the tables of one archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        load_gazetteer(db)

    def park(self, mention: str, *, text: str, province: str | None, day: str) -> Resolution:
        """Resolve a park's name as a report gives it; an unknown one becomes a candidate.

        province is the code of the region the paper covers, text the whole report, day the day
        of publication (YYYY-MM-DD or '').
        """
        form = normal(mention)
        rows = self.db.execute(
            "select p.*, n.rule from park_names n join parks p on p.id = n.park_id "
            "where n.name = ? order by p.id",
            (form,),
        ).fetchall()
        strong = [row for row in rows if not row["rule"].endswith("(weak)")]
        for group in (strong, rows):
            chosen = self._choose(group, text, province)
            if chosen is not None:
                return chosen
        if rows:
            return Resolution(
                None, mention, None, None, "several parks bear this name",
                tuple(row["id"] for row in rows),
            )
        return self._candidate(mention, form, text, province, day)

    def place(self, name: str, *, text: str, province: str | None, day: str) -> str | None:
        """The code of a region by its full or short name; None where several fit."""
        rows = self.db.execute(
            "select code, level, status from places where name = ?1 or short_name = ?1", (name,)
        ).fetchall()
        if len(rows) > 1:  # a retired code of the same place gives way to the current one
            rows = [row for row in rows if row["status"] == "current"] or rows
        if len(rows) > 1 and province:
            inside = [row for row in rows if row["code"][:2] == province[:2]]
            rows = inside or rows
        if len(rows) > 1:
            exact = [row for row in rows if row["level"] == "prefecture"]
            rows = exact if len(exact) == 1 else rows
        return rows[0]["code"] if len(rows) == 1 else None

    def _choose(
        self, rows: list[sqlite3.Row], text: str, province: str | None
    ) -> Resolution | None:
        if len(rows) > 1 and province:
            rows = [row for row in rows if (row["province_code"] or "")[:2] == province[:2]]
        if len(rows) > 1:
            rows = [row for row in rows if row["name"] in text] or rows
        if len(rows) != 1:
            return None
        row = rows[0]
        return Resolution(
            row["id"], row["name"], row["official_code"], row["place_code"], row["rule"]
        )

    def _candidate(
        self, mention: str, form: str, text: str, province: str | None, day: str
    ) -> Resolution:
        """Keep a name that the tables lack as a candidate park, never drop it."""
        if len(form) < 5:
            return Resolution(None, mention, None, None, "too short to be a park's own name")
        place = self._place_inside(form, province)
        scope = place or province or ""
        digest = hashlib.blake2b(f"{form}|{scope}".encode(), digest_size=5).hexdigest()
        identity = f"candidate-{digest}"
        self.db.execute(
            "insert or ignore into parks (id, name, kind, level, place_code, province_code, "
            "status, valid_from) values (?, ?, '', 'unknown', ?, ?, 'candidate', ?)",
            (identity, mention, place, province, day or None),
        )
        self.db.execute(
            "insert or ignore into park_names (park_id, name, rule) values (?, ?, 'seen')",
            (identity, form),
        )
        return Resolution(identity, mention, None, place, "not in the tables: candidate")

    def _place_inside(self, form: str, province: str | None) -> str | None:
        """The smallest place whose name leads the form, in the paper's province when several."""
        best: str | None = None
        for length in range(min(12, len(form)), 1, -1):
            rows = self.db.execute(
                "select code from places where (name = ?1 or short_name = ?1) "
                "and status = 'current'",
                (form[:length],),
            ).fetchall()
            codes = [row["code"] for row in rows]
            if province and len(codes) > 1:
                codes = [code for code in codes if code[:2] == province[:2]] or codes
            if len(codes) == 1:
                best = codes[0]
                break
        return best
