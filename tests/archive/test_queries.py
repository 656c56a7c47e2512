"""The twenty questions run, answer, and are quick; the examples in the docs run as printed."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path

import duckdb
import pytest

from archive.export import export
from archive.publish import publish
from archive.queries import Query, document, queries
from tests.archive.test_holding import opened
from tests.benchmarks.generator import generate
from tests.conftest import ROOT
from tests.site import reports

QUICK = 1.0  # seconds; the site stops a query after two


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = reports.build(tmp_path_factory.mktemp("queries") / "home")
    publish(made)
    return made


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = generate(tmp_path_factory.mktemp("larger") / "home", 1000, parks=100)
    publish(made)
    return made


def test_there_are_twenty_and_the_document_is_up_to_date() -> None:
    assert len(queries()) == 20
    assert (ROOT / "docs" / "sql.md").read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_each_question_runs_as_printed_and_quickly(home: Path, larger: Path, query: Query) -> None:
    assert set(query.sample) == set(query.parameters)
    for folder in (home, larger):
        begun = time.monotonic()
        cursor = opened(folder).execute(query.sql, dict(query.sample))
        rows = cursor.fetchall()
        assert time.monotonic() - begun < QUICK
        assert len({column[0] for column in cursor.description}) == len(cursor.description)
        assert len(rows) <= 300


ANSWERED = {
    "fastest_two_years", "ranking", "tax_and_output", "provinces_by_year", "not_watched",
    "newest_of_a_province", "most_reprinted",
}  # fmt: skip


@pytest.mark.parametrize(
    "query", [q for q in queries() if q.name in ANSWERED], ids=lambda q: q.name
)
def test_questions_that_the_generated_archive_can_answer_are_answered(
    larger: Path, query: Query
) -> None:
    sample = dict(query.sample)
    if query.name == "newest_of_a_province":
        row = opened(larger).execute(
            "select substr(p.place_code, 1, 2) || '0000' from parks p join figures f "
            "on f.park_id = p.id limit 1"
        ).fetchone()  # fmt: skip
        sample["province"] = row[0]
    if query.name == "ranking":
        sample["year"] = str(
            opened(larger).execute("select max(year) from park_years").fetchone()[0]
        )
    assert opened(larger).execute(query.sql, sample).fetchall()


def copied(home: Path) -> sqlite3.Connection:
    """The published file in memory, to be changed."""
    db = sqlite3.connect(":memory:")
    opened(home).backup(db)
    return db


def asked(db: sqlite3.Connection, name: str, **fields: str) -> list[dict[str, object]]:
    """The rows of one named query, its sample's fields but for those given."""
    query = next(q for q in queries() if q.name == name)
    cursor = db.execute(query.sql, {**query.sample, **fields})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_results_against_targets_are_told(home: Path) -> None:
    db = copied(home)
    db.execute(
        "insert into series select park_id, indicator_id, scope, kind, base, 'planned', unit, "
        "period_key, period_start, period_end, value * 2, null, '=', null, 'x', '', 0, 1, null, "
        "null from series where kind = 'level' and indicator_id = 'tax_revenue' "
        "and period_key = '2025' limit 1"
    )
    assert asked(db, "targets_and_results")[0]["percent"] == 50.0


def test_a_ranking_ranks_each_unit_by_itself_and_nothing_that_may_not_be(larger: Path) -> None:
    db = copied(larger)
    year = str(db.execute("select max(year) from park_years").fetchone()[0])
    yuan = asked(db, "ranking", year=year)
    assert {row["unit"] for row in yuan} == {"CNY"}
    # The two last told it in dollars, one of them more dollars than any park has yuan.
    for row, factor in zip(yuan[-2:], (1000, 1), strict=True):
        db.execute(
            "update years set unit = 'USD', value = value * ? where figure_id = ? and year = ?",
            (factor, row["figure_id"], year),
        )
    both = asked(db, "ranking", year=year)
    assert [row["name"] for row in both] == [row["name"] for row in yuan]
    assert both[:-2] == yuan[:-2]
    assert [(row["unit"], row["place"]) for row in both[-2:]] == [("USD", 1), ("USD", 2)]
    db.execute("update indicators set comparable = 'park' where id = 'gross_industrial_output'")
    assert not asked(db, "ranking", year=year)


def test_a_value_that_is_only_a_bound_has_not_grown_fastest(larger: Path) -> None:
    db = copied(larger)
    fastest = asked(db, "fastest_two_years")[0]
    db.execute("update years set bound = '>' where figure_id = ?", (fastest["second_figure"],))
    assert fastest["second_figure"] not in [
        row["second_figure"] for row in asked(db, "fastest_two_years")
    ]


def test_what_another_report_contradicts_is_not_of_one_source_only(larger: Path) -> None:
    db = copied(larger)
    (first, *rest) = asked(db, "one_source_only")
    db.execute(
        "update series set conflict_grade = '数据不一致' where figure_id = ?", (first["figure_id"],)
    )
    assert first["figure_id"] not in [row["figure_id"] for row in asked(db, "one_source_only")]
    assert rest


@pytest.mark.parametrize("name", ["estimates_and_reports", "ranks_claimed", "newest_of_a_province"])
def test_held_figures_answer_no_question_that_does_not_say_so(home: Path, name: str) -> None:
    db = copied(home)
    fields = {"province": "620000"} if name == "newest_of_a_province" else {}
    db.execute("update figures set kind = 'rank', value = 1 where kind = 'growth'")
    db.execute("update figures set modality = 'estimated' where id = 'dddddddddddd-1'")
    assert asked(db, name, **fields)
    db.execute("update figures set shown = 0, held_reason = 'unsure'")
    assert not asked(db, name, **fields)


def test_the_queries_of_the_readme_run_and_lead_with_nothing_held(home: Path) -> None:
    db = copied(home)
    db.execute("update figures set shown = 0 where id = 'aaaaaaaaaaaa-9'")  # the largest plan
    db.execute("update figures set unit = 'CNY' where id = 'aaaaaaaaaaaa-10'")
    (text,) = blocks("sql", "README.md")
    years, promised, changed = text.split(";")[:3]
    assert not db.execute(years).fetchall(), "a park that the test's archive lacks"
    quotes = [row[2] for row in db.execute(promised)]
    assert quotes == ["320亩"]
    assert db.execute(changed).description[0][0] == "shown"


def blocks(language: str, file: str = "docs/sql.md") -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def test_the_examples_over_files_run_as_printed(
    larger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    export(larger, tmp_path / "out")
    release = opened(larger).execute("select value from archive where name = 'release'").fetchone()
    monkeypatch.chdir(tmp_path)
    for number, code in enumerate(blocks("python")):
        code = code.replace("DIR", str(tmp_path / "out"))
        code = code.replace("HOME", str(larger)).replace("/ID/", f"/{release[0]}/")
        exec(compile(code, f"docs/sql.md example {number}", "exec"), {"duckdb": duckdb})
    assert "figures" in capsys.readouterr().out
    again = (tmp_path / "panel.csv").read_bytes()
    assert again.count(b"\n") > 100
    query = (
        "select park_id, year, value, unit, figure_id from years where "
        "indicator_id = 'tax_revenue' and scope = '' order by park_id, year, figure_id"
    )
    live = opened(larger).execute(query).fetchall()
    lines = again.decode().splitlines()[1:]
    assert [(line.split(",")[0], float(line.split(",")[2])) for line in lines] == [
        (row[0], row[2]) for row in live
    ]


def test_the_example_on_good_news_runs_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    exec(compile(code, "docs/quality.md", "exec"), {})
    assert "as printed" in capsys.readouterr().out
