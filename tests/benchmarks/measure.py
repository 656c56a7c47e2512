"""Publishes a generated archive and measures what readers wait for.

    python -m tests.benchmarks.generator HOME --articles 1000000
    python -m tests.benchmarks.measure HOME

prints the time of each step of publishing, sizes, and the p50 and p95 of the queries behind the
pages, with their plans: a plan that scans a large table is a fault.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from pathlib import Path

from archive.publish import publish
from archive.search import match_expression

TIMES = 40
LARGE = ("figures", "articles", "series", "years", "figure_versions", "conflicts")
WORDS = ("税收", "园区", "工业总产值", "通渭", "经开区", "128.6")
QUERIES = {
    "a park's series": "select * from park_series where park_id = :park order by period_end",
    "a ranking of all parks for a year": (
        "select park_id, value from park_years where indicator_id = :indicator and year = :year "
        "and scope = '' and unit = :unit order by value desc limit 100"
    ),
    "search in clauses": (
        "select f.id from figures_fts s join figures f on f.rowid = s.rowid "
        "where figures_fts match :words limit 50"
    ),
    "conflicts of a park": (
        "select c.* from figures f join conflicts c on c.figure_a = f.id where f.park_id = :park"
    ),
    "a report's figures": "select * from figures where article_id = :article",
    "newest figures": "select * from latest_figures limit 50",
}


def measure(home: Path) -> None:
    """Publish, then ask each query many times with parameters drawn from the data."""
    begun = time.monotonic()

    def say(step: str) -> None:
        print(f"{time.monotonic() - begun:8.1f} s  {step}", flush=True)

    result = publish(home, force=True, say=say)
    say("published")
    print(f"public.db {result.size / 1e6:,.0f} MB, {result.rows['figures']:,} figures, "
          f"{result.rows['articles']:,} reports, {result.rows['series']:,} cells, "
          f"{result.rows['conflicts']:,} conflicts, held {result.held}")  # fmt: skip
    db = sqlite3.connect(f"{(home / 'public.db').as_uri()}?immutable=1", uri=True)
    rng = random.Random(1)
    parks = [row[0] for row in db.execute("select distinct park_id from series limit 3000")]
    reports = [row[0] for row in db.execute("select id from articles limit 3000")]
    ranked = db.execute("select distinct indicator_id, year, unit from years").fetchall()
    for name, query in QUERIES.items():
        took = []
        for _ in range(TIMES):
            indicator, year, unit = rng.choice(ranked)
            given = {"park": rng.choice(parks), "article": rng.choice(reports),
                     "indicator": indicator, "year": year, "unit": unit,
                     "words": match_expression(rng.choice(WORDS))}  # fmt: skip
            start = time.perf_counter()
            db.execute(query, given).fetchall()
            took.append((time.perf_counter() - start) * 1000)
        took.sort()
        p95 = took[int(0.95 * len(took))]
        print(f"{name:<36} p50 {statistics.median(took):8.2f} ms   p95 {p95:8.2f} ms")
        for row in db.execute(f"explain query plan {query}", given):
            scans = [t for t in LARGE if row[3].startswith(f"SCAN {t}") and "USING" not in row[3]]
            print(f"    {row[3]}{'   <-- scans ' + scans[0] if scans else ''}")


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    measure(parser.parse_args().home)


if __name__ == "__main__":
    main()
