"""What this archive is, what may be done with it, how it is made; and robots.txt."""

from __future__ import annotations

import sqlite3
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from archive.site import links
from archive.site.limits import BURST, FILE, PER_SECOND
from archive.site.pages.releases import kept
from archive.site.web import Answer, Ask, Document, archive_facts, one, rows

ROBOTS = """User-agent: *
Allow: /$
Allow: /park
Allow: /indicator
Allow: /figure/
Allow: /report
Allow: /source
Allow: /province/
Allow: /about
Allow: /api
Allow: /assets/
Disallow: /*?
Disallow: /*.csv$
Disallow: /*.xlsx$
Disallow: /*.json$
Disallow: /*/json$
Disallow: /*.atom$
Disallow: /

Sitemap: {base}/sitemap.xml
"""


def about(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Method, rights and measured quality."""
    return Answer(
        "parks/about.html",
        ask.say("说明与权利", "About, method and rights"),
        {
            "archive": archive_facts(db),
            "quality": rows(db, "select * from quality order by measured_at desc, stratum"),
            "reading": reading(),
        },
    )


@cache
def reading() -> dict[str, Any]:
    """How well the reader of this version did on annotated reports that it was not written for."""
    source = resources.files("archive.site") / "reading.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


EXAMPLE = """
select q.figure_id, q.park_id, q.indicator_id from series q
where q.kind = 'level'
  and q.park_id = (select park_id from park_totals order by figures desc, park_id limit 1)
order by q.indicator_id, q.period_end desc limit 1
"""
BY_YEAR = """select year, value, unit from park_years
where park_id = '{park}' and indicator_id = '{indicator}' order by year"""
IN_PYTHON = """import csv, io, urllib.request

with urllib.request.urlopen("{address}") as answer:
    text = answer.read().decode("utf-8-sig")
for row in csv.DictReader(io.StringIO(text)):
    print(row["{period}"], row["{value}"], row["{unit}"], row["{clause}"])"""


def api(db: sqlite3.Connection, ask: Ask) -> Answer:
    """How programs and spreadsheets read the archive: five examples on its own data."""
    found = one(db, EXAMPLE)
    context: dict[str, object] = {
        "minute": int(PER_SECOND * 60),
        "burst": int(BURST),
        "file": int(FILE),
        "examples": None,
        "releases": kept(ask.home),
    }
    if found is not None:
        park, indicator = found["park_id"], found["indicator_id"]
        tongue = ask.say("", "?_lang=en")  # programs send no cookie
        table = ask.url(f"{links.park_indicator(park, indicator)}/figures.csv{tongue}")
        words = ("时期", "数值", "单位", "原句") if ask.lang == "zh" else (
            "period", "value", "unit", "clause",
        )  # fmt: skip
        context["examples"] = {
            "figure": ask.url(f"{links.figure(found['figure_id'])}/json"),
            "search": ask.url("/search.json"),
            "sql": BY_YEAR.format(park=park, indicator=indicator),
            "python": IN_PYTHON.format(
                address=table, period=words[0], value=words[1], unit=words[2], clause=words[3]
            ),
            "table": table,
            "feed": ask.url(f"{links.park(park)}/feed.atom"),
        }
    title = ask.say("数据与接口", "Data and API")
    # The releases are put there after the published file.
    return Answer("parks/api.html", title, context, lasting=False)


def robots(db: sqlite3.Connection, ask: Ask) -> Document:
    """Readers' pages may be listed; facets, SQL, exports and Datasette's tables may not."""
    return Document(ROBOTS.format(base=ask.base), "text/plain; charset=utf-8")
