"""How heavy each page of the site is and how soon it comes, with one reader and with sixteen.

    python -m tests.benchmarks.site --home HOME            # serves HOME/public.db itself
    python -m tests.benchmarks.site --home HOME --rounds 50

Times are milliseconds from sending a request to the first byte and to the last, over one kept
connection each, without compression; `cpu` is the processor time that the server took for one
request, which neighbours on the machine change least (Linux). Ends with status 1 where a page is
over its weight or, for one reader, the median of the first byte over its time.
"""

from __future__ import annotations

import argparse
import http.client
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
ROW = "{:<46} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>9}"


@dataclass
class Times:
    """What asking for one path took."""

    path: str
    size: int = 0
    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    cpu: float = 0.0


def paths(home: Path) -> list[str]:
    """The fullest page of every kind."""
    with sqlite3.connect(f"file:{home / 'public.db'}?mode=ro", uri=True) as db:

        def one(sql: str) -> str:
            row = db.execute(sql).fetchone()
            return str(row[0]) if row else "none"

        park = one("select park_id from park_totals order by figures desc limit 1")
        indicator = one("select indicator_id from years group by 1 order by count(*) desc limit 1")
        series = db.execute(
            "select park_id, indicator_id from series group by 1, 2 order by count(*) desc limit 1"
        ).fetchone() or ("none", "none")
        pair = db.execute(
            "select park_id from years where indicator_id = ? group by 1 order by count(*) desc "
            "limit 2",
            (indicator,),
        ).fetchall()
        report = one("select article_id from figures group by 1 order by count(*) desc limit 1")
        figure = one("select figure_id from series order by independent_reports desc limit 1")
        source = one("select source_id from articles group by 1 order by count(*) desc limit 1")
        paper = one("select name from papers order by reports desc limit 1")
        province = one(
            "select province_code from park_totals group by 1 order by sum(figures) desc limit 1"
        )
    return [
        "/", f"/park/{park}", f"/park/{series[0]}/{series[1]}", f"/figure/{figure}",
        f"/report/{report}", "/indicators", f"/indicator/{indicator}", "/parks", "/reports",
        f"/province/{province}", f"/source/{source}", "/sources", "/coverage", "/corrections",
        "/about", "/api", "/search?q=税收", "/search?q=园", "/search?q=没有这样的词语",
        f"/compare?indicator={indicator}&park={','.join(p for (p,) in pair)}", "/feed.atom",
        f"/park/{park}/feed.atom", "/sitemap.xml", f"/figure/{figure}/json",
        f"/indicator/{indicator}?page=2&parks=2", f"/indicator/{indicator}/ranking.csv",
        f"/embed/park/{series[0]}/{series[1]}", f"/park/{series[0]}/{series[1]}/chart.svg",
        f"/park/{series[0]}/{series[1]}/narrow.svg", f"/search?paper={paper}",
        f"/search?province={province}&year=2024&indicator={indicator}",
        f"/search?year=1999&indicator={indicator}", "/search?q=税收&year=1999",
        f"/search.atom?province={province}&indicator={indicator}",
    ]  # fmt: skip


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


def measure(address: str, wanted: list[str], rounds: int) -> list[Times]:
    """Each path `rounds` times over one connection, after one round that is not counted."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    measured = [Times(path) for path in wanted]
    for turn in range(rounds + 1):
        for times in measured:
            times.size, first, whole = ask(connection, times.path)
            if turn:
                times.first.append(first)
                times.whole.append(whole)
    connection.close()
    return measured


def processor_times(process: int, address: str, measured: list[Times], rounds: int) -> None:
    """Fill in what each page costs the server: pages one by one, as its clock counts in ticks."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    for times in measured:
        before = _processor(process)
        for _ in range(rounds):
            ask(connection, times.path)
        times.cpu = (_processor(process) - before) / rounds
    connection.close()


def _processor(process: int) -> float:
    """Milliseconds of processor time that a process took so far; 0 where no one tells."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def crowd(address: str, wanted: list[str], rounds: int) -> dict[str, list[float]]:
    """The same by sixteen readers at once, each beginning at another page: path to whole times."""
    found: list[list[Times]] = []

    def reader(at: int) -> None:
        found.append(measure(address, wanted[at:] + wanted[:at], rounds))

    threads = [threading.Thread(target=reader, args=(n % len(wanted),)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together: dict[str, list[float]] = {path: [] for path in wanted}
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
    options = parser.parse_args()
    wanted = paths(options.home)
    process, address = start(options.home)
    try:
        alone = measure(address, wanted, options.rounds)
        processor_times(process.pid, address, alone, options.rounds)
        together = crowd(address, wanted, max(2, options.rounds // 5))
    finally:
        stop(process)
    return 0 if report(alone, together) else 1


if __name__ == "__main__":
    sys.exit(main())
