"""Confidence rises with the score and reaches 0.9 at `sure`; its weights are learnt by part."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from pipelines.figures import confidence
from pipelines.figures.confidence_signs import PARTS, WHAT, WHEN, WHO
from tests.gate.calibrate import (
    FEWEST,
    Case,
    judged,
    judged_leveled,
    kept,
    learn,
    leveled,
    sure_from,
    table,
    written,
)

Signs = dict[str, list[str]]
CLEAR: Signs = {WHAT: ["clear"], WHEN: ["stated"], WHO: ["named"]}
VAGUE: Signs = {WHAT: ["clear"], WHEN: ["stated"], WHO: ["guessed"]}


def known() -> list[Case]:
    """Three reports in which a named subject is always right and a guessed one mostly wrong."""
    right = dict.fromkeys(PARTS, True)
    clear = [Case(name, CLEAR, right) for name in "abc" for _ in range(40)]
    vague = [Case(name, VAGUE, right | {WHO: at % 4 == 0}) for name in "abc" for at in range(40)]
    return clear + vague


def test_what_was_right_weighs_for_and_what_was_wrong_against_its_part() -> None:
    scale = learn(known())
    assert scale.score(CLEAR) > 1 > 0 > scale.score(VAGUE)
    assert scale.parts[WHO].chance(["guessed"]) == pytest.approx(0.25, abs=0.08)
    assert scale.parts[WHAT].chance(["clear"]) > 0.9
    assert scale == learn(known())


def test_a_sign_that_few_figures_have_is_not_weighed() -> None:
    signs = CLEAR | {WHAT: ["clear", "rare"]}
    rare = Case("a", signs, dict.fromkeys(PARTS, False))
    assert "rare" not in learn([*known(), rare]).parts[WHAT].signs


def test_the_weakest_part_decides() -> None:
    scale = learn(known())
    chances = [scale.parts[part].chance(VAGUE[part]) for part in PARTS]
    assert confidence.chance(scale.score(VAGUE)) <= min(chances)


def test_leveling_moves_how_often_a_part_is_right_and_nothing_else() -> None:
    better = [
        dataclasses.replace(case, right={**case.right, WHO: at % 10 > 0})
        for at, case in enumerate(case for case in known() if case.signs is VAGUE)
    ]
    scale = learn(known())
    moved = leveled(scale, better)
    assert moved.parts[WHO].chance(["guessed"]) > 0.8 > scale.parts[WHO].chance(["guessed"])
    assert all(moved.parts[part].signs == scale.parts[part].signs for part in PARTS)
    assert len(judged_leveled(scale, better)) == len(better)


def test_sure_is_what_was_right_97_times_in_100() -> None:
    scores = judged(known())
    sure = sure_from(scores)
    right = [was for score, was in scores if score >= sure]
    assert len(right) == 120
    assert all(right)


def test_where_nothing_is_that_good_the_best_part_is_taken() -> None:
    scores = sorted(((at / 100, at % 2 == 0) for at in range(100)), reverse=True)
    sure = sure_from(scores)
    assert sum(score >= sure for score, _ in scores) == pytest.approx(FEWEST * 100, abs=1)


def test_confidence_rises_with_the_score_and_is_sure_from_sure_on() -> None:
    scores = [at / 10 for at in range(-80, 81)]
    got = [confidence.of(score, 2.0) for score in scores]
    assert got == sorted(got)
    assert all(
        (value >= confidence.SURE) == (score >= 2.0)
        for score, value in zip(scores, got, strict=True)
    )
    assert 0 < got[0] < got[-1] < 1


def test_the_written_weights_are_read_again() -> None:
    scale = learn(known(), sure=1.25)
    data = tomllib.loads(written(scale))
    assert data["sure"] == 1.25
    for part in PARTS:
        assert data[part]["base"] == pytest.approx(scale.parts[part].base, abs=0.001)
        assert data[part]["signs"] == pytest.approx(scale.parts[part].signs, abs=0.001)


def test_kept_cases_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    rows = ([case.report, case.signs, case.right] for case in known())
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    assert kept([file]) == known()


def test_the_table_counts_every_figure() -> None:
    scores = judged(known())
    rows = table(scores, sure_from(scores)).splitlines()[2:]
    assert sum(int(row.split("|")[2]) for row in rows) == len(scores)


def test_every_part_of_the_weights_that_ship_has_signs() -> None:
    shipped = confidence.scale()
    assert all(len(shipped.parts[part].signs) > 20 for part in PARTS)
