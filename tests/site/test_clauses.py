"""A clause that was cut says so on the side where words are left out."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from tests.serving import Site


def _clauses(site: Site) -> list[dict[str, Any]]:
    """Published clauses beside the whole ones of the private archive."""
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        db.row_factory = sqlite3.Row
        db.execute("attach ? as private", (str(site.home / "archive.db"),))
        found = db.execute(
            "select f.id, f.article_id, f.park_id, f.evidence, f.evidence_cut as cut, "
            "f.quote, p.evidence as whole, f.evidence_start - p.evidence_start as at "
            "from figures f join private.figures p on p.id = f.id"
        )
        return [dict(row) for row in found]


def _wanted(row: dict[str, Any]) -> str:
    before = "…" if row["at"] > 0 else ""
    after = "…" if row["at"] + len(row["evidence"]) < len(row["whole"]) else ""
    return f"{before}{row['evidence']}{after}"


def test_the_published_row_tells_the_side(site: Site) -> None:
    rows = _clauses(site)
    for row in rows:
        assert row["whole"][row["at"] :].startswith(row["evidence"])
        marked = _wanted(row)
        assert row["cut"] == marked.startswith("…") + 2 * marked.endswith("…"), row
    assert {row["cut"] for row in rows} >= {0, 1, 2}


def test_pages_files_and_feeds_mark_the_side(site: Site) -> None:
    rows = _clauses(site)
    text = site.get("/park/longshan/figures.csv").body.decode("utf-8-sig")
    taken = {line["编号"]: line["原句"] for line in csv.DictReader(io.StringIO(text))}
    for side in (0, 1, 2):
        row = next(r for r in rows if r["cut"] == side and r["park_id"] == "longshan")
        figure = lxml_html.document_fromstring(site.get(f"/figure/{row['id']}").text)
        assert figure.xpath("string(//blockquote)") == _wanted(row)
        report = lxml_html.document_fromstring(site.get(f"/report/{row['article_id']}").text)
        assert _wanted(row) in [q.text_content() for q in report.xpath("//q[@class='clause']")]
        found = lxml_html.document_fromstring(site.get(f"/search?q={row['quote']}").text)
        assert _wanted(row) in [q.text_content() for q in found.xpath("//q[@class='clause']")]
        assert taken[row["id"]] == _wanted(row)
    feed = etree.fromstring(site.get("/park/longshan/feed.atom").body)
    assert "“…" in "".join(feed.xpath("//*[local-name()='content']/text()"))
