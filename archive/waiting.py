"""Waits for a lock file of another command, and says so: nobody should wonder at a silent one."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from typing import IO

import click

SILENT, LOOK = 1.0, 0.2  # seconds until it is said, and between two looks


def wait_for(lock: IO[str], does: str) -> None:
    """Lock a file that is open for reading and writing. Its holder's process number stands in it;
    `does` says what a holder does, where one has to be waited for."""
    begun, said = time.monotonic(), False
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        if not said and time.monotonic() - begun >= SILENT:
            lock.seek(0)
            holder = lock.read(20).strip() or "of an unknown number"
            click.echo(f"waiting for process {holder}, which {does} ({lock.name})", err=True)
            said = True
        time.sleep(LOOK)
    lock.seek(0)
    lock.truncate()
    lock.write(f"{os.getpid()}\n")
    lock.flush()
