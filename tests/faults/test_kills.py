"""The kill test in short: what its report holds, and a few kills of what no other test kills."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive import pages
from tests.faults.kills import main, read, table
from tests.faults.victims import NAMES, identities, whole


def test_kills_are_reported_and_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "kills.jsonl"
    words = ["--seed", "8", "--report", str(report), "--only", "add", "--only", "backup"]
    assert main([*words, "--kills", "1"]) == 0
    first = report.read_text(encoding="utf-8")
    report.write_text(first + first[:20], encoding="utf-8")  # as a stopped run leaves it
    assert main([*words, "--kills", "2"]) == 0
    found = read(report)
    assert [(kill.n, kill.command, kill.wrong) for kill in found] == [
        (0, "add", []),
        (1, "backup", []),
    ]
    assert capsys.readouterr().out.strip().endswith(table(found))


def test_the_table_counts_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "kills.jsonl"
    lines = [
        {"n": n, "command": NAMES[n % 7], "hit": n != 3, "wrote": True, "wrong": ["x"] * (n == 5)}
        for n in range(14)
    ]
    report.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert main(["--table", "--report", str(report)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "| publish | 1 | 1 | 1 | 0 |" in told
    assert "| merge | 2 | 2 | 0 | 1 |" in told
    assert told[-1] == "| all | 13 | 13 | 1 | 1 |"


def test_what_is_lost_or_stands_twice_is_seen(tmp_path: Path) -> None:
    home = pages.build(tmp_path / "home", 2)
    had = identities(home)
    assert list(whole(home, had)) == []
    with closing(sqlite3.connect(home / "archive.db")) as db:
        db.execute("pragma foreign_keys = off")
        figure = db.execute("select min(id) from figures").fetchone()[0]
        names = [row[1] for row in db.execute("pragma table_info(figures)") if row[1] != "id"]
        listed = ", ".join(names)
        db.execute(
            f"insert into figures (id, {listed}) select id || '0', {listed} from figures "
            "where id = ?",
            (figure,),
        )
        db.execute("delete from figure_versions where figure_id <> ?", (figure,))
        db.commit()
    wrong = list(whole(home, had))
    assert any("figure_versions were lost" in line for line in wrong), wrong
    assert any(line.startswith("two figures at one place") for line in wrong), wrong
