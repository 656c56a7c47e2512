"""`parks metrics`: the archive's numbers for Prometheus."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from archive.cli import home_option
from archive.metrics.serving import serve
from archive.metrics.text import exposition
from archive.sources import declared_sources
from archive.store import open_archive
from archive.store.connect import SHANGHAI


@click.command("metrics")
@click.option("--listen", metavar="ADDRESS:PORT", help="Serve /metrics there; private only.")
def command(listen: str | None, home: Path) -> None:
    """Print the archive's numbers in Prometheus' text format, or serve them."""

    def text() -> str:
        archive = open_archive(home, create=False)
        try:
            return exposition(archive.db, home, declared_sources(), datetime.now(SHANGHAI))
        finally:
            archive.close()

    if listen is None:
        click.echo(text(), nl=False)
        return
    serve(listen, text, click.echo)


command.params.append(home_option())
