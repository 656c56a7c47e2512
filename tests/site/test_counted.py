"""What a count counts is said beside it, and the count is what is said."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from lxml import html as lxml_html

from tests.serving import Site


def _page(site: Site, path: str, lang: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)


@pytest.mark.parametrize(
    "path", ["/", "/parks", "/province/620000", "/indicators", "/indicator/tax_revenue",
             "/park/longshan"],
)  # fmt: skip
@pytest.mark.parametrize(("lang", "held"), [("zh", "待核"), ("en", "held")])
def test_counts_say_what_they_count(site: Site, path: str, lang: str, held: str) -> None:
    found = _page(site, path, lang).xpath("//*[contains(@class, 'counted')]")
    notes = [note.text_content() for note in found]
    assert notes and all(held in note for note in notes)


def test_the_counts_are_what_is_said(site: Site) -> None:
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        ask = lambda sql: db.execute(sql).fetchone()[0]  # noqa: E731 short
        articles = ask("select count(*) from articles")
        figures = ask("select count(*) from figures where withdrawn_at is null")
        parks = ask("select count(distinct park_id) from figures where withdrawn_at is null")
        own = ask(
            "select count(*) from figures where park_id = 'longshan' and withdrawn_at is null"
        )
        told = ask("select count(distinct article_id) from figures where park_id = 'longshan'")
        series = ask("select count(*) from park_series where park_id = 'longshan' "
                     "and indicator_id = 'tax_revenue'")  # fmt: skip
        with_series = ask("select count(distinct park_id) from park_series "
                          "where indicator_id = 'tax_revenue'")  # fmt: skip
    lead = _page(site, "/", "zh").xpath("string(//p[@class='lead'])")
    assert f"{articles} 篇报道，{figures} 个数字，涉及 {parks} 个园区" in lead
    facts = _page(site, "/park/longshan", "zh").xpath("string(//dl[@class='facts-list'])")
    assert f"{own} 个数字，{told} 篇报道" in facts
    line = _page(site, "/parks", "zh").xpath("//tbody/tr[th/a[@href='/park/longshan']]")[0]
    assert [td.text_content() for td in line.xpath("td[contains(@class, 'num')]")] == [
        str(own), str(told),
    ]  # fmt: skip
    listed = _page(site, "/indicator/tax_revenue", "zh").xpath(
        "string(//li[a[@href='/park/longshan/tax_revenue']])"
    )
    assert f"{series} 个数字" in listed
    item = _page(site, "/indicators", "zh").xpath("string(//li[a[@href='/indicator/tax_revenue']])")
    assert re.search(rf"\b{with_series} 个园区", item)
