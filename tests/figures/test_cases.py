"""Every case file: a sentence and the figures that a careful reader finds in it.

A file holds `[[case]]` tables: `text` (or `body`, a list of paragraphs), and optionally
`published`, `title`, `origin`, `about`, `note`; `[[case.figure]]` tables name a `quote` and any
fields of FIGURES.md. The list is complete unless `partial = true`; a case without figures says
that there are none. Where a quote repeats, figures are matched in text order.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.figures import Figure, extract

CASES = Path(__file__).parent / "cases"
ABOUT_CASE = {"text", "body", "published", "title", "origin", "about", "note", "partial", "figure"}
FIELDS = set(Figure.__dataclass_fields__)


def _load() -> list[Any]:
    out = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for number, case in enumerate(data["case"], 1):
            out.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return out


def _same(expected: Any, got: Any) -> bool:
    if isinstance(got, date):
        return str(expected) == got.isoformat()
    if got is None:
        return expected in ("", None)
    if isinstance(got, Decimal):
        wanted = Decimal(str(expected))
        return abs(got - wanted) <= abs(wanted) * Decimal("0.0002")
    return bool(expected == got)


def _pair(case: dict[str, Any], figures: list[Figure]) -> tuple[list[Any], list[str], list[Figure]]:
    """Expected with found figures in text order, quotes not found, figures not expected."""
    left, pairs, missing = list(figures), [], []
    for wanted in case.get("figure", []):
        found = next((f for f in left if f.quote == wanted["quote"]), None)
        if found is None:
            missing.append(wanted["quote"])
            continue
        left.remove(found)
        pairs.append((wanted, found))
    return pairs, missing, left


@pytest.mark.parametrize("case", _load())
def test_case(case: dict[str, Any]) -> None:
    unknown = set(case) - ABOUT_CASE
    assert not unknown, f"unknown keys {unknown}"
    published = date.fromisoformat(str(case["published"])) if "published" in case else None
    body = case["body"] if "body" in case else case["text"]
    figures = extract(
        body,
        published,
        title=case.get("title", ""),
        origin=case.get("origin", ""),
        about=case.get("about", ""),
    )
    pairs, missing, extra = _pair(case, figures)
    assert not missing, f"not found: {missing}; found {[f.quote for f in figures]}"
    if not case.get("partial", False):
        assert not extra, f"no figures: {[f.quote for f in extra]}"
    wrong = []
    for wanted, found in pairs:
        assert set(wanted) <= FIELDS, f"unknown fields {set(wanted) - FIELDS}"
        wrong += [
            f"{found.quote}: {key} is {getattr(found, key)!r}, expected {value!r}"
            for key, value in wanted.items()
            if not _same(value, getattr(found, key))
        ]
    assert not wrong, "\n".join(wrong)


def test_every_case_file_holds_cases() -> None:
    paths = sorted(CASES.glob("*.toml"))
    assert paths
    for path in paths:
        assert tomllib.loads(path.read_text("utf-8")).get("case"), path.name
