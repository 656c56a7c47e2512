"""What must hold of a built public database before it is swapped in."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from archive.clauses import Quoted, share_of
from archive.public_schema import EVIDENCE_LIMIT, public_schema

LONGEST_RUN = 100  # characters in a row that a public cell may share with a private body
BLOCK = 50  # a run of 101 characters holds one block of 50 that begins at a multiple of 51
STEP = LONGEST_RUN + 1 - BLOCK

TEXT = re.compile(r"[^\x00-\x1f\ufffd]{101,}")
# Where a paragraph ends the run does not: it would hold as much of the report.
BREAKS = "\r\n\t\u2028\u2029"
WIDE_BREAKS = tuple(mark.encode() for mark in BREAKS if not mark.isascii())
CONTROLS = bytes(range(32))
SHAPE = CONTROLS.ljust(256, b"x")  # every other byte as one, so that a run is quickly looked for
RUN = re.compile(rb"[^\x00-\x1f]{101,}")  # bytes that may be as many characters


def integrity_faults(db: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file as a whole."""
    found = [str(row[0]) for row in db.execute("pragma quick_check(5)")]
    return [f"integrity: {words}" for words in found if words != "ok"]


def structure_faults(db: sqlite3.Connection) -> list[str]:
    """Tables and columns that are not those of the exact list."""
    faults = []
    schema = public_schema()
    allowed = {t.name: t.names for t in (*schema.tables, *schema.views)}
    for name, kind in db.execute("select name, type from sqlite_master where type <> 'index'"):
        if name.startswith("sqlite_") or "_fts" in name:
            continue
        columns = tuple(row[1] for row in db.execute(f'pragma table_info("{name}")'))
        if allowed.get(name) != columns:
            faults.append(f"{kind} {name} has columns that are not allowed: {', '.join(columns)}")
    return faults


def reference_faults(db: sqlite3.Connection) -> list[str]:
    """References that lead nowhere."""
    orphans = {
        (row[0], row[2]) for row in db.execute("pragma foreign_key_check") if row[0] != "places"
    }
    return [f"{child} refers to rows that {parent} lacks" for child, parent in sorted(orphans)]


def evidence_faults(db: sqlite3.Connection) -> list[str]:
    """Figures whose quote is not inside their clause, or whose clause is too long."""
    rows = db.execute(
        "select id from figures where substr(evidence, quote_start + 1, length(quote)) <> quote "
        "or length(evidence) > ? "
        "or quote = '' order by id limit 5",
        (EVIDENCE_LIMIT,),
    ).fetchall()
    return [f"figure {row[0]}: its quote is not inside its clause" for row in rows]


def size_faults(db: sqlite3.Connection, published: int | None, least: float) -> list[str]:
    """Far fewer figures than the published ones. None at all is no fault where there were none: a
    new archive is worth a site that says so."""
    figures = standing_figures(db)
    if published and figures < published * least:
        return [
            f"{figures} figures, fewer than {least:.0%} of the {published} that are published; "
            "look why, then publish with --force"
        ]
    return []


def standing_figures(db: sqlite3.Connection) -> int:
    """How many figures are not withdrawn."""
    return int(db.execute("select count(*) from figures where withdrawn_at is null").fetchone()[0])


def tables_with_texts(db: sqlite3.Connection) -> list[str]:
    """Every table, shadow tables of indexes included."""
    rows = db.execute(
        "select name from sqlite_master where type = 'table' "
        "and sql not like 'create virtual%' order by name"
    )
    return [row[0] for row in rows]


def long_texts(db: sqlite3.Connection, table: str) -> Iterator[str]:
    """Every text of more than 100 characters in any column of a table."""
    typed = {f'"{row[1]}"': row[2] for row in db.execute(f'pragma table_info("{table}")')}
    # One look at each row. Among numbers a text is what is greater than the empty one: to ask for
    # its length would make the digits of each number.
    long = " or ".join(
        f"({column} >= '' and length({column}) > {LONGEST_RUN})"
        if kind.lower() in ("integer", "real")
        else f"length({column}) > {LONGEST_RUN}"
        for column, kind in typed.items()
    )
    columns = ", ".join(typed)
    for row in db.execute(f'select {columns} from "{table}" where {long}'):  # noqa: S608 names are ours
        for cell in row:
            if isinstance(cell, bytes):
                yield from _texts_in(cell)
            elif isinstance(cell, str):
                yield from TEXT.findall(_joined(cell))


def _texts_in(blob: bytes) -> Iterator[str]:
    """The long texts of a block of an index, which is mostly no text at all."""
    if b"x" * (LONGEST_RUN + 1) not in blob.translate(SHAPE, b"\r\n\t"):
        return
    blob = blob.translate(None, b"\r\n\t")
    for mark in WIDE_BREAKS:
        blob = blob.replace(mark, b"")
    for run in RUN.findall(blob):
        yield from TEXT.findall(run.decode("utf-8", "replace"))


def _joined(text: str) -> str:
    """The text without the ends of its paragraphs."""
    for mark in BREAKS:
        text = text.replace(mark, "")
    return text


class Leaks:
    """Finds runs of more than 100 characters that a body shares with a public text.

    Only long public texts can hold such a run, and they are few; each body then takes one set
    look-up for every 51 characters.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = [_joined(text) for text in texts]
        self.blocks = {
            text[i : i + BLOCK] for text in self.texts for i in range(len(text) - BLOCK + 1)
        }

    def found_in(self, body: str) -> bool:
        """Whether some run of 101 characters of the body is public."""
        if not self.blocks:
            return False
        body = _joined(body)
        for at in range(0, len(body) - BLOCK + 1, STEP):
            if body[at : at + BLOCK] in self.blocks and self._confirm(body, at):
                return True
        return False

    def _confirm(self, body: str, at: int) -> bool:
        first = max(0, at - STEP)
        runs = {
            body[i : i + LONGEST_RUN + 1]
            for i in range(first, min(at + 1, len(body) - LONGEST_RUN))
        }
        return any(run in text for run in runs for text in self.texts)


def quoted_too_much(body: str, words: Iterable[str]) -> bool:
    """Whether the published clauses and numbers of a report hold over a third of a body.

    Each is looked for where the body first has it, so that this does not trust the offsets
    that publishing worked with. Single numbers (2个) say nothing of the text and are left out.
    """
    quoted = Quoted(body)
    for text in set(words):
        if len(text) > 4:
            quoted.add_words(text)
    return quoted.count > share_of(body)


def type_faults(db: sqlite3.Connection) -> list[str]:
    """Cells of another type than their column's, as when two columns change places."""
    allowed = {"text": "('text', 'null')", "integer": "('integer', 'null')",
               "real": "('real', 'integer', 'null')"}  # fmt: skip
    faults = []
    for table in public_schema().tables:
        wrong = ", ".join(
            f'max(typeof("{c.name}") not in {allowed[c.type]})' for c in table.columns
        )
        # A thousand rows tell whether columns changed places; all of them would take minutes.
        first = f'(select * from "{table.name}" limit 1000)'  # noqa: S608 names are ours
        row = db.execute(f"select {wrong} from {first}").fetchone()  # noqa: S608
        faults += [
            f"{table.name}.{column.name} holds a cell that is not {column.type}"
            for column, found in zip(table.columns, row, strict=True)
            if found
        ]
    return faults
