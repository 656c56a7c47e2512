"""Machines of a cluster as processes on this one: they can be killed, cut off, and set wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.cluster.papers import SINCE, UNTIL, Papers
from tests.cluster.postgres import Postgres, tree

COMMAND = [sys.executable, "-c", "from archive.cli import main; main()"]
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


@dataclass
class Machine:
    """One worker, its shard, and which start of it this is."""

    name: str
    home: Path
    process: subprocess.Popen[bytes]
    log: Path
    asker: str  # how it names itself to the papers

    @property
    def alive(self) -> bool:
        """Whether the worker runs."""
        return self.process.poll() is None

    def requests(self, source: str, cluster: Cluster) -> int:
        """How often it asked a source."""
        return sum(one.asker == self.asker for one in cluster.papers.asked[source])

    def asks(self, source: str, cluster: Cluster) -> bool:
        """Whether it is in the middle of a source, with much before it."""
        return 2 <= self.requests(source, cluster) <= len(cluster.papers.sites[source].pages) - 4

    def kill(self) -> None:
        """kill -9 of the worker alone: its crawls must see to themselves."""
        self.process.kill()
        self.process.wait(10)

    def cut_off(self) -> None:
        """Stop the worker and all its crawls where they are."""
        for pid in tree(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    def let_return(self) -> None:
        """Let them go on."""
        for pid in reversed(tree(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@dataclass
class Cluster:
    """Workers over a set of papers."""

    folder: Path
    database: Postgres
    papers: Papers
    lease: float
    machines: list[Machine] = field(default_factory=list)
    starts: int = 0

    def parks(self, *words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A command of the cluster or the archive, to its end."""
        given = ["--home", str(home)] if home else []
        return subprocess.run(
            [*COMMAND, *words, *given], env=self.environment("operator"), text=True,
            capture_output=True, timeout=300, check=False,
        )  # fmt: skip

    def environment(self, asker: str) -> Mapping[str, str]:
        """What every process is given; asker stands in the papers' access logs."""
        clean = {name: value for name, value in os.environ.items() if name[:6] != "PARKS_"}
        return clean | {
            "PARKS_CLUSTER": self.database.address,
            "PARKS_SOURCES": str(self.papers.folder),
            "PARKS_CONTACT": asker,
            "PARKS_CLUSTER_LOOK": "0 0 1 1 *",  # what is due is no matter of these tests
        }

    def start(self, name: str, *words: str, clock: Path | None = None) -> Machine:
        """Start a worker, again or for the first time; clock is a file that its clock follows."""
        self.starts += 1
        asker = f"{name}-{self.starts}"
        home, log = self.folder / name, self.folder / f"{asker}.log"
        env = dict(self.environment(asker))
        if clock:
            env |= {"LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(clock)}
            env |= {"FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*COMMAND, "cluster", "worker", "--name", name, "--home", str(home), *words],
                env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        machine = Machine(name, home, process, log, asker)
        self.machines.append(machine)
        return machine

    def enqueue(self) -> None:
        """Queue every paper's month as one job."""
        done = self.parks("cluster", "enqueue", "--since", SINCE, "--until", UNTIL, "--days", "31")
        assert done.returncode == 0, done.stderr

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says, [] while it is away."""
        try:
            with psycopg.connect(self.database.address, connect_timeout=2) as db:
                return db.execute(sql.encode()).fetchall()
        except psycopg.OperationalError:
            return []

    def jobs(self) -> dict[str, int]:
        """Crawls by state."""
        return dict(
            self.rows(
                "select status::text, count(*) from procrastinate_jobs "
                "where task_name = 'crawl' group by 1"
            )
        )

    def crawled_by(self, name: str) -> set[str]:
        """Sources that a worker holds; raises where the database is away."""
        with psycopg.connect(self.database.address, connect_timeout=2) as db:
            held = db.execute("select source_id from parks_leases where holder = %s", (name,))
            return {row[0] for row in held.fetchall()}

    def token(self, source: str) -> int:
        """How many holders a source has had, 0 while the database is away."""
        found = self.rows(f"select token from parks_leases where source_id = '{source}'")
        return int(found[0][0]) if found else 0

    def clock(self) -> Path | None:
        """A file that the clock of a worker can follow; None where libfaketime is not installed."""
        if not FAKETIME.exists():
            return None
        file = self.folder / "clock"
        file.write_text("+0\n")
        return file

    def wait_for(self, what: Callable[[], object], seconds: float = 90) -> None:
        """Wait until something is so; the logs say why it never was."""
        until = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < until, f"never so: {self.jobs()}\n{self.said()}"
            time.sleep(0.1)

    def finish(self, seconds: float = 180) -> None:
        """Wait until every job is done."""
        self.wait_for(lambda: set(self.jobs()) == {"succeeded"}, seconds)

    def said(self) -> str:
        """The ends of all logs, and what the queue remembers."""
        events = self.rows(
            "select job_id, type::text, at::text from procrastinate_events order by id"
        )
        told = "\n".join(" ".join(map(str, event)) for event in events)
        return told + "\n".join(
            f"== {m.log.name}\n{m.log.read_text()[-1500:]}" for m in self.machines
        )

    def status(self) -> dict[str, Any]:
        """`parks cluster status --json`."""
        found: dict[str, Any] = json.loads(self.parks("cluster", "status", "--json").stdout)
        return found

    def shards(self) -> list[Path]:
        """The homes of all workers that ever ran."""
        return sorted({machine.home for machine in self.machines})


@contextmanager
def cluster(
    folder: Path, database: Postgres, press: Papers, *, lease: float = 3.0, timeout: float = 600.0
) -> Iterator[Cluster]:
    """A cluster that is ready, its workers gone when the block ends."""
    made = Cluster(folder, database, press, lease)
    done = made.parks("cluster", "init", "--lease", str(lease), "--timeout", str(timeout))
    assert done.returncode == 0, done.stderr
    try:
        yield made
    finally:
        for machine in made.machines:
            machine.let_return()
            for pid in tree(machine.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            machine.process.wait(10)
