"""Archives to be merged, and their rows without what two machines may differ in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from archive.gazetteer import Gazetteer
from archive.store import Archive, Memory, PageStore, open_archive
from archive.store.connect import as_of
from archive.take import take
from pipelines.model import Page, Part, Stored
from pipelines.stages import read_stored
from tests.archive.making import FETCHED
from tests.archive.pages import LEAD, TAIL

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{title}</h1><div class="info">2025-01-18 09:30 来源：定西日报</div><div class="content">
<p>{lead}</p>{more}<p>2024年，{park}完成工业总产值{output}亿元，同比增长{growth}%；实现税收{tax}万元，
入驻企业达到{firms}家。</p><p>{tail}</p></div></body></html>"""
PARKS = ("通渭县工业集中区", "甘肃定西经济开发区", "云顶镇产业园区")  # the last is in no table
GONE = "<html><head><title>404</title></head><body><p>页面不存在或已删除</p></body></html>"
# What each file counts by itself, and times that tell when a machine worked.
OWN = {
    "id": ("crawls", "issues"),
    "crawl_id": ("issues",),
    "fetch_id": ("reads", "articles", "article_revisions"),
    "looks": ("addresses",),  # machines that do not hand their memory on count each their own
}
TIMES = {"read_at"}
# A story has the id of its report that came first; which reports it joins is what must be equal.
STORY = "(select min(o.id) from articles o where o.story_id = articles.story_id) as story_id"
TABLES = (
    "articles",
    "article_revisions",
    "figures",
    "figure_versions",
    "rejected_numbers",
    "parks",
    "park_names",
    "story_prints",
    "addresses",
    "list_pages",
    "source_days",
    "sources",
    "reads",
    "issues",
)


def page(n: int, version: int, at: datetime, *, source: str = "paper") -> Page:
    """One report in one of its versions: the second has a clause more in front of the others."""
    park = PARKS[n % len(PARKS)]
    more = f"<p>全区新开工项目达到{n + 3}个，完成投资{n + version}.5亿元。</p>" * (version > 1)
    text = PAGE.format(
        title=f"{park}2024年成绩单之{n}", park=park, lead=LEAD, tail=TAIL, more=more,
        output=10 + n, growth=5 + n % 9 + version, tax=800 + n, firms=20 + n,
    )  # fmt: skip
    if version < 0:
        text = GONE
    url = f"http://{source}.example/{n}.html"
    headers = {"content-type": "text/html; charset=utf-8", "etag": f'"{n}-{version}"'}
    return Page(url, source, (Part(url, 200, headers, text.encode(), at),), f"之{n}", "2025-01-18")


def at(minutes: int) -> datetime:
    """A time at which a page was fetched."""
    return FETCHED + timedelta(minutes=minutes)


@cache
def _empty() -> bytes:
    """An archive without a page, its gazetteer loaded: loading takes longer than these tests."""
    with tempfile.TemporaryDirectory() as name:
        with closing(open_archive(Path(name))) as archive:
            Gazetteer(archive.db)
            archive.db.execute("pragma wal_checkpoint(truncate)")
        return (Path(name) / "archive.db").read_bytes()


def prepared(home: Path) -> Path:
    """A home that at least is an empty archive."""
    home.mkdir(exist_ok=True)
    if not (home / "archive.db").exists():
        (home / "archive.db").write_bytes(_empty())
    return home


def crawled(home: Path, pages: Iterable[Page]) -> Path:
    """A home into which pages were crawled, each at its time."""
    archive = open_archive(prepared(home))
    store, gazetteer = PageStore(archive.pages), Gazetteer(archive.db)
    for one in pages:
        archive.db.execute(
            "insert or ignore into sources (id, name, publisher, home_url, rights, platform, "
            "verified) values (?1, ?1, '某报社', 'http://paper.example/', '', 'enorth', 'replica')",
            (one.source_id,),
        )
        with as_of(one.fetched_at.isoformat()):
            Memory(archive.db, one.source_id).listed([(one.url, "报道", "2025-01-18", "listed")])
            take(archive, gazetteer, read_stored(Stored(one, store.save(one)), ()), None)
    archive.close()
    return home


def rows(
    home: Path, *, tables: Iterable[str] = TABLES, times: Iterable[str] = TIMES
) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows without times and numbers of one file, sorted."""
    archive: Archive = open_archive(home, create=False)
    try:
        found = {}
        for table in tables:
            names = [row["name"] for row in archive.db.execute(f"pragma table_info({table})")]
            kept = [n for n in names if n not in times and table not in OWN.get(n, ())]
            columns = ", ".join(STORY if name == "story_id" else name for name in kept)
            listed = archive.db.execute(f"select {columns} from {table}")
            found[table] = sorted((tuple(row) for row in listed), key=repr)
        return found
    finally:
        archive.close()


def whole(home: Path) -> list[str]:
    """Both files word for word."""
    archive = open_archive(home, create=False)
    try:
        return [*archive.db.iterdump(), *archive.pages.iterdump()]
    finally:
        archive.close()


def differences(
    a: Path, b: Path, *, tables: Iterable[str] = TABLES, times: Iterable[str] = TIMES
) -> dict[str, object]:
    """The tables in which two archives differ, with the first rows that only one has."""
    left, right = (rows(home, tables=tables, times=times) for home in (a, b))
    return {
        table: (
            [row for row in left[table] if row not in right[table]][:2],
            [row for row in right[table] if row not in left[table]][:2],
        )
        for table in left
        if left[table] != right[table]
    }
