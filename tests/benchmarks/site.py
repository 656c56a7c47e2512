"""How heavy each page of the site is and how soon it comes, with one reader and with sixteen.

    python -m tests.benchmarks.site --home HOME            # serves HOME/public.db itself
    python -m tests.benchmarks.site --home HOME --rounds 50
    python -m tests.benchmarks.site --home HOME --kept     # every page again and again

Each round asks for other parks, series, reports and figures, the fullest ones, and each request has
an argument that none had before: no answer is one that the server has kept, unless --kept.
Times are milliseconds from sending a request to the first byte and to the last, over one kept
connection each, without compression; `cpu` is the processor time that the server took for one
request, which neighbours on the machine change least (Linux). Ends with status 1 where a page is
over its weight or, for one reader, the median of the first byte over its time.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import sqlite3
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.serving import start, stop

HEAVIEST = 100_000  # bytes of a page
SLOWEST = 50.0  # ms to the first byte, one reader
READERS = 16
FULLEST = 40  # parks, series, reports and the like that are asked for in turn
ROW = "{:<46} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>9}"


@dataclass
class Times:
    """What asking for one path took."""

    path: str
    size: int = 0
    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    cpu: float = 0.0


def paths(home: Path, at: int = 0) -> list[str]:
    """The fullest page of every kind; the at-th fullest where there are many."""
    with sqlite3.connect(f"file:{home / 'public.db'}?mode=ro", uri=True) as db:

        def one(sql: str) -> tuple[str, ...]:
            found = db.execute(f"{sql} limit {FULLEST}").fetchall()
            return tuple(map(str, found[at % len(found)])) if found else ("none", "none")

        park = one("select park_id from park_totals order by figures desc")[0]
        indicator = db.execute(
            "select indicator_id from years group by 1 order by count(*) desc limit 1"
        ).fetchone()[0]
        series = "/".join(
            one("select park_id, indicator_id from series group by 1, 2 order by count(*) desc")
        )
        ranked = one(
            "select indicator_id, year from years where scope = '' group by 1, 2 "
            "order by count(*) desc"
        )
        pair = db.execute(
            "select park_id from years where indicator_id = ? group by 1 order by count(*) desc "
            "limit 2 offset ?",
            (indicator, at % FULLEST),
        ).fetchall()
        report = one("select article_id from figures group by 1 order by count(*) desc")[0]
        figure = one("select figure_id from series order by independent_reports desc")[0]
        source = one("select source_id from articles group by 1 order by count(*) desc")[0]
        paper = one("select name from papers order by reports desc")[0]
        province = one(
            "select province_code from park_totals group by 1 order by sum(figures) desc"
        )[0]
    return [
        "/", f"/park/{park}", f"/park/{series}", f"/figure/{figure}", f"/report/{report}",
        "/indicators", f"/indicator/{ranked[0]}?year={ranked[1]}", "/parks", "/reports",
        f"/province/{province}", f"/source/{source}", "/sources", "/coverage", "/corrections",
        "/about", "/api", "/search?q=税收", "/search?q=园", "/search?q=没有这样的词语",
        f"/compare?indicator={indicator}&park={','.join(p for (p,) in pair)}", "/feed.atom",
        f"/park/{park}/feed.atom", "/sitemap.xml", f"/figure/{figure}/json",
        f"/indicator/{ranked[0]}?page=2&parks=2&year={ranked[1]}",
        f"/indicator/{ranked[0]}/ranking.csv?year={ranked[1]}",
        f"/embed/park/{series}", f"/park/{series}/chart.svg", f"/park/{series}/narrow.svg",
        f"/search?paper={paper}", f"/search?province={province}&year=2024&indicator={indicator}",
        f"/search?year=1999&indicator={indicator}", "/search?q=税收&year=1999",
        f"/search.atom?province={province}&indicator={indicator}",
    ]  # fmt: skip


class Turns:
    """What is asked for in one round after another, by any number of readers."""

    def __init__(self, home: Path, *, kept: bool) -> None:
        self._rounds = [paths(home, at) for at in range(1 if kept else FULLEST)]
        self._kept = kept
        self._count = itertools.count()

    @property
    def kinds(self) -> list[str]:
        """The first of each kind of page, which names it."""
        return self._rounds[0]

    def next(self) -> list[str]:
        """The addresses of a further round, in the order of the kinds."""
        turn = next(self._count)
        wanted = self._rounds[turn % len(self._rounds)]
        if self._kept:
            return wanted
        return [f"{path}{'&' if '?' in path else '?'}turn={turn}" for path in wanted]


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, float, float]:
    """Bytes, and milliseconds to the first and the last of them."""
    began = time.perf_counter()
    connection.request("GET", quote(path, safe="/?&=,%.-_"))
    answer = connection.getresponse()
    body = answer.read(1)
    first = time.perf_counter()
    body += answer.read()
    ended = time.perf_counter()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return len(body), (first - began) * 1000, (ended - began) * 1000


def measure(address: str, turns: Turns, rounds: int, first: int = 0) -> list[Times]:
    """Each kind of page `rounds` times over one connection, after one round that is not counted;
    each round begins with the first-th kind."""
    connection = _connection(address)
    measured = [Times(path) for path in turns.kinds]
    for turn in range(rounds + 1):
        wanted = list(zip(measured, turns.next(), strict=True))
        for times, path in wanted[first:] + wanted[:first]:
            size, soon, whole = ask(connection, path)
            if turn:
                times.size = max(times.size, size)
                times.first.append(soon)
                times.whole.append(whole)
    connection.close()
    return measured


def _connection(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)


def processor_times(
    process: int, address: str, turns: Turns, measured: list[Times], rounds: int
) -> None:
    """Fill in what each page costs the server: pages one by one, as its clock counts in ticks."""
    connection = _connection(address)
    every = [turns.next() for _ in range(rounds)]
    for at, times in enumerate(measured):
        before = _processor(process)
        for wanted in every:
            ask(connection, wanted[at])
        times.cpu = (_processor(process) - before) / rounds
    connection.close()


def _processor(process: int) -> float:
    """Milliseconds of processor time that a process took so far; 0 where no one tells."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def crowd(address: str, turns: Turns, rounds: int) -> dict[str, list[float]]:
    """The same by sixteen readers at once, each beginning at another page: kind to whole times."""
    found: list[list[Times]] = []

    def reader(at: int) -> None:
        found.append(measure(address, turns, rounds, first=at))

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together: dict[str, list[float]] = {path: [] for path in turns.kinds}
    for measured in found:
        for times in measured:
            together[times.path] += times.whole
    return together


def late(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]


def report(alone: list[Times], together: dict[str, list[float]]) -> bool:
    """Print the table; whether every page keeps within its weight and time."""
    print(
        ROW.format(
            "page", "bytes", "first", "p50", "p95", "cpu", f"p50 x{READERS}", f"p95 x{READERS}"
        )
    )
    good = True
    for times in alone:
        many = together[times.path]
        first = statistics.median(times.first)
        good &= first <= SLOWEST and (times.size <= HEAVIEST or ".atom" in times.path)
        cells = [first, statistics.median(times.whole), late(times.whole)]
        cells += [times.cpu, statistics.median(many), late(many)]
        print(ROW.format(times.path[:46], times.size, *(f"{cell:.1f}" for cell in cells)))
    return good


def main() -> int:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True, help="a home with a public.db")
    parser.add_argument("--rounds", type=int, default=20, help="requests for each page")
    parser.add_argument("--kept", action="store_true", help="ask for the same again and again")
    options = parser.parse_args()
    turns = Turns(options.home, kept=options.kept)
    process, address = start(options.home)
    try:
        alone = measure(address, turns, options.rounds)
        processor_times(process.pid, address, turns, alone, options.rounds)
        together = crowd(address, turns, max(2, options.rounds // 5))
    finally:
        stop(process)
    return 0 if report(alone, together) else 1


if __name__ == "__main__":
    sys.exit(main())
