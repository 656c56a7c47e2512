"""kill -9 at random moments over the commands that write: `python -m tests.faults.kills`.

After each kill the databases are whole, what was there or was told as done is still there,
nothing stands twice; and the same command, run again, ends as if nobody had killed it.

    python -m tests.faults.kills --kills 1000 --seed 8 --report kills.jsonl

The report has a line for each kill; a run that was stopped goes on from it. Each kill draws its
moment from the seed and its number.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.crawler.press import paper
from tests.faults.victims import NAMES, Victim, identities, sound, victim, whole

LOOK = 0.005  # seconds between two looks at whether the command has begun to write
LONGEST = 120.0  # seconds after which a command hangs
EARLY = 0.15  # share of kills at any moment from the start on, before the command may write


@dataclass(slots=True)
class Kill:
    """One kill: which, what, whom, when; whether it hit; and everything that was wrong after."""

    n: int
    command: str
    whom: str = ""  # `alone` (its workers must notice) or `all` its processes
    after: float = 0.0  # seconds from its start
    hit: bool = False  # False where the command was quicker
    wrote: bool = False  # whether it had begun to write
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Spans:
    """How long a command ran that nobody killed, and from when on it wrote."""

    begin: float
    end: float


def state(folder: Path) -> list[tuple[str, int, int]]:
    """What tells whether anything was written in a folder."""
    found = []
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a file that has just gone
            if path.is_file() and path.name != "said":
                told = path.stat()
                found.append((str(path), told.st_size, told.st_mtime_ns))
    return sorted(found)


def writes(process: subprocess.Popen[bytes], folder: Path, before: object) -> bool:
    """Wait until the command begins to write; False where it ended or hangs."""
    end = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < end:
        if state(folder) != before:
            return True
        time.sleep(LOOK)
    return False


def measured(one: Victim) -> Spans:
    """Run the command once to its end in the folder that the others are compared with."""
    shutil.copytree(one.base, one.once)
    before, begun = state(one.once), time.monotonic()
    process = one.start(one.once)
    try:
        if not writes(process, one.once, before):
            raise AssertionError(f"{one.name} wrote nothing: {said(one.once)}")
        begin = time.monotonic() - begun
        if process.wait(LONGEST):
            raise AssertionError(f"{one.name} failed: {said(one.once)}")
    finally:
        end_all(process)
    spans = Spans(begin, time.monotonic() - begun)
    one.known = frozenset(sound(one.once / "home"))
    return spans


def said(folder: Path) -> str:
    """What the command printed."""
    return (folder / "said").read_text(encoding="utf-8", errors="replace")


def end_all(process: subprocess.Popen[bytes]) -> None:
    """Leave no process of the command's group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def group_ends(process: subprocess.Popen[bytes], within: float) -> bool:
    """Whether all processes of the command end by themselves in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def strike(one: Victim, folder: Path, spans: Spans, kill: Kill, rng: random.Random) -> None:
    """Start the command and kill it at a random moment."""
    before, begun = state(folder), time.monotonic()
    process = one.start(folder)
    try:
        if rng.random() < EARLY:
            time.sleep(rng.uniform(0, spans.end))
        else:
            writes(process, folder, before)
            time.sleep(rng.uniform(0, 0.9 * (spans.end - spans.begin)))
        kill.hit = process.poll() is None
        kill.after = round(time.monotonic() - begun, 3)
        with suppress(ProcessLookupError):
            if kill.whom == "alone":
                process.send_signal(signal.SIGKILL)
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
        if not group_ends(process, 60):
            kill.wrong.append("a process outlived its command by a minute")
    finally:
        end_all(process)
    kill.wrote = state(folder) != before


def once(one: Victim, folder: Path, spans: Spans, n: int, seed: int) -> Kill:
    """One kill, what it left, and the same command once more."""
    rng = random.Random(f"{seed}:{n}")
    kill = Kill(n, one.name, rng.choice(["alone", "all"]))
    shutil.copytree(one.base, folder)
    had = identities(folder / "home")
    strike(one, folder, spans, kill, rng)
    kill.wrong += checked(lambda: [*whole(folder / "home", had), *one.killed(folder, said(folder))])
    had = identities(folder / "home")
    process = one.start(folder)
    try:
        status = process.wait(LONGEST)
        if status:
            kill.wrong.append(f"the next command ended with {status}: {said(folder)[-300:]}")
    except subprocess.TimeoutExpired:
        kill.wrong.append("the next command hangs")
    finally:
        end_all(process)
    home = folder / "home"
    kill.wrong += checked(lambda: [*whole(home, had), *one.ended(folder)])
    kill.wrong += checked(lambda: [f for f in sound(home) if f not in one.known])
    return kill


def checked(look: Callable[[], Iterable[str]]) -> list[str]:
    """What a look finds; that it failed is a finding too."""
    try:
        return [line[:400] for line in look()]
    except Exception as fault:  # noqa: BLE001 whatever a killed command left is to be told
        return [f"could not be looked at: {type(fault).__name__}: {fault}"]


def run(kills: Iterable[int], seed: int, names: Sequence[str], minutes: float) -> Iterator[Kill]:
    """One kill after another, the commands in turn, until the time is up."""
    end = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory(prefix="kills") as place, paper(Path(place)) as press:
        ready: dict[str, tuple[Victim, Spans]] = {}
        for n in kills:
            if time.monotonic() > end:
                return
            name = names[n % len(names)]
            if name not in ready:
                made = victim(name, Path(place) / name, press)
                ready[name] = made, measured(made)
            folder = Path(place) / f"kill{n}"
            yield once(ready[name][0], folder, ready[name][1], n, seed)
            shutil.rmtree(folder)


def read(report: Path) -> list[Kill]:
    """The kills of a report, from which a last line that was cut short is taken off."""
    if not report.exists():
        return []
    told = report.read_text(encoding="utf-8")
    if not told.endswith("\n"):
        told = told[: told.rfind("\n") + 1]
        report.write_text(told, encoding="utf-8")
    return [Kill(**json.loads(line)) for line in told.splitlines()]


def table(kills: Iterable[Kill]) -> str:
    """Kills by command, as a table in Markdown."""
    rows = [
        "| command | kills | while it wrote | too late | wrong |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    told = list(kills)
    for name in [*NAMES, "all"]:
        own = [kill for kill in told if name in (kill.command, "all")]
        hits = sum(kill.hit for kill in own)
        wrote = sum(kill.hit and kill.wrote for kill in own)
        wrong = sum(bool(kill.wrong) for kill in own)
        rows.append(f"| {name} | {hits} | {wrote} | {len(own) - hits} | {wrong} |")
    return "\n".join(rows)


def main(words: Sequence[str]) -> int:
    """Kill, write each kill to the report, print the table; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.faults.kills")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--report", type=Path, default=Path("kills.jsonl"))
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--only", choices=NAMES, action="append")
    parser.add_argument("--table", action="store_true", help="print the table of the report only")
    asked = parser.parse_args(words)
    done = read(asked.report)
    rest = range(max((kill.n for kill in done), default=-1) + 1, 0 if asked.table else asked.kills)
    for kill in run(rest, asked.seed, asked.only or NAMES, asked.minutes):
        with asked.report.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(kill), ensure_ascii=False) + "\n")
        done.append(kill)
        for wrong in kill.wrong:
            print(f"kill {kill.n} ({kill.command}, {kill.after} s): {wrong}", file=sys.stderr)
    print(table(done))
    return int(any(kill.wrong for kill in done))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
