"""`parks resolve`: which park a mention names, for one name or for JSON lines."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from archive.cli import Fault, home_option
from archive.gazetteer import Gazetteer, Resolution
from archive.gazetteer.load import load_gazetteer
from archive.store import open_archive

CODE = 6  # digits of a code of GB/T 2260


@click.command("resolve")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--name", help="Resolve one name and print a table.")
@click.option("--province", default="", help="Six-digit code of the paper's province.")
@click.option("--json", "as_json", is_flag=True, help="With --name: one JSON object.")
def command(file: TextIO, name: str | None, province: str, as_json: bool, home: Path) -> None:
    """Say which park a mention names.

    Parks that the archive under --home has seen in reports are known too; nothing is written.
    """
    if province and not (len(province) == CODE and province.isascii() and province.isdigit()):
        raise click.UsageError(f"--province {province!r} is no six-digit code (620000)")
    mentions = [] if name else list(_mentions(file))
    with _gazetteer(home) as gazetteer:
        if name:
            found = row("", gazetteer.park(name, text=name, province=province or None, day=""))
            if as_json:
                click.echo(json.dumps(found, ensure_ascii=False))
                return
            for key, value in found.items():
                click.echo(f"{key:<14} {value}")
        for given in mentions:
            resolution = gazetteer.park(
                given["mention"],
                text=given.get("text") or given["mention"],
                province=given.get("source_province") or None,
                day=given.get("published") or "",
            )
            line = json.dumps(row(given.get("id", ""), resolution), ensure_ascii=False)
            sys.stdout.write(line + "\n")


command.params.append(home_option())


@contextmanager
def _gazetteer(home: Path) -> Iterator[Gazetteer]:
    """The names of the archive under home, or the shipped ones where there is none; candidates
    met on the way are forgotten at the end."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(home if (home / "archive.db").exists() else Path(folder))
        try:
            load_gazetteer(archive.db)
            archive.db.execute("begin")
            yield Gazetteer(archive.db)
        finally:
            archive.close()  # rolls back


def _mentions(file: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            if not isinstance(given["mention"], str):
                raise TypeError("mention is no text")
            if "\0" in given["mention"]:
                raise ValueError("mention holds a NUL (U+0000)")
        except (ValueError, KeyError, TypeError) as fault:
            raise Fault(f"line {number}: not a mention ({fault!r})") from fault
        yield given


def row(identity: str, found: Resolution) -> dict[str, object]:
    """A resolution as it is printed; all null where the mention is no park."""
    known = found.park_id is not None
    return {
        "id": identity,
        "park_name": found.name if known else None,
        "official_code": found.official_code,
        "place_code": found.place_code,
        "reason": found.reason,
        "alternatives": list(found.alternatives),
    }
