"""`parks serve` itself: newer publications, clear faults, where it listens."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path

from archive.publish import publish
from archive.site.serving import THREADS, listen
from tests.serving import PARKS, ROOT, Site, start, stop
from tests.site import reports


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PARKS, "serve", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_nothing_published_is_said_in_one_line(tmp_path: Path) -> None:
    done = _run("--home", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"Error: nothing is published in {tmp_path}: run `parks publish` first"
    ]


def test_a_file_of_another_version_is_refused_in_one_line(published: Path, tmp_path: Path) -> None:
    shutil.copy(published / "public.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "public.db")) as db:
        db.execute("alter table indicators drop column description_en")
    done = _run("--home", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"Error: {tmp_path / 'public.db'} was published by another version (it lacks "
        "indicators.description_en): run `parks publish` first"
    ]


def test_a_taken_port_is_said_in_one_line(published: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _run("--home", str(published), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr and "Traceback" not in done.stderr


def test_the_private_archive_is_served_on_loopback_only(published: Path) -> None:
    done = _run("--home", str(published), "--private", "--host", "0.0.0.0")
    assert done.returncode == 2 and "loopback" in done.stderr
    process, address = start(published, "--private")
    try:
        assert Site(published, address.rstrip("/")).get("/archive/articles.json").status == 200
    finally:
        stop(process)


def _count(running: Site) -> int:
    counted = running.get("/public/articles.json").json()
    assert isinstance(counted, dict)
    return int(counted["filtered_table_rows_count"])


def _deleted(process: subprocess.Popen[bytes]) -> list[str]:
    """The files that a process keeps on the disk although they are gone."""
    handles = Path("/proc") / str(process.pid) / "fd"
    if not handles.is_dir():  # no Linux
        return []
    links = [str(handle.readlink()) for handle in handles.iterdir() if handle.is_symlink()]
    return [link for link in links if link.endswith("public.db (deleted)")]


def test_a_newer_publication_is_picked_up_while_readers_read(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", reports.REPORTS[:2])
    publish(home)
    process, address = start(home)
    running = Site(home, address.rstrip("/"))
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for path in ("/", "/park/longshan", "/search?q=税收", "/public/figures"):
                seen.append(running.get(path).status)

    readers = [threading.Thread(target=read) for _ in range(3)]
    try:
        assert running.get("/report/longsh2024").status == 404
        for reader in readers:
            reader.start()
        for report in reports.REPORTS[3:6]:
            reports.add(home, report)
            publish(home)
            time.sleep(0.4)
        wanted = f"/report/{reports.REPORTS[5].id}"
        deadline = time.monotonic() + 10
        while running.get(wanted).status != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert running.get(wanted).status == 200
        # A swap in the middle of a look leaves the counts of the file before, until the next look.
        while _count(running) != 5 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert _count(running) == 5
        while len(_deleted(process)) > THREADS and time.monotonic() < deadline:
            time.sleep(0.2)
        assert len(_deleted(process)) <= THREADS  # what was published before takes no room
    finally:
        done.set()
        for reader in readers:
            reader.join(timeout=20)
        stop(process)
    assert len(seen) > 20 and set(seen) == {200}


def test_answers_do_not_wait_for_an_acknowledgement() -> None:
    """asyncio sets TCP_NODELAY only on sockets that were named as TCP."""
    listener = listen("127.0.0.1", 0)
    try:
        assert listener.proto == socket.IPPROTO_TCP
    finally:
        listener.close()
