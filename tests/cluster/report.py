"""The long form by hand: `python -m tests.cluster.report [PAPERS] [SECONDS CUT OFF]`.

Three workers over 30 papers, a minute cut off, every misfortune, and a table in the end.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.cluster.machines import cluster
from tests.cluster.papers import papers
from tests.cluster.postgres import postgres
from tests.cluster.scenarios import compare, misfortunes
from tests.cluster.test_cluster import crawl_alone

REPORTS = 8
LEASE = 10.0


def main() -> None:
    """Run everything and print what happened."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    away = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    begun = time.monotonic()

    def tell(words: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {words}", flush=True)

    with (
        tempfile.TemporaryDirectory(prefix="parks-cluster-") as name,
        postgres() as database,
        papers(Path(name) / "papers", count, REPORTS, delay=0.25) as press,
    ):
        folder = Path(name)
        one = crawl_alone(press, folder / "one", patience=3600)
        tell(f"one machine: {count} papers of {REPORTS} reports")
        with cluster(folder, database, press, lease=LEASE) as made:
            for what, how in misfortunes(made, away, at_a_time=2, patience=3600):
                tell(f"{what}: {how}")
            requests = press.requests()
            tell(f"all jobs done: {requests} requests for {count * (REPORTS + 1)} pages")
            tell(f"merged and compared, nothing lost or doubled: {compare(made, one)}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    tell(f"{used.ru_utime + used.ru_stime:.0f} s of processor time")


if __name__ == "__main__":
    main()
