"""How fast a page goes from the socket to committed figures, beside what bare Scrapy reaches.

    python -m tests.benchmarks.crawl [--pages N]
    python -m tests.benchmarks.crawl --memory 20000

tests.benchmarks.served serves N article pages of 78 KB in GBK from a process of its own.
Bare Scrapy asks for them and makes four parsel queries on each; then the archive's spider asks
for the same pages, with everything up to committed figures: as it does in a crawl, that is with the
pages read in one or two processes apart, and with all of it in one. All have the same number of
requests under way and no delay. What starting takes is measured by short runs and taken off.
Processor time says more than pages a second where the machine has other work: the ratio shared by
two cores is that of a machine with two cores and nothing else to do.

--memory crawls N pages and shows the memory of both processes on the way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.commands.crawl import pack
from pipelines.source import load_sources
from tests.benchmarks.served import page
from tests.conftest import ROOT

CONCURRENT = "8"
SHORT = 100  # pages of a run that shows what starting takes
CORES = 2  # among which crawl and readers share their work
SETTINGS = [
    "-s", f"CONCURRENT_REQUESTS={CONCURRENT}",
    "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENT}",
    "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "TELNETCONSOLE_ENABLED=0",
    "-s", "LOG_LEVEL=INFO", "-s", "PROGRESS=0", "-s", "LIST_PAGES_MAX=100000",
]  # fmt: skip
SOURCE = """
id = "bench"
name = "测速新闻网"
publisher = "测速日报"
province = "620000"
home = "http://127.0.0.1:{port}/"
domains = ["127.0.0.1:{port}"]
platform = "enorth"
select = "all"
examples = ["http://127.0.0.1:{port}/system/2025/03/05/000000001.shtml"]
[fetch]
delay = 0.0
budget = 10000000
[[discovery]]
way = "channels"
pages = ["http://127.0.0.1:{port}/list_1.html"]
paging = "list_{{n}}.html"
[[rules]]
title = ["#container > h1"]
published = ["#nleft > span:nth-child(1)"]
origin = ["#nleft > span:nth-child(2) a"]
body = [".artical #conter2018"]
"""
BARE = """
import sys, scrapy
class Bare(scrapy.Spider):
    name = "bare"
    def __init__(self, port, pages, **kw):
        super().__init__(**kw)
        self.port, self.pages = port, int(pages)
    async def start(self):
        for n in range(self.pages):
            yield scrapy.Request(f"http://127.0.0.1:{self.port}/system/2025/03/05/{n:09d}.shtml")
    def parse(self, response):
        yield {
            "title": response.css("#container > h1::text").get(),
            "time": response.css("#nleft > span:nth-child(1)::text").get(),
            "origin": response.css("#nleft > span:nth-child(2) a::text").get(),
            "body": response.css(".artical #conter2018 p::text").getall(),
        }
"""

# Runs Scrapy and leaves behind what it, and the process it had started, took.
MEASURED = """
import atexit, json, resource, runpy, sys
taken, sys.argv = sys.argv[1], ["scrapy", *sys.argv[2:]]
def tell():
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    with open(taken, "w") as file:
        json.dump([one.ru_utime + one.ru_stime for one in both], file)
atexit.register(tell)
runpy.run_module("scrapy", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Taken:
    """What one run took: seconds from the first request to the last commit, and seconds of
    processor time in the crawl's process and in those that it started."""

    pages: int
    seconds: float
    crawl: float
    readers: float

    def after(self, short: Taken) -> Taken:
        """Milliseconds a page once it had started, which is what a short run took."""
        more = (self.pages - short.pages) / 1000
        return Taken(
            self.pages - short.pages,
            (self.seconds - short.seconds) / more,
            (self.crawl - short.crawl) / more,
            (self.readers - short.readers) / more,
        )


class Runs:
    """Starts Scrapy against the server, each time with an archive of its own."""

    def __init__(self, folder: Path, port: int, pages: int) -> None:
        self.folder, self.port, self.pages = folder, port, pages
        sources = folder / "sources"
        sources.mkdir()
        (sources / "bench.toml").write_text(SOURCE.format(port=port), encoding="utf-8")
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        (folder / "measured.py").write_text(MEASURED, encoding="utf-8")
        self.env = {**os.environ, "PARKS_SOURCES": str(sources), "PYTHONPATH": str(ROOT)}

    def bare(self, pages: int) -> Taken:
        """Bare Scrapy."""
        given = ["-a", f"port={self.port}", "-a", f"pages={pages}"]
        plain = {"SCRAPY_SETTINGS_MODULE": "scrapy.settings.default_settings"}
        return self.run("bare", ["runspider", str(self.folder / "bare.py"), *given], plain, pages)

    def archive(self, name: str, pages: int, *more: str) -> Taken:
        """The archive's spider, into a home folder of that name."""
        return self.run(name, [*self.crawl(name, pages), *more], {}, pages)

    def crawl(self, name: str, pages: int) -> list[str]:
        """The command line of a crawl into a home folder."""
        home = self.folder / name
        given = [f"home={home}", "since=2025-03-01", "until=2025-03-31", f"limit={pages}"]
        return ["crawl", "bench", *(part for one in given for part in ("-a", one))]

    def command(self, name: str, arguments: list[str]) -> list[str]:
        """Scrapy's command line, measured."""
        log = self.folder / f"{name}.log"
        measured = [str(self.folder / "measured.py"), str(self.folder / f"{name}.json")]
        return [sys.executable, *measured, *arguments, *SETTINGS, "-s", f"LOG_FILE={log}"]

    def run(self, name: str, arguments: list[str], env: dict[str, str], pages: int) -> Taken:
        """Run to the end; every page must have been scraped."""
        command = self.command(name, arguments)
        quiet = subprocess.DEVNULL
        log = self.folder / f"{name}.log"
        log.unlink(missing_ok=True)
        subprocess.run(command, env=self.env | env, cwd=ROOT, check=True, stdout=quiet)
        text = log.read_text(encoding="utf-8")
        scraped = re.search(r"'item_scraped_count': (\d+)", text)
        elapsed = re.search(r"'elapsed_time_seconds': ([\d.]+)", text)
        assert scraped and elapsed and int(scraped[1]) == pages, text[-3000:]
        own, children = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return Taken(pages, float(elapsed[1]), own, children)


def measure(runs: Runs) -> dict[str, object]:
    """All runs, in pairs of a short and a whole one, and what the stored pages cost."""
    start = {"bare": runs.bare(SHORT), "archive": runs.archive("short", SHORT)}
    bare = runs.bare(runs.pages).after(start["bare"])
    apart = runs.archive("home", runs.pages).after(start["archive"])
    alone = runs.archive("one", SHORT, "-s", "READERS=0")
    one = runs.archive("one-whole", runs.pages, "-s", "READERS=0").after(alone)
    with sqlite3.connect(runs.folder / "home" / "archive.db") as db:
        figures = db.execute("select count(*) from figures").fetchone()[0]
    shared = max(apart.crawl, (apart.crawl + apart.readers) / CORES)
    return {
        "pages": runs.pages,
        "pages_a_second": {
            "bare": round(1000 / bare.seconds, 1),
            "archive": round(1000 / apart.seconds, 1),
            "archive_in_one_process": round(1000 / one.seconds, 1),
        },
        "ratio_to_bare": {
            "archive": round(bare.seconds / apart.seconds, 3),
            "one_process": round(bare.seconds / one.seconds, 3),
        },
        "processor_ms_a_page": {
            "bare": round(bare.crawl, 2),
            "archive_crawl": round(apart.crawl, 2),
            "archive_readers": round(apart.readers, 2),
            "archive_in_one_process": round(one.crawl, 2),
        },
        "ratio_of_processor_time": {
            "all_work": round(bare.crawl / (apart.crawl + apart.readers), 3),
            f"shared_by_{CORES}_cores": round(bare.crawl / shared, 3),
            "one_process": round(bare.crawl / one.crawl, 3),
        },
        "processor_s_of_a_run_of": {
            "pages": SHORT,
            **{name: round(taken.crawl + taken.readers, 2) for name, taken in start.items()},
        },
        "figures": figures,
        **stored(runs.folder),
    }


def resident(pid: int) -> int:
    """MB of memory that a process holds, 0 where it has ended."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", text)
    return int(found[1]) // 1024 if found else 0


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return []
    return [int(child) for child in listed]


def watch(runs: Runs) -> dict[str, object]:
    """Crawl all pages and look at the memory twenty times on the way."""
    command = runs.command("home", runs.crawl("home", runs.pages))
    crawl = subprocess.Popen(command, env=runs.env, cwd=ROOT, stdout=subprocess.DEVNULL)
    seen: list[tuple[int, int, int]] = []
    try:
        while crawl.poll() is None:
            time.sleep(0.5)
            read = _committed(runs.folder / "home" / "archive.db")
            if read >= (len(seen) + 1) * runs.pages // 20:
                readers = sum(map(resident, children_of(crawl.pid)))
                seen.append((read, resident(crawl.pid), readers))
                print(*seen[-1], file=sys.stderr, flush=True)
    finally:
        crawl.kill()
        crawl.wait()
    tenth, last = seen[len(seen) // 10], seen[-1]
    return {
        "pages": runs.pages,
        "columns": ["pages", "crawl_mb", "reader_mb"],
        "memory": seen,
        "growth_after_a_tenth_mb": {"crawl": last[1] - tenth[1], "reader": last[2] - tenth[2]},
    }


def _committed(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as db:
        try:
            return int(db.execute("select count(*) from reads").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # being made


def stored(folder: Path) -> dict[str, float]:
    """Bytes that a page costs in pages.db, before and with the dictionary, and by gzip."""
    path = folder / "home" / "pages.db"
    sql = "select avg(length(body)) from bodies"
    with sqlite3.connect(path) as db:
        loose = db.execute(sql).fetchone()[0]
    pack(folder / "home", load_sources(folder / "sources", ROOT / "crawler" / "platforms").values())
    with sqlite3.connect(path) as db:
        packed = db.execute(sql).fetchone()[0]
    zipped = sum(len(gzip.compress(page(n))) for n in range(200)) / 200
    return {
        "bytes_gzip": round(zipped),
        "bytes_zstd": round(loose),
        "bytes_zstd_dictionary": round(packed),
        "part_of_gzip": round(packed / zipped, 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--memory", type=int, metavar="N", help="crawl N pages, show the memory")
    chosen = parser.parse_args()
    pages = chosen.memory or chosen.pages
    command = [sys.executable, "-m", "tests.benchmarks.served", str(pages)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as name:
            runs = Runs(Path(name), port, pages)
            told = watch(runs) if chosen.memory else measure(runs)
        print(json.dumps(told, indent=1))
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
