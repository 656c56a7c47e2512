"""Atom feeds: newest reports with their figures, for all, a park, an indicator, and so on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from archive.site import figures, links, provinces
from archive.site.pages.search import understood
from archive.site.web import (
    DEMO_TITLE,
    Ask,
    Document,
    NotFound,
    archive_facts,
    invented,
    one,
    rows,
)

MOST = 20  # reports of one feed
EACH = 10  # figures told of one report
ATOM = "application/atom+xml; charset=utf-8"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

REPORTS = """
select distinct a.id, a.title, a.published_at, a.retrieved_at, a.url,
  coalesce(nullif(a.origin, ''), s.name) as paper
from {start} join sources s on s.id = a.source_id
where {where} order by a.published_at desc, a.id limit ?
"""
# The newest figures that hold the words: far more than the reports of a feed can have.
NEWEST = """select f.article_id from figures_fts join figures f on f.rowid = figures_fts.rowid
  where figures_fts match ? order by figures_fts.rowid desc limit 2000"""
OF_FIGURES = "figures f join articles a on a.id = f.article_id"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: plain words, but for the content, which is HTML made with text()."""

    title: str
    id: str
    link: str
    updated: str
    html: str


def feed(
    db: sqlite3.Connection, ask: Ask, title: str, page: str, entries: Sequence[Entry]
) -> Document:
    """An Atom feed; one without entries is as old as the data."""
    updated = max((entry.updated for entry in entries), default="")
    updated = updated or archive_facts(db).get("data_as_of") or "1970-01-01T00:00:00+08:00"
    own = ask.url(ask.link())
    demo = ask.say(*DEMO_TITLE) if invented(db) else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{ask.say("zh-CN", "en")}">',
        f"<title>{text(demo + title)}</title>",
        *([f"<subtitle>{text(ask.remark)}</subtitle>"] if ask.remark else []),
        f"<id>{text(own)}</id>",
        f"<updated>{text(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={attribute(own)}/>',
        f'<link rel="alternate" type="text/html" href={attribute(ask.url(page))}/>',
        f"<author><name>{text(ask.say('园区数字档案', 'The park archive'))}</name></author>",
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<title>{text(demo + entry.title)}</title>",
            f"<id>{text(entry.id)}</id>",
            f"<updated>{text(entry.updated)}</updated>",
            f'<link rel="alternate" type="text/html" href={attribute(entry.link)}/>',
            f'<content type="html">{text(entry.html)}</content>',
            "</entry>",
        ]
    lines.append("</feed>")
    return Document("\n".join(lines), ATOM)


def _feed(
    db: sqlite3.Connection,
    ask: Ask,
    title: str,
    page: str,
    where: str,
    *values: str,
    start: str = OF_FIGURES,
    also: str = "",
) -> Document:
    found = rows(db, REPORTS.format(start=start, where=where), *values, MOST)
    entries = [_entry(db, ask, report, also, values if also else ()) for report in found]
    return feed(db, ask, title, page, entries)


def _entry(
    db: sqlite3.Connection, ask: Ask, report: sqlite3.Row, also: str, values: tuple[str, ...]
) -> Entry:
    said = figures.cards(
        ask,
        figures.select(
            db,
            f"where f.article_id = ? and f.shown = 1 {also} "
            "order by f.evidence_start, f.quote_start limit ?",
            report["id"],
            *values,
            EACH,
        ),
    )
    address = ask.url(links.report(report["id"]))
    html = f"<p>{text(report['paper'])} {text((report['published_at'] or '')[:10])}</p><ul>"
    for card in said:
        plan = ask.say("（计划）", " (planned)") if card.planned else ""
        html += (
            f"<li><a href={attribute(ask.url(card.link))}>{text(card.worded.whole)}</a>{plan} "
            f"{text(card.about)} · {text(card.named)} · {text(card.when)}<br/>"
            f"“{text(card.clause)}”</li>"
        )
    return Entry(report["title"], address, address, _instant(report), html + "</ul>")


def _instant(report: sqlite3.Row) -> str:
    """When a reader could first have seen it here, as RFC 3339; days get midnight in China."""
    at: str = report["retrieved_at"] or report["published_at"] or ""
    return at if len(at) > 10 else f"{at}T00:00:00+08:00"


def text(words: object) -> str:
    """The words as character data of XML, and of HTML within it."""
    return escape(_NO_XML.sub("", str(words or "")))


def attribute(words: str) -> str:
    """The words as a quoted attribute."""
    return quoteattr(_NO_XML.sub("", words))


def newest(db: sqlite3.Connection, ask: Ask) -> Document:
    """Every park report."""
    title = ask.say("园区数字档案：最新报道", "The park archive: newest reports")
    return _feed(
        db, ask, title, "/", "a.is_park_report = 1 and a.published_at is not null",
        start="articles a indexed by articles_published_at_1",
    )  # fmt: skip


def park(db: sqlite3.Connection, ask: Ask) -> Document:
    """Reports with figures of a park."""
    found = one(db, "select id, name from parks where id = ?", ask.params["park"])
    if found is None:
        raise NotFound(ask.say("没有这个编号的园区。", "There is no park with this id."))
    return _feed(
        db, ask, found["name"], links.park(found["id"]), "f.shown = 1", found["id"],
        start=f"{figures.RECENT} f join articles a on a.id = f.article_id",
        also="and f.park_id = ?",
    )  # fmt: skip


def indicator(db: sqlite3.Connection, ask: Ask) -> Document:
    """Reports with figures of an indicator."""
    found = one(db, "select * from indicators where id = ?", ask.params["indicator"])
    if found is None:
        raise NotFound(ask.say("没有这个指标。", "There is no such indicator."))
    return _feed(
        db, ask, found["name_zh" if ask.lang == "zh" else "name_en"],
        links.indicator(found["id"]),
        "f.indicator_id = ? and f.shown = 1 and f.park_id is not null",
        found["id"], also="and f.indicator_id = ?",
    )  # fmt: skip


def province(db: sqlite3.Connection, ask: Ask) -> Document:
    """Reports with figures of a province's parks."""
    code = ask.params["province"]
    if code not in provinces.TILES:
        raise NotFound(ask.say("没有这个省份。", "There is no such province."))
    return _feed(
        db, ask, ask.say(f"{provinces.name(code, 'zh')}的园区", provinces.name(code, "en")),
        links.province(code),
        "f.shown = 1 and f.park_id in (select park_id from park_totals where province_code = ? "
        "and figures > 0)",
        code,
    )  # fmt: skip


def source(db: sqlite3.Connection, ask: Ask) -> Document:
    """Park reports of a source."""
    found = one(db, "select id, name from sources where id = ?", ask.params["source"])
    if found is None:
        raise NotFound(ask.say("没有这个来源。", "There is no such source."))
    return _feed(
        db, ask, found["name"], links.source(found["id"]),
        "a.source_id = ? and a.is_park_report = 1", found["id"], start="articles a",
    )  # fmt: skip


def search(db: sqlite3.Connection, ask: Ask) -> Document:
    """Reports with figures whose clauses hold the words, narrowed as the search is."""
    query = ask.get("q")
    title = ask.say("搜索：", "Search: ") + query
    match = understood(db, ask).matching(shown=True)
    return _feed(
        db, ask, title, ask.link().replace(".atom", ""), "1", match,
        start=f"({NEWEST}) f join articles a on a.id = f.article_id",
    )  # fmt: skip
