"""Tries inputs by the million without knowing what they reach; a fault, or no end, is a find."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.faults.fuzz.mutations import LONGEST, draw

CORPUS = Path(__file__).parent / "corpus"
NAMES = sorted(path.name for path in CORPUS.iterdir())
SHORT = {"figures": 1500, "periods": 300}  # bytes; longer texts take long and say no more
TOO_LONG = 10.0  # seconds of this process for one input
TELL = 60.0  # seconds between two lines


class TookTooLong(BaseException):
    """An input that is still being read; no reader may take it for a fault of the input."""


@dataclass(slots=True)
class Tried:
    """How far a run came: its inputs, those among them that were read and not refused by name,
    the processor's time they took, and the slowest of them."""

    inputs: int = 0
    read: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_number: int = -1

    def line(self, name: str, start: int) -> str:
        """What a log holds of it."""
        each = 1000 * self.seconds / max(1, self.inputs)
        return (
            f"{name}: inputs {start} to {start + self.inputs}, {self.read} of {self.inputs} read, "
            f"{each:.2f} ms each, slowest {self.slowest:.2f} s (number {self.slowest_number})"
        )


def seeds(name: str) -> list[bytes]:
    """The corpus of a target, in name order."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def plain(name: str, runs: int, seed: int, minutes: float, keep: Path, *, start: int = 0) -> Tried:
    """Try the inputs from number `start` on. Raises what a target raises, the input kept."""
    from tests.faults.fuzz.targets import TARGETS

    corpus, target, longest = seeds(name), TARGETS[name], SHORT.get(name, LONGEST)
    tried = Tried()
    told = time.monotonic()
    end = told + minutes * 60
    with _watched():
        _stop_if_stuck()
        for n in range(start, start + runs):
            data = draw(name, seed, n, corpus, longest)
            begin = time.process_time()
            try:
                signal.setitimer(signal.ITIMER_VIRTUAL, TOO_LONG)
                tried.read += target(data)
            except (Exception, TookTooLong):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"crash-{name}-{seed}-{n}").write_bytes(data)
                raise
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            took = time.process_time() - begin
            tried.inputs += 1
            tried.seconds += took
            if took > tried.slowest:
                tried.slowest, tried.slowest_number = took, n
            now = time.monotonic()
            if now > told + TELL:
                told = now
                _stop_if_stuck()
                print(tried.line(name, start), flush=True)
            if now > end:
                break
    return tried


def _stop_if_stuck() -> None:
    """The last resort, where a library holds the interpreter and no alarm comes through."""
    faulthandler.dump_traceback_later(2 * TELL, exit=True, file=sys.__stderr__)


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    """The alarm goes by this process's own time: a busy machine makes no finds."""

    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, alarm)
    gc.freeze()  # what was imported is not looked through again for each thousand inputs
    try:
        # A library writes its warnings to the error stream, several for each damaged web archive.
        with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere):
            yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGVTALRM, before)
        gc.unfreeze()
