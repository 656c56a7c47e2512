"""`parks export`: every public table as CSV, JSON Lines and Parquet, or the pages held as WARC."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import home_option


@click.command("export")
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option(
    "--warc",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the pages held as WARC to FILE (private: full texts) instead of the tables.",
)
@click.option("--source", "source_id", metavar="ID", help="With --warc: of this source only.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(
    folder: Path | None, warc: Path | None, source_id: str | None, as_json: bool, home: Path
) -> None:
    """Write every public table under DIR."""
    if (folder is None) == (warc is None):
        raise click.UsageError("give DIR for the public tables or --warc FILE for the pages")
    if source_id and warc is None:
        raise click.UsageError("--source goes with --warc")
    if warc is not None:
        _write_warc(home, warc, source_id)
        return
    assert folder is not None
    from archive.export import export  # DuckDB takes its time to import

    result = export(home, folder, say=lambda line: click.echo(line, err=True))
    _note(home, folder, "export", "")
    if as_json:
        told = {"release": result.release, "files": result.files, "rows": result.rows}
        click.echo(json.dumps(told))
        return
    for name, rows in result.rows.items():
        if rows:
            click.echo(f"{name:<16}{rows:>10,}")
    click.echo(f"release {result.release}: {result.files} files in {folder}")


command.params.append(home_option())


def _write_warc(home: Path, path: Path, source_id: str | None) -> None:
    from archive.sources import require_source
    from archive.store import open_archive
    from archive.warc import write_warc

    archive = open_archive(home, create=False)
    try:
        if source_id:
            require_source(archive.db, source_id)
        written = write_warc(archive, path, source_id=source_id)
    finally:
        archive.close()
    _note(home, path, "warc", source_id or "")
    click.echo(f"{written} pages in {path}")


def _note(home: Path, path: Path, kind: str, detail: str) -> None:
    """Remember where it went: what is removed on request has to leave it too."""
    from archive.retention.copies import note_copy
    from archive.store import open_archive

    if (home / "archive.db").exists():  # a published file alone can be exported as well
        archive = open_archive(home)
        try:
            note_copy(archive.db, path, kind, detail)
        finally:
            archive.close()
