"""`parks publish`: build the public database, check it, swap it in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import home_option, is_address
from archive.deploy.handover import hand_over, hand_over_pictures
from archive.public_schema import public_schema
from archive.publish import publish
from archive.retention.copies import SITE_COPY, note_copy
from archive.site import raster
from archive.store import open_archive
from archive.store.jobs import job


@click.command("publish")
@click.option("--force", is_flag=True, help="Also when far fewer figures would be published.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option(
    "--address", envvar="PARKS_ADDRESS", default="",
    help="The site's public address (https://…): pictures for links to it are drawn ahead.",
)  # fmt: skip
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also put what is public into this folder, for a web process that sees nothing else.",
)
def command(force: bool, as_json: bool, address: str, to: Path | None, home: Path) -> None:
    """Build public.db from an empty file, check it, and swap it in."""
    if address and not is_address(address):
        raise click.UsageError(f"--address {address!r} is no web address (https://…)")
    with job(home, "publish") as told:
        result = publish(home, force=force, say=lambda line: click.echo(line, err=True))
        told["release"] = result.release.id
        if to is not None:
            hand_over(home, to)
            _note(home, to)
    if address:
        _draw(home, address, to)
    if as_json:
        counts = {"withheld": result.withheld, "shortened": result.shortened}
        counts |= {"held": sum(result.held.values()), "conflicts": result.conflicts}
        click.echo(json.dumps({"rows": result.rows, **counts, "bytes": result.size}))
        return
    listed = public_schema().values["figures.held_reason"]
    for name, rows in result.rows.items():
        if rows:
            click.echo(f"{name:<16}{rows:>10,}")
    click.echo(f"published {result.path} ({result.size / 1e6:.1f} MB), release {result.release.id}")
    for reason, count in result.held.items():
        click.echo(f"{count:,} figures held: {listed[reason][1]}")
    if raster.font() is None:
        click.echo(f"note: {raster.LACKING}")
    if not result.rows.get("figures"):
        click.echo("no figure yet: the site says so, and shows its indicators and parks")
    if result.shortened:
        click.echo(f"{result.shortened:,} clauses were shortened to keep the limit of quotation")
    if result.withheld:
        click.echo(f"{result.withheld:,} figures found no room within it and were left out")


command.params.append(home_option())


def _draw(home: Path, address: str, to: Path | None) -> None:
    """Pictures of what is shared most; readers have the publication already."""
    from archive.site.ahead import draw_ahead  # with all pages of the site

    done = draw_ahead(home, address)
    if to is not None:
        hand_over_pictures(home, to)
    click.echo(f"{done.drawn} pictures drawn ahead, {done.kept} lay ready", err=True)


def _note(home: Path, to: Path) -> None:
    """Remember the folder: what is removed on request has to leave it too."""
    archive = open_archive(home, create=False)
    try:
        note_copy(archive.db, to, "export", SITE_COPY)
    finally:
        archive.close()
