"""A PostgreSQL of the tests' own: Debian's programs, a free port, a user that is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

USER = "postgres"  # Debian's package makes it; PostgreSQL refuses to run as root


def programs() -> Path:
    """The folder of the newest PostgreSQL's programs; the test skips where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not installed:
        pytest.skip("PostgreSQL is not installed on this machine (Debian: apt install postgresql)")
    return installed[-1].parent


def as_user() -> dict[str, Any]:
    """What makes a child run as another user than root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@dataclass
class Postgres:
    """One server; its folder is removed in the end."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """For PARKS_CLUSTER."""
        return f"postgresql://parks@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Make the server's data."""
        words = ("-U", "parks", "--auth=trust", "-E", "UTF8", "--no-locale")
        done = subprocess.run(
            [programs() / "initdb", "-D", self.folder / "data", *words], cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, timeout=120, **as_user(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    programs() / "postgres", "-D", self.folder / "data", "-p", str(self.port),
                    "-h", "127.0.0.1", "-k", self.folder,
                ],
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, **as_user(),
            )  # fmt: skip
        until = time.monotonic() + 90
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                told = (self.folder / "log").read_text()[-2000:]
                assert time.monotonic() < until and self.process.poll() is None, told
                time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server at once."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def kill(self) -> None:
        """kill -9 of the server; its processes end when they see that it is gone."""
        assert self.process is not None
        children = tree(self.process.pid)[1:]
        self.process.kill()
        self.process.wait(10)
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A running server; it is gone, with its data, when the block ends."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="parks-postgres-"))
    server = Postgres(folder, free_port())
    try:
        if owner := as_user():
            os.chown(folder, owner["user"], owner["group"])
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found
