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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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


@dataclass
class Postgres:
    """One server; its folder is removed in the end."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """For PARKS_CLUSTER."""
        return f"postgresql://parks@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._run(
            "pg_ctl", "start", "--wait", "--timeout=60", "-D", str(self.folder / "data"),
            "-l", str(self.folder / "log"),
            "-o", f"-p {self.port} -h 127.0.0.1 -k {self.folder}",
        )  # fmt: skip

    def stop(self) -> None:
        """Stop the server at once."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder / "data"), check=False)

    def kill(self) -> None:
        """kill -9 of the server and all its processes."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in (first, *map(int, children)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.2)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        done = subprocess.run(
            [*as_user(), str(programs() / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            cwd="/", check=False, timeout=120, text=True,
        )  # fmt: skip
        if check and done.returncode:
            log = self.folder / "log"
            raise AssertionError(done.stderr + (log.read_text()[-2000:] if log.exists() else ""))


def as_user() -> list[str]:
    """What goes before a command to run it as another user than root."""
    return ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []


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
        if os.geteuid() == 0:
            account = pwd.getpwnam(USER)
            os.chown(folder, account.pw_uid, account.pw_gid)
        server._run("initdb", "-D", str(folder / "data"), "-U", "parks", "--auth=trust", "-E", "UTF8")
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
