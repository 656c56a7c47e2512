"""`parks reprocess`: read stored pages again and say what changed."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from archive.cli import home_option
from archive.reprocess import reprocess
from archive.store import open_archive


@click.command("reprocess")
@click.option("--source", "source_id", help="Only pages of this source.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only pages fetched since.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--all", "everything", is_flag=True, help="Also pages this extractor has read.")
@click.option("--dry-run", is_flag=True, help="Report what would change, write nothing.")
def command(
    source_id: str | None,
    since: datetime | None,
    workers: int,
    everything: bool,
    dry_run: bool,
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
    if not report.pages:
        click.echo("nothing to read again: every page was read by this extractor")
    for name in sorted(report.pages):
        click.echo(
            f"{name}: {report.pages[name]} pages; figures {report.gained[name]} gained, "
            f"{report.lost[name]} lost, {report.changed[name]} changed; "
            f"{report.failed[name]} pages failed"
        )


command.params.append(home_option())
