"""`parks withdraw`: take a figure or a whole report off the site, with its reason."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from archive.cli import home_option
from archive.judge import withdraw
from archive.patch import patch_withdrawn
from archive.store import open_archive


@click.command("withdraw")
@click.argument("target", metavar="FIGURE|ARTICLE")
@click.option("--reason", required=True, help="What readers are told, in Chinese.")
@click.option("--who", default=getpass.getuser, help="Who decided; the user's name by default.")
@click.option("--no-publish", is_flag=True, help="Only note it; the next publication shows it.")
def command(target: str, reason: str, who: str, no_publish: bool, home: Path) -> None:
    """Withdraw a figure or every figure of a report; it survives reprocessing."""
    archive = open_archive(home, create=False)
    try:
        gone = withdraw(archive.db, target, reason, who)
    finally:
        archive.close()
    click.echo(f"{gone} figures withdrawn")
    if no_publish:
        click.echo("not published yet: `parks publish` takes them off the site")
    elif (home / "public.db").exists():
        patch_withdrawn(home)
        click.echo("taken off the published file; a running site shows it within seconds")


command.params.append(home_option())
