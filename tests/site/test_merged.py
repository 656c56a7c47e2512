"""Parks that became another: a merged id leads on, an upgraded park keeps its page."""

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


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """龙山 stood twice in the list, and a lower park has risen to 西河."""
    home: Path = reports.build(tmp_path_factory.mktemp("merged") / "home", reports.REPORTS[:2])
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.executemany(
            "insert into parks (id, name, kind, level, place_code, status, successor_id) "
            "values (?, ?, '开发区', 'provincial', ?, 'official', ?)",
            [
                ("longshan-twin", "龙山经济开发区", "621121", "longshan"),
                ("xihe-old", "西河工业园区", "620102", "xihe-gaoxin"),
            ],
        )
        db.execute("insert into park_names (park_id, name) values ('xihe-old', '西河工业园区')")
    publish(home)
    with served(home) as site:
        yield site


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/park/longshan-twin", "/park/longshan"),
        ("/park/longshan-twin/tax_revenue", "/park/longshan/tax_revenue"),
        ("/park/longshan-twin/figures.csv", "/park/longshan/figures.csv"),
        ("/park/longshan-twin/feed.atom", "/park/longshan/feed.atom"),
        ("/park/longshan-twin?_lang=en&x=1", "/park/longshan?_lang=en&x=1"),
    ],
)
def test_a_merged_park_leads_to_the_one_that_holds_its_figures(
    merged: Site, path: str, wanted: str
) -> None:
    reply = merged.get(path)
    assert reply.status == 301 and reply.headers["location"] == wanted
    assert merged.get(wanted).status == 200


def test_a_merged_park_is_listed_nowhere(merged: Site) -> None:
    for path in ("/province/620000", "/search?q=龙山", "/park/longshan"):
        page = merged.get(path)
        assert page.status == 200 and "longshan-twin" not in page.text, path
    assert "xihe-old" in merged.get("/province/620000").text


def test_an_upgraded_park_stays_and_links_on(merged: Site) -> None:
    page = merged.get("/park/xihe-old")
    assert page.status == 200
    linked = lxml_html.document_fromstring(page.text).xpath(
        "//dt[.='后继园区']/following-sibling::dd/a/@href"
    )
    assert linked == ["/park/xihe-gaoxin"]
