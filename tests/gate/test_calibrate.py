"""Confidence rises with the score and reaches 0.9 at `sure`; its weights are learnt."""

from __future__ import annotations

import tomllib

import pytest

from pipelines.figures import confidence
from tests.gate.calibrate import FEWEST, Case, judged, learn, sure_from, table, written


def known() -> list[Case]:
    """Three reports in which `clear` is always right and `vague` mostly wrong."""
    clear = [Case(name, ("clear",), True) for name in "abc" for _ in range(40)]
    vague = [Case(name, ("vague",), at % 4 == 0) for name in "abc" for at in range(40)]
    return clear + vague


def test_what_was_right_weighs_for_and_what_was_wrong_against() -> None:
    model = learn(known())
    assert model.score(["clear"]) > 0 > model.score(["vague"])
    assert model == learn(known())


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
    model = learn(known())
    data = tomllib.loads(written(model, 1.25))
    assert data["sure"] == 1.25
    assert data["signs"]["clear"] == pytest.approx(model.signs["clear"], abs=0.001)


def test_the_table_counts_every_figure() -> None:
    scores = judged(known())
    rows = table(scores, sure_from(scores)).splitlines()[2:]
    assert sum(int(row.split("|")[2]) for row in rows) == len(scores)


def test_the_weights_that_ship_know_only_signs_that_are_given() -> None:
    shipped = confidence.weights()
    assert shipped.signs
    heads = {"kind", "subject", "indicator", "label", "number", "unit", "period", "text", "doubt"}
    assert {name.partition(":")[0] for name in shipped.signs} <= heads | {"lead", "planned"}
