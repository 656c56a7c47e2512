"""Who else printed a number and what contradicts it stand beside it; scopes, units and links to
copy are within reach on every page that has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.publish import publish
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import Report, Said

FILLER = "街口的早市开得很早，赶集的人挤满了巷子，卖菜的大嫂笑着说今年的收成不错。" * 6
SCOPE = {"scope": "part:地方税收"}


def _report(identity: str, paper: str, tax: str, day: int) -> Report:
    body = f"2025年，龙山经济开发区实现税收{tax}亿元。{FILLER}"
    said = Said("税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8)
    return Report(identity, f"{paper}：税收{tax}亿元", body, [said], f"2026-02-0{day}", paper)


def _scoped(identity: str, park: str, name: str, tax: str) -> Report:
    body = f"2025年，{name}实现地方税收{tax}亿元。{FILLER}"
    said = Said("地方税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, park=park,
                subject=name, extra=SCOPE)  # fmt: skip
    return Report(identity, f"{name}地方税收{tax}亿元", body, [said])


REPORTS = [
    _report("firstaaaaaaa", "龙山日报", "4.37", 1),
    _report("reprintaaaaa", "甘肃日报", "4.37", 2),
    _report("otheraaaaaaa", "西河晚报", "5.2", 3),
    _scoped("scopedaaaaaa", "longshan", "龙山经济开发区", "1.1"),
    _scoped("scopedbbbbbb", "xihe-gaoxin", "西河高新技术产业开发区", "1.4"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One number in two papers of one story, another in a third, and two of a narrower scope."""
    home: Path = reports.build(tmp_path_factory.mktemp("told") / "home", REPORTS)
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.execute(
            "update articles set story_id = 'story1' where id in ('firstaaaaaaa', 'reprintaaaaa')"
        )
    publish(home)
    with served(home) as site:
        yield site


def _page(site: Site, path: str, lang: str = "zh") -> lxml_html.HtmlElement:
    reply = site.get(path, Cookie=f"parks_lang={lang}")
    assert reply.status == 200, path
    return lxml_html.document_fromstring(reply.text)


def test_a_series_names_who_else_printed_it_and_who_contradicts_it(told: Site) -> None:
    document = _page(told, "/park/longshan/tax_revenue")
    row = document.xpath("//tr[.//a[@href='/figure/firstaaaaaaa-1'][1]]")
    mine = next(r for r in row if "龙山日报" in r.xpath("string(td[@class='by'])"))
    also = mine.xpath(".//span[@class='also']/a")
    assert [(a.text, a.get("href")) for a in also] == [("甘肃日报", "/figure/reprintaaaaa-1")]
    against = mine.xpath(".//span[contains(@class, 'against')]")[0]
    assert "5.2亿元" in against.text_content() and "西河晚报" in against.text_content()
    assert against.xpath("./a/@href") == ["/figure/otheraaaaaaa-1"]
    other = document.xpath("//tr[td[@class='by'][contains(., '西河晚报')]]")[0]
    assert not other.xpath(".//span[@class='also']")
    assert "4.37亿元" in other.xpath("string(.//span[contains(@class, 'against')])")


def test_a_figure_names_the_other_papers_of_its_story(told: Site) -> None:
    section = _page(told, "/figure/firstaaaaaaa-1").xpath("//section[@aria-labelledby='story']")[0]
    assert section.xpath(".//a/@href") == ["/report/reprintaaaaa"]
    assert "甘肃日报" in section.text_content()
    assert not _page(told, "/figure/otheraaaaaaa-1").xpath("//section[@aria-labelledby='story']")


def test_a_ranking_offers_its_scopes_and_units(told: Site) -> None:
    document = _page(told, "/indicator/tax_revenue")
    links = document.xpath("//p[@class='units']/a")
    scoped = next(a for a in links if "地方税收" in (a.text or ""))
    narrowed = _page(told, str(scoped.get("href")))
    assert "口径：地方税收" in narrowed.text_content()
    assert len(narrowed.xpath("//table[@class='league']/tbody/tr")) == 2
    unit = next(a for a in narrowed.xpath("//p[@class='units']/a") if a.text == "万元")
    cells = _page(told, str(unit.get("href"))).xpath(
        "//table[@class='league']/tbody/tr/td[3]/text()"
    )
    assert cells == ["14,000", "11,000"]


def test_a_comparison_can_be_told_in_another_unit(told: Site) -> None:
    path = "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin&unit=" + quote("万元")
    assert "万元" in _page(told, path).xpath("string(//caption)")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    ["/park/longshan", "/park/longshan/tax_revenue", "/indicator/tax_revenue?year=2025",
     "/report/firstaaaaaaa", "/figure/firstaaaaaaa-1", "/source/longshan", "/province/620000",
     "/search?q=税收", "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin"],
)  # fmt: skip
def test_every_page_has_its_address_to_copy(told: Site, path: str, lang: str) -> None:
    document = _page(told, path, lang)
    shown = document.xpath("//p[contains(@class, 'address')]/code[@class='copy']/text()")
    assert len(shown) == 1 and str(shown[0]).isascii() and str(shown[0]).startswith(told.address)
    assert told.get(str(shown[0]).removeprefix(told.address)).status == 200
    words = document.xpath("string(//p[contains(@class, 'address')])")
    assert ("复制链接" if lang == "zh" else "Copy link") in words


def test_a_feed_of_a_search_keeps_its_filters(told: Site) -> None:
    def entries(path: str) -> int:
        feed = etree.fromstring(told.get(path).body)
        return len(feed.findall("{http://www.w3.org/2005/Atom}entry"))

    assert entries("/search.atom?q=税收") == 5
    assert entries("/search.atom?q=税收&province=620000&year=2025") == 5
    assert entries("/search.atom?q=税收&year=2024") == 0
    assert entries("/search.atom?indicator=tax_revenue") == 5
    assert entries("/search.atom?indicator=gdp") == 0 == entries("/search.atom")
    link = _page(told, "/search?q=税收&year=2025").xpath(
        "//p[@class='take']/a[text()='Atom']/@href"
    )
    assert "year=2025" in link[0]


def test_datasettes_pages_lead_back_to_ours(told: Site) -> None:
    for table, key, page in (
        ("figures", "firstaaaaaaa-1", "/figure/firstaaaaaaa-1"),
        ("parks", "longshan", "/park/longshan"),
        ("articles", "firstaaaaaaa", "/report/firstaaaaaaa"),
        ("indicators", "gdp", "/indicator/gdp"), ("sources", "longshan", "/source/longshan"),
    ):  # fmt: skip
        document = _page(told, f"/public/{table}/{key}")
        assert document.xpath("//p[@class='own-page']/a/@href") == [page]
    assert not _page(told, "/public/places/620000").xpath("//p[@class='own-page']")
    found = _page(told, "/public/one_park?park=longshan").xpath("//td/a/@href")
    assert "/figure/otheraaaaaaa-1" in found or "/figure/firstaaaaaaa-1" in found
    hostile = "select '<b>' as figure_id, '\"><i>' as park_id"
    cells = _page(told, f"/public?sql={quote(hostile)}").xpath("//tbody//td/a/text()")
    assert cells == ["<b>", '"><i>']


def test_counts_have_no_unit_in_english(told: Site) -> None:
    from archive.site.formats import amount, scale_for

    assert amount("67", scale_for("count", ["67家"], [67.0]), "en") == "67"
    assert amount("67", scale_for("count", ["67家"], [67.0]), "zh") == "67个"
