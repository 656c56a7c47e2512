"""What is held is counted and can be read to its end; what is contradicted says so everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html as lxml_html

from archive.publish import publish
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import Report, Said

FILLER = "街口的早市开得很早，赶集的人挤满了巷子，卖菜的大嫂笑着说今年的收成不错。" * 6
HELD = 30


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a park of many held figures."""
    home = reports.build(tmp_path_factory.mktemp("doubted"))
    numbers = [f"{n}.5亿元" for n in range(101, 101 + HELD)]
    body = "，".join(f"龙山经济开发区税收{number}" for number in numbers) + "。" + FILLER
    said = [
        Said("税收", number, "tax_revenue", float(number[:-2]) * 1e8, confidence=0.5)
        for number in numbers
    ]
    reports.add(home, Report("heldaaaaaaaa", "龙山经开区的许多说法", body, said))
    for identity, paper, tax, confidence in (
        ("sureaaaaaaaa", "龙山日报", "6.4", 0.95), ("unsureaaaaaa", "西河晚报", "7.9", 0.85),
        ("unsurebbbbbb", "甘肃日报", "7.9", 0.85),
    ):  # fmt: skip
        body = f"2018年，龙山经济开发区实现税收{tax}亿元。{FILLER}"
        said = [
            Said("税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, confidence=confidence,
                 period=("2018-01-01", "2018-12-31", "year", "2018")),
        ]  # fmt: skip
        title = f"{paper}：税收{tax}亿元"
        reports.add(home, Report(identity, title, body, said, "2019-02-01", paper))
    publish(home)
    with served(home) as site:
        yield site


def test_the_data_say_that_the_only_usable_reading_is_contradicted(doubted: Site) -> None:
    with closing(sqlite3.connect(doubted.home / "public.db")) as db:
        reasons = dict(db.execute("select figure_id, choice_reason from park_series"))
        contradicted = {
            identity
            for pair in db.execute(
                "select figure_a, figure_b from conflicts where counted = 1 "
                "and grade <> '末位取舍' and figure_a <> figure_b"
            )
            for identity in pair
        }
    assert reasons["sureaaaaaaaa-1"] == "选用，但有不一致"
    assert not [f for f in contradicted if reasons.get(f) == "仅此一处"]
    assert all(f in contradicted for f, why in reasons.items() if why == "选用，但有不一致")
    assert "仅此一处" in reasons.values()


def _page(site: Site, path: str, lang: str = "zh") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)


@pytest.mark.parametrize(("lang", "words"), [("zh", "共 %s 个"), ("en", "%s in all")])
def test_held_figures_are_counted_and_paged_to_the_last(
    doubted: Site, lang: str, words: str
) -> None:
    path, found = "/park/longshan", []
    while path:
        section = _page(doubted, path, lang).xpath("//section[@aria-labelledby='held']")[0]
        found += section.xpath(".//p[@class='number']/a/@href")
        total = HELD + 4  # two of the common fixture, and the two that contradict
        assert words % total in section.text_content()
        following = section.xpath(".//a[@rel='next']/@href")
        path = following[0] if following else ""
        assert not path or path.endswith("#held")
        path = path.partition("#")[0]
    assert len(found) == len(set(found)) == total


@pytest.mark.parametrize(
    ("lang", "only", "but", "title"),
    [("zh", "仅此一处", "选用，但有不一致", "与其他说法不一致"),
     ("en", "the only reading", "chosen, but contradicted", "contradicted by another reading")],
)  # fmt: skip
def test_a_contradicted_number_is_not_called_the_only_one(
    doubted: Site, lang: str, only: str, but: str, title: str
) -> None:
    document = _page(doubted, "/park/longshan/tax_revenue?page=1", lang)
    mine = document.xpath("//tr[td/a[@class='value'][@href='/figure/sureaaaaaaaa-1']]")
    if not mine:
        document = _page(doubted, "/park/longshan/tax_revenue?page=2", lang)
        mine = document.xpath("//tr[td/a[@class='value'][@href='/figure/sureaaaaaaaa-1']]")
    why = mine[0].xpath("string(td[contains(@class, 'why')])")
    assert "7.9亿元" in why and only not in why and but in why
    for path in (
        "/indicator/tax_revenue?year=2018",
        "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin",
    ):
        marks = _page(doubted, path, lang).xpath("//table//a[contains(@class, 'contested')]")
        links = [(mark.get("href"), mark.get("title")) for mark in marks]
        assert ("/figure/sureaaaaaaaa-1#conflicts", title) in links, path
        # What nothing contradicts has no mark.
        assert all("long2019aaaa" not in str(link) for link, _ in links), path
    figure = _page(doubted, "/figure/sureaaaaaaaa-1", lang)
    assert figure.xpath("//*[@id='conflicts']")


@pytest.mark.parametrize(
    ("lang", "held", "none"), [("zh", "待核", "无报道"), ("en", "held", "none")]
)
def test_a_comparison_tells_a_held_figure_from_no_report(
    tmp_path: Path, lang: str, held: str, none: str
) -> None:
    home = reports.build(tmp_path / "home", [
        _of_year("龙山经济开发区", 2019, "3.1"), _of_year("龙山经济开发区", 2020, "3.3", 0.5),
        _of_year("龙山经济开发区", 2021, "3.6"), _of_year("西河高新区", 2020, "8.8"),
        _of_year("西河高新区", 2022, "9.2", 0.5), _of_year("西河高新区", 2023, "9.4"),
    ])  # fmt: skip
    publish(home)
    with served(home) as site:
        page = _page(site, "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin", lang)
        table = {
            row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
            for row in page.xpath("//table//tr[td]")
        }
        assert held in table["2020"][0] and "3.3亿元" in table["2020"][0]
        assert table["2019"][1] == none and none not in table["2020"][0]
        # A year that is held everywhere is no year without a report.
        assert table["2022"][0] == none and held in table["2022"][1]
        assert page.xpath("//table//a[contains(@class, 'held')]/@href") == [
            "/figure/xihe2022held-1",
            "/figure/long2020held-1",
        ]
        below = page.xpath("//*[@class='panels']//*[@class='missing']/text()")
        assert held in below and none in below
        alone = _page(site, "/compare?indicator=operating_revenue&park=longshan", lang)
        assert not alone.xpath("//table")


def test_what_is_held_altogether_is_compared_as_held(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [_of_year("龙山经济开发区", 2020, "3.3", 0.5)])
    publish(home)
    with served(home) as site:
        page = _page(site, "/compare?indicator=tax_revenue&park=longshan")
        assert page.xpath("//table//a[contains(@class, 'held')]/@href") == [
            "/figure/long2020held-1"
        ]
        assert "待核" in page.xpath("string(//*[@class='panels'])")


@pytest.mark.parametrize(
    ("lang", "only", "none", "part"),
    [
        ("zh", "仅有2020年1—9月 3.3亿元", "无报道", "非全年"),
        ("en", "only Jan–Sep 2020 3.3亿元", "none", "in part"),
    ],
)
def test_a_part_of_a_year_is_no_year_without_a_report(
    tmp_path: Path, lang: str, only: str, none: str, part: str
) -> None:
    home = reports.build(tmp_path / "home", [
        _of_year("龙山经济开发区", 2019, "3.1"),
        _of_year("龙山经济开发区", 2020, "3.3", until="09-30"),
        _of_year("龙山经济开发区", 2021, "3.6"), _of_year("龙山经济开发区", 2022, "3.8", 0.5),
        _of_year("龙山经济开发区", 2023, "3.9"), _of_year("西河高新区", 2023, "9.4"),
        _of_year("西河高新区", 2021, "4.4", 0.5, until="06-30"), _of_year("西河高新区", 2020, "9"),
    ])  # fmt: skip
    publish(home)
    with served(home) as site:
        page = _page(site, "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin", lang)
        table = {
            row.xpath("string(th)"): [
                " ".join(cell.text_content().split()) for cell in row.xpath("td")
            ]
            for row in page.xpath("//table//tr[td]")
        }
        assert table["2020"][0] == only
        assert "4.4亿元" in table["2021"][1] and table["2021"][1].endswith(
            "待核" if lang == "zh" else "held"
        )
        assert table["2022"][1] == none
        below = page.xpath("//*[@class='panels']//*[@class='missing']/text()")
        assert below.count(part) == 2 and none in below
        held = "待核" if lang == "zh" else "held"
        for path in ("/park/longshan", "/park/longshan/tax_revenue"):
            words = _page(site, path, lang).xpath("//main//*[@class='missing']/text()")
            assert {part, held} == set(words), path
        picture = site.get("/park/longshan/tax_revenue/chart.svg").text
        assert "非全年" in picture and "待核" in picture and "无报道" not in picture


def test_a_park_is_added_by_a_name_typed_without_blanks(doubted: Site) -> None:
    def offered(name: str) -> list[str]:
        page = _page(doubted, f"/compare?indicator=tax_revenue&add={quote(name)}")
        links = page.xpath("//main//a[contains(@href, 'park=longshan')]")
        return [link.text_content() for link in links]

    assert offered("龙山") == offered("“龙山经济开发区”税收") == ["龙山经济开发区"]
    assert offered("东海西山") == []


def _of_year(
    park: str, year: int, tax: str, confidence: float = 0.95, until: str = "12-31"
) -> Report:
    """A park's tax of a year or its first months; held with too little confidence."""
    key, kind = {
        "12-31": (f"{year}", "year"), "09-30": (f"{year}-YTD09", "ytd"),
        "06-30": (f"{year}-H1", "half"),
    }[until]  # fmt: skip
    short, identity = ("long", "longshan") if park.startswith("龙山") else ("xihe", "xihe-gaoxin")
    said = Said(
        "税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, confidence=confidence, park=identity,
        subject=park, period=(f"{year}-01-01", f"{year}-{until}", kind, key),
    )  # fmt: skip
    body = f"{year}年，{park}实现税收{tax}亿元。{FILLER}"
    mark = "held" if confidence < 0.9 else "sure"
    return Report(f"{short}{year}{mark}", f"{park}{year}年", body, [said], f"{year + 1}-02-01")
