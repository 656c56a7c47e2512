"""The reader may not fall under its floors, nor the annotated reports change unnoticed."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from tests.gate import gate

# The first fifty annotated reports.
DEVELOPED = frozenset(f"{letter}{number:02}" for letter in "ab" for number in range(1, 26))


@pytest.fixture(scope="module")
def scores() -> dict[str, gate.Score]:
    return gate.score(gate.load())


@pytest.mark.parametrize("name", gate.LEVELS)
def test_no_level_falls_under_its_floor(name: str, scores: dict[str, gate.Score]) -> None:
    _, lowest = gate.floors()
    assert scores[name].f1 >= lowest[name], f"{name}: {scores[name].f1:.4f} < {lowest[name]}"


def test_the_reports_are_those_that_the_floors_were_set_on() -> None:
    pinned, _ = gate.floors()
    assert pinned == gate.digest(), "reports changed: python -m tests.gate.gate --update"


def test_the_hash_sees_a_changed_letter_and_a_changed_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"body": ["一"]}', "utf-8")
    first = gate.digest(tmp_path)
    (tmp_path / "a.json").write_text('{"body": ["二"]}', "utf-8")
    second = gate.digest(tmp_path)
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    assert len({first, second, gate.digest(tmp_path)}) == 3


def test_floors_sink_only_when_that_is_allowed() -> None:
    old = ("x", dict.fromkeys(gate.LEVELS, 0.9))
    worse = dict.fromkeys(gate.LEVELS, 0.85)
    with pytest.raises(ValueError, match="would sink"):
        gate.updated(worse, old, allow_lower=False)
    assert gate.updated(worse, old, allow_lower=True)["strict"] == pytest.approx(0.848)
    better = dict.fromkeys(gate.LEVELS, 0.95)
    assert gate.updated(better, old, allow_lower=False)["strict"] == pytest.approx(0.948)


def test_one_series_hardly_ever_holds_two_values_in_a_report() -> None:
    """Each field that tells series apart does so: of fifty reports two series at most do."""
    reports = [path for path in gate.files(gate.REPORTS) if path.stem in DEVELOPED]
    assert len(reports) == 50
    mixed = []
    for report in gate.load_files(reports):
        series: dict[tuple[object, ...], set[object]] = {}
        for got in gate.read(report):
            if got.subject_kind == "park" and got.indicator != "other":
                key = (
                    got.subject, got.indicator, got.scope, got.kind, got.base, got.status,
                    got.unit, got.period_start, got.period_end,
                )  # fmt: skip
                series.setdefault(key, set()).add((got.value, got.value_max))
        mixed += [(report["id"], key) for key, values in series.items() if len(values) > 1]
    assert len(mixed) <= 2, mixed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("通渭工业集中区", "通渭县工业集中区", True),
        ("甘肃通渭工业集中区", "通渭工业集中区", True),
        ("海南", "海南省", True),
        ("某某科技有限公司", "某某科技", True),
        ("园区", "平川园区", False),
        ("平川市", "平川市开发区", False),
        ("", "", False),
        (None, "平川", False),
    ],
)
def test_names(one: str | None, other: str, same: bool) -> None:
    assert gate.same_name(one, other) is same


@pytest.mark.shared
def test_the_gate_scores_as_the_shared_scorer_does(
    shared: Path, scores: dict[str, gate.Score]
) -> None:
    place = importlib.util.spec_from_file_location("scorer", shared / "figures" / "gold.py")
    assert place
    assert place.loader
    scorer = importlib.util.module_from_spec(place)
    place.loader.exec_module(scorer)
    reports = gate.load()
    found = {report["id"]: [_row(figure) for figure in gate.read(report)] for report in reports}
    theirs = scorer.score(reports, found)
    assert {name: round(got.f1, 4) for name, got in scores.items()} == {
        name: pytest.approx(theirs[name]["f1"], abs=1e-4) for name in gate.LEVELS
    }


def _row(figure: Any) -> dict[str, Any]:
    return json.loads(
        json.dumps(
            {
                "start": figure.start,
                "quote": figure.quote,
                "indicator": figure.indicator,
                "kind": figure.kind,
                "value": str(figure.value),
                "unit": figure.unit,
                "period_start": figure.period_start and figure.period_start.isoformat(),
                "period_end": figure.period_end and figure.period_end.isoformat(),
                "status": figure.status,
                "subject": figure.subject,
            }
        )
    )
