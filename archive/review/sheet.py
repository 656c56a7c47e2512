"""The review as a workbook with drop-down choices, and as CSV beside it.

Ids, dates and quotes are text cells: a spreadsheet that turns 2024-12 into a day or an id into a
number would hand back something else than it was given.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from archive.public_schema import public_schema
from archive.review.questions import Question
from archive.site.sheets import BOM, inert

ACTIONS = {"接受": "accept", "更正": "correct", "撤下": "reject", "备注": "note", "补录": "add"}
FACTS = ("figure_id", "article_id", "why", "context", "quote", "clause", "title", "published_at",
         "origin", "url")  # fmt: skip
NOW = ("park", "park_id", "indicator_id", "label", "kind", "scope", "base", "value", "unit",
       "bound", "period_start", "period_end", "period_type", "period_key", "status", "modality",
       "subject", "confidence")  # fmt: skip
# What a reviewer may fill in; the words are column heads of the workbook.
NEW = ("value", "value_max", "unit", "bound", "indicator_id", "kind", "scope", "base",
       "period_start", "period_end", "period_type", "period_key", "status", "modality",
       "subject", "subject_kind", "park_id", "quote", "published_at", "origin",
       "story_id")  # fmt: skip
PREFIX = "改为 "
HEAD = (*FACTS, *NOW, "decision", *(PREFIX + name for name in NEW), "note", "who", "when")
CHOICES = ("kind", "bound", "period_type", "status", "modality", "subject_kind")
WIDE = {"context": 70, "clause": 40, "why": 40, "title": 30, "note": 30}
LONG = 400  # rows for which drop-downs are laid out beyond the last question


def cells(question: Question) -> list[str]:
    """One row: the facts, what stands now, and room for the decision."""
    article, figure = question.article, question.figure or {}
    facts = {
        "figure_id": figure.get("id", ""),
        "article_id": article["id"],
        "why": question.why,
        "context": question.context,
        "quote": figure.get("quote", ""),
        "clause": question.clause,
        "title": article["title"],
        "published_at": article["published_at"] or "",
        "origin": article["origin"] or "",
        "url": article["url"],
    }
    now = [_text(figure.get(name)) for name in NOW]
    return [
        *(str(facts[name]) for name in FACTS),
        *now,
        *[""] * (len(HEAD) - len(FACTS) - len(NOW)),
    ]


def write(questions: Sequence[Question], file: Path) -> list[Path]:
    """Write the workbook, and the same rows as CSV beside it; returns both paths."""
    rows = [cells(question) for question in questions]
    beside = file.with_suffix(".csv")
    if file.suffix != ".csv":
        _workbook(rows).save(file)
    with beside.open("w", encoding="utf-8", newline="") as opened:
        opened.write(BOM)
        writer = csv.writer(opened, lineterminator="\r\n")
        writer.writerow(HEAD)
        writer.writerows([inert(cell) for cell in row] for row in rows)
    return [file] if file == beside else [file, beside]


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _workbook(rows: Iterable[Sequence[str]]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "核对"
    sheet.append(list(HEAD))
    last = 1
    for row in rows:
        last += 1
        for column, cell in enumerate(row, 1):
            place = sheet.cell(last, column)
            place.value, place.data_type = (cell, "s") if cell else (None, "n")
            place.number_format = "@"
    _layout(sheet, last)
    _choices(book, sheet, last + LONG)
    return book


def _layout(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = "C2"
    for n, name in enumerate(HEAD, 1):
        letter = get_column_letter(n)
        sheet.cell(1, n).font = Font(bold=True)
        sheet.column_dimensions[letter].width = WIDE.get(name, 14)
        sheet.column_dimensions[letter].number_format = "@"  # rows added below too
        if name in WIDE:
            for row in range(2, last + 1):
                sheet.cell(row, n).alignment = Alignment(wrap_text=True, vertical="top")


def _choices(book: Workbook, sheet: Worksheet, last: int) -> None:
    """Drop-downs; the lists stand on a sheet of their own, as long ones do not fit a formula."""
    listed = book.create_sheet("选项")
    values = public_schema().values
    lists = {"decision": list(ACTIONS)}
    lists |= {PREFIX + name: list(values[f"figures.{name}"]) for name in CHOICES}
    for n, (name, words) in enumerate(lists.items(), 1):
        listed.cell(1, n).value = name
        for row, word in enumerate(words, 2):
            place = listed.cell(row, n)
            place.value, place.data_type = word, "s"
        letter = get_column_letter(n)
        rule = DataValidation(
            type="list", formula1=f"'选项'!${letter}$2:${letter}${len(words) + 1}", allow_blank=True
        )
        column = get_column_letter(HEAD.index(name) + 1)
        rule.add(f"{column}2:{column}{last}")
        sheet.add_data_validation(rule)
