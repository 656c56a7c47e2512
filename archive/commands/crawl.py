"""`parks crawl`: crawl the named sources, or all enabled ones, a few at a time."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import click

from archive.cli import Fault, home_option, is_address
from archive.crawling import Run, crawl, stopped_in_order
from archive.faults import ArchiveError
from archive.logs import say
from archive.reprocess import read_pending
from archive.schedule.claims import Claim, verdicts
from archive.schedule.due import WHY
from archive.schedule.running import Due, crashed
from archive.sources import declared_sources
from archive.store import leases, open_archive
from archive.store.connect import SHANGHAI
from archive.store.dictionaries import keep_dictionaries
from archive.store.jobs import job
from archive.store.tombstones import removed_source
from archive.waiting import wait_for
from pipelines.source import Source

MAIL = re.compile(r"(?:mailto:)?[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


@click.command("crawl")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day of publication.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of publication.")
@click.option("--limit", type=click.IntRange(min=1), help="Fetch at most so many articles each.")
@click.option("--recheck", is_flag=True, help="Look again at every park report already known.")
@click.option(
    "--workers",
    "--jobs",
    "workers",
    default=4,
    show_default=True,
    type=click.IntRange(1, 32),
    help="Sources at a time; each is still asked one request at a time.",
)
@click.option("--due", is_flag=True, help="Crawl only what is due; made for timers.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="List the addresses only, as JSON lines; with --due what is due.",
)
@stopped_in_order()
def command(
    names: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    recheck: bool,
    workers: int,
    due: bool,
    dry_run: bool,
    home: Path,
) -> None:
    """Crawl sources politely into the archive; all enabled ones by default."""
    if since and until and since > until:
        raise click.UsageError("--since is later than --until")
    chosen = allowed(home, choose(names), named=bool(names))
    if due and (since or until or limit or recheck):
        raise click.UsageError("--due decides itself what to look for")
    if due and dry_run:
        list_due(chosen, home)
        return
    if due:
        crawl_due(chosen, home, workers)
        return
    require_contact(chosen)
    arguments = {
        "since": f"{since:%Y-%m-%d}" if since else "",
        "until": f"{until:%Y-%m-%d}" if until else "",
        "limit": str(limit or ""),
        "recheck": "1" if recheck else "",
        "dry_run": "1" if dry_run else "",
    }
    catch_up(home)
    runs, faults = crawl_all(chosen, home, arguments, workers)
    if not dry_run:
        pack(home, declared_sources().values())
    for run in runs:
        click.echo(describe(run), err=dry_run)
    for fault in faults:
        click.echo(f"Error: {fault}", err=True)
    bad = [run for run in runs if not run.good]
    if bad or faults:
        listed = ", ".join(f"{run.source_id} ({run.outcome})" for run in bad)
        listed = f": {listed}" if listed else ""
        count = len(bad) + len(faults)
        raise Fault(f"{count} of {len(chosen)} sources need a look{listed}; see `parks status`")


command.params.append(home_option())


def choose(names: tuple[str, ...]) -> list[Source]:
    """The named sources, or all enabled ones. Raises Fault naming what is unknown."""
    declared = declared_sources()
    unknown = [name for name in names if name not in declared]
    if unknown:
        raise Fault(f"unknown source {unknown[0]!r}; `parks sources` lists {len(declared)}")
    if names:
        return [declared[name] for name in names]
    return [source for source in declared.values() if source.enabled]


def allowed(home: Path, sources: list[Source], *, named: bool) -> list[Source]:
    """The sources without those removed on request. Raises Fault where one of these is named."""
    if not (home / "archive.db").exists():
        return sources
    archive = open_archive(home)
    try:
        why = {source.id: removed_source(archive.db, source.id) for source in sources}
    finally:
        archive.close()
    gone = [source.id for source in sources if why[source.id]]
    if gone and named:
        raise Fault(f"{gone[0]} was {why[gone[0]]}; it is not crawled")
    return [source for source in sources if not why[source.id]]


def crawl_all(
    sources: Sequence[Source], home: Path, arguments: Mapping[str, str], jobs: int
) -> tuple[list[Run], list[str]]:
    """Crawl several sources at a time; one that fails to run does not keep the others from it."""
    quiet = jobs > 1 and len(sources) > 1  # several lines that rewrite themselves are none
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(crawl, s, home, arguments=arguments, quiet=quiet) for s in sources]
        try:
            done = [_ended(one) for one in waiting]
        except BaseException:
            pool.shutdown(cancel_futures=True)  # the children got the signal too and end by it
            raise
    runs = [run for run in done if isinstance(run, Run)]
    return runs, [str(fault) for fault in done if not isinstance(fault, Run)]


def crawl_due(sources: Sequence[Source], home: Path, workers: int) -> None:
    """Crawl what is due, with one line on standard error for each event. What needs a person is
    told by `parks status` and `parks alerts`, not by the exit status of this."""
    for name in crashed(home):
        say("crashed", logging.WARNING, source=name)
    with job(home, "due") as told:
        require_contact(sources)  # a timer that can do nothing is told by `parks alerts`
        catch_up(home)
        run = Due(home, sources, {}, _tell)
        run.work(workers)
        pack(home, sources)
        told |= {"crawled": [done.source_id for done in run.runs], "failed": run.faults}
    say("done", crawled=len(run.runs), failed=len(run.faults))
    if run.faults:
        raise Fault(f"{len(run.faults)} sources could not be crawled: {'; '.join(run.faults)}")


def _tell(taken: Claim, ended: Run | ArchiveError | None) -> None:
    if ended is None:
        say("begin", source=taken.source.id, why=taken.why)
    elif isinstance(ended, ArchiveError):
        say("failed", logging.ERROR, source=taken.source.id, fault=ended)
    else:
        level = logging.INFO if ended.good else logging.WARNING
        counts = {name: ended.counts.get(name, 0) for name in ("requested", "new", "changed")}
        say("end", level, source=ended.source_id, outcome=ended.outcome, **counts)


def list_due(sources: Sequence[Source], home: Path) -> None:
    """What `--due` would crawl now, and when the rest will be due."""
    for source, found in verdicts(home, sources, datetime.now(SHANGHAI)):
        at = "" if found.due or found.at is None else f", due {found.at:%Y-%m-%d %H:%M}"
        click.echo(f"{'* ' if found.due else '  '}{source.id:<18} {WHY[found.why]}{at}")


def _ended(waiting: Future[Run]) -> Run | ArchiveError:
    try:
        return waiting.result()
    except ArchiveError as fault:
        return fault


def require_contact(sources: Sequence[Source]) -> None:
    """Refuse to crawl a public site without an address at which its people reach the operator."""
    public = [source for source in sources if not source.local]
    contact = os.environ.get("PARKS_CONTACT", "").strip()
    if public and contact and not (is_address(contact) or MAIL.fullmatch(contact)):
        raise Fault(f"PARKS_CONTACT: {contact!r} is neither a mail nor a web address")
    if public and not contact:
        raise Fault(
            "set PARKS_CONTACT to a mail or web address of yours first: it stands in the user "
            "agent, so that the sites can reach you"
        )


def catch_up(home: Path) -> None:
    """Read pages that an earlier run stored and was killed before it read them. Pages of sources
    that are being crawled are left to their runs; of two commands one reads, the other waits."""
    archive = open_archive(home)
    try:
        with (home / "catch-up.lock").open("a+") as lock:
            wait_for(lock, "reads the pages that an interrupted run had left")
            busy = {one.source_id for one in leases.leases(archive.db) if one.stands}
            read = read_pending(archive, but=busy)
    finally:
        archive.close()
    if read:
        click.echo(f"read {read} pages that an interrupted run had left", err=True)


def pack(home: Path, sources: Iterable[Source]) -> None:
    """Make the compression dictionaries that the stored pages are enough for."""
    families: dict[str, list[str]] = {}
    for source in sources:
        families.setdefault(source.family, []).append(source.id)
    archive = open_archive(home)
    try:
        keep_dictionaries(archive.pages, families.items())
    finally:
        archive.close()


def describe(run: Run) -> str:
    """One line for people: what a run did."""
    counts, figures = run.counts, run.figures
    return (
        f"{run.source_id}: {run.outcome}; {counts.get('requested', 0)} requests, "
        f"{counts.get('listed', 0)} listed, {counts.get('new', 0)} new, "
        f"{counts.get('changed', 0)} changed, {counts.get('unchanged', 0)} unchanged, "
        f"{counts.get('not_article', 0)} no article, {counts.get('failed', 0)} failed, "
        f"{counts.get('passed_over', 0)} passed over; {figures.get('gained', 0)} figures new, "
        f"{figures.get('changed', 0)} changed, {figures.get('lost', 0)} withdrawn"
    )
