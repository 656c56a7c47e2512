"""What an address asks and nothing here is called is said to be left out; the rest is shown."""

from __future__ import annotations

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.serving import Site

BAD = [
    ("/search?q=税收&year=abc", "年份“abc”", "year “abc”"),
    ("/search?q=税收&province=999999", "省份“999999”", "province “999999”"),
    ("/search?q=税收&indicator=nothing", "指标“nothing”", "indicator “nothing”"),
    ("/search?q=税收&source=nowhere", "网站“nowhere”", "site “nowhere”"),
    ("/search?q=税收&page=-1", "页码“-1”", "page “-1”"),
    ("/reports?page=0", "页码“0”", "page “0”"),
    ("/province/620000?page=x", "页码“x”", "page “x”"),
    ("/indicator/tax_revenue?year=1900", "年份“1900”", "year “1900”"),
    ("/indicator/tax_revenue?scope=part:x&parks=0", "口径“part:x”", "scope “part:x”"),
    ("/indicator/tax_revenue?unit=斤", "单位“斤”", "unit “斤”"),
    ("/park/longshan?held=b", "待核的页码“b”", "page of what is held “b”"),
    ("/park/longshan/tax_revenue?unit=斤&page=²", "单位“斤”", "unit “斤”"),
    ("/compare?indicator=tax_revenue&park=longshan,nowhere", "园区“nowhere”", "park “nowhere”"),
    ("/compare?indicator=tax_revenue,no&park=longshan&unit=x", "指标“no”", "indicator “no”"),
]


def _remark(site: Site, path: str, lang: str) -> str:
    page = lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)
    return str(page.xpath("string(//p[contains(@class, 'remark')])"))


@pytest.mark.parametrize(("path", "zh", "en"), BAD)
def test_a_value_that_means_nothing_is_named(site: Site, path: str, zh: str, en: str) -> None:
    reply = site.get(path)
    assert reply.status == 200
    assert zh in _remark(site, path, "zh") and en in _remark(site, path, "en")
    main = lxml_html.document_fromstring(reply.text).xpath("//main")[0]
    assert len(main.text_content()) > 200  # the rest is shown


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=税收&year=2024&province=620000&indicator=tax_revenue&source=longshan&page=2",
     "/search?q=&province=&year=&indicator=&paper=&source=", "/reports?page=999",
     "/indicator/tax_revenue?year=2024&unit=万元",
     "/park/longshan/gross_industrial_output?unit=万元",
     "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin&unit=万元"],
)  # fmt: skip
def test_what_means_something_is_not_remarked_upon(site: Site, path: str) -> None:
    assert _remark(site, path, "zh") == ""


def test_files_and_feeds_say_it_too(site: Site) -> None:
    asked = "q=税收&year=abc&province=99"
    about = site.get(f"/search.json?{asked}").json()
    assert isinstance(about, dict)
    assert "年份“abc”" in about["about"]["没有采用"] and about["figures"]
    feed = etree.fromstring(site.get(f"/search.atom?{asked}").body)
    assert "省份“99”" in feed.findtext("{*}subtitle")
    assert etree.fromstring(site.get("/search.atom?q=税收").body).find("{*}subtitle") is None
    ranking = site.get("/indicator/tax_revenue/ranking.json?year=abc&_lang=en").json()
    assert isinstance(ranking, dict) and "year “abc”" in ranking["about"]["left out"]


def test_an_unknown_indicator_does_not_hide_what_the_words_find(site: Site) -> None:
    plain = site.get("/search.json?q=税收").json()
    narrowed = site.get("/search.json?q=税收&indicator=nothing").json()
    assert isinstance(plain, dict) and isinstance(narrowed, dict)
    assert narrowed["figures"] == plain["figures"]


def test_a_paper_that_nobody_is_called_is_said(site: Site) -> None:
    assert "没有叫“甲乙丙”的报纸" in site.get("/search?q=税收&paper=甲乙丙").text


def test_what_is_left_out_is_told_as_words(site: Site) -> None:
    text = site.get("/search?q=税收&year=<script>alert(1)</script>").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert" not in text
