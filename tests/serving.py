"""A `parks serve` of its own for a test, and how to ask it."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parent.parent
PARKS = [sys.executable, "-c", "from archive.cli import main; main()"]


@dataclass
class Reply:
    """An answer of the site."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode("utf-8")

    def json(self) -> object:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Site:
    """A running site."""

    home: Path
    address: str

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return (self.home / "serve.log").read_text(encoding="utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path; it is sent as it stands but for characters outside ASCII."""
        with visits(self, 1) as (alone,):
            return alone.get(path, method, **headers)


class Visit:
    """A connection that is kept for many requests, one after another."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address = address
        self._lock = Lock()
        self._kept = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path; it is sent as it stands but for characters outside ASCII."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with self._lock:
            self._kept.request(method, quote(path, safe="/?&=%,.~-_:;'()*!+"), headers=named)
            answer = self._kept.getresponse()
            got = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, got, answer.read())

    def close(self) -> None:
        """End the connection."""
        self._kept.close()


@contextmanager
def visits(site: Site, n: int) -> Iterator[list[Visit]]:
    """n connections to a site while this is open; threads may share one and wait their turn."""
    several = [Visit(site.address) for _ in range(n)]
    try:
        yield several
    finally:
        for visit in several:
            visit.close()


def start(home: Path, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    """A `parks serve` on a free port, and its address once it listens; it logs into home."""
    log = home / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*PARKS, "serve", "--home", str(home), "--port", "0", *more],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines():
            if line.startswith("serving "):
                return process, line.split()[1]
        time.sleep(0.05)
    stop(process)
    raise AssertionError(log.read_text(encoding="utf-8"))


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that start() began."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


@contextmanager
def served(home: Path, *more: str) -> Iterator[Site]:
    """The site of a home while this is open."""
    process, address = start(home, *more)
    try:
        yield Site(home, address.rstrip("/"))
    finally:
        stop(process)
