"""No slip of a unit or a digit reaches a series, a ranking or a feed; right figures do."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from archive.judge import decide
from archive.publish import publish
from archive.store.decisions import Decision
from tests.benchmarks.generator import generate
from tests.site import reports
from tests.site.reports import Report, Said

SLIPS = (1e4, 1e-4, 10.0, 0.1)  # 万 for 亿, 亿 for 万, a decimal point lost or gained


def opened(home: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{(home / 'public.db').as_uri()}?immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    return db


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """An archive of 120 parks over six years in which 200 readings slipped."""
    home = generate(tmp_path_factory.mktemp("slips"), 120 * 12, parks=120, seed=7)
    db = sqlite3.connect(home / "archive.db")
    levels = [
        row[0] for row in db.execute("select id from figures where kind = 'level' order by id")
    ]
    slips = random.Random(7).sample(levels, 200)
    for n, figure in enumerate(slips):
        db.execute("update figures set value = value * ? where id = ?", (SLIPS[n % 4], figure))
    db.commit()
    db.close()
    publish(home)
    return home, set(slips)


def test_of_200_slips_none_reaches_a_ranking_or_a_feed(slipped: tuple[Path, set[str]]) -> None:
    home, slips = slipped
    db = opened(home)
    for query in (
        "select figure_id from park_series",
        "select figure_id from park_years",
        "select figure_id from latest_figures",
        "select id from figures where shown = 1",
    ):
        assert not slips & {row[0] for row in db.execute(query)}, query


def test_at_most_2_in_100_right_figures_are_held(slipped: tuple[Path, set[str]]) -> None:
    home, slips = slipped
    db = opened(home)
    held = {row[0]: row[1] for row in db.execute("select id, held_reason from figures "
                                                 "where held_reason <> ''")}  # fmt: skip
    count = db.execute("select count(*) from figures").fetchone()[0]
    right = set(held) - slips
    assert len(right) <= 0.02 * (count - len(slips)), (len(right), count)
    assert slips <= set(held)


def report(identity: str, park: str, name: str, tax: str, **other: object) -> Report:
    body = f"岁末，{name}传来消息。\n去年{name}实现税收{tax}亿元。" + "车间里依旧忙碌，" * 12
    said = Said("税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, park=park, subject=name,
                **other)  # type: ignore[arg-type] # fmt: skip
    return Report(identity, f"{name}税收{tax}亿元", body, [said], published="2026-01-18")


def test_a_first_place_without_support_waits_and_an_accepted_one_does_not(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", [
        report("a" * 12, "longshan", "龙山经济开发区", "4.1"),
        report("b" * 12, "xihe-gaoxin", "西河高新技术产业开发区", "3.9"),
        report("c" * 12, "hostile", "河口工业园区", "880"),
    ])  # fmt: skip
    publish(home)
    held = opened(home).execute("select id, held_reason from figures where shown = 0").fetchall()
    assert [tuple(row) for row in held] == [("c" * 12 + "-1", "first_place")]
    db = sqlite3.connect(home / "archive.db")
    db.row_factory = sqlite3.Row
    decide(db, Decision("accept", "c" * 12 + "-1", None, "编辑"))
    db.commit()
    db.close()
    publish(home)
    row = opened(home).execute("select * from figures where id = ?", ("c" * 12 + "-1",)).fetchone()
    assert (row["shown"], row["accepted"], row["held_reason"]) == (1, 1, "")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"confidence": 0.89}, "unsure"),
        ({"park": None}, "no_park"),
        ({"kind": "growth", "unit": "%", "base": "yoy", "value": 130.0}, "growth"),
    ],
)
def test_each_reason_is_told(tmp_path: Path, other: dict[str, object], reason: str) -> None:
    one = report("a" * 12, "longshan", "龙山经济开发区", "4.1")
    for name, value in other.items():
        setattr(one.said[0], name, value)
    two = report("b" * 12, "xihe-gaoxin", "西河高新技术产业开发区", "3.9")
    home = reports.build(tmp_path / "home", [one, two])
    publish(home)
    row = opened(home).execute("select * from figures where id = ?", ("a" * 12 + "-1",)).fetchone()
    assert (row["shown"], row["held_reason"]) == (0, reason)
    assert opened(home).execute("select count(*) from series").fetchone()[0] == 1
