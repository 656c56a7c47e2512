"""`parks serve`: the published site, Datasette with our pages on public.db."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.publish import PUBLIC


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--contact", envvar="PARKS_CONTACT", default="",
    help="Mail address or web address for reports of errors; shown beside every figure.",
)  # fmt: skip
@click.option(
    "--address", envvar="PARKS_ADDRESS", default="",
    help="The site's public address (https://…) where a proxy stands before it.",
)  # fmt: skip
@click.option(
    "--private", is_flag=True, help="Serve the private archive instead, on loopback only."
)
def command(host: str, port: int, contact: str, address: str, private: bool, home: Path) -> None:
    """Serve what is published; a newer publication is picked up while it runs."""
    from archive.site import raster, serving  # Datasette takes a second to import

    if private:
        if host not in serving.LOOPBACK:
            raise click.UsageError("--private serves on loopback only: it holds full texts")
        if not (home / "archive.db").exists():
            raise Fault(f"no archive in {home}: run `parks crawl` or `parks add` first")
        serving.run(serving.private_site(home), host, port, say=click.echo)
        return
    if not (home / PUBLIC).exists():
        raise Fault(f"nothing is published in {home}: run `parks publish` first")
    missing = serving.lacking(home)
    if missing:
        raise Fault(
            f"{home / PUBLIC} was published by another version (it lacks {missing[0]}): "
            "run `parks publish` first"
        )
    if raster.font() is None:
        click.echo(f"note: {raster.LACKING}", err=True)
    site = serving.public_site(home, contact=contact, address=address)
    serving.run(site, host, port, say=click.echo)


command.params.append(home_option())
