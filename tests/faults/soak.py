"""Days of the demo in a row: `python -m tests.faults.soak --days 24`.

The papers bring new reports on each simulated day; real processes crawl, publish, back up and tell
the status, and one server answers all the while. Nothing may grow but the data, and the data by
the same amount each day. Only the days of publication are made up: no process's clock is moved.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

from archive.demo.content import Paper, Report, load_papers
from archive.demo.server import FAMILIES, HOST, DemoSite
from archive.demo.state import load_state, write_sources
from pipelines.process import PARK_HEAD
from tests.serving import PARKS, ROOT, Site, start, stop

FIRST = date(2026, 3, 2)
REPORTS = 6  # of each paper on each day
ASKED = ("/", "/public", "/public/figures?_size=20", "/public/parks.json")
KB, MB = 1024, 1024 * 1024
LEAST = 12  # days below which nothing can be told of growth
# By what a level may rise: building the public database takes more for more reports.
LEVELS = {"crawl_memory": 1.1, "publish_memory": 1.5, "serve_memory": 1.15, "serve_handles": 1.05}
GROWING = ("archive_db", "pages_db", "public_db", "others")


@dataclass(frozen=True, slots=True)
class Day:
    """What was measured at the end of a simulated day; memory and files in bytes."""

    n: int
    reports: int
    crawl_memory: int
    publish_memory: int
    serve_memory: int
    serve_handles: int
    archive_db: int
    pages_db: int
    public_db: int
    others: int  # releases, logs and whatever else lies in the home


class Papers(DemoSite):
    """The demo's papers with the reports of simulated days."""

    def print_until(self, day: int) -> None:
        """Serve what has appeared up to a day; it is the first that is called 0."""
        built = {}
        for paper in load_papers(2):
            appeared = [report for n in range(day + 1) for report in issue(paper, n)]
            whole = replace(paper, reports=tuple(appeared), links=())
            base = f"http://{HOST}:{self.ports[paper.id]}"
            built[paper.id] = FAMILIES[paper.family].build(whole, base)
        self._routes = built


def issue(paper: Paper, day: int) -> Iterator[Report]:
    """A day's reports: those of the demo on parks in turn, with other numbers, over all lists."""
    fit = [r for r in paper.reports if r.kind == "article" and not r.closed and r.pages]
    fit = [report for report in fit if PARK_HEAD.search(report.headline)]
    after = max(report.number for report in paper.reports) + 1 + day * REPORTS
    for n in range(REPORTS):
        report = fit[(day * REPORTS + n) % len(fit)]
        channel = paper.channels[n % len(paper.channels)].folder if paper.channels else ""
        moment = datetime.combine(FIRST + timedelta(days=day), report.time.timetz())
        pages = tuple(tuple(changed(line, day) for line in page) for page in report.pages)
        yield replace(
            report,
            time=moment,
            number=after + n,
            channel=channel,
            pages=pages,
            changed=None,
            cut="",
        )


def changed(line: str, day: int) -> str:
    """Other decimals: a report of the same matter that nobody has printed before."""
    return re.sub(r"(?<=\.)\d(?=[亿万%])", lambda found: str((int(found[0]) + day) % 10), line)


def parks(home: Path, *words: str) -> int:
    """Run a command to its end; the most memory that it or a child of it took."""
    log = home.parent / "said"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*PARKS, *words, "--home", str(home)], cwd=ROOT, stdout=said, stderr=said,
            env={**os.environ, "PARKS_SOURCES": str(home / "demo-sources")},
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AssertionError(f"parks {' '.join(words)}: {log.read_text(encoding='utf-8')}")
    return used.ru_maxrss * KB


def taken(home: Path) -> tuple[int, int, int, int]:
    """Bytes of the three databases, their logs counted in, and of everything else."""
    sizes = {path: path.stat().st_size for path in home.rglob("*") if path.is_file()}
    named = [
        sum(size for path, size in sizes.items() if path.name.startswith(name))
        for name in ("archive.db", "pages.db", "public.db")
    ]
    return named[0], named[1], named[2], sum(sizes.values()) - sum(named)


def held(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Memory in use and open file handles of a running process."""
    place = Path("/proc") / str(process.pid)
    status = (place / "status").read_text(encoding="utf-8")
    memory = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert memory
    return int(memory[1]) * KB, len(list((place / "fd").iterdir()))


def soak(days: int, folder: Path) -> Iterator[Day]:
    """Live through so many days in an empty folder."""
    home = folder / "home"
    home.mkdir()
    state = load_state(home)
    state.save(home)
    write_sources(home, state.ports)
    with Papers(state.ports) as papers, ExitStack() as at_end:
        papers.print_until(0)
        crawl, publish = a_day(home, 0)
        process, address = start(home)  # it needs something to serve
        at_end.callback(stop, process)
        site = Site(home, address.rstrip("/"))
        for n in range(days):
            if n:
                papers.print_until(n)
                crawl, publish = a_day(home, n)
            count = REPORTS * len(papers.ports) * (n + 1)
            told = site.get("/public/articles.json?_shape=array&_size=1000").json()
            assert isinstance(told, list) and len(told) == count, f"{len(told)}, not {count}"
            for path in ASKED:
                assert site.get(path).status == 200, path
            memory, handles = held(process)
            yield Day(n + 1, count, crawl, publish, memory, handles, *taken(home))


def a_day(home: Path, n: int) -> tuple[int, int]:
    """What the timers do on one day; the most memory that crawling and publishing took."""
    day = str(FIRST + timedelta(days=n))
    crawl = parks(home, "crawl", "--since", day, "--until", day)
    publish = parks(home, "publish")
    parks(home, "backup", str(home.parent / "copy.tar"))
    return crawl, publish


def uneven(days: Sequence[Day]) -> list[str]:
    """What has grown that must not: levels from one half of the days to the other, and by how
    much a file grows a day. The first days, on which everything is new, say nothing."""
    settled = days[max(1, len(days) // 6) :]
    half = len(settled) // 2
    found = []
    for name in LEVELS:
        early, late = (
            mean(getattr(day, name) for day in s) for s in (settled[:half], settled[half:])
        )
        if late > early * LEVELS[name] + 2:
            found.append(f"{name} went from {early:,.0f} to {late:,.0f}")
    for name in GROWING:
        steps = [getattr(b, name) - getattr(a, name) for a, b in pairwise(settled)]
        early, late = mean(steps[: len(steps) // 2]), mean(steps[len(steps) // 2 :])
        if late > early * 1.5 + 64 * KB:
            found.append(f"{name} grew by {early:,.0f} a day, then by {late:,.0f}")
    return found


NAMES = [field.name for field in fields(Day)]
HEAD = f"| {' | '.join(NAMES)} |\n|{' ---: |' * len(NAMES)}"


def row(day: Day) -> str:
    """A day as a row of the table, memory and files in MB."""
    cells = [getattr(day, name) for name in NAMES]
    return f"| {' | '.join(f'{c / MB:.2f}' if c > MB / 8 else str(c) for c in cells)} |"


def main(words: Sequence[str]) -> int:
    """Print the table, and what grew that must not; 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.faults.soak")
    parser.add_argument("--days", type=int, default=24)
    asked = parser.parse_args(words)
    days = []
    with tempfile.TemporaryDirectory(prefix="soak") as folder:
        print(HEAD)
        for day in soak(asked.days, Path(folder)):
            days.append(day)
            print(row(day), flush=True)
    wrong = uneven(days) if asked.days >= LEAST else []
    for line in wrong:
        print(line)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
