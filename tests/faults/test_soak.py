"""The soak in short: two days, and that growth is seen where there is some."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.faults.soak import KB, LEAST, MB, Day, soak, uneven


def test_two_days_of_the_demo(tmp_path: Path) -> None:
    first, second = soak(2, tmp_path)
    assert (first.reports, second.reports) == (18, 36)
    assert second.serve_handles <= first.serve_handles + 4
    assert second.pages_db >= first.pages_db > 0
    assert 0 < second.crawl_memory < first.crawl_memory * 1.2


def test_growth_is_told_from_data() -> None:
    even = [
        Day(n, 18 * n, 90 * MB, (100 + n) * MB, 80 * MB, 30, n * MB, n * MB, n * MB, n * MB)
        for n in range(1, LEAST + 1)
    ]
    assert uneven(even) == []
    leaking = [replace(day, serve_handles=30 + day.n, serve_memory=day.n * 9 * MB) for day in even]
    assert [line.split()[0] for line in uneven(leaking)] == ["serve_memory", "serve_handles"]
    swelling = [replace(day, pages_db=day.n**3 * 900 * KB) for day in even]
    assert [line.split()[0] for line in uneven(swelling)] == ["pages_db"]
