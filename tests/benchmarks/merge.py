"""What merging a shard costs a page, in processor time: reading, storing, writing.

Run `python -m tests.benchmarks.merge [--pages N]`. A shard of N pages of 78 KB (those of
tests.benchmarks.crawl) is built, then merged into an empty archive by one process. Processor time
is what neighbours on the machine change least; the readers of `--workers` take their part away
from the one process that writes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from archive.merge import merge
from archive.store import PageStore, open_archive
from pipelines.article import Rules
from pipelines.model import Page, Part, Stored
from pipelines.source import load_sources
from pipelines.stages import read_stored
from tests.archive.making import FETCHED
from tests.benchmarks.crawl import SOURCE
from tests.benchmarks.served import page
from tests.conftest import ROOT

HEADERS = {"content-type": "text/html"}


def build(home: Path, pages: int) -> None:
    """A shard: pages as they were fetched, one a second."""
    with closing(open_archive(home)) as archive:
        store = PageStore(archive.pages)
        for n in range(pages):
            url = f"http://127.0.0.1:1/system/2025/03/05/{n:09d}.shtml"
            part = Part(url, 200, HEADERS, page(n), FETCHED + timedelta(seconds=n))
            store.save(Page(url, "bench", (part,)))


def reading(home: Path, rules: tuple[Rules, ...]) -> float:
    """Seconds of processor time to read every page of a shard."""
    with closing(open_archive(home)) as archive:
        store = PageStore(archive.pages)
        begun = time.process_time()
        for fetch_id in store.fetch_ids():
            read_stored(Stored(store.load(fetch_id), fetch_id), rules)
        return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources").mkdir()
        (folder / "sources" / "bench.toml").write_text(SOURCE.replace("{port}", "1"))
        os.environ["PARKS_SOURCES"] = str(folder / "sources")
        build(folder / "shard", pages)
        sources = load_sources(folder / "sources", ROOT / "crawler" / "platforms")
        read = reading(folder / "shard", sources["bench"].rules)
        with closing(open_archive(folder / "home")) as archive:
            begun = time.process_time()
            done = merge(archive, [folder / "shard"])
            whole = time.process_time() - begun
            begun = time.process_time()
            merge(archive, [folder / "shard"])
            again = time.process_time() - begun
            figures = archive.db.execute("select count(*) from figures").fetchone()[0]
        size = sum(path.stat().st_size for path in (folder / "home").iterdir())
    print(f"{done.outcomes.total()} pages, {figures / pages:.1f} figures a page")
    print(f"reading        {1000 * read / pages:.1f} ms a page")
    print(f"all of merging {1000 * whole / pages:.1f} ms a page")
    print(f"merged again   {again:.2f} s in all")
    print(f"on the disk    {size / pages / 1024:.1f} KB a page")


if __name__ == "__main__":
    main()
