"""Reads a filled-in table as Excel, WPS or a text editor saves it: xlsx, or CSV in UTF-8 or GBK."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from archive.faults import ArchiveError

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T ].*)?")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets


def rows(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each filled row with its number in the file, cells by column head, as text.

    Raises ArchiveError for a file that is no table.
    """
    try:
        table = _xlsx(file) if file.suffix.lower() in (".xlsx", ".xlsm") else _csv(file)
    except (BadZipFile, InvalidFileException, KeyError, csv.Error) as fault:
        raise ArchiveError(f"{file} cannot be read as a table: {fault}") from fault
    if not table:
        raise ArchiveError(f"{file} is empty")
    head = [name.strip().lstrip("\ufeff") for name in table[0]]
    for number, cells in enumerate(table[1:], 2):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(head) - len(cells))]
            yield number, {h: c.strip() for h, c in zip(head, padded, strict=False) if h}


def _xlsx(file: Path) -> list[list[str]]:
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        return [[_cell(c) for c in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _csv(file: Path) -> list[list[str]]:
    data = file.read_bytes()
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(coding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ArchiveError(f"{file} is neither UTF-8 nor GBK")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    # What was led in by an apostrophe, so that no spreadsheet runs it, comes back without.
    return [[c[1:] if re.match(r"'[\s]*[=+\-@]", c) else c for c in row] for row in table]


def day(words: str) -> str:
    """A day as YYYY-MM-DD from the ways a spreadsheet writes it. Raises ValueError."""
    match = DAY.fullmatch(words.strip())
    if match:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    if SERIAL.fullmatch(words.strip()):
        return (EPOCH + timedelta(days=int(float(words)))).isoformat()
    raise ValueError(f"{words!r} is no day")
