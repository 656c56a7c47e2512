"""What reading stored pages again costs a page, in processor time: the writer and its readers.

    python -m tests.benchmarks.reprocess [--pages N] [--workers N]

An archive of N pages of 78 KB (those of tests.benchmarks.crawl) is built and read. Then all of it
is read again as `parks reprocess --workers N` does it: by the same reader (--all), by another one
that finds the same, and by one that finds every figure to be another. What starting takes is
measured on a few pages and taken off. What 100,000 pages take on two cores is all processor time
shared by the two, but no less than the writer's own.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from contextlib import closing
from pathlib import Path

from archive.reprocess import read_pending, reprocess
from archive.store import open_archive
from tests.benchmarks.crawl import SOURCE
from tests.benchmarks.merge import build

FEW = 64  # pages of a run that shows what starting takes
MANY = 100_000
CORES = 2
# What another reader finds: what it changes is what an older one is made to have said.
OTHERS = {
    "another reader": "",
    "another reader, every figure changed": "update figures set value = value + 1",
}


def spent() -> tuple[float, float]:
    """Seconds of processor time of this process, and of those that it started and that ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, others = (one.ru_utime + one.ru_stime for one in both)
    return own, others


def again(home: Path, workers: int) -> tuple[int, float, float, float]:
    """Read all pages again: how many, and seconds of the writer, of its readers, by the clock."""
    before, begun = spent(), time.monotonic()
    with closing(open_archive(home)) as archive:
        report = reprocess(archive, workers=workers, everything=True)
    own, others = spent()
    seconds = time.monotonic() - begun
    return report.pages.total(), own - before[0], others - before[1], seconds


def filled(home: Path, pages: int) -> Path:
    """An archive of so many pages, each read once."""
    build(home, pages)
    with closing(open_archive(home)) as archive:
        read_pending(archive)
    return home


def tell(what: str, home: Path, few: tuple[int, float, float, float], workers: int) -> None:
    """Read again and print what a page takes."""
    pages, own, others, seconds = again(home, workers)
    more = pages - few[0]
    writer, readers = ((took - start) / more for took, start in ((own, few[1]), (others, few[2])))
    if workers == 1:
        writer, readers = writer + readers, 0.0
    each = max(writer, (writer + readers) / CORES) if workers > 1 else writer
    print(
        f"{what}: {pages} pages, writer {writer * 1000:.1f} ms a page, readers "
        f"{readers * 1000:.1f} ms; {seconds:.0f} s by the clock. {MANY:,} on {CORES} cores: "
        f"{(each * MANY + few[1]) / 60:.1f} minutes"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=CORES)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources").mkdir()
        (folder / "sources" / "bench.toml").write_text(SOURCE.replace("{port}", "1"))
        os.environ["PARKS_SOURCES"] = str(folder / "sources")
        few = again(filled(folder / "few", FEW), asked.workers)
        print(f"starting: {few[1]:.1f} s of the writer, {few[2]:.1f} s of its readers")
        home = filled(folder / "home", asked.pages)
        tell("the same reader", home, few, asked.workers)
        for what, change in OTHERS.items():
            with closing(open_archive(home)) as archive:
                for table in ("articles", "figures", "reads"):
                    archive.db.execute(f"update {table} set extractor = 'older'")
                if change:
                    archive.db.execute(change)
            tell(what, home, few, asked.workers)


if __name__ == "__main__":
    main()
