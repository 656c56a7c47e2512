"""`parks add`: single addresses, or pages saved by hand, into the archive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import click

from archive.cli import Fault, home_option, is_address
from archive.commands.crawl import catch_up, describe, require_contact
from archive.crawling import crawl, stopped_in_order
from archive.faults import ArchiveError
from archive.gazetteer import Gazetteer
from archive.saved import (
    SavedPage,
    expand,
    is_warc,
    owner,
    read_saved,
    read_warc,
    refusal,
    take_saved,
)
from archive.sources import declared_sources
from archive.store import Archive, open_archive
from archive.store.tombstones import refuse_removed
from pipelines.article import Article
from pipelines.model import Read
from pipelines.source import Source


@click.command("add")
@click.argument("items", nargs=-1, required=True, metavar="URL...|FILE...")
@click.option("--url", default="", help="Address of the saved page (one file only).")
@click.option("--publisher", default="", help="The paper, for a page of no declared source.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line per page.")
@stopped_in_order()
def command(items: tuple[str, ...], url: str, publisher: str, as_json: bool, home: Path) -> None:
    """Take single addresses or saved pages into the archive."""
    addresses = [item for item in items if item.startswith(("http://", "https://"))]
    if addresses and len(addresses) < len(items):
        raise click.UsageError("give addresses or files, not both at once")
    if addresses:
        if url or publisher:
            raise click.UsageError("--url and --publisher go with a saved file")
        _fetch(addresses, home)
        return
    files = list(expand(items))
    if url and len(files) != 1:
        raise click.UsageError("--url goes with exactly one file")
    if url and not is_address(url):
        raise click.UsageError(f"--url {url!r} is no web address (https://…)")
    _take_files(files, url, publisher, as_json, home)


command.params.append(home_option())


def _fetch(addresses: list[str], home: Path) -> None:
    sources = declared_sources()
    by_source: dict[str, list[str]] = {}
    for address in addresses:
        source = owner(sources, address)
        if source is None:
            raise Fault(f"{address} is outside the domains of every declared source")
        by_source.setdefault(source.id, []).append(address)
    require_contact([sources[name] for name in by_source])
    _refuse_removed(home, sources, by_source)
    catch_up(home)
    bad = 0
    for name, urls in by_source.items():
        run = crawl(sources[name], home, arguments={"urls": json.dumps(urls)})
        click.echo(describe(run))
        bad += not run.good or bool(run.counts.get("failed"))
    if bad:
        raise Fault("not every address could be taken; see `parks status`")


def _refuse_removed(
    home: Path, sources: Mapping[str, Source], by_source: Mapping[str, list[str]]
) -> None:
    """Raise ArchiveError, before any site is asked, where an address was removed on request."""
    archive = open_archive(home)
    try:
        for name, urls in by_source.items():
            for url in urls:
                refuse_removed(archive.db, name, sources[name].canonical(url))
    finally:
        archive.close()


def _take_files(files: list[Path], url: str, publisher: str, as_json: bool, home: Path) -> None:
    sources = declared_sources()
    single = [path for path in files if not is_warc(path)]
    pages = [read_saved(path, url) for path in single]  # all, before anything is written
    archives = [read_warc(path, sources, publisher) for path in files if is_warc(path)]
    archive = open_archive(home)
    taken: Counter[bool] = Counter()
    try:
        gazetteer = Gazetteer(archive.db)
        for page in chain(pages, *archives):
            taken[_take(archive, gazetteer, page, sources, publisher, as_json)] += 1
    finally:
        archive.close()
    if not taken:
        raise Fault("no article of a declared source is in it; name the paper with --publisher")
    if taken[False]:
        raise Fault(f"{taken[False]} of {taken.total()} pages were not taken as articles")


def _take(
    archive: Archive,
    gazetteer: Gazetteer,
    page: SavedPage,
    sources: Mapping[str, Source],
    publisher: str,
    as_json: bool,
) -> bool:
    """Take one page and say what was read; False where it is no article."""
    try:
        item, saved = take_saved(archive, gazetteer, page, sources, publisher)
    except ArchiveError as fault:
        click.echo(f"Error: {fault}", err=True)
        return False
    wrong = refusal(item)
    if wrong:
        click.echo(f"Error: {page.path}: {page.url}: {wrong}", err=True)
        return False
    row = summary(item, saved.outcome, saved.article_id or "")
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else as_text(row))
    return True


def summary(item: Read, outcome: str, article_id: str) -> dict[str, Any]:
    """What was read from a page, for people and as JSON."""
    assert item.record is not None and isinstance(item.record.result, Article)
    article = item.record.result
    return {
        "id": article_id,
        "outcome": outcome,
        "url": item.page.url,
        "title": article.title,
        "published": article.published,
        "origin": article.origin,
        "byline": list(article.byline),
        "section": article.section,
        "characters": len(article.body),
        "figures": len(item.record.figures),
        "method": article.method,
    }


def as_text(row: dict[str, Any]) -> str:
    """The summary as a short block."""
    byline = "、".join(row["byline"]) or "—"
    return (
        f"{row['title']}\n  {row['published'] or 'no date'} · {row['origin'] or 'no origin'} · "
        f"{byline} · {row['section'] or 'no section'}\n  {row['characters']} characters, "
        f"{row['figures']} figures; {row['outcome']}, id {row['id']}"
    )
