"""What a figure is relative to, and its bound, wherever it can be taken away from its page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.publish import publish
from archive.site import figures
from archive.site.card import ROOM, card
from archive.site.lettering import width
from archive.site.web import Ask
from archive.site.wording import worded
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import PLAN, Report, Said

RATE = {"unit": "%", "kind": "growth"}
OUTPUT, VALUE_ADDED = "gross_industrial_output", "industrial_value_added"
SENTENCES = [
    "上半年，龙山经济开发区工业总产值74.2亿元，完成年任务160亿元的46.4%",
    "规上工业增加值增速高于全市平均水平5.3个百分点",
    "增加值增速18.2%，位居全省省级开发区第3位",
    "税收年均增长5.5%",
    "税收首次突破10亿元",
    "税费占全市工业税收的近三成",
    "营业收入增长10%以上",
    "研发投入占营业收入的2.3%",
    "工业投资占全市的38.5%",
    "利润是去年同期的1.6倍",
]
# Figure, what zh and en must say in every text that is taken away.
WANTED = [
    (1, "完成年度计划的46.4%", "46.4% of the plan completed"),
    (2, "增速（占比）高于全市5.3个百分点", "growth rate (or share) 5.3个百分点 above 全市"),
    (3, "增速居全省省级开发区第3位", "rank by growth 第3位 in 全省省级开发区"),
    (4, "年均增长5.5%", "up 5.5% a year on average"),
    (5, "超10亿元", "at least 10亿元"),
    (6, "占全市工业税收的近三成", "about 三成 of 全市工业税收"),
    (7, "同比增长10%以上", "up at least 10% on a year before"),
    (8, "占营业收入的2.3%", "2.3% of 营业收入"),
    (9, "占全市工业投资的38.5%", "38.5% of 全市工业投资"),
    (10, "是上年同期的1.6倍", "1.6倍 of a year before"),
]


@pytest.fixture(scope="module")
def relative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with one figure of each base and bound."""
    home = reports.build(tmp_path_factory.mktemp("relative"))
    body = (
        "。\n".join(SENTENCES).replace("占全市的", "占全市工业投资的")
        + "。\n"
        + "风吹过厂区。" * 60
    )
    five = ("2021-01-01", "2025-12-31", "span", "2021/2025")
    said = [
        Said("工业总产值", "46.4%", OUTPUT, 46.4, "%", "share", base="plan"),
        Said("增加值", "5.3个百分点", VALUE_ADDED, 5.3, "pp", "change", base="place:全市"),
        Said("增加值", "第3位", VALUE_ADDED, 3, "rank", "rank", base="place:全省"),
        Said("税收", "5.5%", "tax_revenue", 5.5, "%", "growth", five, base="annual_average"),
        Said("税收", "10亿元", "tax_revenue", 1e9, bound=">"),
        Said("税收", "三成", "tax_revenue", 30, "%", "share", bound="~", base="place:全市"),
        Said("营收", "10%", "operating_revenue", 10, "%", "growth", PLAN, "planned", bound=">",
             base="yoy"),
        Said("研发投入", "2.3%", "rd_expenditure", 2.3, "%", "share", base="whole"),
        Said("投资", "38.5%", "industrial_investment", 38.5, "%", "share", base="place:全市"),
        Said("利润", "1.6倍", "profit", 1.6, "times", "multiple", base="yoy", confidence=0.899),
    ]  # fmt: skip
    reports.add(home, Report("eeeeeeeeeeee", "龙山经开区上半年", body, said))
    publish(home)
    with served(home) as site:
        yield site


def _database(home: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{home / 'public.db'}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db


@pytest.mark.parametrize(("number", "zh", "en"), WANTED)
def test_base_and_bound_stand_in_all_that_is_taken_away(
    relative: Site, number: int, zh: str, en: str
) -> None:
    figure = f"eeeeeeeeeeee-{number}"
    for lang, words in (("zh", zh), ("en", en)):
        page = lxml_html.document_fromstring(relative.get(f"/figure/{figure}?_lang={lang}").text)
        assert words in page.xpath("string(//title)")
        heading = "".join(page.xpath("string(//main//h1)").split())
        assert words.replace(" ", "") in heading
        sentence, _, bibtex = page.xpath("//section[@aria-labelledby='cite']/dl/dd")
        assert words in sentence.text_content() and words in bibtex.text_content()
        ask = Ask(lang=lang, path="/", params={}, args=(), base="http://x")
        with closing(_database(relative.home)) as db:
            (found,) = figures.cards(ask, figures.select(db, "where f.id = ?", figure))
        root = etree.fromstring(card(found, "http://x/figure/1").encode())
        lines = ["".join(t.itertext()) for t in root.iter("{*}text")]
        whole = words in lines
        apart = any("…" in t and found.worded.lead in t for t in lines)
        assert whole or (apart and found.worded.number in lines), lines
        for text in root.iter("{*}text"):
            size, at = float(text.get("font-size")), float(text.get("x"))
            assert at + width("".join(text.itertext())) * size <= ROOM + 33


LISTS = ("/", "/report/eeeeeeeeeeee", "/park/longshan", "/park/longshan?held=2", "/search?q=龙山")


def _told(site: Site, path: str, figure: str, lang: str) -> list[str]:
    """What stands around the links of a figure's number on a page."""
    page = lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)
    links = page.xpath(f"//main//a[@href='/figure/{figure}'][contains(@class, 'value')]")
    return ["".join(link.getparent().text_content().split()) for link in links]


@pytest.mark.parametrize(("number", "zh", "en"), WANTED)
def test_base_and_bound_stand_in_lists_and_tables_too(
    relative: Site, number: int, zh: str, en: str
) -> None:
    figure = f"eeeeeeeeeeee-{number}"
    with closing(_database(relative.home)) as db:
        (row,) = figures.select(db, "where f.id = ?", figure)
    own = f"/park/longshan/{row['indicator_id']}"
    for lang, words in (("zh", zh), ("en", en)):
        seen = {path: _told(relative, path, figure, lang) for path in (*LISTS, own)}
        assert seen["/report/eeeeeeeeeeee"] and seen[own]
        assert seen["/search?q=龙山"] or seen["/park/longshan"]
        for path, told in seen.items():
            assert all(words.replace(" ", "") in text for text in told), (path, told)
    for path in ("/feed.atom", "/park/longshan/feed.atom", "/search.atom?q=龙山"):
        feed = etree.fromstring(relative.get(path).body)
        lines = "".join(feed.xpath("//*[local-name()='content']/text()"))
        assert f">{zh}</a>" in lines or not row["shown"], path


def test_what_contradicts_a_number_is_told_with_its_base_and_bound(tmp_path: Path) -> None:
    taxes = [("a" * 12, "龙山日报", "9亿元", 9e8, "="), ("b" * 12, "西河晚报", "10亿元", 1e9, ">")]
    home = reports.build(tmp_path / "home", [
        Report(identity, f"税收{quote}", f"龙山经济开发区税收突破{quote}。" + "风吹过厂区。" * 40,
               [Said("税收", quote, "tax_revenue", value, bound=bound)], origin=paper)
        for identity, paper, quote, value, bound in taxes
    ])  # fmt: skip
    publish(home)
    with served(home) as site:
        for path in ("/park/longshan", "/park/longshan/tax_revenue"):
            page = lxml_html.document_fromstring(site.get(path).text)
            against = page.xpath("//*[contains(@class, 'pairs') or contains(@class, 'against')]")
            assert against and any("超10亿元" in one.text_content() for one in against), path
        compared = site.get("/compare?park=longshan&indicator=tax_revenue").text
        assert ">≥10</a>" in compared or ">9</a>" in compared


def test_what_is_under_the_line_is_not_shown_as_on_it(relative: Site) -> None:
    words = relative.get("/figure/eeeeeeeeeeee-10").text
    assert "待核" in words and "0.89 ·" in words and "0.90" not in words
    assert "<dd>1.6倍</dd>" in words
    assert "<dd>1.6 times</dd>" in relative.get("/figure/eeeeeeeeeeee-10?_lang=en").text


def test_a_plain_amount_is_told_as_before(site: Site) -> None:
    page = lxml_html.document_fromstring(site.get("/figure/aaaaaaaaaaaa-1").text)
    assert "工业总产值（2025年）为128.6亿元" in page.xpath("string(//dl[@class='cite'])")
    assert not page.xpath("//h1/*[@class='lead']")


def _row(**given: object) -> dict[str, object]:
    plain = {"kind": "level", "unit": "CNY", "base": "", "bound": "=", "quote": "10亿元",
             "evidence": "", "quote_start": 0, "name_zh": "税收", "label": ""}  # fmt: skip
    row = {**plain, **given}
    row["quote_start"] = str(row["evidence"]).find(str(row["quote"]))
    return row


@pytest.mark.parametrize(
    ("given", "fell", "zh"),
    [
        ({"kind": "share", "unit": "%", "quote": "78.2%", "base": "whole"}, False,
         "占比（总体见原文）为78.2%"),
        ({"kind": "share", "unit": "%", "quote": "三成", "base": "place:全市", "bound": ">",
          "evidence": "占全市地区生产总值的比重达到三成以上"}, False,
         "占全市地区生产总值的三成以上"),
        ({"kind": "rank", "unit": "rank", "quote": "前十", "base": "place:全省", "bound": "<",
          "evidence": "位居全省开发区前十"}, False, "位次居全省开发区前十"),
        ({"kind": "rank", "unit": "rank", "quote": "第二", "base": "place:全省"}, False,
         "位次居全省（范围见原文）第二"),
        ({"kind": "growth", "unit": "%", "quote": "5%", "base": "previous"}, True, "环比下降5%"),
        ({"kind": "growth", "unit": "%", "quote": "5%", "base": "ytd"}, False, "较年初增长5%"),
        ({"kind": "growth", "unit": "%", "quote": "持平", "base": "yoy"}, False, "同比持平"),
        ({"kind": "growth", "unit": "%", "quote": "-3.2%", "base": "yoy"}, False,
         "同比增速为-3.2%"),
        ({"kind": "growth", "unit": "%", "quote": "9%"}, False, "增长（基准见原文）9%"),
        ({"kind": "change", "unit": "pp", "quote": "1个百分点", "base": "other:一季度"}, True,
         "增速（占比）较一季度回落1个百分点"),
        ({"kind": "change", "unit": "pp", "quote": "1个百分点", "base": "other:拉动全市"}, False,
         "拉动全市1个百分点"),
        ({"kind": "change", "unit": "count", "quote": "2家", "base": "yoy"}, True, "同比减少2家"),
        ({"kind": "multiple", "unit": "times", "quote": "翻了一番", "base": "other:2020年"}, False,
         "较2020年翻了一番"),
        ({"bound": "<"}, False, "不超过10亿元"),
        ({"bound": "~", "quote": "260多件"}, False, "260多件"),
    ],
)  # fmt: skip
def test_what_the_clause_does_not_name_is_said_to_be_unnamed(
    given: dict[str, object], fell: bool, zh: str
) -> None:
    row = _row(**given)
    row["quote_start"] = max(0, int(str(row["quote_start"])))
    if not row["evidence"]:
        row["evidence"] = row["quote"]
    assert worded(row, "zh", fell=fell).whole == zh
    english = worded(row, "en", fell=fell)
    assert str(row["quote"]) in english.number
