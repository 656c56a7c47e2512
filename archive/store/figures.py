"""Writes the figures of one article: ids kept, versions recorded, what is gone withdrawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.store import decisions
from archive.store.connect import now
from archive.store.identity import align, mark
from pipelines.figures import Figure
from pipelines.model import Record

VERSIONED = (
    "value",
    "unit",
    "bound",
    "indicator_id",
    "period_start",
    "period_end",
    "status",
    "quote",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the park it was resolved to."""

    figure: Figure
    park_id: str | None = None
    context_park_id: str | None = None
    place_code: str | None = None
    park_reason: str = ""
    park_sure: float = 1.0  # chance that the park link is right


# Further fields whose change by a better reader is worth counting; they open no version.
NOTICED = ("kind", "scope", "base", "value_max", "modality", "park_id", "context_park_id")


@dataclass(frozen=True, slots=True)
class Move:
    """One figure that a new reading `gained`, `lost` or `changed`, in words."""

    change: str
    indicator: str
    words: str


@dataclass(slots=True)
class Moved:
    """What a new reading changed, figure by figure in text order."""

    moves: list[Move] = field(default_factory=list)

    def count(self, change: str) -> int:
        """How many figures were `gained`, `lost` or `changed`."""
        return sum(move.change == change for move in self.moves)

    def add(self, change: str, indicator: str, words: str) -> None:
        """Note one more."""
        self.moves.append(Move(change, indicator, words))

    @property
    def summary(self) -> str:
        """The changes in words, or that no figure changed."""
        return "；".join(move.words for move in self.moves) or "文字有改动，数字未变"


def save_figures(
    db: sqlite3.Connection,
    article_id: str,
    readings: list[Reading],
    old_body: str | None,
    new_body: str,
    record: Record,
    cause: str,
    seen: str,
) -> Moved:
    """Align the new readings with the figures that stand, then write the difference.

    old_body is None for an article that was just written and has no rows yet; seen is when the
    page that was read had been fetched: first_seen and last_seen are of that clock alone, while
    versions and withdrawals are dated by when this archive made them.
    """
    if old_body is None:
        return _save_first(db, article_id, readings, record, cause, seen)
    # What a person took away is read on, so that it stays away; it is no news when it goes.
    rows = db.execute(
        "select * from figures where article_id = ? "
        "and (withdrawn_at is null or withdrawn_by = 'person') order by start, id",
        (article_id,),
    )
    names = [column[0] for column in rows.description]
    # Dicts: each column of a row is compared, and a row looks its names up one by one.
    standing = [dict(zip(names, row, strict=True)) for row in rows]
    pairs = _pair(standing, readings, old_body, new_body) if standing else {}
    moved = Moved()
    serial = db.execute(
        "select figure_serial from articles where id = ?", (article_id,)
    ).fetchone()[0]
    away = _article_withdrawn(db, article_id)
    lost = _lost(db, article_id)
    fresh: dict[str, dict[str, Any]] = {}
    for index, reading in enumerate(readings):
        row = columns(reading, record.extractor)
        if index in pairs:
            old = standing[pairs[index]]
            last = max(old["last_seen"], seen)  # a person may have added it after the fetch
            differing = _update(db, old, row | {"last_seen": last})
            # Under words that stand as they did, another reader's name is no change.
            if old_body != new_body or differing - {"extractor"}:
                _version(db, old, row, cause, moved, new_body)
            continue
        back = lost.pop((row["quote"], row["evidence"]), None)
        if back is not None:
            _bring_back(db, back, row, cause, seen)
        else:
            serial += 1
            fresh[f"{article_id}-{serial}"] = row
        moved.add("gained", row["indicator_id"], f"新增 {row['label']} {row['quote']}")
    _insert(db, article_id, fresh, cause, seen, away)
    for index in sorted(set(range(len(standing))) - set(pairs.values())):
        _withdraw(db, standing[index], new_body, cause, moved)
    db.execute("update articles set figure_serial = ? where id = ?", (serial, article_id))
    db.execute("delete from rejected_numbers where article_id = ?", (article_id,))
    _save_rejected(db, article_id, record)
    return moved


def _save_first(
    db: sqlite3.Connection,
    article_id: str,
    readings: list[Reading],
    record: Record,
    cause: str,
    seen: str,
) -> Moved:
    """Write the figures of a new article: there is nothing that they could be compared with."""
    rows = [columns(reading, record.extractor) for reading in readings]
    fresh = {f"{article_id}-{n}": row for n, row in enumerate(rows, 1)}
    _insert(db, article_id, fresh, cause, seen, _article_withdrawn(db, article_id))
    db.execute("update articles set figure_serial = ? where id = ?", (len(rows), article_id))
    _save_rejected(db, article_id, record)
    moved = Moved()
    for row in rows:
        moved.add("gained", row["indicator_id"], f"新增 {row['label']} {row['quote']}")
    return moved


def _pair(
    standing: Sequence[Mapping[str, Any]], readings: list[Reading], old_body: str, new_body: str
) -> dict[int, int]:
    old = [
        mark(old_body, row["start"], row["quote"], row["indicator_id"], row["kind"])
        for row in standing
    ]
    new = [
        mark(new_body, r.figure.start, r.figure.quote, r.figure.indicator, r.figure.kind)
        for r in readings
    ]
    return align(old, new, same_body=old_body == new_body)


def _article_withdrawn(db: sqlite3.Connection, article_id: str) -> str:
    """Why a person withdrew the whole report, or ''."""
    row = db.execute(
        "select note from decisions where article_id = ? and figure_id is null "
        "and action = 'withdraw' and state = 'standing'",
        (article_id,),
    ).fetchone()
    return row["note"] if row else ""


def _lost(db: sqlite3.Connection, article_id: str) -> dict[tuple[str, str], sqlite3.Row]:
    """Figures that a reading or the paper had dropped, by their words: the same words bring the
    same id back."""
    rows = db.execute(
        "select * from figures where article_id = ? and withdrawn_at is not null "
        "and withdrawn_by <> 'person' order by id",
        (article_id,),
    )
    return {(row["quote"], row["evidence"]): row for row in rows}


def columns(reading: Reading, extractor: str) -> dict[str, Any]:
    """The figure as a row of the figures table, without id and times."""
    f = reading.figure
    return {
        "park_id": reading.park_id,
        "context_park_id": reading.context_park_id,
        "place_code": reading.place_code,
        "park_reason": reading.park_reason,
        "subject": f.subject,
        "subject_kind": f.subject_kind,
        "context": f.context,
        "indicator_id": f.indicator,
        "label": f.label,
        "scope": f.scope,
        "kind": f.kind,
        "base": f.base,
        "price_basis": f.price_basis,
        "value": float(f.value),
        "value_max": None if f.value_max is None else float(f.value_max),
        "value_text": f.value_text,
        "precision": None if f.precision is None else float(f.precision),
        "unit": f.unit,
        "bound": f.bound,
        "period_start": f.period_start.isoformat() if f.period_start else None,
        "period_end": f.period_end.isoformat() if f.period_end else None,
        "period_type": f.period_type,
        "period_key": f.period_key,
        "period_basis": f.period_basis,
        "status": f.status,
        "modality": f.modality,
        "quote": f.quote,
        "start": f.start,
        "evidence": f.evidence,
        "evidence_start": f.evidence_start,
        "confidence": round(f.confidence * reading.park_sure, 3),
        "extractor": extractor,
    }


def _insert(
    db: sqlite3.Connection,
    article_id: str,
    fresh: Mapping[str, dict[str, Any]],
    cause: str,
    seen: str,
    away: str,
) -> None:
    """Write figures that were never there, by id, each with its first version."""
    at = now()
    always = {"article_id": article_id, "first_seen": seen, "last_seen": seen}
    if away:
        always |= {"withdrawn_at": at, "withdrawn_by": "person", "withdrawn_reason": away}
    rows = [{"id": figure_id, **row, **always} for figure_id, row in fresh.items()]
    if not rows:
        return
    names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    db.executemany(
        f"insert into figures ({names}) values ({marks})",  # noqa: S608 names are ours
        [list(row.values()) for row in rows],
    )
    _insert_versions(db, [(row["id"], 1, at, cause, row) for row in rows])


def _bring_back(
    db: sqlite3.Connection, old: sqlite3.Row, row: dict[str, Any], cause: str, seen: str
) -> None:
    settings = ", ".join(f"{name} = ?" for name in row)
    db.execute(
        f"update figures set {settings}, last_seen = ?, withdrawn_at = null, "  # noqa: S608 names are ours
        "withdrawn_by = '', withdrawn_reason = '' where id = ?",
        [*row.values(), max(old["last_seen"], seen), old["id"]],
    )
    open_version(db, old["id"], now(), row, cause)


def _update(db: sqlite3.Connection, old: Mapping[str, Any], row: Mapping[str, Any]) -> set[str]:
    """Write what differs of a figure that stands, and return its names. Only that: an index is
    kept up for each column that is set, whether its value is another or not."""
    changed = {name: value for name, value in row.items() if old[name] != value}
    if changed:
        settings = ", ".join(f"{name} = ?" for name in changed)
        db.execute(
            f"update figures set {settings} where id = ?",  # noqa: S608 names are ours
            [*changed.values(), old["id"]],
        )
    return set(changed)


def _version(
    db: sqlite3.Connection,
    old: Mapping[str, Any],
    row: dict[str, Any],
    cause: str,
    moved: Moved,
    body: str,
) -> None:
    """Open a version when what is published changes, a person's decisions laid over both."""
    decided = decisions.standing(db, old["id"])
    before, after = old, row
    if decided:
        clause = decisions.clause_of(body, row["start"], row["quote"])
        before = decisions.overlay(dict(old), decided)
        decisions.ask_again(db, old["id"], row["quote"], clause)
        after = decisions.overlay(row, decisions.standing(db, old["id"]))
    if old["withdrawn_at"] is not None:
        return
    compared = VERSIONED if cause == "paper" else (*VERSIONED, *NOTICED)
    fields = [name for name in compared if before[name] != after[name]]
    if not fields:
        return
    moved.add("changed", after["indicator_id"], _change_line(before, after, fields))
    if not set(fields) <= set(NOTICED):
        open_version(db, old["id"], now(), after, cause)


def _change_line(before: Mapping[str, Any], after: Mapping[str, Any], fields: list[str]) -> str:
    if "quote" in fields:
        return f"{after['label']} {before['quote']} 改为 {after['quote']}"
    told = [f"{n} {_told(before[n])}→{_told(after[n])}" for n in fields]
    return f"{after['label']} {after['quote']}：{'，'.join(told)}"


def _told(value: Any) -> str:
    return "空" if value in (None, "") else f"{value:.10g}" if isinstance(value, float) else value


def _withdraw(
    db: sqlite3.Connection, old: Mapping[str, Any], body: str, cause: str, moved: Moved
) -> None:
    """Take a figure away that the new reading lacks. One that a person accepted or corrected
    stays while its words stand: a reader that overlooks them does not outvote the person."""
    if old["withdrawn_at"] is not None:
        return
    if decisions.standing(db, old["id"]):
        at = body.find(old["evidence"])
        if at >= 0:
            shift = at - old["evidence_start"]
            db.execute(
                "update figures set start = start + ?, evidence_start = ? where id = ?",
                (shift, at, old["id"]),
            )
            return
    reason = "报道已删去这个数字" if cause == "paper" else "新版程序不再认为这是一个数字"
    moved.add("lost", old["indicator_id"], f"删去 {old['label']} {old['quote']}")
    take_away(db, old["id"], cause, reason)


def take_away(db: sqlite3.Connection, figure_id: str, by: str, reason: str) -> None:
    """Withdraw a figure; its row and its history stay."""
    at = now()
    db.execute(
        "update figures set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where id = ?",
        (at, by, reason, figure_id),
    )
    db.execute(
        "update figure_versions set seen_to = ? where figure_id = ? and seen_to is null",
        (at, figure_id),
    )


def open_version(
    db: sqlite3.Connection, figure_id: str, at: str, row: Mapping[str, Any], cause: str
) -> int:
    """Close the version that stands and open the next one; returns its number."""
    number = db.execute(
        "select coalesce(max(version), 0) + 1 from figure_versions where figure_id = ?",
        (figure_id,),
    ).fetchone()[0]
    db.execute(
        "update figure_versions set seen_to = ? where figure_id = ? and seen_to is null",
        (at, figure_id),
    )
    _insert_versions(db, [(figure_id, number, at, cause, row)])
    return int(number)


def _insert_versions(
    db: sqlite3.Connection, versions: Iterable[tuple[str, int, str, str, Mapping[str, Any]]]
) -> None:
    """Write versions given as (figure, number, when it begins, cause, the figure's row)."""
    names = (*VERSIONED, "evidence")
    db.executemany(
        f"insert into figure_versions (figure_id, version, seen_from, cause, {', '.join(names)}) "  # noqa: S608 names are ours
        f"values (?, ?, ?, ?, {', '.join('?' * len(names))})",
        [(*head, *(row[name] for name in names)) for *head, row in versions],
    )


def _save_rejected(db: sqlite3.Connection, article_id: str, record: Record) -> None:
    db.executemany(
        "insert or ignore into rejected_numbers (article_id, start, quote, reason) "
        "values (?, ?, ?, ?)",
        [(article_id, r.start, r.quote, r.reason) for r in record.rejected],
    )
