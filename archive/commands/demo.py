"""`parks demo`: the whole product on a bundled news site, from the first request to the pages."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli import home_option


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop when the public database is published.")
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535),
    help="Port of the published site; 0 takes a free one.",
)  # fmt: skip
def command(no_serve: bool, port: int, home: Path) -> None:
    """Crawl, read, publish and serve the bundled demo news site, all on this machine."""
    from archive.demo.tour import tour

    tour(home, click.echo)
    if no_serve:
        click.echo(f"look at it: parks serve --home {home}")
        return
    from archive.site import serving  # Datasette takes a second to import

    site = serving.public_site(home)
    serving.run(site, "127.0.0.1", port, say=click.echo)


command.params.append(home_option())
