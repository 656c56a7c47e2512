"""An archive without any figure is published, and its site is of use: it says what is not there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as lxml_html

from archive.commands.publish import command
from archive.faults import ArchiveError
from archive.publish import publish
from archive.store import open_archive
from tests.serving import Reply, Site, served
from tests.site import reports
from tests.site.reports import Report
from tests.small_tables import use_small_tables

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SILENT = Report(
    "silentaaaaaa", "龙山经开区：早市开张", "早市天不亮就开了张，赶集的人挤满了街口。" * 20, []
)


def _fresh(home: Path) -> None:
    """As the first command that opens an archive leaves it."""
    home.mkdir()
    open_archive(home).close()


def _known(home: Path) -> None:
    """Parks and places are known, nothing was crawled."""
    _fresh(home)
    archive = open_archive(home)
    use_small_tables(archive.db)
    archive.close()


def _silent(home: Path) -> None:
    """A source, parks, and a report without a number."""
    reports.build(home, [SILENT])


@pytest.fixture(scope="module", params=[_fresh, _known, _silent], ids=["new", "known", "silent"])
def bare(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site without a figure."""
    home = tmp_path_factory.mktemp("bare") / "home"
    request.param(home)
    publish(home)
    with served(home) as site:
        yield site


SEEDS = [
    "/", "/search?q=税收", "/search?province=620000&year=2024", "/province/620000",
    "/province/710000", "/compare?indicator=tax_revenue&add=x",
]  # fmt: skip


def _crawl(site: Site, lang: str) -> dict[str, Reply]:
    waiting, found = list(SEEDS), {}
    while waiting and len(found) < 120:
        path = waiting.pop(0)
        if path in found or path.startswith("/public"):
            continue
        reply = found[path] = site.get(path, Cookie=f"parks_lang={lang}")
        if not reply.headers["content-type"].startswith("text/html"):
            continue
        for href in lxml_html.document_fromstring(reply.text).xpath("//a/@href"):
            target = urlsplit(urljoin(site.address + path, str(href)))
            own = f"{target.scheme}://{target.netloc}" == site.address
            if own and "_lang" not in target.query:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_stands_and_no_link_is_broken(bare: Site, lang: str) -> None:
    pages = _crawl(bare, lang)
    assert len(pages) > 100
    assert {p: r.status for p, r in pages.items() if r.status != 200} == {}
    for path, reply in pages.items():
        if reply.headers["content-type"].startswith("text/html"):
            main = lxml_html.document_fromstring(reply.text).xpath("string(//main)")
            # "None yet." is what English pages say; None alone would be a value shown by mistake.
            assert main.strip() and not re.search(r"\bNone\b(?! (yet|of))|\bnan\b", main), path
            for table in lxml_html.document_fromstring(reply.text).xpath("//main//table"):
                assert table.xpath(".//tbody/tr"), path  # no head over nothing


def test_the_home_page_says_what_is_not_there_and_where_to_look(bare: Site) -> None:
    document = lxml_html.document_fromstring(bare.get("/").text)
    words = document.xpath("string(//main)")
    assert "个数字" in words and document.xpath("//form[@role='search']")
    reports_held = "早市" in bare.get("/reports").text
    assert reports_held != bool(document.xpath("//p[@class='empty']//a[@href='/coverage']"))
    assert len(document.xpath("//*[local-name()='svg']//*[contains(@class, 'tile')]")) == 34
    assert "本库还没有收录数字" in bare.get("/search?q=没有的词").text


def test_a_blank_says_whether_anybody_looked(bare: Site) -> None:
    """No source, and a source in which nothing was read, are told apart."""
    document = lxml_html.document_fromstring(bare.get("/coverage").text)
    tile = document.xpath("//a[@href='/province/620000']")[0]
    sources = bare.get("/public/sources.json?_shape=array").json()
    assert (tile.get("class") == "tile empty") == bool(sources)
    assert ("尚无来源" in tile.text_content()) != bool(sources)


@pytest.mark.parametrize(
    "path",
    ["/feed.atom", "/corrections/feed.atom", "/indicator/tax_revenue/feed.atom",
     "/province/620000/feed.atom", "/search.atom?q=税收"],
)  # fmt: skip
def test_feeds_without_figures_are_valid_and_have_a_validator(bare: Site, path: str) -> None:
    reply = bare.get(path)
    feed = etree.fromstring(reply.body)
    for tag in ("id", "title", "updated", "author/a:name", "link[@rel='self']"):
        assert feed.find(f"a:{tag}", ATOM) is not None, tag
    assert len(feed.findtext("a:updated", namespaces=ATOM) or "") == 25
    assert bare.get(path, If_None_Match=reply.headers["etag"]).status == 304


def test_files_without_rows_have_their_heads(bare: Site) -> None:
    for path in ("/indicator/tax_revenue/figures", "/search"):
        text = bare.get(f"{path}.csv?q=税收").body.decode("utf-8-sig")
        assert "数值" in next(csv.reader(io.StringIO(text))) and len(text.splitlines()) == 1
        found = bare.get(f"{path}.json?q=税收").json()
        assert isinstance(found, dict) and found["figures"] == []


def test_the_command_says_that_there_is_nothing_yet(tmp_path: Path) -> None:
    _fresh(tmp_path / "home")
    done = CliRunner().invoke(command, ["--home", str(tmp_path / "home")])
    assert done.exit_code == 0 and "no figure yet" in done.output


def test_what_was_published_is_not_emptied_without_force(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", reports.REPORTS[:1])
    publish(home)
    archive = open_archive(home)
    with archive.db as db:
        db.execute(
            "update figures set withdrawn_at = '2026-03-02T08:00:00+08:00', withdrawn_by = 'paper'"
        )
    archive.close()
    with pytest.raises(ArchiveError, match="0 figures, fewer than"):
        publish(home)
    publish(home, force=True)
