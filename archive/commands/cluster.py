"""`parks cluster`: more than one machine, over PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.commands.crawl import choose, require_contact
from archive.sources import declared_sources

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("cluster")
def command() -> None:
    """Crawl with several machines: sources are jobs on the PostgreSQL that PARKS_CLUSTER names."""
    if find_spec("procrastinate") is None or find_spec("psycopg") is None:
        raise Fault("a cluster needs two more packages: pip install 'park-archive[cluster]'")


@command.command()
@click.option(
    "--lease",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    help="Seconds after which a silent worker loses its sources.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=6 * 3600.0,
    show_default=True,
    help="Seconds that one job may take.",
)
def init(lease: float, timeout: float) -> None:
    """Make the database ready; run again it changes the settings alone."""
    from archive.cluster import database

    at = database.address()
    database.init(at, database.Settings(lease, timeout))
    click.echo(f"{database.shown(at)} is ready; next: `parks cluster worker` on every machine")


@command.command()
@click.option("--name", default="", help="This worker's name; by default its host and home.")
@click.option("--sources", "at_a_time", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--look", default="", help="When to look for what is due, as in a crontab: '*/5 * * * *'."
)
def worker(name: str, at_a_time: int, look: str, home: Path) -> None:
    """Take jobs and crawl them into the shard at --home, until asked to stop."""
    from archive.cluster import database
    from archive.cluster.queue import LOOK
    from archive.cluster.worker import Worker

    at = database.address()
    require_contact([source for source in declared_sources().values() if source.enabled])
    name = name or f"{socket.gethostname()}:{home.resolve()}"
    Worker(at, home, name, look or os.environ.get("PARKS_CLUSTER_LOOK", LOOK)).run(at_a_time)


worker.params.append(home_option())


@command.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--since", type=DAY, help="First day of publication.")
@click.option("--until", type=DAY, help="Last day of publication; today by default.")
@click.option(
    "--days", type=click.IntRange(min=1), default=31, show_default=True, help="Days of one job."
)
@click.option("--dry-run", is_flag=True, help="Say how many jobs that is.")
def enqueue(
    names: tuple[str, ...], since: datetime | None, until: datetime | None, days: int, dry_run: bool
) -> None:
    """Queue sources now: what is new, or the days since a date in windows of so many days."""
    from archive.cluster import database, queue

    if until and not since:
        raise click.UsageError("--until needs --since")
    chosen = [source.id for source in choose(names)]
    if since:
        last = (until or datetime.now()).date()
        if since.date() > last:
            raise click.UsageError("--since is later than --until")
        jobs = queue.windows(chosen, since.date(), last, days)
    else:
        jobs = [(name, "", "") for name in chosen]
    if dry_run:
        click.echo(f"{len(jobs)} jobs for {len(chosen)} sources")
        return
    at = database.address()
    with database.connected(at) as db:
        database.settings(db)  # there, and made ready

    async def defer() -> int:
        app = queue.build(at)
        async with app.open_async():
            return await queue.enqueue(app, jobs)

    count = asyncio.run(defer())
    click.echo(f"{count} jobs queued, {len(jobs) - count} were waiting already")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(as_json: bool) -> None:
    """Show workers, jobs and what needs a person; exit status 1 where anything does."""
    from archive.cluster import database
    from archive.cluster.status import Status
    from archive.cluster.status import status as read

    at = database.address()
    with database.connected(at) as db:
        found: Status = read(db)
    trouble = found.trouble()
    if as_json:
        click.echo(
            json.dumps(asdict(found) | {"trouble": trouble}, ensure_ascii=False, default=str)
        )
    else:
        for one in found.workers:
            seen = "alive" if one in found.alive else f"silent for {one['silent']:.0f} s"
            click.echo(f"{one['name']}: {seen}; crawls {', '.join(one['crawls']) or 'nothing'}")
        counts = ", ".join(f"{n} {state}" for state, n in sorted(found.jobs.items()))
        click.echo(f"jobs: {counts or 'none'}; the oldest waits for {found.waiting:.0f} s")
    if trouble:
        raise Fault("; ".join(trouble))
