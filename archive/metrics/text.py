"""The archive's numbers in Prometheus' text format."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from archive.alerts.machine import newest_backup, of_machine
from archive.alerts.troubles import moment
from archive.health import health
from archive.store.jobs import jobs
from archive.store.leases import leases
from archive.store.runs import spent
from pipelines.source import Source

Sample = tuple[dict[str, str], float]

HELP = {
    "parks_source_fine": "1 where nobody needs to look at the source",
    "parks_source_good_timestamp_seconds": "when a walk over the source's lists last went well",
    "parks_source_reports": "articles held of the source",
    "parks_source_figures": "standing figures of the source",
    "parks_source_requests_today": "requests made to the source today, of its budget",
    "parks_source_budget": "requests a day that the source may be asked",
    "parks_lease_beat_timestamp_seconds": "last heartbeat of the process that crawls the source",
    "parks_trouble": "1 for everything that needs a person",
    "parks_job_good_timestamp_seconds": "when a regular job last went well",
    "parks_job_failing": "1 where a regular job fails",
    "parks_backup_timestamp_seconds": "when the newest backup that still exists was made",
    "parks_alerts_standing": "alerts that stand",
    "parks_alert_posts_unsent": "messages that wait to be sent",
    "parks_file_bytes": "size of a database, its log included",
    "parks_disk_free_bytes": "free on the disk of the archive",
    "parks_disk_total_bytes": "size of the disk of the archive",
}


def exposition(
    db: sqlite3.Connection, home: Path, sources: Mapping[str, Source], at: datetime
) -> str:
    """All numbers, each family with its help and type."""
    families: dict[str, list[Sample]] = {name: [] for name in HELP}
    for name, labels, value in [
        *_of_sources(db, sources, at),
        *_of_work(db, home, at),
        *_of_disk(home),
    ]:
        families[name].append((labels, value))
    lines = []
    for name, samples in families.items():
        if samples:
            lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} gauge"]
            lines += [f"{name}{_labels(labels)} {value:.17g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _of_sources(
    db: sqlite3.Connection, sources: Mapping[str, Source], at: datetime
) -> Iterator[tuple[str, dict[str, str], float]]:
    for one in health(db, sources):
        label = {"source": one.source_id}
        yield "parks_source_fine", label, float(one.fine)
        if one.good_at:
            good = moment(one.good_at).timestamp()
            yield "parks_source_good_timestamp_seconds", label, good
        yield "parks_source_reports", label, one.articles
        yield "parks_source_figures", label, one.figures
        yield "parks_source_requests_today", label, spent(db, one.source_id, at)
        if one.source_id in sources:
            yield "parks_source_budget", label, sources[one.source_id].fetch.budget
        for kind in one.troubles:
            yield "parks_trouble", {"subject": one.source_id, "kind": kind}, 1
    for lease in leases(db):
        beat = moment(lease.beat_at).timestamp()
        yield "parks_lease_beat_timestamp_seconds", {"source": lease.source_id}, beat


def _of_work(
    db: sqlite3.Connection, home: Path, at: datetime
) -> Iterator[tuple[str, dict[str, str], float]]:
    for trouble in of_machine(db, home, at):
        yield "parks_trouble", {"subject": trouble.subject, "kind": trouble.kind}, 1
    for name, job in jobs(db).items():
        if job.good_at:
            yield "parks_job_good_timestamp_seconds", {"job": name}, moment(job.good_at).timestamp()
        yield "parks_job_failing", {"job": name}, float(bool(job.error) or job.broken_off)
    made_at, _ = newest_backup(db)
    if made_at:
        yield "parks_backup_timestamp_seconds", {}, moment(made_at).timestamp()
    counts = "select count(*) from alerts where cleared_at is null"
    yield "parks_alerts_standing", {}, db.execute(counts).fetchone()[0]
    waiting = "select channel, count(*) from alert_posts where sent_at is null group by channel"
    for channel, posts in db.execute(waiting):
        yield "parks_alert_posts_unsent", {"channel": channel}, posts


def _of_disk(home: Path) -> Iterator[tuple[str, dict[str, str], float]]:
    for name in ("archive.db", "pages.db", "public.db"):
        parts = [home / name, home / f"{name}-wal"]
        size = sum(part.stat().st_size for part in parts if part.exists())
        yield "parks_file_bytes", {"file": name}, size
    usage = shutil.disk_usage(home)
    yield "parks_disk_free_bytes", {}, usage.free
    yield "parks_disk_total_bytes", {}, usage.total


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
