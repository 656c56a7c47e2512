"""`parks deploy`: write services, timers, crontab and proxy for this machine's paths and users."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

import click

import archive
from archive.cli import home_option
from archive.deploy.plan import Plan
from archive.deploy.write import write

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("deploy")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--public", type=FOLDER, help="What the site reads; beside the home by default.")
@click.option("--backups", type=FOLDER, help="Where backups go; beside the home by default.")
@click.option("--user", help="Who keeps the archive; you, or `parks` where you are root.")
@click.option("--web-user", default="parks-web", show_default=True, help="Who shows the site.")
@click.option("--name", default="_", show_default=True, help="Host names of the site, for nginx.")
@click.option("--listen", default="80", show_default=True, help="Port or address:port of nginx.")
@click.option("--certificate", type=FILE, help="TLS certificate; then nginx listens on 443.")
@click.option("--key", type=FILE, help="Key of the certificate.")
@click.option("--port", default=8001, show_default=True, help="Loopback port of `parks serve`.")
@click.option("--metrics", default="127.0.0.1:9308", show_default=True, help="For Prometheus.")
@click.option("--contact", envvar="PARKS_CONTACT", default="", help="Address shown to all.")
@click.option("--address", envvar="PARKS_ADDRESS", default="", help="The site's public address.")
@click.option("--workers", default=4, show_default=True, help="Sources crawled at a time.")
@click.option("--keep", default=14, show_default=True, help="Days that backups are kept.")
@click.option(
    "--env-file", type=FILE, default=Path("/etc/parks/parks.env"), show_default=True,
    help="Settings and secrets.",
)  # fmt: skip
@click.option(
    "--cache", type=FOLDER, default=Path("/var/cache/parks"), show_default=True,
    help="nginx' cache.",
)  # fmt: skip
def command(
    folder: Path, public: Path | None, backups: Path | None, user: str | None, home: Path,
    **more: object,
) -> None:  # fmt: skip
    """Write DIR: units and timers, crontab, nginx configuration, users and folders, settings.

    Nothing is installed; DIR/INSTALL says how. See docs/deploy.md.
    """
    home = home.absolute()
    plan = Plan(
        parks=Path(sys.executable).parent / "parks",
        python=Path(sys.base_prefix).resolve(),
        code=Path(archive.__file__).parent.parent,
        home=home,
        public=(public or home.parent / "public").absolute(),
        backups=(backups or home.parent / "backups").absolute(),
        user=user or ("parks" if os.geteuid() == 0 else getpass.getuser()),
        **more,  # type: ignore[arg-type]
    )
    for path in write(plan, folder):
        click.echo(path)


command.params.append(home_option())
