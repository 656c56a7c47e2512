"""Series choose one figure and say why; stories are one witness; coverage tells silence from
not looking."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.publish import publish
from tests.archive.test_holding import opened
from tests.site import reports
from tests.site.reports import Report, Said

YEAR = ("2025-01-01", "2025-12-31", "year", "2025")


def told(identity: str, tax: str, *, origin: str = "龙山日报", published: str = "2026-01-18",
         title: str = "", **other: Any) -> Report:  # fmt: skip
    body = (
        f"{identity[0]}岁末，龙山传来消息。\n龙山经济开发区税收{tax}亿元。\n"
        + "车间里依旧忙碌，" * 14
    )
    said = Said("税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, **other)
    return Report(identity, title or f"税收{tax}", body, [said], published=published, origin=origin)


def change(home: Path, *statements: str) -> None:
    db = sqlite3.connect(home / "archive.db")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def cell(home: Path) -> sqlite3.Row:
    publish(home)
    rows = opened(home).execute("select * from park_series").fetchall()
    assert len(rows) == 1
    return rows[0]  # type: ignore[no-any-return]


A, B, C = "a" * 12, "b" * 12, "c" * 12


def test_a_person_goes_before_everything(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [
        told(A, "4.1"), told(B, "4.2", published="2026-03-01", origin="西河晚报"),
    ])  # fmt: skip
    assert cell(home)["figure_id"] == f"{B}-1"
    change(home, "insert into decisions (at, who, action, figure_id) values "
                 f"('2026-03-02', '王', 'accept', '{A}-1')")  # fmt: skip
    row = cell(home)
    assert (row["figure_id"], row["choice_reason"], row["alternatives"]) == (
        f"{A}-1", "经人核对", 1,
    )  # fmt: skip


def test_a_report_goes_before_a_later_estimate(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [
        told(A, "4.1"), told(B, "4.2", published="2026-03-01", extra={"modality": "estimated"}),
    ])  # fmt: skip
    row = cell(home)
    assert (row["figure_id"], row["choice_reason"]) == (f"{A}-1", "报告数先于预计数")


def test_the_report_about_the_park_goes_before_a_later_one_on_another(tmp_path: Path) -> None:
    other = told(B, "4.2", published="2026-03-01")
    other.said += [
        Said("车间里", "车间", "other", 1.0, "count", park="xihe-gaoxin", subject="西河高新区"),
        Said("忙碌", "忙碌", "other", 1.0, "count", park="xihe-gaoxin", subject="西河高新区"),
    ]
    home = reports.build(tmp_path / "home", [told(A, "4.1"), other])
    publish(home)
    row = opened(home).execute(
        "select * from park_series where indicator_id = 'tax_revenue'"
    ).fetchone()  # fmt: skip
    assert (row["figure_id"], row["choice_reason"]) == (f"{A}-1", "取以该园区为主题的报道")


def test_reprints_and_stories_of_one_origin_are_one_witness(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [
        told(A, "4.1", origin="定西日报"), told(B, "4.1", origin=None, published="2026-01-17"),
        told(C, "4.1", origin="定西日报", published="2026-02-01"),
    ])  # fmt: skip
    assert cell(home)["independent_reports"] == 2  # 定西日报, and the site's own
    change(home, f"update articles set story_id = '{A}' where id in ('{A}', '{B}')")
    assert cell(home)["independent_reports"] == 1
    story = opened(home).execute("select * from stories").fetchone()
    assert (story["first_article_id"], story["articles"], story["origin"]) == (B, 2, "定西日报")
    assert story["origin_article_id"] is None  # the archive has no page of 定西日报 itself


def test_the_origins_own_page_and_the_earliest_are_both_known(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [
        told(A, "4.1", origin="龙山新闻网", published="2026-01-18T09:00:00+08:00"),
        told(B, "4.1", origin="龙山新闻网", published="2026-01-17"),
    ])  # fmt: skip
    change(home, f"update articles set story_id = '{A}'",
           "insert into sources (id, name, publisher, home_url, rights, platform, verified) values "
           "('other', '外省网', '外省报社', 'http://x/', '', 'trs', 'replica')",
           f"update articles set source_id = 'other' where id = '{B}'")  # fmt: skip
    publish(home)
    story = opened(home).execute("select * from stories").fetchone()
    assert (story["first_article_id"], story["origin_article_id"]) == (B, A)


def test_a_series_breaks_where_a_park_came_out_of_another(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [told(A, "4.1", park="xihe-gaoxin")])
    change(home, "update parks set successor_id = 'xihe-gaoxin' where id = 'longshan'")
    assert cell(home)["break"] == "由龙山经济开发区升级、合并或调整而来"


def test_what_is_not_a_year_is_never_put_in_its_place(tmp_path: Path) -> None:
    ytd = ("2025-01-01", "2025-09-30", "ytd", "2025-YTD09")
    stock = (None, "2026-02-15", "as_of", "2026-02-15")
    later = (None, "2026-04-15", "as_of", "2026-04-15")
    home = reports.build(tmp_path / "home", [
        told(A, "4.1", period=ytd),
        Report(B, "企业", "龙山有企业66家。\n" + "车间里依旧忙碌，" * 14,
               [Said("企业", "66家", "enterprises", 66, "count", period=stock)]),
        Report(C, "企业", "龙山有企业71家。\n" + "车间里依旧忙碌。" * 14,
               [Said("企业", "71家", "enterprises", 71, "count", period=later)]),
    ])  # fmt: skip
    publish(home)
    rows = opened(home).execute("select year, value, as_of from park_years order by year")
    assert [tuple(row) for row in rows] == [(2025, 66, "2026-02-15"), (2026, 71, "2026-04-15")]


@pytest.mark.parametrize(("days", "state"), [(200, "searched_none"), (20, "not_watched")])
def test_silence_is_told_from_not_looking(tmp_path: Path, days: int, state: str) -> None:
    home = reports.build(tmp_path / "home", [told(A, "4.1", published="2025-05-01")])
    db = sqlite3.connect(home / "archive.db")
    db.executemany(
        "insert into source_days (source_id, day, state) "
        "values ('longshan', date('2024-01-01', '+' || ? || ' days'), 'covered')",
        [(n,) for n in range(days)],
    )
    db.commit()
    db.close()
    publish(home)
    found = opened(home).execute(
        "select year, state, sources_watched, days_covered, reports from coverage "
        "where park_id = 'longshan' order by year"
    ).fetchall()  # fmt: skip
    assert [tuple(row) for row in found] == [
        (2024, state, 1, days, 0), (2025, "reported", 0, 0, 1),
    ]  # fmt: skip


def test_a_figure_of_a_firm_never_enters_the_parks_series(tmp_path: Path) -> None:
    firm = {"context_park_id": "longshan", "subject_kind": "enterprise"}
    home = reports.build(tmp_path / "home", [
        told(A, "4.1"), told(B, "2.2", park=None, extra=firm),
    ])  # fmt: skip
    assert cell(home)["alternatives"] == 0
