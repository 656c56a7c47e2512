"""What people decided about figures: kept beside the machine's reading, never instead of it.

A decision is tied to the words it was made on. While those stand it is laid over every new
reading; when the clause or the number changes it is set to `asked_again` and a person looks anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from archive.store.connect import now
from archive.store.identity import mark

# What a person may correct, and how a cell's words become the column's value.
FIELDS: Mapping[str, type] = {
    "value": float,
    "value_max": float,
    "precision": float,
    "unit": str,
    "bound": str,
    "indicator_id": str,
    "label": str,
    "scope": str,
    "kind": str,
    "base": str,
    "price_basis": str,
    "period_start": str,
    "period_end": str,
    "period_type": str,
    "period_key": str,
    "status": str,
    "modality": str,
    "subject": str,
    "subject_kind": str,
    "park_id": str,
    "context_park_id": str,
    "place_code": str,
}
NULLABLE = {"value_max", "precision", "period_start", "period_end"}
NULLABLE |= {"park_id", "context_park_id", "place_code"}
ARTICLE_FIELDS = ("published_at", "origin", "story_id", "title")
GONE = ("reject", "withdraw")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a person's judgement."""

    action: str
    figure_id: str | None
    article_id: str | None
    who: str
    field: str = ""
    value: str = ""
    note: str = ""


def clause_of(body: str, start: int, quote: str) -> str:
    """The words that a decision is tied to."""
    words = mark(body, start, quote, "", "")
    return words.before + words.quote + words.after


def record(
    db: sqlite3.Connection, decision: Decision, quote: str, clause: str, *, at: str = ""
) -> int:
    """Write a decision down; an equal one that stands is not doubled, one on the same field is
    replaced. Returns its id."""
    same = (decision.action, decision.figure_id, decision.article_id, decision.field)
    where = (
        "action = ? and figure_id is ? and article_id is ? and field = ? and state <> 'replaced'"
    )
    for row in db.execute(f"select * from decisions where {where}", same).fetchall():  # noqa: S608
        if (row["value"], row["note"], row["quote"], row["clause"], row["state"]) == (
            decision.value,
            decision.note,
            quote,
            clause,
            "standing",
        ):
            return int(row["id"])
        db.execute("update decisions set state = 'replaced' where id = ?", (row["id"],))
    cursor = db.execute(
        "insert into decisions (at, who, action, figure_id, article_id, field, value, note, "
        "quote, clause) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            at or now(),
            decision.who,
            decision.action,
            decision.figure_id,
            decision.article_id,
            decision.field,
            decision.value,
            decision.note,
            quote,
            clause,
        ),
    )
    return int(cursor.lastrowid or 0)


def standing(db: sqlite3.Connection, figure_id: str) -> list[dict[str, Any]]:
    """The decisions on a figure that are in force, oldest first."""
    rows = db.execute(
        "select * from decisions where figure_id = ? and state = 'standing' order by id",
        (figure_id,),
    )
    return [dict(row) for row in rows]


def article_corrections(db: sqlite3.Connection, article_id: str) -> dict[str, str | None]:
    """What a person mended of an article: column to value; it outlives every new reading."""
    rows = db.execute(
        "select field, value from decisions where article_id = ? and figure_id is null "
        "and action = 'correct' and state = 'standing' order by id",
        (article_id,),
    )
    return {row["field"]: row["value"] or None for row in rows if row["field"] in ARTICLE_FIELDS}


def overlay(row: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The row as a person left it; the machine's reading where nobody said otherwise."""
    changed = dict(row)
    for decision in decisions:
        if decision["action"] == "correct" and decision["field"] in FIELDS:
            changed[decision["field"]] = parse(decision["field"], decision["value"])
            if decision["field"] == "value":  # its exact form is what readers are shown
                changed["value_text"] = f"{Decimal(decision['value']):f}"
    return changed


def parse(field: str, words: str) -> Any:
    """A corrected cell as the column holds it. Raises ValueError for no number."""
    if not words and field in NULLABLE:
        return None
    return FIELDS[field](words)


def ask_again(db: sqlite3.Connection, figure_id: str, quote: str, clause: str) -> bool:
    """Set the decisions on a figure aside whose words have changed; whether there were any."""
    cursor = db.execute(
        "update decisions set state = 'asked_again' where figure_id = ? and state = 'standing' "
        "and (quote <> ? or clause <> ?)",
        (figure_id, quote, clause),
    )
    return cursor.rowcount > 0


def flags(decisions: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """(accepted, corrected) of a figure: a correction is an acceptance of what it leaves."""
    corrected = any(d["action"] in ("correct", "add") for d in decisions)
    return int(corrected or any(d["action"] == "accept" for d in decisions)), int(corrected)
