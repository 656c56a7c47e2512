"""Parks that a report sums up are no park: they are counted and ranked as none, and say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html as lxml_html

from archive.publish import publish
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import Report, Said

BOTH = "龙山经济开发区、西河高新区"
JOINED = "candidate-joined"
FILLER = "风吹过厂区，路上没有几个人，远处的塔吊慢慢转着。" * 20


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = reports.build(tmp_path_factory.mktemp("joined"))
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.execute(
            "insert into parks (id, name, kind, level, place_code, status) "
            "values (?, ?, '', 'unknown', '620102', 'candidate')",
            (JOINED, BOTH),
        )
        db.execute("update parks set parent_id = 'longshan' where id = ?", (JOINED,))
        db.executemany(
            "insert into parks (id, name, kind, level, status) values (?, ?, '', 'unknown', ?)",
            [("three", "银川三大园区", "candidate"), ("avenue", "第三大道工业园", "candidate"),
             ("listed", "甲、乙工业园区", "official")],
        )  # fmt: skip
        db.execute("insert into park_names (park_id, name) values (?, ?)", (JOINED, BOTH))
    body = f"2024年，{BOTH}税收合计7.1亿元，工业总产值合计264.3亿元。{FILLER}"
    about = {
        "park": JOINED,
        "subject": BOTH,
        "period": ("2024-01-01", "2024-12-31", "year", "2024"),
    }
    said = [
        Said("税收", "7.1亿元", "tax_revenue", 7.1e8, **about),  # type: ignore[arg-type]
        Said("工业总产值", "264.3亿元", "gross_industrial_output", 2.643e10, **about),  # type: ignore[arg-type]
    ]
    reports.add(home, Report("joinedaaaaaa", "两个园区一起报数", body, said, "2025-02-01"))
    publish(home)
    with served(home) as site:
        yield site


def _page(site: Site, path: str, lang: str = "zh") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)


def test_the_data_tell_several_parks_from_one(joined: Site) -> None:
    with closing(sqlite3.connect(joined.home / "public.db")) as db:
        ask = lambda sql: [row[0] for row in db.execute(sql)]  # noqa: E731 short
        assert ask("select id from parks where status = 'several' order by id") == [JOINED, "three"]
        assert ask(f"select parent_id from parks where id = '{JOINED}'") == [None]
        assert JOINED in ask("select park_id from park_series")
        assert JOINED not in ask("select park_id from park_years")
        assert JOINED not in ask("select park_id from coverage")
        assert JOINED not in ask("select park_id from changes union select park_id from years")
        assert ask("select parks from indicator_totals where indicator_id = 'tax_revenue'") == [2]


def test_several_parks_are_counted_and_ranked_as_none(joined: Site) -> None:
    home = _page(joined, "/")
    assert "涉及 2 个园区" in home.xpath("string(//p[@class='lead'])")
    assert BOTH not in home.xpath("//datalist/option/@value")
    indicator = _page(joined, "/indicator/tax_revenue?year=2024")
    assert BOTH not in indicator.xpath("string(//main)")
    province = _page(joined, "/province/620000")
    assert "2 个" in province.xpath("string(//p[@class='lead'])").split("。")[0]
    offered = _page(joined, "/compare?indicator=tax_revenue&add=龙山").xpath("string(//main)")
    assert BOTH not in offered


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "多园区合计"), ("en", "several parks together")]
)
def test_where_several_parks_stand_they_say_so(joined: Site, lang: str, words: str) -> None:
    for path in ("/parks", "/province/620000"):
        lines = _page(joined, path, lang).xpath("//tbody/tr")
        assert [words in line.text_content() for line in lines].count(True) == 1
        told = [line for line in lines if "–" not in line.xpath("string(td[2])")]
        assert BOTH in told[-1].text_content() or BOTH in lines[-1].text_content()
    for path in (f"/park/{JOINED}", "/report/joinedaaaaaa", "/figure/joinedaaaaaa-1",
                 "/search?q=龙山"):  # fmt: skip
        assert words in _page(joined, path, lang).xpath("string(//main)"), path
    page = _page(joined, f"/park/{JOINED}", lang)
    members = page.xpath("//p[@class='note'][span[@class='several']]/a/@href")
    assert members == ["/park/longshan", "/park/xihe-gaoxin"]
    assert words not in _page(joined, "/park/longshan", lang).xpath("string(//main)")


def test_a_park_of_its_own_keeps_its_standing(published: Path) -> None:
    with closing(sqlite3.connect(published / "public.db")) as db:
        known = dict(db.execute("select id, status from parks"))
    assert known == {"longshan": "official", "xihe-gaoxin": "official", "hostile": "candidate"}
