"""Confidence rises with the score and reaches 0.9 at `sure`; its forests are grown by part."""

from __future__ import annotations

import dataclasses
import json
from importlib import resources
from pathlib import Path

import pytest

from pipelines.figures import confidence
from pipelines.figures.confidence import Scale, forest
from pipelines.figures.confidence.reading_signs import PARTS, WHAT, WHO
from tests.gate.calibrate import (
    FEWEST,
    SHAPE,
    Case,
    judged,
    judged_leveled,
    kept,
    learn,
    leveled,
    shipped,
    sure_from,
    table,
    written,
)

CLEAR, VAGUE = ["clear", "stated", "named"], ["clear", "stated", "guessed"]


def known() -> list[Case]:
    """Three reports in which a named subject is always right and a guessed one mostly wrong."""
    right = dict.fromkeys(PARTS, True)
    clear = [Case(name, CLEAR, right) for name in "abc" for _ in range(40)]
    vague = [Case(name, VAGUE, right | {WHO: at % 4 == 0}) for name in "abc" for at in range(40)]
    return clear + vague


def likely(scale: Scale, part: str, names: list[str]) -> float:
    return confidence.chance(scale.part(part, scale.having(names)) + scale.levels[part])


def score(scale: Scale, names: list[str]) -> float:
    return scale.score(scale.having(names))


def test_what_was_right_speaks_for_and_what_was_wrong_against_its_part() -> None:
    scale = learn(known())
    assert score(scale, CLEAR) > 1 > 0 > score(scale, VAGUE)
    assert likely(scale, WHO, ["guessed"]) == pytest.approx(0.25, abs=0.08)
    assert likely(scale, WHAT, ["clear"]) > 0.9
    assert written(learn(known())) == written(learn(known()))


def test_a_sign_that_few_figures_have_is_not_asked_for() -> None:
    rare = Case("a", [*CLEAR, "rare"], dict.fromkeys(PARTS, False))
    assert "rare" not in learn([*known(), rare]).signs


def test_the_weakest_part_decides() -> None:
    scale = learn(known())
    chances = [likely(scale, part, VAGUE) for part in PARTS]
    assert confidence.chance(score(scale, VAGUE)) <= min(chances)


def test_leveling_moves_how_often_a_part_is_right_and_nothing_else() -> None:
    better = [
        dataclasses.replace(case, right={**case.right, WHO: at % 10 > 0})
        for at, case in enumerate(case for case in known() if case.signs is VAGUE)
    ]
    scale = learn(known())
    moved = leveled(scale, better)
    assert likely(moved, WHO, ["guessed"]) > 0.8 > likely(scale, WHO, ["guessed"])
    assert moved.forests == scale.forests and moved.signs == scale.signs
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


def test_the_written_forests_are_read_again_with_the_signs_they_ask_for() -> None:
    grown = learn(known(), sure=1.25)
    again = confidence.read(written(grown))
    assert again.sure == 1.25
    assert set(again.signs) <= set(grown.signs)
    for names in (CLEAR, VAGUE, []):
        assert score(again, names) == pytest.approx(score(grown, names))


def test_kept_cases_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    rows = ([case.report, case.signs, case.right] for case in known())
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    assert kept([file]) == known()


def test_the_table_counts_every_figure() -> None:
    scores = judged(known())
    rows = table(scores, sure_from(scores)).splitlines()[2:]
    assert sum(int(row.split("|")[2]) for row in rows) == len(scores)


def test_the_forests_that_ship_are_whole_numbers_no_higher_than_they_are_asked() -> None:
    source = resources.files("pipelines.figures") / "vocabulary" / "confidence.json"
    data = json.loads(source.read_text("utf-8"))
    for part in PARTS:
        trees = data["parts"][part]["trees"]
        assert len(trees) == SHAPE.trees
        assert all(0 < high <= SHAPE.depth for high in map(height, trees))


def height(tree: forest.Tree) -> int:
    if isinstance(tree, int):
        assert 0 <= tree <= forest.WHOLE
        return 0
    sign, likely, *ways = tree
    assert isinstance(sign, int) and 0 <= likely <= forest.WHOLE and len(ways) == 2
    return 1 + max(map(height, ways))


def test_the_shipped_forests_are_written_again_as_they_are() -> None:
    source = resources.files("pipelines.figures") / "vocabulary" / "confidence.json"
    assert written(shipped()) == source.read_text("utf-8")
