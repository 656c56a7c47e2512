"""What narrows a search: every filter and any of them together find just the figures that they
name, with words and without, and none by walking through all figures."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html as lxml_html

from archive.patch import patch_withdrawn
from archive.publish import publish
from archive.search import MARK, TOKENIZE, facet, match_expression, parts, segment
from archive.site import figures
from archive.site.pages.search import Filters
from tests.serving import Site
from tests.site import reports

# What the filters mean, as one would ask the tables themselves.
MEANING = """
select f.id, substr(coalesce(p.place_code, c.place_code, f.place_code), 1, 2) || '0000' as province,
  substr(f.period_key, 1, 4) as year, f.indicator_id as indicator, a.source_id as source,
  coalesce(nullif(a.origin, ''), s.name) as paper, f.shown, f.evidence
from figures f join articles a on a.id = f.article_id join sources s on s.id = a.source_id
  left join parks p on p.id = f.park_id left join parks c on c.id = f.context_park_id
where f.withdrawn_at is null
"""
REPORTS = (
    "select a.id from articles_fts join articles a on a.rowid = articles_fts.rowid "
    "where articles_fts match ?"
)
OF_REPORTS = """
select a.id, s.province_code as province, substr(a.published_at, 1, 4) as year,
  g.indicator_id as indicator, a.source_id as source,
  coalesce(nullif(a.origin, ''), s.name) as paper, a.title
from articles a join sources s on s.id = a.source_id
  left join figures g on g.article_id = a.id and g.withdrawn_at is null
"""
NAMES = ("province", "year", "indicator", "source", "paper")
FOUND = (
    "select f.id from figures_fts join figures f on f.rowid = figures_fts.rowid "
    "where figures_fts match ?"
)

WITHDRAW = (
    "update figures set withdrawn_at = '2026-03-02T08:00:00+08:00', withdrawn_by = 'person', "
    "withdrawn_reason = '读错' where id = ?"
)


@pytest.fixture
def rows(published: Path) -> Iterator[sqlite3.Connection]:
    """The published database."""
    with closing(sqlite3.connect(f"file:{published / 'public.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db


def _found(db: sqlite3.Connection, match: str) -> set[str]:
    return {row[0] for row in db.execute(FOUND, (match,))}


def _choices(every: list[sqlite3.Row]) -> Iterator[dict[str, str]]:
    """One filter, two and all five, with every set of values that a row has."""
    for n in (1, 2, 5):
        for names in itertools.combinations(NAMES, n):
            for values in {tuple(row[name] or "" for name in names) for row in every}:
                if all(values):
                    yield dict(zip(names, values, strict=True))


@pytest.mark.parametrize("query", ["", "税收", "园"])
def test_filters_find_what_they_name_alone_and_together(
    rows: sqlite3.Connection, query: str
) -> None:
    every = rows.execute(MEANING).fetchall()
    asked = 0
    for named in _choices(every):
        filters = Filters(**named)
        for shown in (False, True):
            wanted = {
                row["id"]
                for row in every
                if all(row[name] == value for name, value in named.items())
                and query in row["evidence"] + "\n"
                and (row["shown"] or not shown)
            }
            got = _found(rows, filters.matching(query, shown=shown))
            # Words may stand in the label or the subject too.
            assert got == wanted if not query else got >= wanted, filters
            asked += bool(wanted)
    assert asked > 30


@pytest.mark.parametrize("query", ["", "税收"])
def test_reports_are_narrowed_by_what_they_tell(rows: sqlite3.Connection, query: str) -> None:
    every = rows.execute(OF_REPORTS).fetchall()
    asked = 0
    for named in _choices(every):
        of_these = [r for r in every if all(r[k] == v for k, v in named.items())]
        wanted = {r["id"] for r in of_these if query in r["title"]}
        got = {r[0] for r in rows.execute(REPORTS, (Filters(**named).matching(query),))}
        # Words may stand in the origin or the section too.
        assert got == wanted if not query else wanted <= got, named
        asked += bool(wanted)
    assert asked > 10


def test_a_filter_reads_no_figures_but_those_it_finds(rows: sqlite3.Connection) -> None:
    match = Filters(indicator="tax_revenue", year="2025").matching("", shown=True)
    sql = "where figures_fts match ? order by figures_fts.rowid desc limit 21"
    start = "figures_fts join figures f on f.rowid = figures_fts.rowid"
    plan = rows.execute(
        f"explain query plan {figures.statement(sql, start=start)}", (match,)
    ).fetchall()
    steps = [str(step["detail"]) for step in plan]
    assert any("VIRTUAL TABLE INDEX" in step for step in steps)
    assert any(step.startswith("SEARCH f USING INTEGER PRIMARY KEY") for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_nobody_can_type_the_word_of_a_filter(rows: sqlite3.Connection) -> None:
    word = facet("indicator", "tax_revenue")
    assert _found(rows, match_expression("", [word]))
    for typed in (word, word[1:], word[:5], MARK, f"{MARK}税收"):
        assert all(MARK not in part for part in parts(typed))
        assert not (_found(rows, match_expression(typed)) and "税收" not in typed), typed
    assert segment(word) == segment(word[1:])  # a text with the mark is indexed without it


def test_papers_are_offered_and_narrow_the_search(site: Site) -> None:
    form = lxml_html.document_fromstring(site.get("/search").text)
    offered = form.xpath("//datalist[@id='papers']/option/@value")
    assert "龙山日报" in offered and "西河晚报" in offered
    found = lxml_html.document_fromstring(site.get("/search?paper=西河晚报").text)
    papers = {str(p) for p in found.xpath("//article//p[@class='from']/span/text()")}
    assert papers == {"西河晚报"}
    assert found.xpath("//input[@name='paper']/@value") == ["西河晚报"]
    reports_of = lxml_html.document_fromstring(site.get("/search?q=税收&paper=西河晚报").text)
    listed = {str(p) for p in reports_of.xpath("//ul[@class='reports']//span[@lang]/text()")}
    assert listed == {"西河晚报"}
    csv = site.get("/search.csv?paper=西河晚报").text
    assert "西河晚报" in csv and "龙山日报" not in csv
    feed = site.get("/search.atom?paper=西河晚报").text
    assert feed.count("<entry>") >= 1 and "龙山日报" not in feed


def test_half_a_name_offers_the_papers_that_have_it(site: Site) -> None:
    page = lxml_html.document_fromstring(site.get("/search?paper=晚报&year=2024").text)
    offered = page.xpath("//p[@class='note']/a[text()='西河晚报']/@href")
    assert len(offered) == 1 and "year=2024" in str(offered[0])
    assert site.get(str(offered[0])).status == 200
    assert (
        "西河晚报"
        not in site.get("/search?paper=甲乙丙")
        .text.partition("</form>")[2]
        .partition("</datalist>")[2]
        .partition("</datalist>")[2]
    )


def test_a_figure_withdrawn_at_once_leaves_every_filter(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", reports.REPORTS[:2])
    publish(home)
    figure = "aaaaaaaaaaaa-3"
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.execute(WITHDRAW, (figure,))
    assert patch_withdrawn(home) == 1
    with closing(sqlite3.connect(home / "public.db")) as db:
        for filters in (
            Filters(paper="龙山日报"), Filters(indicator="tax_revenue"), Filters(year="2025"),
        ):  # fmt: skip
            found = _found(db, filters.matching(""))
            assert found and figure not in found
        assert figure not in _found(db, match_expression("税收"))
        db.execute("insert into figures_fts(figures_fts) values ('integrity-check')")


def test_a_file_of_an_older_version_is_patched_too(tmp_path: Path) -> None:
    """Whoever must withdraw a figure need not publish first."""
    home = reports.build(tmp_path / "home", reports.REPORTS[:2])
    publish(home)
    figure = "aaaaaaaaaaaa-3"
    with closing(sqlite3.connect(home / "public.db")) as db, db:
        older = "select rowid, evidence, label, subject from figures"
        lines = [(n, *map(segment, words)) for n, *words in db.execute(older)]
        db.execute("drop table figures_fts")
        db.execute(
            "create virtual table figures_fts using fts5(evidence, label, subject, content='', "
            f'tokenize="{TOKENIZE}")'
        )
        db.executemany("insert into figures_fts(rowid, evidence, label, subject) "
                       "values (?, ?, ?, ?)", lines)  # fmt: skip
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.execute(WITHDRAW, (figure,))
    assert patch_withdrawn(home) == 1
    with closing(sqlite3.connect(home / "public.db")) as db:
        found = _found(db, match_expression("税收"))
        assert found and figure not in found
