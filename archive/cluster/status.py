"""What a cluster is doing, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.cluster.database import Connection, settings

WORKERS = """
select name, place, started_at, extract(epoch from now() - seen_at)::float as silent,
  array(select source_id from parks_leases where holder = name order by 1) as crawls
from parks_workers where seen_at > now() - interval '7 days' order by name
"""
JOBS = "select status::text, count(*) from procrastinate_jobs where task_name = 'crawl' group by 1"
WAITING = """
select extract(epoch from now() - min(e.at))::float as longest
from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
where j.task_name = 'crawl' and j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()
"""
FAILED = """
select j.id as job_id, j.args->>'source' as source_id, j.args->>'since' as since,
  j.args->>'until' as until, j.attempts,
  (select detail from parks_runs r where r.job_id = j.id order by r.id desc limit 1) as detail
from procrastinate_jobs j where j.task_name = 'crawl' and j.status = 'failed' order by j.id
"""
LAST = """
select distinct on (source_id) source_id, worker, began_at, ended_at, outcome, detail
from parks_runs order by source_id, id desc
"""
GOOD = ("ok", "limited", "running")


@dataclass(frozen=True, slots=True)
class Status:
    """workers, jobs by state, seconds for which the oldest job that could run has waited, failed
    jobs, and each source's last run."""

    lease: float
    workers: list[dict[str, Any]]
    jobs: dict[str, int]
    waiting: float
    failed: list[dict[str, Any]]
    last: list[dict[str, Any]]

    @property
    def alive(self) -> list[dict[str, Any]]:
        """Workers that were heard of lately."""
        return [worker for worker in self.workers if worker["silent"] < 2 * self.lease]

    def trouble(self) -> list[str]:
        """What needs a person, in words."""
        said = [] if self.alive else ["no worker is alive"]
        if self.failed:
            names = sorted({str(job["source_id"]) for job in self.failed})
            said.append(f"{len(self.failed)} jobs were given up: {', '.join(names)}")
        bad = [run for run in self.last if run["outcome"] not in GOOD]
        if bad:
            listed = ", ".join(f"{run['source_id']} ({run['outcome']})" for run in bad)
            said.append(f"{len(bad)} sources did not end well: {listed}")
        return said


def status(db: Connection) -> Status:
    """The cluster as its database tells it."""
    longest = db.execute(WAITING).fetchone()
    return Status(
        settings(db).lease,
        db.execute(WORKERS).fetchall(),
        {row["status"]: row["count"] for row in db.execute(JOBS)},
        float(longest["longest"] or 0) if longest else 0.0,
        db.execute(FAILED).fetchall(),
        db.execute(LAST).fetchall(),
    )
