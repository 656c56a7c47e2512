"""Keeps the run's row: what was counted, what went wrong, which days were covered."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date, timedelta
from typing import Any

from archive.store import Archive, Memory, finish_run, note_issue, start_run, transaction
from archive.store.connect import today
from archive.store.days import days, first_day, missing, save_day, save_untried
from crawler.coverage import Coverage, state_of
from crawler.errand import Errand
from crawler.outcome import outcome, shut_out
from pipelines.source import Source

logger = logging.getLogger(__name__)
COUNTED = ("new", "changed", "unchanged", "not_article", "failed")


class Ledger:
    """One run of one source."""

    def __init__(self, archive: Archive, source: Source, errand: Errand) -> None:
        self.archive = archive
        self.source = source
        self.errand = errand
        self.counts: Counter[str] = Counter()
        self.coverage = Coverage()
        self.validators: dict[str, tuple[str, str]] = {}
        self.run_id = start_run(archive.db, source)

    def issue(self, kind: str, url: str, detail: str) -> None:
        """Record what went wrong with one address."""
        logger.warning("%s: %s (%s)", kind, url, detail)
        note_issue(
            self.archive.db, kind, detail, source_id=self.source.id, url=url, run_id=self.run_id
        )

    def finish(self, reason: str, stats: Any, memory: Memory) -> str:
        """Close the run's row and write the days; returns the outcome."""
        for name in COUNTED:
            self.counts[name] += stats.get_value(f"parks/{name}", 0)
        self.counts["requested"] = stats.get_value("downloader/request_count", 0)
        result = outcome(reason, self.counts)
        self.counts["failed"] += shut_out(self.counts)
        walked = self.errand.mode == "walk"
        with transaction(self.archive.db):
            if walked:
                self._save_days()
                for front in self.coverage.whole_issues():
                    memory.complete_issue(front)
            if walked and result == "ok":
                # Only a walk that came to its end may shorten the next one.
                for url, (etag, modified) in self.validators.items():
                    memory.read_list(url, etag, modified)
            finish_run(
                self.archive.db, self.run_id, result, self.counts, self._detail(reason, stats)
            )
        return result

    def _detail(self, reason: str, stats: Any) -> dict[str, object]:
        return {
            "mode": self.errand.mode,
            "reason": reason,
            "since": self.errand.since,
            "until": self.errand.until,
            "counts": dict(self.counts),
            "figures": {
                name: stats.get_value(f"parks/figures_{name}", 0)
                for name in ("gained", "lost", "changed")
            },
        }

    def _save_days(self) -> None:
        db, source = self.archive.db, self.source.id
        present = date.fromisoformat(today())
        last = min(self.errand.until, present)
        begun = first_day(db, source)
        for day in filter(self.errand.covers, days(self.errand.since, last)):
            reasons = self.coverage.reasons(day)
            state, why = state_of(reasons, missing(db, source, day), over=day < present)
            save_day(db, source, day, state, why)
        if begun and begun < self.errand.since:
            save_untried(db, source, begun, self.errand.since - timedelta(days=1))
        known = self.source.history
        if known and known < self.errand.since and begun is None:
            logger.info("%s reaches back to %s", self.source.id, known)
