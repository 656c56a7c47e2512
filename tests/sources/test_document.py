"""docs/sources.md says what the source files say."""

from __future__ import annotations

from archive.source_table import document, provinces
from crawler.discovery.check import faults
from crawler.registry import sources
from pipelines.source.regions import REGIONS
from tests.conftest import ROOT


def test_the_list_of_sources_is_current() -> None:
    written = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert written == document(sources().values()), (
        "run: parks sources list --markdown > docs/sources.md"
    )


def test_every_region_of_the_mainland_and_the_corps_has_a_source() -> None:
    declared = sources()
    assert {source.province for source in declared.values()} >= set(REGIONS)
    assert set(REGIONS) <= set(provinces())
    assert "bingtuan_epaper" in declared
    assert len(declared) >= 45


def test_the_shipped_source_files_have_no_fault() -> None:
    assert faults() == []
