"""What can happen to a cluster at work; whatever happens, it ends whole."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.store import open_archive
from tests.cluster.machines import Cluster, Machine
from tests.cluster.postgres import tree
from tests.merge.rows import TABLES, differences

# What two crawls of the same papers may differ in: when it was, and in how many runs.
TIMES = {"read_at", "at", "first_seen", "last_seen", "seen_from", "seen_to", "withdrawn_at"}
TIMES |= {"retrieved_at", "last_checked_at", "fetched_at", "next_look", "walked_at", "complete_at"}
TIMES |= {"filled_late"}  # what a job that was ended missed, the next one truly filled late
TIMES |= {"valid_from"}  # of a candidate park: the day of the report that was read first
LOST = 75  # a worker's exit status when its source was another's


def at_work(cluster: Cluster, *names: str) -> tuple[Machine, set[str]]:
    """A living worker, of those names if any are given, and the sources that it is asking."""
    found: list[tuple[Machine, set[str]]] = []

    def asking() -> bool:
        for machine in cluster.machines:
            if machine.alive and (not names or machine.name in names):
                asks = {s for s in cluster.crawled_by(machine.name) if machine.asks(s, cluster)}
                found.extend([(machine, asks)] if asks else [])
        return bool(found)

    cluster.wait_for(asking)
    return found[0]


def misfortunes(
    cluster: Cluster, cut_off: float, at_a_time: int, patience: float = 240
) -> Iterator[tuple[str, str]]:
    """Everything, one after the other, to a cluster that is at work all the while: what, and how
    it went. The papers' delay must keep it at work for so long; then they answer at once."""
    clock = cluster.clock()
    words = ("--sources", str(at_a_time))
    for name in ("first", "second", "third"):
        cluster.start(name, *words, clock=clock if name == "third" else None)
    cluster.enqueue()
    yield "kill -9 of a worker", _kill(cluster, words)
    if clock:
        yield "the clock of one worker +3 h, then -3 h", _jump(cluster, clock)
    yield "cut off and back, PostgreSQL killed meanwhile", _cut_off(cluster, cut_off, words)
    yield "kill -9 of all workers and their crawls", _kill_all(cluster, words)
    cluster.papers.delay = 0.0
    cluster.finish(patience)


def _kill(cluster: Cluster, words: tuple[str, ...]) -> str:
    """Of the worker alone: its crawls see to themselves."""
    machine, held = at_work(cluster, "first", "second")
    begun = time.monotonic()
    machine.kill()
    cluster.start(machine.name, *words)
    token = {source: cluster.token(source) for source in held}
    cluster.wait_for(lambda: all(cluster.token(source) > token[source] for source in held))
    return f"{len(held)} sources taken up after {time.monotonic() - begun:.1f} s"


def _jump(cluster: Cluster, clock: Path) -> str:
    """A clock that is set wrong takes no source away, from this worker or from another."""
    at_work(cluster, "third")
    lost = "select count(*) from parks_runs where outcome = 'lost'"
    before = cluster.rows(lost)
    for hours in ("+3h", "-3h"):
        clock.write_text(f"{hours}\n")
        time.sleep(cluster.lease / 2 + 0.5)
    assert cluster.rows(lost) == before
    return "no source was taken away"


def _cut_off(cluster: Cluster, seconds: float, words: tuple[str, ...]) -> str:
    """A worker and its crawls stand still for longer than a lease, then go on: too late."""
    machine, held = at_work(cluster, "first", "second")
    machine.cut_off()
    begun = time.monotonic()
    asked = {source: machine.requests(source, cluster) for source in held}
    cluster.database.kill()
    time.sleep(1)
    cluster.database.start()
    cluster.wait_for(lambda: not cluster.crawled_by(machine.name))
    taken = time.monotonic() - begun
    time.sleep(max(0.0, seconds - taken))
    machine.let_return()
    assert machine.process.wait(30) == LOST, cluster.said()
    for source in held:  # one was under way when it was stopped
        assert machine.requests(source, cluster) <= asked[source] + 1, "it went on asking"
    cluster.start(machine.name, *words)
    return (
        f"{len(held)} sources free after {taken:.1f} s; back after {seconds:.0f} s it ended itself"
    )


def _kill_all(cluster: Cluster, words: tuple[str, ...]) -> str:
    """As when the power fails."""
    _, held = at_work(cluster)
    living = [machine for machine in cluster.machines if machine.alive]
    for machine in living:
        for pid in tree(machine.process.pid):
            os.kill(pid, signal.SIGKILL)
        machine.process.wait(10)
    for name in ("first", "second", "third"):
        cluster.start(name, *words)
    return f"{len(living)} workers in the middle of {len(held)} sources or more"


def stop(cluster: Cluster) -> None:
    """Ask every worker to stop, as before its shard is taken away."""
    for machine in cluster.machines:
        if machine.alive:
            machine.process.send_signal(signal.SIGTERM)
    for machine in cluster.machines:
        assert machine.process.wait(60) in (0, -signal.SIGKILL, LOST), cluster.said()


def compare(cluster: Cluster, one: Path) -> str:
    """Merge the shards, once and again; hold the archive against a single machine's."""
    assert cluster.papers.clashes() == []
    runs = dict(cluster.rows("select source_id, count(*) from parks_runs group by 1"))
    for name in cluster.papers.sites:
        turns = len(cluster.papers.turns(name))
        assert turns <= runs[name], f"{name} was asked in {turns} turns by {runs[name]} jobs"
    stop(cluster)
    home, shards = cluster.folder / "merged", [str(path) for path in cluster.shards()]
    for order in (shards, shards[::-1], shards[:1]):
        done = cluster.parks("merge", *order, home=home)
        assert done.returncode == 0, done.stderr
    assert "0 pages taken" in done.stdout, done.stdout
    # Issues tell of what went wrong on the way, and a page that was had twice was read twice.
    tables = [table for table in TABLES if table not in ("issues", "reads")]
    with closing(open_archive(home)) as archive:
        twice = (
            "select url from reads where outcome <> 'unchanged' group by url having count(*) > 1"
        )
        assert archive.db.execute(twice).fetchall() == []
    found = differences(home, one, tables=tables, times=TIMES)
    assert found == {}, found
    checked = cluster.parks("doctor", home=home)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return f"{sum(runs.values())} runs of {len(runs)} sources"
