"""Whether a process that wrote its name into the archive is still the one that runs."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")
NAMESPACE = Path("/proc/self/ns/pid")


@dataclass(frozen=True, slots=True)
class Process:
    """A process: where it runs, its number there, and when it was born, so that a number used
    again is not taken for it."""

    place: str
    pid: int
    born: str

    @property
    def here(self) -> bool:
        """Whether it belongs to this machine, this start of it and this container."""
        return self.place == place()

    @property
    def runs(self) -> bool:
        """Whether it still runs; only a process of this place can be asked."""
        return self.here and bool(self.pid) and born(self.pid) == self.born != "gone"


def this_process() -> Process:
    """The process that asks."""
    return Process(place(), os.getpid(), born(os.getpid()))


@cache
def place() -> str:
    """Machine, its present start and the container: within it a process number means one thing."""
    try:
        boot, inner = BOOT.read_text().strip()[:8], NAMESPACE.stat().st_ino
    except OSError:  # not Linux
        return socket.gethostname()
    return f"{socket.gethostname()}/{boot}/{inner}"


def born(pid: int) -> str:
    """When a process began, in the kernel's own count; `gone` where it has ended, '' where the
    system does not tell."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return _asked(pid)
    return "gone" if words[0] in "ZX" else words[19]


def _asked(pid: int) -> str:
    if Path("/proc/self/stat").exists():
        return "gone"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "gone"
    except PermissionError:
        return ""
    return ""
