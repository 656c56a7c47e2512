"""What is due, by the rules of `parks crawl --due`, from the runs that all workers handed on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from archive.cluster.database import Connection
from archive.merge.facts import KINDS, RUNS, write
from archive.schedule.due import LOOKED_AT, verdict
from archive.store import open_archive, transaction
from archive.store.connect import SHANGHAI
from pipelines.source import Source

# The last runs of every source, and its wish to be left alone.
KNOWN = """
select kind, row from (
  select kind, row, row_number() over
    (partition by source_id, kind order by row->>'started_at' desc) as n
  from parks_memory where kind in ('crawls', 'holds')
) known where n <= %s
"""
AT_WORK = """
select distinct args->>'source' as source_id from procrastinate_jobs
where task_name = 'crawl' and status in ('todo', 'doing') and args->>'since' = ''
"""


def due(db: Connection, sources: Iterable[Source], now: datetime) -> list[str]:
    """Sources that are to be crawled now and neither wait in the queue nor are being crawled."""
    busy = {row["source_id"] for row in db.execute(AT_WORK)}
    rows = db.execute(KNOWN, (LOOKED_AT,)).fetchall()
    at = now.astimezone(SHANGHAI)
    with tempfile.TemporaryDirectory(prefix="parks-due-") as folder:
        archive = open_archive(Path(folder))
        try:
            with transaction(archive.db):
                for kind in KINDS:
                    known = [row["row"] for row in rows if row["kind"] == kind.table]
                    if kind is RUNS:
                        known.sort(key=lambda run: run["started_at"])
                    write(archive.db, kind, known)
            return [
                source.id
                for source in sources
                if source.enabled and source.id not in busy and verdict(archive.db, source, at).due
            ]
        finally:
            archive.close()
