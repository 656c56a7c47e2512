"""What of each day a walk over a source's lists has seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from crawler.discovery import Listing, Start
from crawler.discovery.types import BOTTOM, PASSED, UNDATED

# Why a day is not covered, in the words of archive.store.days.WHY.
LIST_FAILED = "list_failed"
LIST_SHORT = "list_short"
LIST_UNDATED = "list_undated"


@dataclass(slots=True)
class Chain:
    """The list pages of one channel, or of one day's issue, that were asked and read."""

    day: date | None
    asked: int = 0
    read: int = 0
    oldest: date | None = None
    ends: set[str] = field(default_factory=set)

    @property
    def whole(self) -> bool:
        """Whether every page that was asked for came."""
        return self.asked == self.read

    def why_not(self, day: date) -> str:
        """Why the chain does not cover a day, '' where it does."""
        if not self.whole:
            return LIST_FAILED
        if self.day is not None or PASSED in self.ends:
            return ""
        if UNDATED in self.ends:
            return LIST_UNDATED
        if BOTTOM in self.ends and self.oldest is not None and self.oldest <= day:
            return ""
        return LIST_SHORT


class Coverage:
    """All chains of one walk."""

    def __init__(self) -> None:
        self.chains: dict[tuple[int, str, date | None], Chain] = {}

    def _chain(self, start: Start) -> Chain:
        key = (start.entry, start.channel, start.day)
        return self.chains.setdefault(key, Chain(start.day))

    def asked(self, start: Start) -> None:
        """A list page is asked for; one that never comes leaves its chain with a hole."""
        self._chain(start).asked += 1

    def read(self, start: Start, listing: Listing) -> None:
        """A list page was read."""
        chain = self._chain(start)
        chain.read += 1
        if listing.end:
            chain.ends.add(listing.end)
        if listing.oldest and (chain.oldest is None or listing.oldest < chain.oldest):
            chain.oldest = listing.oldest

    def unchanged(self, start: Start) -> None:
        """The site says that a list is as it was when its last walk came to its end."""
        chain = self._chain(start)
        chain.read += 1
        chain.ends.add(PASSED)

    def whole_issues(self) -> list[str]:
        """First addresses of the day's issues of which every page came."""
        return [
            channel
            for (_, channel, day), chain in self.chains.items()
            if day is not None and chain.whole
        ]

    def reasons(self, day: date) -> list[str]:
        """For each list that could tell of a day: '' where it covers it, else why not."""
        return [chain.why_not(day) for chain in self.chains.values() if chain.day in {None, day}]


def state_of(reasons: Iterable[str], missing: int, *, over: bool) -> tuple[str, str]:
    """(state, why) of a day from its lists' reasons and the number of its articles that were
    listed and not had; over says whether the day had ended when the walk was made."""
    found = list(reasons)
    wrong = [reason for reason in found if reason]
    if not found:
        return "not_tried", ""
    if wrong:
        why = LIST_FAILED if LIST_FAILED in wrong else wrong[0]
        if len(wrong) < len(found) or why == LIST_UNDATED:
            return "partial", why
        return ("unreachable_now" if why == LIST_SHORT else "failed"), why
    if missing:
        return "partial", "articles_missing"
    return ("covered", "") if over else ("partial", "day_not_over")
