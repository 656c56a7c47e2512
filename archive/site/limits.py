"""How much one client may ask: an allowance that fills up again, spent by what a path costs. Pure.

Pages are cheap; Datasette's tables, SQL and files to take away can cost a hundred times as much.
Whoever spends more than the allowance is told after how many seconds to come back.
"""

from __future__ import annotations

import math
from collections import OrderedDict

BURST = 300.0  # points that a client may spend at once
PER_SECOND = 3.0  # points that come back each second
PAGE, FILE, TABLE = 1.0, 10.0, 5.0
MOST_CLIENTS = 20_000  # remembered; the longest unseen are forgotten first
FREE = ("/assets/", "/-/static/", "/robots.txt")
FILES = (".csv", ".xlsx", ".json", ".jsonl", ".db", ".png", "/json")


def cost(path: str) -> float:
    """Points for one request."""
    if path.startswith(FREE):
        return 0.0
    if path.startswith(("/public", "/-/")):
        return FILE if path.endswith(FILES) else TABLE
    return FILE if path.endswith(FILES) else PAGE


class Limiter:
    """Remembers what each client has spent."""

    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND) -> None:
        self.burst = burst
        self.per_second = per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, path: str, now: float) -> int:
        """Seconds until the client may ask for this path; 0 lets it pass and spends the points."""
        price = cost(path)
        left, seen = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - seen) * self.per_second)
        refused = left < price
        self._left[client] = (left if refused else left - price, now)
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return math.ceil((price - left) / self.per_second) if refused else 0
