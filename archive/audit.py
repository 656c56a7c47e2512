"""How good the archive is, measured on the archive: a drawn sample, marked by a person.

Published figures are drawn for precision, whole reports for what was missed. The seed is stored,
so that the same audit can be drawn again; the marks come back from the workbook.
"""

from __future__ import annotations

import math
import random
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from archive.faults import ArchiveError
from archive.review.table import rows
from archive.store.connect import now, transaction
from pipelines.version import extractor_version

STRATA = {
    "indicator": "f.indicator_id",
    "province": "coalesce(substr(p.place_code, 1, 2), substr(f.place_code, 1, 2), '') || '0000'",
    "source": "a.source_id",
    "year": "coalesce(substr(f.period_end, 1, 4), 'none')",
}
ARTICLES = 10  # one whole report for so many figures
RIGHT, WRONG = "对", "错"
HEAD = ("audit", "n", "kind", "figure_id", "article_id", "url", "text", "what_is_published",
        "marked", "missed", "note")  # fmt: skip
WIDE = {"text": 90, "what_is_published": 50, "note": 30}
Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Measured:
    """Precision and recall of one stratum with their Wilson intervals; None where not measured."""

    stratum: str
    sample: int
    precision: tuple[float, float, float] | None
    recall: tuple[float, float, float] | None


def wilson(right: int, of: int) -> tuple[float, float, float] | None:
    """Share, lower and upper end of the 95 % Wilson interval."""
    if not of:
        return None
    share = right / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def draw(
    db: sqlite3.Connection, home: Path, sample: int, by: str, seed: int, file: Path
) -> tuple[int, int]:
    """Draw figures and reports, note the audit, write the workbook; returns both counts."""
    figures, articles = _population(home, by)
    if not figures:
        raise ArchiveError("no published figure stands to be drawn from")
    rng = random.Random(seed)
    drawn = _spread(figures, sample, rng)
    whole = rng.sample(articles, min(len(articles), math.ceil(sample / ARTICLES)))
    with transaction(db):
        cursor = db.execute(
            "insert into audits (at, seed, sample, by, extractor) values (?, ?, ?, ?, ?)",
            (now(), seed, sample, by, extractor_version()),
        )
        audit = int(cursor.lastrowid or 0)
        lines: list[tuple[str, str | None, str, str]] = [("figure", *line) for line in drawn]
        lines += [("article", None, article, "all") for article in whole]
        db.executemany(
            "insert into audit_rows (audit_id, n, kind, figure_id, article_id, stratum) "
            "values (?, ?, ?, ?, ?, ?)",
            [(audit, n, *line) for n, line in enumerate(lines, 1)],
        )
    _workbook(db, audit).save(file)
    return len(drawn), len(whole)


def _population(home: Path, by: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    if not (home / "public.db").exists():
        raise ArchiveError(f"nothing is published in {home}: run `parks publish` first")
    stratum = STRATA[by] if by else "'all'"
    uri = (home / "public.db").absolute().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as public:
        figures = public.execute(
            f"select f.id, f.article_id, {stratum} from figures f "  # noqa: S608 a listed column
            "join articles a on a.id = f.article_id left join parks p on p.id = f.park_id "
            "where f.shown = 1 order by f.id"
        ).fetchall()
        articles = public.execute(
            "select id from articles where is_park_report = 1 order by id"
        ).fetchall()
    return figures, [row[0] for row in articles]


def _spread(
    figures: list[tuple[str, str, str]], sample: int, rng: random.Random
) -> list[tuple[str, str, str]]:
    """As many from each stratum as the smaller ones allow, the rest by chance."""
    strata: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for figure in figures:
        strata[figure[2]].append(figure)
    drawn: list[tuple[str, str, str]] = []
    waiting = sorted(strata.values(), key=len)
    for n, group in enumerate(waiting):
        share = (sample - len(drawn)) // (len(waiting) - n)
        drawn += rng.sample(group, min(share, len(group)))
    rest = sorted(set(figures) - set(drawn))
    drawn += rng.sample(rest, min(sample - len(drawn), len(rest)))
    return sorted(drawn)


def _workbook(db: sqlite3.Connection, audit: int) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "抽查"
    sheet.append(list(HEAD))
    found = db.execute(
        "select r.*, a.url, a.title, a.body from audit_rows r "
        "join articles a on a.id = r.article_id where r.audit_id = ? order by r.n",
        (audit,),
    ).fetchall()
    for line, row in enumerate(found, 2):
        text, said = _told(db, row)
        cells = (audit, row["n"], row["kind"], row["figure_id"] or "", row["article_id"],
                 row["url"], text, said, "", "", "")  # fmt: skip
        for column, cell in enumerate(cells, 1):
            place = sheet.cell(line, column)
            place.value, place.data_type = str(cell), "s"
            place.alignment = Alignment(wrap_text=True, vertical="top")
    for n, name in enumerate(HEAD, 1):
        sheet.cell(1, n).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, n).column_letter].width = WIDE.get(name, 12)
    rule = DataValidation(type="list", formula1=f'"{RIGHT},{WRONG}"', allow_blank=True)
    letter = sheet.cell(1, HEAD.index("marked") + 1).column_letter
    rule.add(f"{letter}2:{letter}{len(found) + 1}")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "C2"
    return book


def _told(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[str, str]:
    """What the report says, and what the archive makes of it."""
    query = (
        "select f.*, p.name as park from figures f left join parks p on p.id = f.park_id "
        "where f.withdrawn_at is null and "
    )
    if row["kind"] == "article":
        figures = db.execute(query + "f.article_id = ? order by f.start", (row["article_id"],))
        said = "；".join(f"{f['label']} {f['quote']}" for f in figures)
        return f"{row['title']}\n{row['body']}", said
    figure = db.execute(query + "f.id = ?", (row["figure_id"],)).fetchone()
    if figure is None:
        return "", "已撤下"
    body, at, end = row["body"], figure["start"], figure["start"] + len(figure["quote"])
    text = f"{body[max(0, at - 200) : at]}【{body[at:end]}】{body[end : end + 100]}"
    names = ("park", "indicator_id", "kind", "scope", "value", "unit", "bound", "period_start",
             "period_end", "status", "subject")  # fmt: skip
    return text, "\n".join(f"{name}: {figure[name]}" for name in names if figure[name] is not None)


def read_back(db: sqlite3.Connection, file: Path) -> list[Measured]:
    """Take the marks of a workbook in and store what they measure. Raises ArchiveError that names
    each row that cannot be read; then nothing was written."""
    marks, refused, audit = [], [], None
    for number, row in rows(file):
        audit = audit or row.get("audit")
        marked, missed = row.get("marked", ""), row.get("missed", "")
        if row.get("audit") != audit or not row.get("n", "").isdigit():
            refused.append(f"row {number}: no row of audit {audit}")
        elif marked and marked not in (RIGHT, WRONG):
            refused.append(f"row {number}: {marked!r} is neither {RIGHT} nor {WRONG}")
        elif missed and not missed.isdigit():
            refused.append(f"row {number}: {missed!r} is no count of missed figures")
        else:
            count = int(missed) if missed else None
            marks.append((marked, count, row.get("note", ""), audit, int(row["n"])))
    known = db.execute("select id from audits where id = ?", (audit,)).fetchone()
    if known is None:
        raise ArchiveError(f"no audit {audit} is known here")
    if refused:
        raise ArchiveError("nothing was taken in: " + "; ".join(refused[:20]))
    with transaction(db):
        db.executemany(
            "update audit_rows set marked = ?, missed = ?, note = ? where audit_id = ? and n = ?",
            marks,
        )
        at = now()
        db.execute("update audits set read_at = ? where id = ?", (at, audit))
        measured = _measure(db, int(known["id"]))
        for m in measured:
            db.execute(
                "insert or replace into quality values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (m.stratum, at, m.sample, *(m.precision or (None,) * 3),
                 *(m.recall or (None,) * 3), known["id"]),
            )  # fmt: skip
    return measured


def _measure(db: sqlite3.Connection, audit: int) -> list[Measured]:
    by = db.execute("select by from audits where id = ?", (audit,)).fetchone()["by"]
    marked = db.execute(
        "select stratum, sum(marked = ?) as correct, count(*) as n from audit_rows "
        "where audit_id = ? and kind = 'figure' and marked <> '' group by stratum order by stratum",
        (RIGHT, audit),
    ).fetchall()
    correct, n = sum(row["correct"] for row in marked), sum(row["n"] for row in marked)
    found, missed = db.execute(
        "select coalesce(sum((select count(*) from figures f where f.article_id = r.article_id "
        "and f.withdrawn_at is null)), 0), coalesce(sum(missed), 0) from audit_rows r "
        "where audit_id = ? and kind = 'article' and missed is not null",
        (audit,),
    ).fetchone()
    measured = [Measured("all", n, wilson(correct, n), wilson(found, found + missed))]
    if by:
        measured += [
            Measured(f"{by}={row['stratum']}", row["n"], wilson(row["correct"], row["n"]), None)
            for row in marked
        ]
    return measured
