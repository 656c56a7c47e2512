"""What was withdrawn or put right is told on a page and in a feed, with its reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.judge import withdraw
from archive.patch import patch_withdrawn
from archive.publish import publish
from archive.store import open_archive
from tests.serving import Site, served
from tests.site import reports

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/corrections/feed.atom"


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One figure that its paper took out, and one that a person withdrew after publishing."""
    home: Path = reports.build(tmp_path_factory.mktemp("withdrawn") / "home", reports.REPORTS[:2])
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.execute(
            "update figures set withdrawn_at = '2026-03-02T08:00:00+08:00', "
            "withdrawn_by = 'paper', withdrawn_reason = '报纸删去了这一句' "
            "where id = 'aaaaaaaaaaaa-3'"
        )
    publish(home)
    archive = open_archive(home, create=False)
    withdraw(archive.db, "aaaaaaaaaaaa-1", "把<b>计划</b>读成了实绩", "editor")
    archive.close()
    patch_withdrawn(home)
    with served(home) as site:
        yield site


def _entries(site: Site, path: str = FEED) -> list[etree._Element]:
    reply = site.get(path)
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(reply.body)
    for tag in ("id", "title", "updated", "author/a:name", "link[@rel='self']"):
        assert feed.find(f"a:{tag}", ATOM) is not None, tag
    assert len(feed.findtext("a:updated", namespaces=ATOM)) == 25
    return list(feed.findall("a:entry", ATOM))


def test_withdrawals_are_told_on_the_page_once_with_their_reasons(withdrawn: Site) -> None:
    document = lxml_html.document_fromstring(withdrawn.get("/corrections").text)
    lines = [line.text_content() for line in document.xpath("//section[@aria-labelledby='c']//li")]
    assert len(lines) == 2
    for number, reason in (
        ("128.6亿元", "把<b>计划</b>读成了实绩"),
        ("4.37亿元", "报纸删去了这一句"),
    ):
        (line,) = [line for line in lines if number in line]
        assert "撤下" in line and reason in line and "龙山经济开发区" in line
    assert document.xpath("//link[@type='application/atom+xml']/@href") == [FEED]
    assert document.xpath(f"//main//a[@href='{FEED}']")


def test_withdrawals_are_entries_of_the_feed(withdrawn: Site) -> None:
    entries = _entries(withdrawn)
    assert len(entries) == 2
    told = {e.findtext("a:title", namespaces=ATOM): e for e in entries}
    assert all(title.startswith("撤下：龙山经济开发区 ") for title in told)
    by_person = told["撤下：龙山经济开发区 工业总产值 128.6亿元"]
    content = lxml_html.document_fromstring(by_person.findtext("a:content", namespaces=ATOM))
    assert "原因：把<b>计划</b>读成了实绩" in content.text_content() and not content.xpath("//b")
    assert content.xpath("//a/@href") == [f"{withdrawn.address}/figure/aaaaaaaaaaaa-1"]
    assert len(by_person.findtext("a:updated", namespaces=ATOM)) == 25
    ids = [e.findtext("a:id", namespaces=ATOM) for e in entries]
    assert len(set(ids)) == 2 and all("/figure/aaaaaaaaaaaa-" in identity for identity in ids)
    english = _entries(withdrawn, f"{FEED}?_lang=en")
    assert "withdrawn: " in english[0].findtext("a:title", namespaces=ATOM)


def test_the_feed_is_whole_while_nothing_was_withdrawn(site: Site) -> None:
    assert _entries(site) == []
    words = lxml_html.document_fromstring(site.get("/corrections").text).text_content()
    assert "还没有" in words
