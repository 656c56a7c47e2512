"""`parks resolve`: which park a mention names, for one name or for JSON lines."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from archive.cli import Fault
from archive.gazetteer import Gazetteer, Resolution
from archive.store import open_archive


@click.command("resolve")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--name", help="Resolve one name and print a table.")
@click.option("--province", default="", help="Six-digit code of the paper's province.")
def command(file: TextIO, name: str | None, province: str) -> None:
    """Say which park a mention names."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(folder))
        try:
            gazetteer = Gazetteer(archive.db)
            if name:
                found = gazetteer.park(name, text=name, province=province or None, day="")
                for key, value in row("", found).items():
                    click.echo(f"{key:<14} {value}")
            else:
                _lines(file, gazetteer)
        finally:
            archive.close()


def _lines(file: Iterable[str], gazetteer: Gazetteer) -> None:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            mention = given["mention"]
        except (ValueError, KeyError, TypeError) as fault:
            raise Fault(f"line {number}: not a mention ({fault!r})") from fault
        found = gazetteer.park(
            mention,
            text=given.get("text") or mention,
            province=given.get("source_province") or None,
            day=given.get("published") or "",
        )
        sys.stdout.write(json.dumps(row(given.get("id", ""), found), ensure_ascii=False) + "\n")


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
