"""No page is heavier than a phone should load, however much there is to show, and nothing that a
page leaves out is out of reach."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, urlencode

import pytest
from lxml import html as lxml_html

from archive.public_schema import public_schema
from archive.publish import publish
from archive.queries import queries
from archive.site.weight import fitting
from tests.serving import Site, served
from tests.site import dense
from tests.site.dense import LONG, MONTHS, PARK, PROJECTS

HEAVIEST = 100_000  # bytes
SERIES = f"/park/{PARK}/{LONG}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The dense archive, served."""
    home = dense.build(tmp_path_factory.mktemp("dense") / "home")
    publish(home)
    with served(home) as site:
        yield site


OURS = [
    "/", "/parks", "/indicators", "/reports", "/sources", "/about", "/api", "/coverage",
    "/corrections", "/search", "/search?q=税收", "/search?q=园", "/search?q=没有这样的词",
    "/search?province=620000&year=2024", f"/park/{PARK}", SERIES, f"{SERIES}?page=6",
    f"/park/{PARK}/contracted_investment", f"/park/{PARK}/tax_revenue", "/park/park1",
    "/indicator/tax_revenue", "/indicator/tax_revenue?year=2024",
    "/indicator/tax_revenue?year=2024&page=2&parks=2", f"/indicator/{LONG}",
    "/report/projectsaaaa", "/report/year2024aaaaaa", "/province/620000", "/source/longshan",
    "/figure/year2024aaaaaa-1", "/compare", f"/embed{SERIES}",
    "/compare?indicator=tax_revenue&park=longshan,park1,park2,park3,park4,park5",
    f"/compare?indicator=tax_revenue,gdp,{LONG},fixed_asset_investment&park={PARK}",
]  # fmt: skip


def _tables() -> list[str]:
    schema = public_schema()
    named = [
        f"/public/{q.name}" + (f"?{urlencode(q.sample)}" if q.sample else "") for q in queries()
    ]
    return ["/public", *(f"/public/{t.name}" for t in (*schema.tables, *schema.views)), *named]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_light(full: Site, lang: str) -> None:
    heavy = {}
    for path in [*OURS, *_tables()]:
        reply = full.get(path, Cookie=f"parks_lang={lang}")
        assert reply.status == 200, path
        if len(reply.body) >= HEAVIEST:
            heavy[path] = len(reply.body)
    assert heavy == {}


def _figures_on(site: Site, path: str) -> tuple[set[str], str | None]:
    """Ids of the figures in the tables or cards of a page, and where its next page is."""
    document = lxml_html.document_fromstring(site.get(path).text)
    links = document.xpath("//table//td[contains(@class, 'num')]/a/@href | //article//a/@href")
    found = {m.group(1) for link in links if (m := re.match(r"/figure/([\w-]+)$", link))}
    following = document.xpath("//a[@rel='next']/@href")
    return found, str(following[0]) if following else None


def _walk(site: Site, path: str) -> tuple[list[set[str]], set[str]]:
    """The figures of each page in turn, and all of them."""
    pages: list[set[str]] = []
    following: str | None = path
    while following:
        found, following = _figures_on(site, following)
        pages.append(found)
        assert len(pages) < 50
    return pages, set().union(*pages)


def _ids(site: Site, sql: str, *values: str) -> set[str]:
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        return {row[0] for row in db.execute(sql, values)}


@pytest.mark.parametrize("indicator", [LONG, "contracted_investment"])
def test_a_long_series_is_paged_to_its_end(full: Site, indicator: str) -> None:
    pages, every = _walk(full, f"/park/{PARK}/{indicator}")
    held = "select id from figures where park_id = ? and indicator_id = ? and withdrawn_at is null"
    assert every == _ids(full, held, PARK, indicator) and len(every) > 360
    assert len(pages) > 5 and sum(map(len, pages)) == len(every)  # each row stands on one page
    assert max(map(len, pages)) <= 60


def test_the_first_page_has_the_newest_of_every_kind_and_the_chart_all(full: Site) -> None:
    document = lxml_html.document_fromstring(full.get(SERIES).text)
    heads = [h.text_content() for h in document.xpath("//main//h2")]
    assert any("增速" in head for head in heads) and any("数额" in head for head in heads)
    periods = [p.text_content().strip() for p in document.xpath("//section[1]//tbody/tr/th")]
    assert periods[0] in ("2025年", "2025年12月") and "1996" not in "".join(periods)
    years = document.xpath("//section[1]//div[@class='for-wide']//text[@class='year']/text()")
    assert years[-1] == "2025" and years[0] < "2000"
    # One part of the year makes the line; which one stands at its axis.
    unit = document.xpath("string(//section[1]//div[@class='for-wide']//text[@class='unit'])")
    assert re.fullmatch("亿元（各年[0-9]{1,2}月）", unit)
    assert "of each year)" in full.get(f"{SERIES}?_lang=en").text
    assert "各年" not in full.get(f"/park/{PARK}/tax_revenue").text
    against = document.xpath("//span[contains(@class, 'against')]")
    # An amount and a growth that disagree.
    assert against and "同比增长" in against[0].text_content()
    rows = list(
        csv.DictReader(io.StringIO(full.get(f"{SERIES}/figures.csv").text.lstrip("\ufeff")))
    )
    assert len(rows) > len(MONTHS)


def test_a_page_beyond_the_last_is_the_last(full: Site) -> None:
    assert _figures_on(full, f"{SERIES}?page=999")[0]
    assert _figures_on(full, "/report/projectsaaaa?page=999")[0]


def test_a_report_of_four_hundred_figures_is_paged_in_its_order(full: Site) -> None:
    pages, every = _walk(full, "/report/projectsaaaa")
    assert len(pages) == 4 and len(every) == PROJECTS
    assert "projectsaaaa-1" in pages[0] and f"projectsaaaa-{PROJECTS}" in pages[-1]
    head = full.get("/report/projectsaaaa?page=4").text
    assert f"{PROJECTS} 个数字" in head and f'href="/park/{PARK}"' in head


def test_a_park_with_all_indicators_names_each(full: Site) -> None:
    document = lxml_html.document_fromstring(full.get(f"/park/{PARK}").text)
    linked = {str(a) for a in document.xpath("//main//a/@href") if str(a).count("/") == 3}
    told = _ids(full, "select distinct indicator_id from series where park_id = ?", PARK)
    assert len(told) > 90
    assert {f"/park/{PARK}/{indicator}" for indicator in told} <= linked


def test_a_ranking_is_paged_to_its_last_park(full: Site) -> None:
    path: str | None = "/indicator/tax_revenue?year=2024"
    lines: list[list[str]] = []
    told = []
    while path:
        document = lxml_html.document_fromstring(full.get(path).text)
        rows = document.xpath("//table[@class='league']/tbody/tr")
        assert len(rows) <= 60
        lines += [[c.text_content().strip() for c in row] for row in rows]
        told.append(document.xpath("string(//p[contains(., '中位')])"))
        following = document.xpath("//section[@aria-labelledby='rank']//a[@rel='next']/@href")
        path = str(following[0]).partition("#")[0] if following else None
    taken = list(csv.DictReader(io.StringIO(
        full.get("/indicator/tax_revenue/ranking.csv?year=2024").text.lstrip("\ufeff"))
    ))  # fmt: skip
    assert len(taken) > 120 and [line[0] for line in lines] == [row["名次"] for row in taken]
    assert [line[2].partition(" ")[0] for line in lines] == [row["园区"] for row in taken]
    values = [float(row["数值"]) / 1e8 for row in taken]
    assert values == sorted(values, reverse=True)
    # Least and most are those of all parks, on every page alike.
    assert len(set(told)) == 1 and f"最低 {min(values):g}" in told[0]
    assert f"最高 {max(values):g}" in told[0]
    dots = lxml_html.document_fromstring(full.get("/indicator/tax_revenue?year=2024").text).xpath(
        "//div[contains(@class, 'strip')]//path[@class='dot']/@d"
    )
    assert len(dots) == 1 and dots[0].count("M") > 60


def test_all_parks_with_an_indicator_are_within_reach(full: Site) -> None:
    found: list[str] = []
    path: str | None = "/indicator/tax_revenue?year=2024&page=2"
    while path:
        document = lxml_html.document_fromstring(full.get(path).text)
        section = document.xpath("//section[@aria-labelledby='parks']")[0]
        found += [str(a).split("/")[2] for a in section.xpath(".//li/a/@href")]
        following = section.xpath(".//a[@rel='next']/@href")
        assert all("page=2" in str(a) for a in following)  # the ranking stays where it was
        path = str(following[0]).partition("#")[0] if following else None
    every = _ids(full, "select distinct park_id from series where indicator_id = 'tax_revenue'")
    assert len(found) == len(set(found)) and set(found) == every and len(every) > 120


def test_the_log_of_corrections_is_paged(full: Site) -> None:
    pages, every = _walk_log(full)
    gone = _ids(full, "select id from figures where withdrawn_at is not null")
    assert every == gone and len(pages) > 2 and sum(map(len, pages)) == len(gone)


def _walk_log(site: Site) -> tuple[list[set[str]], set[str]]:
    pages: list[set[str]] = []
    following = "/corrections"
    while following and len(pages) < 50:
        document = lxml_html.document_fromstring(site.get(following).text)
        links = document.xpath("//section[@aria-labelledby='c']//a/@href")
        pages.append({str(link).rpartition("/")[2] for link in links if "/figure/" in link})
        following = "".join(document.xpath("//a[@rel='next']/@href"))
    return [page for page in pages if page], set().union(*pages)


def test_a_query_shows_what_fits_and_says_how_to_get_the_rest(full: Site) -> None:
    path = f"/public/one_park?park={PARK}"
    held = len(full.get(f"/public/one_park.json?park={PARK}&_shape=array").json())  # type: ignore[arg-type]
    for lang, words in (("zh", f"共 {held:,} 行"), ("en", f"of {held:,} rows")):
        document = lxml_html.document_fromstring(full.get(path, Cookie=f"parks_lang={lang}").text)
        shown = len(document.xpath("//tbody/tr"))
        assert 20 < shown < held
        note = document.xpath("//p[@class='cut']")[0]
        assert words in note.text_content()
    whole = lxml_html.document_fromstring(full.get(str(note.xpath(".//a/@href")[0])).text)
    assert len(whole.xpath("//tbody/tr")) == held
    few = full.get("/public?sql=" + quote("select id from parks limit 3")).text
    assert 'class="cut"' not in few


def test_rows_that_fit_are_counted_in_bytes() -> None:
    assert len(fitting([["字" * 100]] * 50, room=3_700)) == 10
    assert fitting([["x" * 1000]], room=10) == [["x" * 1000]]
    assert fitting([]) == []
