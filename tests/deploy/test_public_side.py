"""The public side: what the web process can read, and nginx in front of it, all running."""

from __future__ import annotations

import os
import shutil
import site
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import parks
from tests.serving import ROOT, Site, start, stop

NOBODY = 65534
MAIN = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/deploy/nginx.conf;
}}
"""


def interpreter_for_all() -> str:
    """A Python of this version with which every user can run this checkout."""
    env = {"PYTHONPATH": os.pathsep.join([str(ROOT), *site.getsitepackages()]), "HOME": "/"}
    own = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/local/bin/{own}", f"/usr/bin/{own}"):
        try:
            done = subprocess.run(
                [python, "-c", "import archive.site.serving"],
                user=NOBODY, env=env, cwd="/", capture_output=True, check=False,
            )  # fmt: skip
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip("no other user can run this checkout: Python or the checkout is closed to them")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def nginx(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """nginx with the configuration that `parks deploy` wrote, before a served archive."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not on this machine (Debian package nginx)")
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    behind, address = start(published, "--contact", "desk@example.org")
    done = parks(
        "deploy", folder / "deploy", "--user", "parks", "--listen", f"127.0.0.1:{port}",
        "--port", address.rstrip("/").rpartition(":")[2], "--cache", str(folder / "cache"),
        home=Path("/var/lib/parks/archive"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(MAIN.format(folder=folder, user=user))
    command = [program, "-c", str(folder / "main.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    front = Site(published, f"http://127.0.0.1:{port}")
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield front, folder
    finally:
        stop(process)
        stop(behind)


def test_pages_are_cached_in_the_readers_language(nginx: tuple[Site, Path]) -> None:
    front, _ = nginx
    first, second = front.get("/parks"), front.get("/parks")
    assert (first.status, first.headers["x-cache"]) == (200, "MISS")
    assert (second.headers["x-cache"], second.body) == ("HIT", first.body)
    assert "content-security-policy" in second.headers
    english = front.get("/parks", Cookie="parks_lang=en")
    assert english.headers["x-cache"] == "MISS" and 'lang="en' in english.text
    tracked = front.get("/parks", Cookie="tracker=1; parks_lang=en; other=2")
    assert tracked.headers["x-cache"] == "HIT" and tracked.body == english.body
    unchanged = front.get("/parks", If_None_Match=first.headers["etag"])
    assert unchanged.status == 304
    set_by_hand = front.get("/about?_lang=en")
    assert "set-cookie" in set_by_hand.headers
    assert "set-cookie" in front.get("/about?_lang=en").headers, "a cookie of one reader was kept"


def test_who_asks_too_much_is_told_so_and_pages_go_on(nginx: tuple[Site, Path]) -> None:
    front, folder = nginx
    answers = [front.get(f"/public/parks?_size={n}").status for n in range(1, 40)]
    assert answers[:15] == [200] * 15
    assert 429 in answers
    assert front.get("/parks").status == 200
    access = (folder / "access.log").read_text()
    assert " 429 " in access


def test_nothing_but_reading_passes_and_the_reader_is_named(nginx: tuple[Site, Path]) -> None:
    front, _ = nginx
    assert front.get("/parks", method="POST").status == 405
    assert "server" not in front.get("/parks").headers or (
        front.get("/parks").headers["server"] == "nginx"
    )
    # Links that the site makes of its own address carry the public one.
    feed = front.get("/feed.atom", Host="parks.example.org")
    assert feed.status in (200, 404)
    assert front.get("/metrics").status == 404


def test_the_web_user_sees_what_is_public_and_nothing_else(published: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can act as two users")
    python = interpreter_for_all()
    env = {"PYTHONPATH": os.pathsep.join([str(ROOT), *site.getsitepackages()]), "HOME": "/"}
    with tempfile.TemporaryDirectory(prefix="parks-users-") as name:
        base = Path(name)
        base.chmod(0o755)
        home, public = base / "archive", base / "public"
        shutil.copytree(published, home)
        home.chmod(0o700)
        os.umask(0o077)
        try:
            done = parks("publish", "--to", public, home=home)
        finally:
            os.umask(0o022)
        assert done.returncode == 0, done.stderr
        public.chmod(0o755)  # as systemd-tmpfiles makes it
        code = f"import sqlite3; sqlite3.connect('file:{home}/archive.db?mode=ro', uri=True)"
        code += ".execute('select 1 from articles')"
        denied = subprocess.run(
            [python, "-c", code], user=NOBODY, env=env, capture_output=True, check=False
        )
        assert b"unable to open" in denied.stderr
        process = subprocess.Popen(
            [python, "-c", "from archive.cli import main; main()", "serve",
             "--home", str(public), "--port", "0"],
            user=NOBODY, env=env, cwd="/", stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[1].rstrip("/")
            shown = Site(public, address)
            assert shown.get("/parks").status == 200
            release = next((public / "releases").iterdir()).name
            assert shown.get(f"/releases/{release}/changes.jsonl").status in (200, 404)
            assert sorted(p.name for p in public.iterdir()) == [
                "public.db", "public.inspect.json", "releases",
            ]  # fmt: skip
        finally:
            stop(process)


def test_handing_over_follows_every_publication(published: Path, tmp_path: Path) -> None:
    home, public = tmp_path / "archive", tmp_path / "public"
    shutil.copytree(published, home)
    assert parks("publish", "--to", public, home=home).returncode == 0
    before = (public / "public.db").read_bytes()
    assert before == (home / "public.db").read_bytes()
    db = sqlite3.connect(home / "archive.db")
    db.execute("update figures set value = value + 1 where id = (select min(id) from figures)")
    db.commit()
    db.close()
    # A release that was thinned out on request is thinned out here as well.
    victim = next((home / "releases").iterdir())
    next(victim.rglob("*.parquet")).unlink()
    assert parks("publish", "--to", public, home=home).returncode == 0
    assert (public / "public.db").read_bytes() == (home / "public.db").read_bytes() != before
    for folder in (home / "releases").iterdir():
        files = {p.relative_to(folder): p.stat().st_size for p in folder.rglob("*.*")}
        shown = public / "releases" / folder.name
        assert files == {p.relative_to(shown): p.stat().st_size for p in shown.rglob("*.*")}
    assert parks("publish", "--to", home, home=home).returncode == 1
