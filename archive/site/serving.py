"""Runs Datasette on a publication and keeps it on the newest one.

public.db is opened immutable: Datasette then takes no locks and trusts the inspect file's counts.
`parks publish` swaps a new file in under the same name; the guard looks at it once a second and
moves Datasette over, with new threads, since each thread keeps its connection.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.faults import ArchiveError
from archive.public_schema import SITE, metadata, public_schema
from archive.publish import INSPECT, PUBLIC
from archive.site.kept import forget
from archive.site.limits import Limiter

PUBLIC_NAME = "public"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
THREADS = 4
LOOK_EVERY = 1.0  # seconds between two looks at the published file

SETTINGS = {
    "suggest_facets": False,  # up to 50 ms a column on every table page
    "num_sql_threads": THREADS,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 300,
    "max_returned_rows": 2000,
    "default_page_size": 50,
    "default_cache_ttl": 60,
    "truncate_cells_html": 300,
}

# On Datasette's own pages: its templates carry scripts and styles in the page.
DATASETTE_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
OUR_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
EMBED_POLICY = OUR_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
WAIT_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>请稍候 · 园区数字档案</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/parks.css"><link rel="icon" href="/assets/icon.svg"></head>
<body><header class="top"><div class="wide"><a class="brand" href="/">园区数字档案</a></div>
</header>
<main class="wide"><h1>请稍候</h1><p class="lead">{zh}</p><p class="lead" lang="en">{en}</p></main>
</body></html>
"""
READING = ("GET", "HEAD", "OPTIONS")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def public_site(home: Path, *, contact: str = "", address: str = "") -> Any:
    """Datasette on home/public.db with our pages, templates and styles.

    contact: where readers report errors. address: the public address behind a proxy.
    """
    described = metadata()
    described["plugins"] = {
        "parks": {"contact": contact, "address": address.rstrip("/"), "home": str(home)}
    }
    # Where rich is installed, Datasette prints all local variables for every 404, and that fails
    # with a 500 for a path that no route takes.
    pm.get_plugin("datasette.handle_exception").rich = None
    site = Datasette(
        immutables=[str(home / PUBLIC)],
        inspect_data=inspect_data(home),
        metadata=described,
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("assets", str(SITE / "static"))],
        settings=dict(SETTINGS),
    )
    site.parks_home = home
    site.parks_stamp = stamp(home)
    return site


def private_site(home: Path) -> Any:
    """Datasette on the private archive, for its keeper alone."""
    return Datasette(
        files=[str(home / "archive.db")],
        metadata={"title": "archive.db (private)"},
        settings={"suggest_facets": False},
    )


def lacking(home: Path) -> list[str]:
    """What the pages read and the published file does not have, as table.column: it was published
    by another version."""
    file = (home / PUBLIC).resolve().as_uri()
    with contextlib.closing(sqlite3.connect(f"{file}?mode=ro", uri=True)) as db:
        found = {
            (table.name, column.name)
            for table in (*public_schema().tables, *public_schema().views)
            for column in table.columns
        }
        there = db.execute(
            "select s.name, c.name from sqlite_schema s, pragma_table_info(s.name) c"
        ).fetchall()
    return sorted(".".join(names) for names in found - set(there))


def inspect_data(home: Path) -> dict[str, Any] | None:
    """Counts and hash of the published file; None where they do not belong to it."""
    try:
        data: dict[str, Any] = json.loads((home / INSPECT).read_text(encoding="utf-8"))
        fits = data[PUBLIC_NAME]["size"] == (home / PUBLIC).stat().st_size
    except (OSError, ValueError, KeyError):
        return None
    return data if fits else None


def stamp(home: Path) -> tuple[int, ...]:
    """What changes when another publication, or its inspect file, is swapped in."""
    marks: list[int] = []
    for name in (PUBLIC, INSPECT):
        try:
            state = (home / name).stat()
        except FileNotFoundError:
            marks += [0, 0]
        else:
            marks += [state.st_ino, state.st_mtime_ns]
    return tuple(marks)


def refresh(site: Any) -> bool:
    """Move a running site to the publication that lies there now; true when it had to.

    Requests under way end on the old file; its connections are closed when its threads have ended,
    else every publication would leave the blocks of the one before on the disk.
    """
    home: Path = site.parks_home
    now = stamp(home)
    if now == site.parks_stamp or not now[0]:
        return False
    site.parks_stamp = now
    site.inspect_data = inspect_data(home)
    fresh = Database(site, str(home / PUBLIC), is_mutable=False)
    fresh.name = fresh.route = PUBLIC_NAME
    # Those of now: a request under way may yet open one in a new thread, where it stays in use.
    connections = list(site.databases[PUBLIC_NAME]._all_file_connections)
    old = site.executor
    site.executor = ThreadPoolExecutor(max_workers=THREADS)
    site.databases = site.databases | {PUBLIC_NAME: fresh}
    forget(site)
    old.shutdown(wait=False)
    threading.Thread(target=_close, args=(old, connections), daemon=True).start()
    return True


def _close(threads: ThreadPoolExecutor, connections: list[sqlite3.Connection]) -> None:
    threads.shutdown(wait=True)
    for connection in connections:
        connection.close()


Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Any, Send], Awaitable[None]]


def guard(site: Any) -> Callable[[App], App]:
    """Wraps Datasette: security headers on every answer, the newest publication under it."""

    limiter = Limiter()

    def wrap(app: App) -> App:
        looked = 0.0

        async def guarded(scope: dict[str, Any], receive: Any, send: Send) -> None:
            nonlocal looked
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if hasattr(site, "parks_home") and time.monotonic() - looked > LOOK_EVERY:
                looked = time.monotonic()
                refresh(site)

            async def send_with_headers(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    message = message | {"headers": _with_security(message.get("headers") or [])}
                await send(message)

            if hasattr(site, "parks_home"):
                if scope["method"] not in READING:
                    await _refuse(send_with_headers)
                    return
                wait = _seconds_to_wait(limiter, scope)
                if wait:
                    await _ask_to_wait(send_with_headers, wait, html=_wants_html(scope))
                    return
            await app(scope, receive, send_with_headers)

        return guarded

    return wrap


async def _refuse(send: Send) -> None:
    """Nothing on the public site is sent to; there is no login and no form that writes."""
    headers = [(b"allow", ", ".join(READING).encode()), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 405, "headers": headers})
    await send({"type": "http.response.body", "body": b"This site can only be read.\n"})


def _seconds_to_wait(limiter: Limiter, scope: dict[str, Any]) -> int:
    """Who asks from this machine itself, not through a proxy, is the keeper and never waits."""
    client = (scope.get("client") or ("", 0))[0]
    return 0 if client in LOOPBACK else limiter.wait(client, scope["path"], time.monotonic())


def _wants_html(scope: dict[str, Any]) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


async def _ask_to_wait(send: Send, seconds: int, *, html: bool) -> None:
    """Before Datasette and its templates are reached, so in both languages at once."""
    zh = f"请求过于频繁，请 {seconds} 秒后再试。大量数据请直接下载。"
    en = f"Too many requests; please come back in {seconds} seconds."
    words = WAIT_PAGE.format(zh=zh, en=en) if html else f"{zh}\n{en}\n"
    kind = b"text/html" if html else b"text/plain"
    headers = [
        (b"retry-after", str(seconds).encode()),
        (b"content-type", kind + b"; charset=utf-8"),
        (b"cache-control", b"no-store"),
    ]
    if html:
        headers.append((b"content-security-policy", OUR_POLICY.encode()))
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})


def _with_security(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = {bytes(name).lower() for name, _ in headers}
    added = [(name, value) for name, value in HEADERS if name not in given]
    if b"content-security-policy" not in given:
        added.append((b"content-security-policy", DATASETTE_POLICY.encode()))
    return [*headers, *added]


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; ArchiveError where the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, asyncio switches Nagle's delay off; else each answer waits 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as fault:
        listener.close()
        raise ArchiveError(
            f"cannot listen on {host}:{port}: {fault.strerror}; choose another with --port"
        ) from fault
    return listener


def run(site: Any, host: str, port: int, *, say: Callable[[str], object]) -> None:
    """Serve until interrupted; say gets the address once the socket listens."""
    listener = listen(host, port)
    with contextlib.closing(listener):
        shown = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(site.app(), lifespan="on", log_level="warning", proxy_headers=True)
        say(f"serving http://{shown}:{listener.getsockname()[1]}/ (stop with Ctrl-C)")
        uvicorn.Server(config).run(sockets=[listener])
