"""`parks backup`: a consistent copy of the private databases, while they are in use."""

from __future__ import annotations

from pathlib import Path

import click

from archive.backup import backup
from archive.cli import home_option
from archive.store import open_archive
from archive.store.jobs import job


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path, home: Path) -> None:
    """Write archive.db and pages.db as one .tar; `parks restore FILE` brings them back."""
    with job(home, "backup"):
        archive = open_archive(home, create=False)
        try:
            size = backup(archive, file)
        finally:
            archive.close()
    size_told = f"{size / 1e6:.1f} MB"
    click.echo(f"{file}: {size_told}, checked; to bring it back: parks restore {file} --home EMPTY")


command.params.append(home_option())
