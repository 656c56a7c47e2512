"""A permit to ask a site, good until a moment; whoever asks looks at it, whatever else is stuck.

The moment is told in seconds since the machine was started, asleep or not: a clock that is set
changes nothing, and all processes of a machine read the same.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

VARIABLE = "PARKS_PERMIT"  # names the file for the crawling process


def uptime() -> float:
    """Seconds since the machine was started."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def grant(path: Path, until: float) -> None:
    """Make a permit good until a moment of `uptime`."""
    whole = path.with_suffix(".new")
    whole.write_text(f"{until:.3f}\n", encoding="ascii")
    whole.replace(path)


def granted(path: Path) -> bool:
    """Whether a permit is good now; one that is gone is not."""
    try:
        return uptime() < float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False


def asked_for() -> Path | None:
    """The permit that this process needs; None where it was begun without one."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None
