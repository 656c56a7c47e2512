"""What search engines may list: parks with figures, indicators, figures that stand in series."""

from __future__ import annotations

import sqlite3
from xml.sax.saxutils import escape

from archive.site import links
from archive.site.web import Ask, Document, NotFound, rows

EACH = 20_000  # addresses of one file; the format allows 50,000
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PARTS = {
    "parks": (
        links.park,
        "select park_id as id, last_report_at as at from park_totals where figures > 0 "
        "order by park_id limit ? offset ?",
        "select count(*) from park_totals where figures > 0",
    ),
    "indicators": (
        links.indicator,
        "select id, null as at from indicators order by id limit ? offset ?",
        "select count(*) from indicators",
    ),
    "figures": (
        links.figure,
        "select figure_id as id, null as at from series order by rowid limit ? offset ?",
        "select count(*) from series",
    ),
}


def index(db: sqlite3.Connection, ask: Ask) -> Document:
    """The list of the parts."""
    lines = []
    for name, (_, _, counting) in PARTS.items():
        total = int(db.execute(counting).fetchone()[0])
        for n in range(-(-total // EACH)):
            address = ask.url(f"/sitemap-{name}-{n + 1}.xml")
            lines.append(f"<sitemap><loc>{escape(address)}</loc></sitemap>")
    body = f'{HEAD}<sitemapindex xmlns="{SPACE}">{"".join(lines)}</sitemapindex>'
    return Document(body, XML)


def part(db: sqlite3.Connection, ask: Ask) -> Document:
    """One part of the addresses."""
    link, sql, _ = PARTS[ask.params["part"]]
    n = int(ask.params["n"])
    found = rows(db, sql, EACH, (n - 1) * EACH) if n else []
    if not found:
        raise NotFound(ask.say("没有这一部分。", "There is no such part."))
    lines = "".join(
        f"<url><loc>{escape(ask.url(link(row['id'])))}</loc>"
        + (f"<lastmod>{row['at'][:10]}</lastmod>" if row["at"] else "")
        + "</url>"
        for row in found
    )
    return Document(f'{HEAD}<urlset xmlns="{SPACE}">{lines}</urlset>', XML)
