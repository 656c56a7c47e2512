"""When a source may be asked at all: its hours, its daily number of requests, its own wish."""

from __future__ import annotations

from datetime import datetime

from archive.store.connect import SHANGHAI
from pipelines.source import Fetch


class Manners:
    """spent are the requests of earlier runs of the day; hold is until when the site asked us to
    stay away, '' where it did not."""

    def __init__(self, fetch: Fetch, spent: int, hold: str) -> None:
        self.fetch = fetch
        self.spent = spent
        self.hold = hold
        self.asked = 0
        self.refused = False

    def reason_to_stop(self, at: datetime | None = None) -> str:
        """Why the site must not be asked now, '' where it may: `refused`, `held`, `night` or
        `budget`."""
        if self.refused:
            return "refused"
        moment = at or datetime.now(SHANGHAI)
        if self.hold and moment < datetime.fromisoformat(self.hold):
            return "held"
        if not self.fetch.open_at(moment.time()):
            return "night"
        return "budget" if self.spent + self.asked >= self.fetch.budget else ""
