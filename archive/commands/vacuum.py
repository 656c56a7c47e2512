"""`parks vacuum`: thin out what may go, compact, and say when the disk will be full."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from archive.cli import home_option
from archive.faults import ArchiveError
from archive.retention.forecast import Forecast, forecast
from archive.retention.policy import policy
from archive.retention.quiet import require_quiet
from archive.retention.thin import Compacted, Thinned, compact, thin
from archive.store import Archive, open_archive
from archive.store.connect import SHANGHAI

SHOWN = 10


@click.command("vacuum")
@click.option("--dry-run", is_flag=True, help="Only say what would go, and the forecast.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(dry_run: bool, as_json: bool, home: Path) -> None:
    """Thin out and compact the archive; docs/retention.md says what goes and what never does."""
    now = datetime.now(SHANGHAI)
    archive = open_archive(home, create=False)
    thinned: list[Thinned] = []
    try:
        for one in thin(archive, now, dry_run=dry_run):
            thinned.append(one)
            if not as_json:
                click.echo(as_line(one, dry_run))
        files = list(compact(archive, _say, dry_run=dry_run, busy=_busy(archive)))
        growth = forecast(archive, now)
    finally:
        archive.close()
    if as_json:
        told = {"thinned": [asdict(t) for t in thinned], "files": [asdict(f) for f in files]}
        told["forecast"] = asdict(growth) | {"daily": growth.daily}  # type: ignore[assignment]
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    for file in files:
        click.echo(compacted(file, dry_run))
    for line in lines(growth):
        click.echo(line)


command.params.append(home_option())


def _say(line: str) -> None:
    click.echo(line, err=True)


def _busy(archive: Archive) -> str:
    """Why the files cannot be written anew now, '' where they can."""
    try:
        require_quiet(archive)
    except ArchiveError as fault:
        return str(fault)
    return ""


def as_line(one: Thinned, dry_run: bool) -> str:
    """One rule's line."""
    size = f" ({one.size / 1e6:,.1f} MB)" if one.size else ""
    word = "would go" if dry_run else "gone"
    return f"{one.rule:<13} {one.count:>9,} {word}{size}: {policy().thin[one.rule].what}"


def compacted(file: Compacted, dry_run: bool) -> str:
    """One file's line."""
    if file.why:
        return f"{file.name:<13} {file.before / 1e6:,.1f} MB, left as it is: {file.why}"
    arrow = "would be about" if dry_run else "→"
    return f"{file.name:<13} {file.before / 1e6:,.1f} MB {arrow} {file.after / 1e6:,.1f} MB"


def lines(growth: Forecast) -> list[str]:
    """The forecast for people."""
    files = ", ".join(f"{name} {size / 1e6:,.2f}" for name, size in growth.files.items())
    found = [f"over the last {growth.days} days it grew by MB a day: {files}"]
    found += [
        f"  {source.source_id:<18} {source.pages:>9,.1f} pages and {source.bytes / 1e6:,.2f} MB "
        "a day"
        for source in growth.sources[:SHOWN]
    ]
    if len(growth.sources) > SHOWN:
        found.append(f"  and {len(growth.sources) - SHOWN} more sources (--json lists them)")
    when = f"full about {growth.full_on}" if growth.full_on else "not full within a hundred years"
    found.append(
        f"{growth.free / 1e9:,.1f} GB are free; kept releases will take {growth.once / 1e6:,.1f} "
        f"MB more once; at this pace the disk is {when}"
    )
    return found
