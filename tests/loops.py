"""Runs a coroutine of a test beside whatever loop the test process already has.

Playwright's synchronous interface leaves a running loop on the main thread for as long as its
browser lives, and `asyncio.run` refuses to start under one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """The result of the coroutine, run to its end on a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
