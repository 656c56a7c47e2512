"""`parks backup`: a consistent copy of the private databases, while they are in use."""

from __future__ import annotations

from pathlib import Path

import click

from archive.backup import backup
from archive.cli import home_option
from archive.store import open_archive


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path, home: Path) -> None:
    """Write archive.db and pages.db as one .tar; `tar -xf FILE -C HOME` brings them back."""
    archive = open_archive(home, create=False)
    try:
        size = backup(archive, file)
    finally:
        archive.close()
    click.echo(f"{file}: {size / 1e6:.1f} MB, checked; to bring it back: tar -xf {file} -C HOME")


command.params.append(home_option())
