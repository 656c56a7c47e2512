"""The first real report, saved as text, all the way: page, article, figures, park, publication.

Every expected figure was typed from the page by a person.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import parks

pytestmark = pytest.mark.shared
URL = "https://gansu.gansudaily.com.cn/system/2025/03/05/031147702.shtml"
PARK = "通渭工业集中区"

# quote, indicator, kind, value, unit; all of 2024, results, and about the park unless named below.
EXPECTED = [
    ("16.7亿元", "gross_industrial_output", "level", 1_670_000_000, "CNY"),
    ("26.5%", "gross_industrial_output", "growth", 26.5, "%"),
    ("5.2亿元", "gdp", "level", 520_000_000, "CNY"),
    ("26.3%", "gdp", "growth", 26.3, "%"),
    ("2.4亿元", "industrial_value_added", "level", 240_000_000, "CNY"),
    ("18.1%", "industrial_value_added", "growth", 18.1, "%"),
    ("19.8%", "industrial_value_added_above_scale", "growth", 19.8, "%"),
    ("21.5亿元", "fixed_asset_investment", "level", 2_150_000_000, "CNY"),
    ("16.9%", "fixed_asset_investment", "growth", 16.9, "%"),
    ("1.435亿元", "general_public_budget_revenue", "level", 143_500_000, "CNY"),
    ("55.29%", "general_public_budget_revenue", "growth", 55.29, "%"),
    ("第一", "ranking", "rank", 1, "rank"),
    ("36.2亿元", "project_total_investment", "level", 3_620_000_000, "CNY"),
    ("13个", "projects", "level", 13, "count"),
    ("3000吨", "production_capacity", "level", 3000, "t"),
    ("5000吨", "production_capacity", "level", 5000, "t"),
    ("10万吨", "production_capacity", "level", 100_000, "t"),
    ("22.48亿元", "project_total_investment", "level", 2_248_000_000, "CNY"),
    ("18个", "projects", "level", 18, "count"),
    ("30.9亿元", "project_total_investment", "level", 3_090_000_000, "CNY"),
    ("12个", "projects", "level", 12, "count"),
    ("1.12亿元", "rd_expenditure", "level", 112_000_000, "CNY"),
    ("3.45亿元", "technology_contract_value", "level", 345_000_000, "CNY"),
    ("4项", "invention_patents", "addition", 4, "count"),
    ("6家", "above_scale_enterprises", "addition", 6, "count"),
    ("2家", "high_tech_enterprises", "addition", 2, "count"),
    ("2家", "specialised_enterprises", "addition", 2, "count"),
    ("1家", "technology_smes", "addition", 1, "count"),
    ("2个", "innovation_platforms", "addition", 2, "count"),
    ("72个", "problems_solved", "level", 72, "count"),
    ("2.6亿元", "loans", "level", 260_000_000, "CNY"),
    ("59万元", "tax_relief", "level", 590_000, "CNY"),
    ("7家", "benefited_enterprises", "level", 7, "count"),
    ("178.13亩", "land_revitalised", "level", 118_753.3333, "m2"),
    ("25家", "benefited_enterprises", "level", 25, "count"),
    ("158万元", "subsidies", "level", 1_580_000, "CNY"),
]
CAPACITIES = {"3000吨", "5000吨", "10万吨"}  # of named plants, so without a period
LEAST_RIGHT = 34


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the saved report was taken, and from which it was published."""
    (saved,) = (shared / "seed").glob("*.txt")
    home = tmp_path_factory.mktemp("first")
    for arguments in (["add", saved, "--url", URL], ["publish"]):
        done = parks(*arguments, home=home)
        assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def db(home: Path) -> Iterator[sqlite3.Connection]:
    """The private database."""
    with closing(sqlite3.connect(home / "archive.db")) as db:
        db.row_factory = sqlite3.Row
        yield db


def test_the_article_is_read_as_a_reader_would(db: sqlite3.Connection) -> None:
    (row,) = db.execute("select * from articles").fetchall()
    assert row["title"] == "通渭工业集中区为县域经济高质量发展注入强劲动力"
    assert row["published_at"] == "2025-03-05T15:48+08:00"
    assert (row["origin"], row["byline"]) == ("定西日报", '["蔺泽华"]')
    assert "经济" in row["section"]
    assert row["source_id"] == "gansudaily"
    assert row["body"].startswith("每日甘肃网3月5日讯")
    assert row["body"].endswith("注入强劲动力。")
    assert "版权" not in row["body"]


def test_the_figures_of_the_report(db: sqlite3.Connection) -> None:
    found = db.execute("select * from figures order by start").fetchall()
    wrong = []
    assert [row["quote"] for row in found] == [quote for quote, *_ in EXPECTED]
    for row, (quote, indicator, kind, value, unit) in zip(found, EXPECTED, strict=True):
        period = (None, None) if quote in CAPACITIES else ("2024-01-01", "2024-12-31")
        expected = (indicator, kind, unit, *period, "actual", "=")
        got = (
            row["indicator_id"], row["kind"], row["unit"], row["period_start"], row["period_end"],
            row["status"], row["bound"],
        )  # fmt: skip
        subject = row["subject_kind"] == "project" if quote in CAPACITIES else (
            row["subject"] == PARK and row["subject_kind"] == "park"
        )  # fmt: skip
        if got != expected or abs(row["value"] - value) > 1e-3 or not subject:
            wrong.append((quote, got, row["value"], row["subject"]))
    assert len(EXPECTED) - len(wrong) >= LEAST_RIGHT, wrong


def test_the_park_and_its_county_are_found(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "select distinct p.name, p.place_code, p.status from figures f "
        "join parks p on p.id = f.park_id where f.subject = ?",
        (PARK,),
    ).fetchall()
    assert len(rows) == 1
    assert rows[0]["place_code"] == "621121"
    assert "通渭" in rows[0]["name"]


def test_the_report_does_not_contradict_itself(home: Path) -> None:
    with closing(sqlite3.connect(home / "public.db")) as public:
        assert public.execute("select count(*) from figures").fetchone()[0] >= LEAST_RIGHT
        assert public.execute("select count(*) from conflicts").fetchone() == (0,)
