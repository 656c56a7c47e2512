"""`parks merge`: bring what other machines crawled into the archive."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from archive.cli import home_option
from archive.merge import Merged, merge
from archive.store import open_archive


@click.command("merge")
@click.argument(
    "shards",
    nargs=-1,
    required=True,
    metavar="SHARD...",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def command(shards: tuple[Path, ...], workers: int, home: Path) -> None:
    """Bring the shards of workers (their home folders, or copies of them) into the archive.

    Their pages are read here, with this machine's reader, in the order in which they were
    fetched. Run again it goes on where it stopped; a shard that is merged already changes nothing.
    """
    archive = open_archive(home)
    begun = time.monotonic()

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done:,} of {of:,} pages", nl=done == of, err=True)
        elif done == of or done % 512 < 32:
            left = (time.monotonic() - begun) / done * (of - done)
            click.echo(f"{done:,} of {of:,} pages, about {left:.0f} s left", err=True)

    try:
        merged = merge(archive, shards, workers=workers, progress=progress)
    finally:
        archive.close()
    click.echo(describe(merged))
    for name in sorted(merged.undeclared):
        click.echo(
            f"{name} is not declared on this machine: its pages were read without its selectors; "
            f"bring its file here, then `parks reprocess --source {name} --all`",
            err=True,
        )


command.params.append(home_option())


def describe(merged: Merged) -> str:
    """One line for people: what a merge did."""
    pages = ", ".join(f"{count:,} {name}" for name, count in sorted(merged.outcomes.items()))
    rows = ", ".join(f"{n:,} {table}" for table, n in sorted(merged.facts.items()) if n)
    removed = f", {merged.removed:,} removed on request left out" if merged.removed else ""
    return (
        f"{merged.outcomes.total():,} pages taken ({pages or 'none is new'}), "
        f"{merged.here:,} were here{removed}; rows of memory joined: {rows or 'none'}"
    )
