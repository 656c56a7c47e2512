"""`parks reprocess`: read stored pages again and say what changed."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.cli import home_option
from archive.reprocess import Report, reprocess
from archive.sources import require_source
from archive.store import open_archive

TELLING = 1000  # pages from which a rate says something; starting takes a second or two
CHANGES = ("gained", "lost", "changed")


@click.command("reprocess")
@click.option("--source", "source_id", help="Only pages of this source.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only pages fetched since.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--all", "everything", is_flag=True, help="Also pages this extractor has read.")
@click.option("--dry-run", is_flag=True, help="Report what would change, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def command(
    source_id: str | None,
    since: datetime | None,
    workers: int,
    everything: bool,
    dry_run: bool,
    as_json: bool,
    home: Path,
) -> None:
    """Read stored pages again with today's extractor."""
    archive = open_archive(home, create=False)
    begun = time.monotonic()

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done} of {of} pages", nl=done == of, err=True)
        elif done % 500 == 0 or done == of:
            left = (time.monotonic() - begun) / done * (of - done)
            click.echo(f"{done} of {of} pages, about {left:.0f} s left", err=True)

    try:
        if source_id:
            require_source(archive.db, source_id)
        report = reprocess(
            archive,
            source_id=source_id,
            since=f"{since:%Y-%m-%d}" if since else "",
            workers=workers,
            everything=everything,
            dry_run=dry_run,
            progress=progress,
        )
    finally:
        archive.close()
    seconds = time.monotonic() - begun
    if as_json:
        told = _as_object(report) | {"seconds": round(seconds, 1), "written": not dry_run}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    if not report.pages:
        click.echo("nothing to read again: every page was read by this extractor")
        return
    for line in _lines(report):
        click.echo(line)
    pages = report.pages.total()
    words = f"{pages:,} pages in {seconds:.0f} s"
    if pages >= TELLING:
        rate = pages / seconds
        words += f", {rate:.0f} a second; a million would take {1e6 / rate / 3600:.1f} hours"
    click.echo(words)
    if dry_run:
        click.echo("nothing was written")


def _as_object(report: Report) -> dict[str, Any]:
    """The numbers of the report, each change under its source and its indicator."""
    return {
        "pages": report.pages.total(),
        "sources": {
            name: {"pages": report.pages[name], "failed": report.failed[name]}
            | {c: report.by_source[name, c] for c in CHANGES}
            for name in sorted(report.pages)
        },
        "indicators": {
            name: {c: report.by_indicator[name, c] for c in CHANGES}
            for name in sorted({indicator for indicator, _ in report.by_indicator})
        },
        "examples": {c: list(report.examples.get(c, ())) for c in CHANGES},
    }


def _lines(report: Report) -> Iterator[str]:
    for name in sorted(report.pages):
        counts = ", ".join(f"{report.by_source[name, c]:,} {c}" for c in CHANGES)
        yield f"{name}: {report.pages[name]:,} pages, {report.failed[name]} failed; {counts}"
    indicators = sorted({indicator for indicator, _ in report.by_indicator})
    for indicator in indicators:
        counts = ", ".join(f"{report.by_indicator[indicator, c]:,} {c}" for c in CHANGES)
        yield f"  {indicator}: {counts}"
    for change in CHANGES:
        for words in report.examples.get(change, ()):
            yield f"  {change}, for example: {words}"


command.params.append(home_option())
