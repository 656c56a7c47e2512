"""A hunt over all that the demo's site hands out: no body, and no third of one, comes together."""

from __future__ import annotations

import io
import itertools
import re
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from tests.serving import Site, Visit, visits

MOST = 20_000  # pages of the demo
AT_ONCE = 4  # requests
RUN = 101  # characters; a clause has at most 100
OURS = re.compile(
    r"^/($|search|park|report|figure|indicator|province|source|about|api|coverage|corrections|"
    r"compare|embed|feed|sitemap)"
)
SEEDS = [
    "/",
    "/reports",
    "/parks",
    "/sources",
    "/feed.atom",
    "/search.csv?q=园区",
    "/search?q=园区",
]


def plain(text: str) -> str:
    """Words alone: a body can't hide behind tags, blanks or line breaks."""
    return re.sub(r"\s+", "", text)


def _words(path: str, body: bytes) -> str:
    if ".xlsx" in path:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "".join(book.read(name).decode("utf-8") for name in book.namelist())
    return body.decode("utf-8")


def _drawn(path: str) -> str:
    """Which kind of picture a path is; empty where it has words. Pictures are drawn from an SVG:
    tests/site/test_cards.py reads that of every card, a chart's lies beside it."""
    page = path.partition("?")[0]
    return page.rpartition("/")[2] if page.endswith(".png") else ""


def _read(site: Visit, path: str) -> tuple[str, list[str]]:
    """The words of what lies at a path, and where its links lead to."""
    reply = site.get(path)
    assert reply.status == 200, path
    if _drawn(path):
        return "", []
    text = _words(path, reply.body)
    if not reply.headers["content-type"].startswith("text/html"):
        return text, []
    document = html.document_fromstring(text)
    links = []
    for href in document.xpath("//a/@href | //link[@type]/@href"):
        target = urlsplit(urljoin(site.address + path.partition("?")[0], str(href)))
        if target.netloc == urlsplit(site.address).netloc and "_lang" not in target.query:
            links.append(target.path + (f"?{target.query}" if target.query else ""))
    return document.text_content() + "".join(map(str, document.xpath("//@*"))), links


def _walk(site: Site) -> dict[str, str]:
    """Every page, feed and file that links lead to, and of each kind of picture one. Some are
    fetched while others are read, over connections that are kept."""
    found: dict[str, str] = {}
    pictures: set[str] = set()
    waiting = SEEDS
    with visits(site, AT_ONCE) as several, ThreadPoolExecutor(AT_ONCE) as pool:
        while waiting:
            turns = zip(waiting, itertools.cycle(several))
            lists = pool.map(lambda turn: (turn[0], *_read(turn[1], turn[0])), turns)
            following: dict[str, None] = {}
            for path, words, links in lists:
                found[path] = words
                following |= dict.fromkeys(links)
            waiting = []
            for path in following:
                kind = _drawn(path)
                if path not in found and OURS.match(path) and kind not in pictures:
                    waiting.append(path)
                    pictures |= {kind} - {""}
            assert len(found) + len(waiting) < MOST, "a walk without an end"
    return found


@pytest.fixture(scope="module")
def handed_out(demo_site: Site) -> dict[str, str]:
    """Pages, feeds, files, and every row of every table, shadow tables included."""
    found = _walk(demo_site)
    assert len(found) > 300 and {".atom", ".csv", ".xlsx", ".json", ".svg"} <= {
        Path(path.partition("?")[0]).suffix for path in found
    }
    with sqlite3.connect(f"file:{demo_site.home / 'public.db'}?mode=ro", uri=True) as db:
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            if not name.endswith("_fts"):
                cells = (
                    cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
                    for row in db.execute(f'select * from "{name}"')
                    for cell in row
                    if cell is not None
                )
                found[f"table {name}"] = "\x00".join(cells)
    assert "table figures_fts_data" in found
    return found


def test_no_run_of_a_body_is_handed_out(
    handed_out: dict[str, str], private: sqlite3.Connection
) -> None:
    everything = {path: plain(text) for path, text in handed_out.items()}
    for identity, body in private.execute("select id, body from articles"):
        words = plain(body)
        # A run of 101 holds one of these wherever it begins.
        pieces = [words[at : at + RUN // 2] for at in range(0, len(words) - RUN // 2, RUN // 2)]
        for path, text in everything.items():
            for number, piece in enumerate(pieces):
                if piece in text:
                    at = number * (RUN // 2)
                    around = words[max(0, at - RUN) : at + 2 * RUN]
                    runs = {around[n : n + RUN] for n in range(len(around) - RUN + 1)}
                    assert not any(run in text for run in runs), (identity, path)


def test_no_report_can_be_pieced_together(
    public: sqlite3.Connection, private: sqlite3.Connection
) -> None:
    """Clauses, numbers and earlier versions of one report cover at most a third of its body."""
    reports = 0
    for identity, body in private.execute("select id, body from articles").fetchall():
        marks = bytearray(len(body))
        quoted = public.execute(
            "select evidence, evidence_start from figures where article_id = ?1", (identity,)
        ).fetchall()
        for words, start in quoted:
            assert body[start : start + len(words)] == words
            marks[start : start + len(words)] = b"\x01" * len(words)
        for (words,) in public.execute(
            "select v.evidence from figure_versions v join figures f on f.id = v.figure_id "
            "where f.article_id = ? and v.evidence is not null",
            (identity,),
        ):
            at = body.find(words)
            if at >= 0:
                marks[at : at + len(words)] = b"\x01" * len(words)
        reports += bool(quoted)
        assert marks.count(1) <= len(body) // 3, identity
    assert reports >= 40


def test_only_facts_are_columns(public: sqlite3.Connection) -> None:
    """No public text is longer than a clause, a title or a line that we wrote ourselves."""
    for table, column, most in (
        ("figures", "evidence", 100), ("figures", "quote", 60), ("articles", "title", 200),
        ("figure_versions", "evidence", 100), ("revisions", "summary", 200),
    ):  # fmt: skip
        (longest,) = public.execute(f"select max(length({column})) from {table}").fetchone()
        assert (longest or 0) <= most, (table, column)
