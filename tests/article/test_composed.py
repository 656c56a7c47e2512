"""Any head over any text, with any furniture: pages composed of pieces that say what they show."""

from __future__ import annotations

from pipelines.article import read
from tests.article.composed import compose
from tests.article.scoring import faults

COUNT = 240
SHARE = 0.99  # of them on which every field is right


def test_pages_composed_of_pieces_read_right() -> None:
    wrong = {}
    for seed in range(COUNT):
        page, raw = compose(seed)
        found = list(faults(page, read([raw])))
        if found:
            wrong[page.id] = found
    assert len(wrong) <= (1 - SHARE) * COUNT, wrong


def test_a_number_makes_one_page() -> None:
    assert compose(3)[1] == compose(3)[1] != compose(4)[1]
