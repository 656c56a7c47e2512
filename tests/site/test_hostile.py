"""A page full of markup, script, SQL and formulas, taken in like any other, comes out as words."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.commands import parks
from tests.serving import Site, served

PAGE = Path(__file__).parent / "hostile.html"
URL = "https://gansu.gansudaily.com.cn/system/2025/03/05/031162999.shtml"
RUNS = (
    "//main//script | //main//img | //main//iframe | //main//svg[@onload] | //main//b[not(text())]"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose only report is the hostile one, taken from a saved page."""
    home = tmp_path_factory.mktemp("hostile")
    for command in (("add", str(PAGE), "--url", URL), ("publish",)):
        done = parks(*command, home=home)
        assert done.returncode == 0, done.stderr + done.stdout
    with served(home) as site:
        yield site


def _report(site: Site) -> tuple[str, str]:
    with sqlite3.connect(f"file:{site.home / 'public.db'}?mode=ro", uri=True) as db:
        report = db.execute("select id, title from articles").fetchone()
        figures = db.execute("select id from figures where article_id = ?", report[:1]).fetchall()
    assert "<script>alert(1)</script>" in report[1] and len(figures) >= 4
    return str(report[0]), str(figures[0][0])


def test_every_page_shows_the_words_and_runs_nothing(hostile: Site) -> None:
    report, figure = _report(hostile)
    for path in ("/", f"/report/{report}", f"/figure/{figure}", "/reports", "/search?q=script",
                 "/search?q=临洮", f"/public/articles/{report}"):  # fmt: skip
        reply = hostile.get(path)
        assert reply.status == 200, path
        document = lxml_html.document_fromstring(reply.text)
        assert not document.xpath(RUNS), path
        assert "alert(1)</script>" not in reply.text and "<svg onload" not in reply.text, path
        assert "evil.example" not in "".join(map(str, document.xpath("//@src | //@href"))), path
    assert "<script>alert(1)</script>" in lxml_html.document_fromstring(
        hostile.get(f"/report/{report}").text
    ).xpath("string(//h1)")


def test_files_and_feeds_carry_words_that_do_not_run(hostile: Site) -> None:
    table = hostile.get("/search.csv?q=临洮").body.decode("utf-8-sig")
    cells = [cell for row in list(csv.reader(io.StringIO(table)))[1:] for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell[:1]]
    with zipfile.ZipFile(io.BytesIO(hostile.get("/search.xlsx?q=临洮").body)) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())
    feed = etree.fromstring(hostile.get("/feed.atom").body)
    for content in feed.xpath("//*[local-name()='content']/text()"):
        assert not lxml_html.document_fromstring(content).xpath("//script | //img | //*[@onload]")


def test_the_tables_are_still_there(hostile: Site) -> None:
    with sqlite3.connect(f"file:{hostile.home / 'public.db'}?mode=ro", uri=True) as db:
        assert db.execute("select count(*) from figures").fetchone()[0] >= 4
