"""What a reader takes away: CSV, workbook, JSON, Atom."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from contextlib import closing

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.site.sheets import csv_bytes, workbook
from tests.serving import Site

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _release(site: Site) -> str:
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        found = db.execute("select value from archive where name = 'release'").fetchone()
    return str(found[0])


def test_csv_opens_in_a_chinese_excel(site: Site) -> None:
    reply = site.get("/park/longshan/figures.csv")
    assert reply.body.startswith(b"\xef\xbb\xbf")
    assert "attachment" in reply.headers["content-disposition"]
    assert f"-{_release(site)}.csv" in reply.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig"))))
    tax = next(row for row in rows if row["编号"] == "aaaaaaaaaaaa-3")
    assert float(tax["数值"]) == 437000000 and tax["单位"] == "CNY" and tax["时期"] == "2025年"
    assert tax["本站网址"] == f"{site.address}/figure/aaaaaaaaaaaa-3"
    assert next(r for r in rows if r["编号"] == "aaaaaaaaaaaa-9")["实绩或计划"] == "计划"


def test_formulas_do_not_run() -> None:
    body = [["=1+1", "+8", "-x", "@y", " =z", "1-2", -3.5, "=", "-3.1"]]
    text = csv_bytes(["a"] * 9, body).decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text)))[1]
    assert cells[:5] == ["'=1+1", "'+8", "'-x", "'@y", "' =z"] and cells[5:] == [
        "1-2",
        "-3.5",
        "=",
        "-3.1",
    ]
    with zipfile.ZipFile(io.BytesIO(workbook([("s", [["=1+1"]])]))) as file:
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//m:f", MAIN)
    assert sheet.findtext(".//m:t", namespaces=MAIN) == "=1+1"


def test_a_workbook_holds_numbers_and_says_where_they_come_from(site: Site) -> None:
    reply = site.get("/indicator/tax_revenue/figures.xlsx")
    with zipfile.ZipFile(io.BytesIO(reply.body)) as file:
        assert file.testzip() is None
        names = etree.fromstring(file.read("xl/workbook.xml")).xpath("//@name")
        sheets = [etree.fromstring(file.read(f"xl/worksheets/sheet{n}.xml")) for n in (1, 2)]
    assert names == ["数字", "说明"]
    head = ["".join(c.itertext()) for c in sheets[0].findall(".//m:row[@r='1']/m:c", MAIN)]
    column = chr(65 + head.index("数值"))
    cells = sheets[0].xpath(f"//m:c[starts-with(@r, '{column}')][not(@t)]", namespaces=MAIN)
    assert 437000000 in [float(c.findtext("m:v", namespaces=MAIN)) for c in cells]
    notes = "".join(sheets[1].itertext())
    where = f"{site.address}/indicator/tax_revenue"
    for part in ("版本", _release(site), "数据截至", "2026-03-01", "权利", where):
        assert part in notes


def test_a_search_can_be_taken_away(site: Site) -> None:
    rows = list(
        csv.DictReader(io.StringIO(site.get("/search.csv?q=税收").body.decode("utf-8-sig")))
    )
    assert len(rows) > 5 and all("税收" in r["原句"] + r["指标"] for r in rows)
    assert len(site.get("/search.csv?q=没有这样的词").text.splitlines()) == 1
    found = site.get("/search.json?q=税收&year=2024").json()
    assert isinstance(found, dict) and {f["period_key"] for f in found["figures"]} == {"2024"}


@pytest.mark.parametrize(
    "path",
    ["/feed.atom", "/park/longshan/feed.atom", "/park/hostile/feed.atom", "/search.atom?q=税收",
     "/indicator/tax_revenue/feed.atom", "/province/620000/feed.atom", "/source/longshan/feed.atom",
     "/search.atom?q=没有这样的词", "/search.atom"],
)  # fmt: skip
def test_feeds_are_whole_even_when_empty(site: Site, path: str) -> None:
    reply = site.get(path)
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(reply.body)
    for tag in ("id", "title", "updated", "author/a:name", "link[@rel='self']"):
        assert feed.find(f"a:{tag}", ATOM) is not None, tag
    assert (feed.find("a:entry", ATOM) is None) == (path in (
        "/park/hostile/feed.atom", "/search.atom?q=没有这样的词", "/search.atom"
    ))  # fmt: skip
    for entry in feed.findall("a:entry", ATOM):
        assert len(entry.findtext("a:updated", namespaces=ATOM)) == 25
        content = entry.findtext("a:content", namespaces=ATOM)
        assert "<script" not in content and "“" in content
    ids = [e.findtext("a:id", namespaces=ATOM) for e in feed.findall("a:entry", ATOM)]
    assert len(ids) == len(set(ids))


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    for path in ("/feed.atom", "/park/longshan", "/park/longshan/figures.xlsx"):
        first = site.get(path)
        again = site.get(path, If_None_Match=first.headers["etag"])
        assert again.status == 304 and not again.body


# Every page that shows rows, and where its files begin.
PAGES = {
    "/park/longshan": "/park/longshan/figures",
    "/park/longshan/tax_revenue": "/park/longshan/tax_revenue/figures",
    "/indicator/tax_revenue": "/indicator/tax_revenue/figures",
    "/indicator/tax_revenue?year=2024": "/indicator/tax_revenue/ranking",
    "/report/aaaaaaaaaaaa": "/report/aaaaaaaaaaaa/figures",
    "/search?q=税收&year=2024": "/search",
    "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin": "/compare",
    "/parks": "/parks",
    "/province/620000": "/province/620000/parks",
    "/reports": "/reports",
    "/source/longshan": "/source/longshan/reports",
    "/sources": "/sources",
    "/indicators": "/indicators",
    "/coverage": "/coverage/provinces",
    "/corrections": "/corrections",
}


def _links(site: Site, page: str, file: str, lang: str) -> list[str]:
    document = lxml_html.document_fromstring(site.get(page, Cookie=f"parks_lang={lang}").text)
    found = document.xpath("//p[contains(@class, 'take')]//a/@href")
    return [str(link) for link in found if str(link).partition("?")[0].rpartition(".")[0] == file]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.removeprefix("'")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_with_rows_hands_them_out_in_three_forms(
    site: Site, page: str, lang: str
) -> None:
    links = _links(site, page, PAGES[page], lang)
    forms = [link.partition("?")[0].rpartition(".")[2] for link in links]
    assert forms[:3] == ["csv", "xlsx", "json"] and forms[3:] in ([], ["atom"])
    sheet, book, data = (site.get(link, Cookie=f"parks_lang={lang}") for link in links[:3])
    assert sheet.body.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(sheet.body.decode("utf-8-sig")))
    told = data.json()
    assert isinstance(told, dict) and len(told) == 2
    about, listed = told.values()
    assert len(listed) == len(rows) == int(about["行数" if lang == "zh" else "rows"])
    assert rows or page == "/corrections"
    with zipfile.ZipFile(io.BytesIO(book.body)) as file:
        lines, notes = (etree.fromstring(file.read(f"xl/worksheets/sheet{n}.xml")) for n in (1, 2))
    assert len(lines.findall(".//m:row", MAIN)) == len(rows) + 1
    words = "".join(notes.itertext())
    assert _release(site) in words and site.address in words and "2026-03-01" in words
    numbers = [float(v.text) for v in lines.xpath("//m:c[not(@t)]/m:v", namespaces=MAIN)]
    for row, record in zip(rows, listed, strict=True):
        assert len(row) == len(head) == len(record)
        for cell, value in zip(row, record.values(), strict=True):
            assert cell == "" if value is None else _number(cell) == _number(str(value))
            assert not isinstance(value, float | int) or value in numbers
    if lang == "en":
        assert listed == [] or head == list(listed[0])


def test_a_ranking_is_taken_away_as_it_is_shown(site: Site) -> None:
    rows = site.get("/indicator/tax_revenue/ranking.json?year=2024&_lang=en").json()["ranking"]  # type: ignore[index]
    assert [(r["rank"], r["moved"], r["year"]) for r in rows] == [(1, 1, 2024), (2, -1, 2024)]
    assert site.get("/indicator/employment/ranking.csv?year=1").status == 200
    assert site.get("/indicator/project_total_investment/ranking.csv").status == 404


def test_a_refused_comparison_hands_out_no_values(site: Site) -> None:
    refused = site.get("/compare.json?indicator=tax_revenue,employment&park=longshan").json()
    assert isinstance(refused, dict) and refused["values"] == []


def test_hostile_titles_make_harmless_names_of_files(site: Site) -> None:
    reply = site.get("/report/cccccccccccc/figures.csv")
    header = reply.headers["content-disposition"]
    assert reply.status == 200 and "<" not in header and "\n" not in header
    assert header.count('"') == 2
    assert "<script" in site.get("/report/cccccccccccc/figures.json").text  # as data, not as a page
    policy = site.get("/report/cccccccccccc/figures.json").headers["content-security-policy"]
    assert "sandbox" in policy
