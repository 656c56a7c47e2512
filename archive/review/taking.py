"""Takes a filled-in review in: every row checked first, then all of it or nothing."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.faults import ArchiveError
from archive.judge import add_figure, decide
from archive.public_schema import public_schema
from archive.publish import INDICATORS
from archive.review.sheet import ACTIONS, CHOICES, NEW, PREFIX
from archive.review.table import day, rows
from archive.store import decisions
from archive.store.connect import transaction
from archive.store.decisions import Decision

DAYS = ("period_start", "period_end")
NUMBERS = ("value", "value_max")
SHOWN = 20  # refused rows named in one message


class Refused(Exception):
    """Why one row cannot be taken."""


@dataclass(frozen=True, slots=True)
class Added:
    """A figure that the machine missed."""

    article_id: str
    fields: Mapping[str, str]
    who: str
    note: str


def take_review(db: sqlite3.Connection, file: Path) -> int:
    """Put every decision of a file into force; returns how many rows decided something.

    Raises ArchiveError that names each refused row; then nothing was written.
    """
    taken: list[Decision | Added] = []
    refused: list[str] = []
    count = 0
    for number, row in rows(file):
        if "decision" not in row:
            raise ArchiveError(f"{file} has no column decision: no table of `parks review`")
        if not row["decision"]:
            continue
        count += 1
        try:
            taken += _decisions(db, row)
        except (Refused, ValueError) as fault:
            refused.append(f"row {number}: {fault}")
    if refused:
        more = f"; and {len(refused) - SHOWN} more" if len(refused) > SHOWN else ""
        raise ArchiveError("nothing was taken in: " + "; ".join(refused[:SHOWN]) + more)
    with transaction(db):
        for decision in taken:
            if isinstance(decision, Added):
                add_figure(db, decision.article_id, decision.fields, decision.who, decision.note)
            else:
                decide(db, decision)
    return count


def _decisions(db: sqlite3.Connection, row: Mapping[str, str]) -> list[Decision | Added]:
    words = row["decision"]
    action = ACTIONS.get(words, words if words in ACTIONS.values() else "")
    who, note = row.get("who", ""), row.get("note", "")
    if not action:
        raise Refused(f"{words!r} is no decision; one of {'、'.join(ACTIONS)}")
    if not who:
        raise Refused("the column who is empty")
    fields = {name: row[PREFIX + name] for name in NEW if row.get(PREFIX + name)}
    figure_id, article_id = row.get("figure_id", ""), row.get("article_id", "")
    if action == "add":
        return [_added(db, article_id, fields, who, note)]
    if not figure_id:
        return _for_article(db, article_id, action, fields, who, note)
    _same_words(db, figure_id, row)
    if action != "correct":
        if fields:
            raise Refused(f"{words} changes nothing, yet {', '.join(fields)} is filled in")
        return [Decision(action, figure_id, None, who, note=note)]
    if not fields:
        raise Refused("更正 needs at least one new value")
    return [
        Decision("correct", figure_id, None, who, name, _value(db, name, words), note)
        for name, words in fields.items()
    ]


def _same_words(db: sqlite3.Connection, figure_id: str, row: Mapping[str, str]) -> None:
    found = db.execute(
        "select f.start, f.quote, a.body from figures f join articles a on a.id = f.article_id "
        "where f.id = ?",
        (figure_id,),
    ).fetchone()
    if found is None:
        raise Refused(f"no figure has the id {figure_id}")
    clause = decisions.clause_of(found["body"], found["start"], found["quote"])
    if (row.get("quote"), row.get("clause")) != (found["quote"], clause.strip()):
        raise Refused(f"{figure_id}: the words of the report have changed since the export")


def _for_article(
    db: sqlite3.Connection,
    article_id: str,
    action: str,
    fields: Mapping[str, str],
    who: str,
    note: str,
) -> list[Decision | Added]:
    if db.execute("select 1 from articles where id = ?", (article_id,)).fetchone() is None:
        raise Refused(f"no report has the id {article_id or '(empty)'}")
    if action == "note":
        return [Decision("note", None, article_id, who, note=note)]
    other = set(fields) - set(decisions.ARTICLE_FIELDS)
    if action != "correct" or other or not fields:
        raise Refused("of a report only published_at, origin and story_id can be corrected")
    return [
        Decision("correct", None, article_id, who, name, _article_value(name, words), note)
        for name, words in fields.items()
    ]


def _article_value(name: str, words: str) -> str:
    if name != "published_at":
        return words
    return words if "T" in words else day(words)


def _added(
    db: sqlite3.Connection, article_id: str, fields: Mapping[str, str], who: str, note: str
) -> Added:
    article = db.execute("select body from articles where id = ?", (article_id,)).fetchone()
    if article is None:
        raise Refused(f"no report has the id {article_id or '(empty)'}")
    lacking = [n for n in ("quote", "indicator_id", "kind", "value", "unit") if not fields.get(n)]
    if lacking:
        raise Refused(f"补录 needs {', '.join(lacking)}")
    times = article["body"].count(fields["quote"])
    if times != 1:
        raise Refused(f"the quote {fields['quote']!r} stands {times} times in the report, not once")
    return Added(
        article_id, {n: _value(db, n, w) for n, w in fields.items() if n != "quote"}
        | {"quote": fields["quote"]}, who, note
    )  # fmt: skip


@cache
def _indicators() -> frozenset[str]:
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


def _value(db: sqlite3.Connection, name: str, words: str) -> str:
    """A filled-in cell as the archive writes it. Raises ValueError or Refused."""
    if name in DAYS:
        return day(words)
    if name in NUMBERS:
        return repr(float(words.replace(",", "").replace("，", "")))
    if name in CHOICES and words not in public_schema().values[f"figures.{name}"]:
        raise Refused(f"{words!r} is no {name}")
    if name == "indicator_id" and words not in _indicators():
        raise Refused(f"no indicator has the code {words!r}")
    if name == "park_id":
        return _park(db, words)
    if name not in decisions.FIELDS and name != "quote":
        raise Refused(f"{name} of a figure cannot be corrected")
    return words


def _park(db: sqlite3.Connection, words: str) -> str:
    """A park by its id, or by a name that it alone bears."""
    found = db.execute(
        "select id from parks where id = ?1 union select park_id from park_names where name = ?1",
        (words,),
    ).fetchall()
    if len(found) != 1:
        raise Refused(f"{len(found)} parks are called {words!r}")
    return str(found[0]["id"])
