"""What a reader does on the demo: search, check, compare, switch, take away, print."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.browser.conftest import DESK, PHONE, Facts, Open

pytestmark = pytest.mark.browser

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("word", ["园区", "税收", "同比", "亿"])
def test_short_chinese_words_are_found_and_marked(reader: Open, facts: Facts, word: str) -> None:
    page = reader().open("/")
    page.locator("main input[name=q]").fill(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    marks = page.locator(".figure mark")
    assert marks.count() > 0 and set(marks.all_inner_texts()) == {word}
    wanted = facts.one(
        "select count(*) from figures where withdrawn_at is null and "
        "(instr(evidence, ?1) or instr(label, ?1) or instr(subject, ?1))",
        word,
    )
    assert page.locator("article.figure").count() == min(20, wanted)


def test_a_figure_fits_one_phone_screen_with_its_proof(reader: Open, facts: Facts) -> None:
    """A picture of the screen keeps number, clause, paper, date, status and address."""
    window = reader(PHONE)
    rows = facts.db.execute(
        "select f.id, f.quote, f.evidence, f.status, coalesce(nullif(a.origin, ''), s.name) "
        "from figures f join articles a on a.id = f.article_id "
        "join sources s on s.id = a.source_id where f.shown = 1 and f.park_id is not null "
        "order by length(f.evidence) desc limit 5"
    ).fetchall()
    assert rows
    for identity, quote, evidence, status, paper in rows:
        page = window.open(f"/figure/{identity}")
        card = page.locator(".one-figure")
        box = card.bounding_box()
        assert box["y"] + box["height"] <= PHONE[1], (identity, box)
        words = card.inner_text()
        assert quote in words and paper in words and f"/figure/{identity}" in words
        assert evidence[:12] in words and card.locator("mark").inner_text() == quote
        assert ("计划" in words) or status != "planned"
        assert "机读" in words or "人工核对" in words


def test_falls_are_called_falls_wherever_the_number_stands(reader: Open, facts: Facts) -> None:
    """A number printed without a sign (较上年减少3.1%) is told as a fall; bare, or beside the word
    增速, it would say the contrary."""
    window = reader(PHONE)
    rows = facts.db.execute(
        "select id, article_id, quote from figures where kind = 'growth' and value < 0 "
        "and withdrawn_at is null and quote not like '-%' order by shown desc, id limit 4"
    ).fetchall()
    assert rows
    for identity, report, quote in rows:
        fallen = re.compile(rf"下降[超近约]?{re.escape(quote)}")
        assert fallen.search(window.open(f"/figure/{identity}").title())
        card = window.open(f"/report/{report}").locator(
            f"article:has(a[href='/figure/{identity}'])"
        )
        assert fallen.search(card.locator(".number").inner_text().replace("\n", ""))


def test_keys_lead_through_a_page_in_order(reader: Open) -> None:
    page = reader().open("/parks")
    order = []
    for _ in range(10):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                "return [e.tagName, (e.innerText || e.name || '').trim(), s.outlineStyle] }"
            )
        )
    names = [name for _, name, _ in order]
    assert names[:3] == ["跳到正文", "园区数字档案", "园区"]
    assert names.index("English") < names.index("q") < names.index("搜索")
    assert all(style == "solid" for tag, _, style in order if tag in ("A", "BUTTON", "INPUT"))
    page.keyboard.press("Shift+Tab")
    page.goto(page.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_two_parks_are_compared_from_a_series(reader: Open, facts: Facts) -> None:
    park, indicator = facts.park, facts.indicator
    other = facts.one(
        "select p.name from years y join parks p on p.id = y.park_id where y.indicator_id = ? "
        "and y.park_id <> ? and p.id in (select park_id from park_totals where figures > 0) "
        "order by p.id limit 1",
        indicator,
        park,
    )
    page = reader().open(f"/park/{park}/{indicator}")
    page.locator("main a", has_text="与其他园区比较").click()
    page.locator("input[name=add]").fill(other)
    page.locator("main button").click()
    page.locator("main p a", has_text=other).first.click()
    assert page.locator("figure.panel").count() == 2
    assert page.locator("thead th").all_inner_texts()[-1] == other


def test_the_language_switch_is_remembered(reader: Open) -> None:
    page = reader().open("/")
    page.locator("a.language").click()
    page.locator("header nav a", has_text="Parks").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Parks"


def test_what_is_downloaded_can_be_read_back(reader: Open, facts: Facts, tmp_path: Path) -> None:
    park, indicator = facts.park, facts.indicator
    total = facts.one(
        "select count(*) from figures where park_id = ? and indicator_id = ? "
        "and withdrawn_at is null",
        park,
        indicator,
    )
    page = reader().open(f"/park/{park}/{indicator}")
    files = {}
    for name in ("CSV", "Excel", "图（SVG）"):
        with page.expect_download() as download:
            page.locator("p.take a", has_text=name).first.click()
        files[name] = tmp_path / f"{len(files)}"
        download.value.save_as(files[name])
    assert files["CSV"].read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(files["CSV"].read_text(encoding="utf-8-sig"))))
    assert len(rows) == total
    with zipfile.ZipFile(files["Excel"]) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        notes = etree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    assert len(sheet.findall(".//m:row", MAIN)) == total + 1
    numbers = [float(v.text) for v in sheet.xpath("//m:c[not(@t)]/m:v", namespaces=MAIN)]
    assert {float(row["数值"]) for row in rows} <= set(numbers)
    assert "数据截至" in "".join(notes.itertext())
    picture = etree.fromstring(files["图（SVG）"].read_bytes())
    words = "".join(picture.itertext())
    assert "来源" in words and "数据截至" in words and not picture.xpath("//@class | //@style")


def test_feeds_hold_what_an_atom_reader_needs(reader: Open, facts: Facts) -> None:
    window = reader()
    for path in ("/feed.atom", f"/park/{facts.park}/feed.atom", "/search.atom?q=没有这样的词"):
        answer = window.page.request.get(window.site.address + path)
        feed = etree.fromstring(answer.body())
        assert feed.tag == f"{ATOM}feed" and answer.headers["etag"]
        for entry in [feed, *feed.findall(f"{ATOM}entry")]:
            for tag in ("id", "title", "updated"):
                assert len(entry.findall(f"{ATOM}{tag}")) == 1 and entry.findtext(f"{ATOM}{tag}")
        assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_print_leaves_the_menu_and_writes_links_out(reader: Open, facts: Facts) -> None:
    figure = facts.one("select id from figures where shown = 1 and park_id is not null limit 1")
    page = reader(DESK).open(f"/figure/{figure}")
    page.emulate_media(media="print")
    for hidden in (".top nav", "form.find", "a.language"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("blockquote").is_visible()
    link = "document.querySelector(\"main a[href^='http']\")"
    after = page.evaluate(f"() => getComputedStyle({link}, '::after').content")
    assert "http" in after
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_words_in_an_address_do_nothing(reader: Open) -> None:
    window = reader()
    for words in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "'--"):
        page = window.page
        page.goto(f"{window.site.address}/search?q=" + words)
        assert page.locator("main script, main img").count() == 0
        assert page.locator("main input[name=q]").input_value() == words
