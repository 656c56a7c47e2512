"""What a person decides about figures and reports, written down and put into force.

Everything goes through here, from the review workbook and from `parks withdraw` alike: the
decision is recorded with the words it was made on, the figure gets its new version, and nothing
of the machine's reading is overwritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.faults import ArchiveError
from archive.public_schema import EVIDENCE_LIMIT
from archive.store import decisions
from archive.store.connect import now, transaction
from archive.store.decisions import Decision
from archive.store.figures import VERSIONED, open_version, take_away


def decide(db: sqlite3.Connection, decision: Decision) -> None:
    """Put one decision into force. Raises ArchiveError where it cannot be meant."""
    with transaction(db):
        if decision.figure_id is None:
            _on_article(db, decision)
        elif decision.action == "correct":
            _correct(db, decision)
        elif decision.action in decisions.GONE:
            _take_away(db, decision)
        elif decision.action == "restore":
            _restore(db, decision)
        else:
            figure, clause = _figure(db, decision.figure_id)
            decisions.record(db, decision, figure["quote"], clause)


def withdraw(db: sqlite3.Connection, target: str, reason: str, who: str) -> int:
    """Withdraw a figure or a whole report by its id; returns how many figures went."""
    if not reason.strip():
        raise ArchiveError("a withdrawal needs a reason that readers can be told")
    if db.execute("select 1 from figures where id = ?", (target,)).fetchone():
        decide(db, Decision("withdraw", target, None, who, note=reason))
        return 1
    if db.execute("select 1 from articles where id = ?", (target,)).fetchone() is None:
        raise ArchiveError(f"{target}: no figure and no report has this id")
    with transaction(db):
        ids = [
            row["id"]
            for row in db.execute(
                "select id from figures where article_id = ? and withdrawn_at is null", (target,)
            )
        ]
        decide(db, Decision("withdraw", None, target, who, note=reason))
        for figure_id in ids:
            take_away(db, figure_id, "person", reason)
    return len(ids)


def _figure(db: sqlite3.Connection, figure_id: str) -> tuple[dict[str, Any], str]:
    """The figure's row and the clause that stands around it today."""
    row = db.execute(
        "select f.*, a.body from figures f join articles a on a.id = f.article_id where f.id = ?",
        (figure_id,),
    ).fetchone()
    if row is None:
        raise ArchiveError(f"no figure has the id {figure_id}")
    figure = dict(row)
    return figure, decisions.clause_of(figure.pop("body"), figure["start"], figure["quote"])


def _correct(db: sqlite3.Connection, decision: Decision) -> None:
    assert decision.figure_id is not None
    figure, clause = _figure(db, decision.figure_id)
    if decision.field not in decisions.FIELDS:
        raise ArchiveError(f"{decision.field!r} is no field that can be corrected")
    try:
        decisions.parse(decision.field, decision.value)
    except ValueError as fault:
        raise ArchiveError(f"{decision.value!r} is no {decision.field}") from fault
    before = decisions.overlay(figure, decisions.standing(db, decision.figure_id))
    at = now()
    decisions.record(db, decision, figure["quote"], clause, at=at)
    after = decisions.overlay(figure, decisions.standing(db, decision.figure_id))
    if any(before[name] != after[name] for name in VERSIONED):
        open_version(db, decision.figure_id, at, after, "person")


def _take_away(db: sqlite3.Connection, decision: Decision) -> None:
    assert decision.figure_id is not None
    figure, clause = _figure(db, decision.figure_id)
    decisions.record(db, decision, figure["quote"], clause)
    if figure["withdrawn_at"] is None or figure["withdrawn_by"] != "person":
        take_away(db, decision.figure_id, "person", decision.note or "经人核对，撤下")


def _restore(db: sqlite3.Connection, decision: Decision) -> None:
    assert decision.figure_id is not None
    figure, clause = _figure(db, decision.figure_id)
    if figure["withdrawn_by"] != "person":
        raise ArchiveError(f"{decision.figure_id} was not withdrawn by a person")
    db.execute(
        "update decisions set state = 'replaced' where figure_id = ? "
        "and action in ('reject', 'withdraw')",
        (decision.figure_id,),
    )
    decisions.record(db, decision, figure["quote"], clause)
    db.execute(
        "update figures set withdrawn_at = null, withdrawn_by = '', withdrawn_reason = '' "
        "where id = ?",
        (decision.figure_id,),
    )
    after = decisions.overlay(figure, decisions.standing(db, decision.figure_id))
    open_version(db, decision.figure_id, now(), after, "person")


def _on_article(db: sqlite3.Connection, decision: Decision) -> None:
    row = db.execute("select * from articles where id = ?", (decision.article_id,)).fetchone()
    if row is None:
        raise ArchiveError(f"no report has the id {decision.article_id}")
    if decision.action == "correct":
        if decision.field not in decisions.ARTICLE_FIELDS:
            raise ArchiveError(f"{decision.field!r} of a report cannot be corrected")
        db.execute(
            f"update articles set {decision.field} = ? where id = ?",  # noqa: S608 a listed name
            (decision.value or None, decision.article_id),
        )
    decisions.record(db, decision, row["title"], "")


def add_figure(
    db: sqlite3.Connection, article_id: str, fields: Mapping[str, str], who: str, note: str
) -> str:
    """Add a figure that the machine missed; its quote stands once in the report. Returns its id.

    Adding it again changes nothing.
    """
    article = db.execute("select * from articles where id = ?", (article_id,)).fetchone()
    body, quote = article["body"], fields["quote"]
    start = body.index(quote)
    known = db.execute(
        "select id from figures where article_id = ? and start = ? and quote = ? "
        "and withdrawn_at is null",
        (article_id, start, quote),
    ).fetchone()
    if known is not None:
        return str(known["id"])
    serial = article["figure_serial"] + 1
    figure_id, at = f"{article_id}-{serial}", now()
    first, last = evidence_around(body, start, start + len(quote))
    given = {name: decisions.parse(name, fields[name]) for name in fields if name != "quote"}
    row: dict[str, Any] = dict.fromkeys(("value_max", "period_start", "period_end"))
    row |= {"subject": "", "subject_kind": "park" if given.get("park_id") else "other"}
    row |= {"label": "", "status": "actual", "bound": "=", "modality": "reported"} | given
    row |= {
        "id": figure_id,
        "article_id": article_id,
        "value_text": f"{given['value']:f}".rstrip("0").rstrip("."),
        "quote": quote,
        "start": start,
        "evidence": body[first:last],
        "evidence_start": first,
        "confidence": 1.0,
        "extractor": f"person: {who}",
        "first_seen": at,
        "last_seen": at,
    }
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"insert into figures ({names}) values ({marks})", list(row.values()))  # noqa: S608 names are ours
    db.execute("update articles set figure_serial = ? where id = ?", (serial, article_id))
    open_version(db, figure_id, at, row, "person")
    clause = decisions.clause_of(body, start, quote)
    decisions.record(db, Decision("add", figure_id, None, who, note=note), quote, clause, at=at)
    return figure_id


def evidence_around(body: str, start: int, end: int) -> tuple[int, int]:
    """The sentence part around a quote, at most 100 characters."""
    first, last = start, end
    while first > 0 and body[first - 1] not in "。；\n" and last - first < EVIDENCE_LIMIT:
        first -= 1
    while last < len(body) and body[last] not in "。；\n" and last - first < EVIDENCE_LIMIT:
        last += 1
    return first, last
