"""docs/sources.md: where every region's reports come from, what was verified, what is unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

from pipelines.source import Source

HEAD = """# Sources

This file is made by `parks sources list --markdown`; a test fails when it is out of date.

No site was asked while these files were written: what they say rests on public copies of pages,
dated in each file under `crawler/sources/`. `replica` means that a list page and an article page
in the site's shape are read field by field in `tests/sources/`; `live` that `parks check` has
passed on the site itself. Before the first crawl of a source run `parks check SOURCE`.

"Unknown" names the article fields for which no selector of the site was seen (the general reader
finds most of them all the same), lists whose further pages are not known, and sites whose notice on
reuse was not seen. A source that is not enabled is crawled only when it is named.
"""
ARTICLE = {
    "title": "title",
    "published": "time",
    "origin": "origin",
    "byline": "byline",
    "section": "section",
    "body": "body",
}
PAGED = {"counted", "epaper", "dated"}  # ways whose further pages follow from the way itself


def provinces() -> dict[str, str]:
    """Names of the provincial-level regions by code, from the gazetteer that ships."""
    listed = resources.files("archive.data").joinpath("places.csv").read_text(encoding="utf-8")
    return {
        row["code"]: row["name"]
        for row in csv.DictReader(listed.splitlines())
        if row["code"].endswith("0000")
    }


def document(declared: Iterable[Source]) -> str:
    """The whole file."""
    names = provinces()
    found = sorted(declared, key=lambda source: (source.province, source.id))
    regions = {source.province for source in found}
    verified = {state: sum(s.verified == state for s in found) for state in ("replica", "live")}
    counted = (
        f"{len(found)} sources of {len(regions)} provincial-level regions; "
        f"{verified['replica']} verified by replica, {verified['live']} live.\n"
    )
    return "\n".join([HEAD, counted, *_table(found, names)]) + "\n"


def _table(found: Iterable[Source], names: Mapping[str, str]) -> Iterator[str]:
    yield "| Region | Site | Id | Platform | Discovery | Verified | Unknown | Enabled |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for source in found:
        cells = (
            names.get(source.province, source.province),
            f"[{source.name}]({source.home})",
            f"`{source.id}`",
            source.platform or "own",
            ", ".join(ways(source)),
            source.verified or "no",
            ", ".join(unknown(source)) or "nothing",
            "yes" if source.enabled else "no",
        )
        yield f"| {' | '.join(cells)} |"


def ways(source: Source) -> list[str]:
    """The ways in which its addresses are found, each once."""
    return list(dict.fromkeys(str(entry["way"]) for entry in source.discovery))


def unknown(source: Source) -> list[str]:
    """What of a site was not seen and so is not declared."""
    missing = [
        word for name, word in ARTICLE.items() if not any(getattr(r, name) for r in source.rules)
    ]
    unpaged = [
        entry
        for entry in source.discovery
        if entry["way"] not in PAGED
        and not (entry.get("paging") or entry.get("next") or entry["way"] == "json")
    ]
    if unpaged:
        missing.append("paging" if len(unpaged) == len(source.discovery) else "paging in part")
    if source.rights.note.startswith("未见"):
        missing.append("notice on reuse")
    return missing
