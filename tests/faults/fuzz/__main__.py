"""`python -m tests.faults.fuzz TARGET --runs N`: guided by coverage where atheris is installed.

Without it (`pip install atheris`), or with --plain, inputs are drawn from the same corpus by the
same mutations, without knowing which lines they reach. --start goes on from the number where a run
with the same seed ended; `--start N --runs 1` tries one input again. What makes a target fail is
written to --keep and shown; it becomes a test in tests/faults/test_fuzz.py or beside the part.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.faults.fuzz.mutations import LONGEST, mutate
from tests.faults.fuzz.plain import CORPUS, NAMES, SHORT, plain, seeds

HANGS = 60  # seconds without an answer


def guided(name: str, runs: int, seed: int, minutes: float, keep: Path, grown: Path) -> None:
    """Let atheris look for inputs that reach new lines; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["pipelines", "archive", "warcio", "email"]):
        from tests.faults.fuzz.targets import TARGETS
    corpus = seeds(name)

    def changed(data: bytes, size: int, own: int) -> bytes:
        rng = random.Random(own)
        if rng.random() < 0.5:
            return mutate(data, rng, corpus)[:size]
        return bytes(atheris.Mutate(data, size))

    for folder in (keep, grown):
        folder.mkdir(parents=True, exist_ok=True)
    words = [
        "fuzz", str(grown), str(CORPUS / name), f"-runs={runs}", f"-seed={seed}",
        f"-max_total_time={int(minutes * 60)}", f"-timeout={HANGS}",
        f"-max_len={SHORT.get(name, LONGEST)}",
        f"-artifact_prefix={keep}/{name}-", "-print_final_stats=1", "-rss_limit_mb=4096",
    ]  # fmt: skip

    def tried(data: bytes) -> None:
        TARGETS[name](data)  # atheris takes -1 alone for an answer

    atheris.Setup(words, tried, custom_mutator=changed)
    atheris.Fuzz()


def main(words: Sequence[str]) -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.faults.fuzz")
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--start", type=int, default=0, help="the first number, with --plain")
    asked = parser.parse_args(words)
    if asked.plain or importlib.util.find_spec("atheris") is None:
        tried = plain(
            asked.target, asked.runs, asked.seed, asked.minutes, asked.keep, start=asked.start
        )
        print(f"{tried.line(asked.target, asked.start)}, nothing found")
        return
    grown = asked.keep / "grown" / asked.target
    guided(asked.target, asked.runs, asked.seed, asked.minutes, asked.keep, grown)


if __name__ == "__main__":
    main(sys.argv[1:])
