"""The demo's invented numbers say that they are invented wherever they stand, real ones never."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.demo.state import STATE
from archive.publish import publish
from archive.site import figures
from archive.site.card import card
from archive.site.pages.pictures import svg
from archive.site.web import DEMO, DEMO_TITLE, Ask
from tests.serving import Site, served
from tests.site import reports

PAGES = [
    "/", "/parks", "/park/longshan", "/park/longshan/tax_revenue", "/figure/aaaaaaaaaaaa-1",
    "/report/aaaaaaaaaaaa", "/indicators", "/indicator/tax_revenue", "/search?q=税收", "/reports",
    "/compare", "/province/620000", "/sources", "/source/longshan", "/coverage", "/corrections",
    "/about", "/api", "/embed/park/longshan/tax_revenue", "/public", "/public/figures",
    "/figure/nothing", "/nothing", "/public?sql=select+nonsense",
]  # fmt: skip
FEEDS = ["/feed.atom", "/park/longshan/feed.atom", "/search.atom?q=税收", "/corrections/feed.atom"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of a home that `parks demo` made."""
    home = reports.build(tmp_path_factory.mktemp("demo"))
    (home / STATE).write_text("{}", encoding="utf-8")
    publish(home)
    with served(home) as site:
        yield site


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_demo_says_that_it_is_one(demo: Site, site: Site, path: str) -> None:
    for number, lang in enumerate(("zh", "en")):
        page = lxml_html.document_fromstring(demo.get(path, Cookie=f"parks_lang={lang}").text)
        banner = page.xpath("string((//body//*[@class='demo'])[1])")
        assert DEMO[number] in banner, lang
        real = site.get(path, Cookie=f"parks_lang={lang}").text
        assert DEMO[number] not in real and DEMO_TITLE[number] not in real
    if not path.startswith("/public") and "nothing" not in path:
        assert page.xpath("string(//title)").startswith(DEMO_TITLE[1])
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_of_the_demo_say_it_in_every_title(demo: Site, site: Site, path: str) -> None:
    feed = etree.fromstring(demo.get(path).body)
    titles = [title.text for title in feed.iter("{*}title")]
    assert titles and all(title.startswith(DEMO_TITLE[0]) for title in titles)
    assert DEMO_TITLE[0] not in site.get(path).text


def test_what_is_taken_away_from_the_demo_says_it(demo: Site, site: Site) -> None:
    page = lxml_html.document_fromstring(demo.get("/figure/aaaaaaaaaaaa-1").text)
    texts = page.xpath("//section[@aria-labelledby='cite']/dl/dd")
    assert len(texts) == 3 and all(DEMO[0] in text.text_content() for text in texts)
    told = demo.get("/figure/aaaaaaaaaaaa-1/json").json()
    assert isinstance(told, dict) and told["demo"] == DEMO[0]
    about = demo.get("/search.json?q=税收").json()
    assert isinstance(about, dict) and about["about"]["演示"] == DEMO[0]
    sheet = demo.get("/search.xlsx?q=税收")
    assert "demo-" in sheet.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(sheet.body))
    assert any(DEMO[0] in map(str, row) for row in book["说明"].iter_rows(values_only=True))
    assert "demo-" in demo.get("/search.csv?q=税收").headers["content-disposition"]
    assert "demo" not in site.get("/search.csv?q=税收").headers["content-disposition"]


def test_pictures_of_the_demo_say_it(demo: Site, site: Site) -> None:
    for running, marked in ((demo, True), (site, False)):
        chart = running.get("/park/longshan/tax_revenue/chart.svg").text
        words = "".join(etree.fromstring(chart.encode()).itertext())
        assert (DEMO_TITLE[0] in words and DEMO[0] in words) == marked
    ask = Ask("zh", "/", {"figure": "aaaaaaaaaaaa-1"}, (), "http://x")
    with closing(sqlite3.connect(demo.home / "public.db")) as db:
        db.row_factory = sqlite3.Row
        (found,) = figures.cards(ask, figures.select(db, "where f.id = ?", "aaaaaaaaaaaa-1"))
        narrow = {"park": "longshan", "indicator": "tax_revenue", "shape": "narrow"}
        drawn = str(svg(db, Ask("en", "/", narrow, (), "http://x")).body)
    assert DEMO[0] in card(found, "http://x/f", demo=True)
    assert DEMO[0] not in card(found, "http://x/f")
    assert "invented" in re.sub(r"<[^>]+>", "", drawn)
