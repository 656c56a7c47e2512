"""What people type without blanks is taken apart, and nothing that was found is lost by it."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.search import match_expression
from archive.site.pages.search import understood
from archive.site.splitting import taken_apart
from archive.site.web import Ask
from tests.serving import Site


@pytest.fixture
def db(published: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{published / 'public.db'}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def _ids(db: sqlite3.Connection, match: str) -> set[str]:
    sql = (
        "select f.id from figures_fts join figures f on f.rowid = figures_fts.rowid "
        "where figures_fts match ?"
    )
    return {row["id"] for row in db.execute(sql, (match,))}


def _ask(query: str) -> Ask:
    return Ask(lang="zh", path="/search", params={}, args=(("q", query),), base="http://x")


@pytest.mark.parametrize(
    ("query", "apart"),
    [
        ("龙山税收", "龙山 税收"), ("税收2024", "税收 2024"),
        ("“龙山经开区”税收", "龙山经开区 税收"),
        ("龙山经济开发区2024年的税收", "龙山经济开发区 2024 税收"), ("甘肃省税收", "甘肃省 税收"),
        ("通渭税收", "通渭 税收"), ("「西河高新区」", "西河高新区"),
        ("龙山经开区xyz税收", "龙山经开区 xyz 税收"),
    ],
)  # fmt: skip
def test_known_words_are_split_off(db: sqlite3.Connection, query: str, apart: str) -> None:
    taken = taken_apart(db, query)
    if query == "龙山税收":  # no park or place is called just that here
        assert taken is not None and taken.text == "龙山 税收" and not taken.known
    else:
        assert taken is not None and taken.text == apart


@pytest.mark.parametrize(
    ("query", "park", "indicator", "year"),
    [
        ("“龙山经开区”税收", "longshan", "tax_revenue", None),
        ("“西河高新区”税收2024", "xihe-gaoxin", "tax_revenue", "2024"),
        ("税收2024年", None, "tax_revenue", "2024"), ("甘肃的税收", None, "tax_revenue", None),
        ("西河高新区2023年工业总产值", "xihe-gaoxin", "gross_industrial_output", "2023"),
    ],
)  # fmt: skip
def test_what_is_typed_without_blanks_finds_park_indicator_and_year(
    site: Site, query: str, park: str | None, indicator: str, year: str | None
) -> None:
    page = lxml_html.document_fromstring(site.get(f"/search?q={query}").text)
    on_page = page.xpath("//article//p[@class='number']/a/@href")
    assert on_page and query in page.xpath("string(//main)")
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        rows = {row[0]: row[1:] for row in db.execute(
            "select id, park_id, indicator_id, substr(period_key, 1, 4) from figures"
        )}  # fmt: skip
    sheet = site.get(f"/search.csv?q={query}").body.decode("utf-8-sig")
    listed = {row["编号"] for row in csv.DictReader(io.StringIO(sheet))}
    assert {f"/figure/{identity}" for identity in listed} >= set(on_page)
    for identity in listed:
        told = rows[identity]
        assert park in (None, told[0]) and indicator == told[1] and year in (None, told[2])
    feed = etree.fromstring(site.get(f"/search.atom?q={query}").body)
    told_in = "".join(feed.xpath("//*[local-name()='content']/text()"))
    assert set(re.findall(r"/figure/([\w-]+)", told_in)) & listed


def test_a_query_that_finds_something_finds_the_same_as_before(db: sqlite3.Connection) -> None:
    told = "select evidence from figures union select label from figures union "
    texts = [row[0] for row in db.execute(told + "select title from articles")]
    asked = 0
    for text in texts:
        for start in range(0, len(text) - 2, 5):
            query = text[start : start + 8].strip()
            plain = _ids(db, match_expression(query))
            searched = understood(db, _ask(query))
            if plain:
                assert searched.taken is None and _ids(db, searched.matching()) == plain, query
                asked += 1
    assert asked > 50


def test_the_parts_are_offered_where_what_was_typed_finds_little(site: Site) -> None:
    page = lxml_html.document_fromstring(site.get("/search?q=龙山经开区税收").text)
    offered = page.xpath("//p[@class='note']/a[text()='龙山经开区 税收']/@href")
    assert len(offered) == 1 and site.get(str(offered[0])).status == 200
    assert "已按其中的" not in page.xpath("string(//main)")
    english = site.get("/search?q=税收2024&_lang=en").text
    assert "searched by the parks, places, indicators and years in it" in english


def test_further_pages_and_filters_ask_for_the_same(site: Site) -> None:
    first = site.get("/search?q=税收2024").text
    assert "没有找到" not in first and "已按其中的" in first
    assert "已按其中的" in site.get("/search?q=税收2024&page=2").text
    narrowed = lxml_html.document_fromstring(site.get("/search?q=税收2024&paper=西河晚报").text)
    papers = set(narrowed.xpath("//article//p[@class='from']/span[@lang]/text()"))
    assert papers == {"西河晚报"}


@pytest.mark.parametrize(
    "query", ["“”", "“", "的", "2024", "“的”", '"" ""', "年年", "1999999", "%_"]
)
def test_odd_queries_are_answered(site: Site, query: str) -> None:
    assert site.get(f"/search?q={query.replace('%', '%25')}").status == 200


def test_names_are_looked_up_by_an_index(db: sqlite3.Connection) -> None:
    from archive.site.splitting import INDICATORS, PARKS, PLACES

    for sql in (PARKS, PLACES):
        plan = [row["detail"] for row in db.execute(f"explain query plan {sql}", ("[]",))]
        assert any("INDEX" in step and "name" in step for step in plan), plan
    assert db.execute(f"explain {INDICATORS}", ("[]",)).fetchall()
