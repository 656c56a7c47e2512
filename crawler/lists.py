"""The walk over list pages: which are asked, and which of their links are wanted."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archive.store import Memory
from crawler.discovery import Lead, Listing, Start, starts
from crawler.errand import Errand
from crawler.ledger import Ledger
from crawler.words import speaks_of_parks
from pipelines.source import Source

ISSUES_CHECKED = 2  # today's may not be printed yet


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article worth fetching: canonical address, the words of its link, its day or ''."""

    url: str
    title: str
    day: str


class Lists:
    """Remembers which list pages were asked for in this run."""

    def __init__(self, source: Source, memory: Memory, errand: Errand, ledger: Ledger) -> None:
        self.source = source
        self.memory = memory
        self.errand = errand
        self.ledger = ledger
        self.seen: set[str] = set()

    def first(self) -> Iterator[Start]:
        """The pages from which the walk begins; issues that are known whole are not read again."""
        issues: Counter[int] = Counter()
        for start in starts(self.source, self.errand.since, self.errand.until):
            if start.day and not self.errand.covers(start.day):
                continue
            issues[start.entry] += start.day is not None
            too_many = self.errand.first_pages and issues[start.entry] > ISSUES_CHECKED
            if start.url in self.seen or too_many:
                continue
            if start.day and not self.errand.recheck and self._whole(start):
                self.ledger.coverage.asked(start)
                self.ledger.coverage.unchanged(start)
                self.ledger.counts["lists_known"] += 1
                continue
            yield self._ask(start)

    def after(self, listing: Listing, most: int) -> Iterator[Start]:
        """The pages that follow one that was read."""
        if self.errand.first_pages:
            return
        for following in listing.next:
            if following.url in self.seen:
                continue
            if len(self.seen) >= most:
                self.ledger.coverage.asked(following)  # a hole: it is never read
                self.ledger.issue("list_limit", following.url, f"more than {most} list pages")
                break
            yield self._ask(following)

    def _ask(self, start: Start) -> Start:
        self.seen.add(start.url)
        self.ledger.counts["lists_asked"] += 1
        self.ledger.coverage.asked(start)
        return start

    def _whole(self, start: Start) -> bool:
        """Whether a day's issue was read whole on a later day than its own."""
        read = self.memory.issue_read(start.url)
        return bool(read and start.day and date.fromisoformat(read[:10]) > start.day)

    def wanted(self, listing: Listing) -> list[Wanted]:
        """Remember every article linked in the window; return those to fetch."""
        rows: list[tuple[str, str, str, str]] = []
        for lead in listing.leads:
            url = self.source.canonical(lead.url)
            if not self.source.owns(url):
                self.ledger.counts["off_site"] += 1
                self.ledger.issue("off_site", url, f"linked as {lead.title!r}")
                continue
            day = lead.day or self.source.url_day(url)
            if not self.source.is_article(url) or not self._in_window(day):
                continue
            chosen = self._chosen(lead)
            state = "listed" if chosen else "passed_over"
            self.ledger.counts[state] += 1
            rows.append((url, lead.title, day.isoformat() if day else "", state))
        if self.errand.dry_run:
            _show(rows)
            return []
        self.memory.listed(rows)
        return [Wanted(url, title, day) for url, title, day, state in rows if state == "listed"]

    def _chosen(self, lead: Lead) -> bool:
        return self.source.select == "all" or speaks_of_parks(lead.title, lead.summary)

    def _in_window(self, day: date | None) -> bool:
        if self.errand.first_pages:
            return True  # what works at a source is seen on old reports as well
        if day is None or self.errand.only:
            return day is None or self.errand.covers(day)
        # A paper's clock may run a little ahead of ours: its newest reports are not to be lost.
        ahead = timedelta(days=0 if self.errand.explicit else 1)
        return self.errand.since <= day <= self.errand.until + ahead


def _show(rows: list[tuple[str, str, str, str]]) -> None:
    for row in rows:
        line = dict(zip(("url", "title", "day", "state"), row, strict=True))
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
