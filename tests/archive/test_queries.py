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


def test_results_against_targets_are_told(home: Path) -> None:
    db = sqlite3.connect(":memory:")
    opened(home).backup(db)
    db.execute(
        "insert into series select park_id, indicator_id, scope, kind, base, 'planned', unit, "
        "period_key, period_start, period_end, value * 2, null, '=', null, 'x', '', 0, 1, null, "
        "null from series where kind = 'level' and indicator_id = 'tax_revenue' "
        "and period_key = '2025' limit 1"
    )
    query = next(q for q in queries() if q.name == "targets_and_results")
    assert db.execute(query.sql).fetchone()[7] == 50.0


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
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
