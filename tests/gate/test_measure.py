"""What the site says of the reader is what the reader does on the reports held back."""

from __future__ import annotations

import pytest

from archive.site.pages.about import reading
from tests.gate import gate
from tests.gate.measure import HELD, measured

NEAR = 0.02  # how far a rule may move a measure before it has to be written again


def test_the_site_tells_how_well_the_reader_reads() -> None:
    told = reading()
    found = measured(gate.load(HELD))
    again = "python -m tests.gate.measure --write"
    assert (told["reports"], told["figures"]) == (found["reports"], found["figures"]), again
    for name in (*gate.LEVELS, "sure_right"):
        assert told[name] == pytest.approx(found[name], abs=NEAR), f"{name}: {again}"
