"""What a park's page says of the years in which no report named it."""

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
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A province looked through in 2022, glanced at in 2024, and reported from in 2026."""
    home: Path = reports.build(tmp_path_factory.mktemp("watched") / "home", reports.REPORTS[:2])
    days = [("2022-01-01", n) for n in range(200)] + [("2024-05-01", n) for n in range(2)]
    with closing(sqlite3.connect(home / "archive.db")) as db, db:
        db.executemany(
            "insert into source_days (source_id, day, state) "
            "values ('longshan', date(?, '+' || ? || ' days'), 'covered')",
            days,
        )
        db.execute(
            "insert into parks (id, name, kind, level, place_code, status) "
            "values ('seen-once', '通渭石材园', '', 'unknown', '621121', 'candidate')"
        )
        db.execute("insert into park_names (park_id, name) values ('seen-once', '通渭石材园')")
    publish(home)
    with served(home) as site:
        yield site


def _years(site: Site, path: str) -> dict[str, list[str]]:
    document = lxml_html.document_fromstring(site.get(path).text)
    lines = document.xpath("//section[@aria-labelledby='covered']//tbody/tr")
    cells = [[cell.text_content() for cell in line] for line in lines]
    return {year: rest for year, *rest in cells}


def test_a_glance_is_neither_a_search_nor_no_watch(watched: Site) -> None:
    for park in ("longshan", "seen-once"):  # one in the directory, one that is a candidate
        years = _years(watched, f"/park/{park}")
        assert years["2022"] == ["查过，没有报道", "1", "200", "–", "–"], park
        assert years["2024"] == ["关注不足半年", "1", "2", "–", "–"], park
    assert _years(watched, "/park/longshan")["2026"] == ["有报道", "–", "–", "1", "10"]
    assert "2026" not in _years(watched, "/park/seen-once")
    english = _years(watched, "/park/longshan?_lang=en")
    assert english["2024"][0] == "watched for less than half a year"


def test_no_year_is_called_unwatched_beside_days_that_were_watched(watched: Site) -> None:
    for park in ("longshan", "xihe-gaoxin", "seen-once"):
        for state, sources, days, *_ in _years(watched, f"/park/{park}").values():
            assert state != "未关注" or (sources, days) == ("–", "–"), park
