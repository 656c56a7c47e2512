"""What one run is to do, out of the arguments that `scrapy crawl -a` hands over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_WINDOW = 30  # days that the first crawl of a source looks back, and the most any does
WINDOW = 7  # days that every later crawl looks back: papers backdate and fill in


@dataclass(frozen=True, slots=True)
class Errand:
    """single are addresses to fetch instead of the lists. explicit says that a person named the
    days: then lists are asked whole. only are the days between since and until to walk, where not
    all of them are. looks: second looks come before the lists. first_pages asks
    only the first page of each list; keep is a folder for the list pages as they came."""

    since: date
    until: date
    explicit: bool = False
    only: frozenset[date] = frozenset()
    limit: int = 0
    recheck: bool = False
    dry_run: bool = False
    looks: bool = False
    first_pages: bool = False
    keep: Path | None = None
    single: tuple[str, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether a day of publication is one of those to walk."""
        return self.since <= day <= self.until and (not self.only or day in self.only)

    @property
    def mode(self) -> str:
        """`walk`, or what kind of smaller errand it is."""
        if self.single:
            return "single"
        if self.dry_run:
            return "dry"
        return "check" if self.first_pages else "walk"


def errand(
    today: date,
    last_walk: date | None,
    *,
    since: str = "",
    until: str = "",
    days: str = "",
    limit: str = "0",
    recheck: str = "",
    dry_run: str = "",
    looks: str = "",
    first_pages: str = "",
    keep: str = "",
    urls: str = "",
) -> Errand:
    """The errand; last_walk is the day of the source's last good walk over its lists.

    Without days the window reaches back to the last good walk, WINDOW days at least and
    FIRST_WINDOW at most. days is a JSON list of single days to walk in place of a window. Raises
    ValueError for a day that is none.
    """
    only = frozenset(map(date.fromisoformat, json.loads(days))) if days else frozenset()
    if only:
        since, until = min(only).isoformat(), max(only).isoformat()
    last = date.fromisoformat(until) if until else today
    back = FIRST_WINDOW
    if last_walk:
        back = min(max(WINDOW, (today - last_walk).days + 1), FIRST_WINDOW)
    return Errand(
        since=date.fromisoformat(since) if since else last - timedelta(days=back),
        until=last,
        explicit=bool(since or until),
        only=only,
        limit=int(limit),
        recheck=bool(recheck),
        dry_run=bool(dry_run),
        looks=bool(looks),
        first_pages=bool(first_pages),
        keep=Path(keep) if keep else None,
        single=tuple(json.loads(urls)) if urls else (),
    )
