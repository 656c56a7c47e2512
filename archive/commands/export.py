"""`parks export`: every public table as CSV, JSON Lines and Parquet, with checksums."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli import home_option
from archive.export import export


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path, home: Path) -> None:
    """Write every public table under DIR."""
    result = export(home, folder, say=lambda line: click.echo(line, err=True))
    for name, rows in result.rows.items():
        if rows:
            click.echo(f"{name:<16}{rows:>10,}")
    click.echo(f"release {result.release}: {result.files} files in {folder}")


command.params.append(home_option())
