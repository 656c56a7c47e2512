"""The annotated reports are read the same in other words, and with more said between."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gate import alike, gate

SOME = 3  # every which of the reports is used
REPORTS = 12  # that the wordings of one pattern are tried on in turn
IN = 25  # figures of which one may be read worse: few words mean quite the same everywhere


Read = list[tuple[dict[str, Any], list[int]]]


@pytest.fixture(scope="module")
def reports() -> Read:
    return [(report, alike.as_it_is(report)) for report in gate.load()[::SOME]]


@pytest.mark.parametrize("group", alike.groups(), ids=lambda group: group[0].pattern)
def test_a_change_that_means_nothing_changes_no_reading(
    group: list[alike.Change], reports: Read
) -> None:
    figures, worse = alike.lost_in_turn(group, reports, REPORTS)
    assert figures, "no report has these words"
    assert len(worse) * IN <= figures, [wanted["quote"] for _, wanted, _ in worse]


def test_figures_keep_their_places_and_their_own_words(reports: Read) -> None:
    change = alike.Change("增长|。", "、再增长。")
    for report, _ in reports[:20]:
        other = change.of(report)
        assert other is not None
        text = "\n".join(other["body"])
        for figure in other["figures"]:
            at = figure["start"]
            assert text[at : at + len(figure["quote"])] == figure["quote"]


def test_what_means_something_else_is_found_out(
    reports: Read,
) -> None:
    figures, worse = alike.lost(alike.Change("上半年", "去年"), reports, REPORTS)
    assert len(worse) * IN > figures
