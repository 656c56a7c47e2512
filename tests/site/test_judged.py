"""What people decided about figures, falls printed without a sign, and how pages tell them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html as lxml_html

from archive.judge import decide, withdraw
from archive.publish import publish
from archive.store import open_archive
from archive.store.decisions import Decision
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import Report, Said

FALL = Report(
    "ffffffffffff",
    "龙山经开区用电量走低",
    "入秋以后厂区里安静了一些，门卫说夜班少了，食堂收摊也早了，路灯照旧亮到天明，"
    "检修的师傅趁这段空当把几台老机器从头到脚擦洗了一遍，只等订单回来。\n"
    "2025年园区用电量11.2亿千瓦时，同比下降3.1%。",
    [
        Said("用电量", "11.2亿千瓦时", "electricity_consumption", 1120000000, "kWh"),
        Said("用电量", "3.1%", "electricity_consumption", -3.1, "%", "growth", base="yoy"),
    ],
)
OUTPUT, TAX, WITHDRAWN = "aaaaaaaaaaaa-1", "aaaaaaaaaaaa-3", "aaaaaaaaaaaa-5"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One status and one value put right, one figure withdrawn, one that fell."""
    home = reports.build(tmp_path_factory.mktemp("judged") / "home", [*reports.REPORTS[:2], FALL])
    archive = open_archive(home, create=False)
    for figure, name, value in (
        (OUTPUT, "status", "planned"),
        (TAX, "value", "473000000"),
        (TAX, "indicator_id", "fiscal_revenue"),
    ):
        decide(archive.db, Decision("correct", figure, None, "editor", name, value, "对照原文"))
    withdraw(archive.db, WITHDRAWN, "说的是全县", "editor")
    archive.close()
    publish(home)
    with served(home) as site:
        yield site


def _text(site: Site, path: str) -> str:
    words = lxml_html.document_fromstring(site.get(path).body).text_content()
    return " ".join(words.split())


def _log(site: Site, path: str) -> list[str]:
    document = lxml_html.document_fromstring(site.get(path).text)
    lines = document.xpath("//section[@aria-labelledby='c']//li")
    return [" ".join(line.text_content().split()) for line in lines]


def test_corrections_are_told_in_words_with_the_number_they_are_about(judged: Site) -> None:
    lines = _log(judged, "/corrections")
    assert len(lines) == 4 and not any(" = " in line for line in lines)
    for told, number in (
        ("性质：实绩 → 计划", "128.6亿元"),
        ("数值：4.37亿元 → 4.73亿元", "4.37亿元"),
        ("指标：税收 → 财政收入", "4.37亿元"),
        ("撤下", "67家"),
    ):
        (line,) = [line for line in lines if told in line]
        assert number in line and "龙山日报" in line and "原因：" in line and "2025年" in line
    english = " ".join(_log(judged, "/corrections?_lang=en"))
    assert "status: actual → planned" in english
    assert "indicator: Tax revenue → Fiscal revenue" in english
    assert "：" not in english


def test_a_corrected_value_replaces_the_misread_one(judged: Site) -> None:
    words = _text(judged, f"/figure/{TAX}")
    assert "数值4.73亿元" in words
    assert "首次读出 4.37亿元" in words and "数值：4.37亿元 → 4.73亿元" in words
    row = judged.get(f"/figure/{TAX}/json").json()
    assert isinstance(row, dict) and (row["value"], row["value_text"]) == (473000000, "473000000")


def test_a_withdrawn_figure_is_struck_out_and_not_offered_for_citing(judged: Site) -> None:
    reply = judged.get(f"/figure/{WITHDRAWN}")
    document = lxml_html.document_fromstring(reply.text)
    assert document.xpath("//h1/del/text()") == ["67家"]
    assert "（已撤下）" in document.findtext(".//title")
    words = document.text_content()
    assert "说的是全县" in words and "请不要再引用" in words and "BibTeX" not in words
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_held_figure_says_so_in_its_title_and_before_the_citation(judged: Site) -> None:
    document = lxml_html.document_fromstring(judged.get("/figure/aaaaaaaaaaaa-8").text)
    assert "（待核）" in document.findtext(".//title")
    words = document.text_content()
    assert "引用前请对照原文" in words and "机读把握不足" in words and "BibTeX" in words


def test_a_fall_is_called_one_beside_a_number_without_a_sign(judged: Site) -> None:
    fell = "ffffffffffff-2"
    title = lxml_html.document_fromstring(judged.get(f"/figure/{fell}").text).findtext(".//title")
    assert title and "用电量 同比下降3.1%" in title
    for path in ("/park/longshan", "/report/ffffffffffff", "/search?q=用电量", "/feed.atom"):
        assert "同比下降3.1%" in _text(judged, path), path
    assert "同比下降3.1%" in _text(judged, "/park/longshan/electricity_consumption")
    assert "down 3.1% on a year before" in _text(judged, f"/figure/{fell}?_lang=en")
    # A file has the sign, so there the kind is the plain one.
    rows = judged.get("/park/longshan/electricity_consumption/figures.csv").text
    assert "降幅" not in rows and "-3.1" in rows and "增速" in rows
