"""The demo's papers and reports, read from the data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CHINA = timezone(timedelta(hours=8))
PAGE_BREAK = "----"  # a body line of its own: the next paragraph opens the next page
KINDS = frozenset({"article", "video", "soft_404"})
EDITIONS = (1, 2)


@dataclass(frozen=True, slots=True)
class Report:
    """One entry of one paper as its page shows it in one edition of the site.

    number is the paper's own running number and part of the address; leaf is the page of a
    printed paper. closed: robots.txt forbids the page. cut: words whose second byte is
    missing on the wire, as a broken export leaves it.
    """

    headline: str
    time: datetime
    number: int
    channel: str
    origin: str = ""
    credit: str = ""
    editor: str = ""
    kicker: str = ""
    deck: str = ""
    leaf: int = 1
    kind: str = "article"
    closed: bool = False
    cut: str = ""
    caption: str = ""
    changed: datetime | None = None
    pages: tuple[tuple[str, ...], ...] = ()

    @property
    def modified(self) -> datetime:
        """When the page was last written: minutes after the time it shows, or a later edit."""
        return self.changed or self.time + timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Link:
    """A list entry that leads to no report of this paper, such as one on another site."""

    title: str
    url: str
    day: str
    channel: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A list of reports: folder is its place in the address, node the number a CMS gives it."""

    folder: str
    title: str
    node: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One invented paper: its mastheads, lists, reports and what its pages carry around them."""

    id: str
    family: str
    title: str
    paper: str
    per_page: int
    channels: tuple[Channel, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    chrome: Mapping[str, Any] = field(hash=False)

    def of_channel(self, channel: Channel) -> list[Report]:
        """The channel's reports, newest first, as its list shows them."""
        mine = [report for report in self.reports if report.channel == channel.folder]
        return sorted(mine, key=lambda report: (report.time, report.number), reverse=True)


def load_papers(edition: int) -> tuple[Paper, ...]:
    """Read all papers as they stand in the given edition (1 or 2) of the demo site."""
    if edition not in EDITIONS:
        raise ValueError(f"the demo site has editions {EDITIONS}, not {edition}")
    return tuple(
        _paper(path, edition) for path in sorted((FOLDER / "reports").glob("*/paper.toml"))
    )


def _paper(path: Path, edition: int) -> Paper:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    reports = []
    for file in sorted(path.parent.glob("2*.toml")):
        entry = tomllib.loads(file.read_text(encoding="utf-8"))
        if entry.pop("since_edition", 1) <= edition:
            reports.append(_report(entry, edition, file))
    return Paper(
        id=path.parent.name,
        family=data["family"],
        title=data["title"],
        paper=data["paper"],
        per_page=data["per_page"],
        channels=tuple(Channel(**channel) for channel in data["channel"]),
        reports=tuple(reports),
        links=tuple(Link(**link) for link in data.get("link", [])),
        chrome=data["chrome"],
    )


def _report(entry: dict[str, Any], edition: int, file: Path) -> Report:
    """One data file as a report; an edit named in it holds from the second edition on."""
    body = str(entry.pop("body", ""))
    edit = entry.pop("edition_2", None)
    if edit is not None and edition >= 2:
        if body.count(edit["old"]) != 1:
            raise ValueError(f"{file.name}: the words to change must stand once in the body")
        body = body.replace(edit["old"], edit["new"])
        entry["changed"] = _moment(edit["changed"])
    entry["time"] = _moment(entry["time"])
    if entry.get("kind", "article") not in KINDS:
        raise ValueError(f"{file.name}: unknown kind {entry['kind']!r}")
    return Report(**entry, pages=_pages(body))


def _pages(body: str) -> tuple[tuple[str, ...], ...]:
    pages: list[list[str]] = [[]]
    for line in body.strip().splitlines():
        if line.strip() == PAGE_BREAK:
            pages.append([])
        elif line.strip():
            pages[-1].append(line.strip())
    return tuple(tuple(page) for page in pages)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
