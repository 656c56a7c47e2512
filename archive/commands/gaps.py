"""`parks gaps`: which days of which source were missed, why, and walking them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.commands.crawl import catch_up, choose, describe, require_contact
from archive.crawling import crawl, stopped_in_order
from archive.store import open_archive
from archive.store.connect import today
from archive.store.days import WHY, Day, first_day, holes
from pipelines.source import Source

NEAR = 3  # days between two holes that are walked in one go


@click.command("gaps")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; the first known one.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; yesterday.")
@click.option("--fill", is_flag=True, help="Walk the missed days again, second looks first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a day.")
@stopped_in_order()
def command(
    names: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    fill: bool,
    as_json: bool,
    home: Path,
) -> None:
    """List the days that were missed and why; --fill walks them again within the budgets."""
    if since and until and since > until:
        raise click.UsageError("--since is later than --until")
    chosen = choose(names)
    first = since.date() if since else None
    last = until.date() if until else date.fromisoformat(today()) - timedelta(days=1)
    found = missed(home, chosen, first, last)
    if fill:
        _fill(home, chosen, found)
        found = missed(home, chosen, first, last)
    show(found, as_json)
    open_holes = [day for day in found if not day.lost]
    if fill and open_holes:
        raise Fault(f"{len(open_holes)} days are still open; run the same command again later")


command.params.append(home_option())


def missed(home: Path, sources: Iterable[Source], first: date | None, last: date) -> list[Day]:
    """The holes of each source; without a first day from the first day that it knows of."""
    archive = open_archive(home, create=False)
    try:
        found = []
        for source in sources:
            begin = first or first_day(archive.db, source.id)
            if begin and begin <= last:
                found += holes(archive.db, source.id, begin, last)
        return found
    finally:
        archive.close()


def _fill(home: Path, sources: Iterable[Source], found: Sequence[Day]) -> None:
    named = {day.source_id for day in found if not day.lost}
    wanted = [source for source in sources if source.id in named]
    require_contact(wanted)
    catch_up(home)
    for source in wanted:
        days = [day.day for day in found if day.source_id == source.id and not day.lost]
        for begin, end in windows(days):
            arguments = {"since": str(begin), "until": str(end), "looks": "1"}
            click.echo(describe(crawl(source, home, arguments=arguments)), err=True)


def windows(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days in order, joined to windows; the newest first, as lists are."""
    joined: list[tuple[date, date]] = []
    for day in days:
        if joined and (day - joined[-1][1]).days <= NEAR:
            joined[-1] = (joined[-1][0], day)
        else:
            joined.append((day, day))
    return joined[::-1]


def show(found: Sequence[Day], as_json: bool) -> None:
    """One line a day as JSON; for people one line for days that are alike."""
    if as_json:
        for day in found:
            row = {
                "source_id": day.source_id,
                "day": day.day.isoformat(),
                "state": day.state,
                "why": day.why,
                "listed": day.listed,
                "fetched": day.fetched,
                "lost": day.lost,
            }
            click.echo(json.dumps(row))
        return
    for begin, end, day in _alike(found):
        span = f"{begin}" if begin == end else f"{begin} to {end}"
        lost = "; stays lost" if day.lost else ""
        click.echo(f"{day.source_id:<18} {span:<26} {day.state}: {WHY[day.why]}{lost}")
    if not found:
        click.echo("no day was missed")


def _alike(found: Sequence[Day]) -> list[tuple[date, date, Day]]:
    joined: list[tuple[date, date, Day]] = []
    for day in found:
        if joined:
            begin, end, last = joined[-1]
            same = (last.source_id, last.state, last.why) == (day.source_id, day.state, day.why)
            if same and (day.day - end).days == 1:
                joined[-1] = (begin, day.day, last)
                continue
        joined.append((day.day, day.day, day))
    return joined
