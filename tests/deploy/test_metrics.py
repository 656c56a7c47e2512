"""Numbers for Prometheus: the format, what they say, and who can reach them."""

from __future__ import annotations

import http.client
import re
import subprocess
from pathlib import Path

import pytest

from archive.faults import ArchiveError
from archive.metrics.serving import private_address
from archive.store import leases, open_archive
from tests.commands import one_error_line, parks
from tests.serving import PARKS, ROOT, stop

SAMPLE = re.compile(r'^[a-z_]+(\{([a-z_]+="(\\.|[^"\\])*",?)+\})? [-+.\deE]+$')


def test_every_family_is_described_and_every_line_is_well_formed(published: Path) -> None:
    archive = open_archive(published)
    leases.take(archive.db, "gansudaily", 'with "quotes"')
    archive.close()
    done = parks("metrics", home=published)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    described = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for line in lines:
        if not line.startswith("#"):
            assert SAMPLE.match(line), line
            assert re.split(r"[{ ]", line)[0] in described
    assert any(line.startswith("parks_source_reports{source=") for line in lines)
    assert 'parks_trouble{subject="machine",kind="backup_old"} 1' in lines
    assert any(line.startswith("parks_disk_free_bytes ") for line in lines)


def test_it_is_served_on_a_private_address_only(published: Path) -> None:
    process = subprocess.Popen(
        [*PARKS, "metrics", "--listen", "127.0.0.1:0", "--home", str(published)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(":")[2].split("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200 and "version=0.0.4" in str(answer.getheader("Content-Type"))
        assert b"# HELP parks_source_fine" in answer.read()
        connection.close()
        connection.request("GET", "/")
        assert connection.getresponse().status == 404
        connection.close()
    finally:
        stop(process)
    for public in ("0.0.0.0:9308", "8.8.8.8:9308", "[::]:9308"):
        assert "private" in one_error_line(parks("metrics", "--listen", public, home=published))


@pytest.mark.parametrize(
    ("listen", "expected"),
    [("10.0.0.5:9308", ("10.0.0.5", 9308)), ("[::1]:1", ("::1", 1)), ("nonsense", None)],
)
def test_addresses(listen: str, expected: tuple[str, int] | None) -> None:
    if expected is None:
        with pytest.raises(ArchiveError, match="ADDRESS:PORT"):
            private_address(listen)
    else:
        assert private_address(listen) == expected
