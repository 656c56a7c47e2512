"""A publication with helpers: what it keeps, what a fault and a kill leave behind."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from archive import checks
from archive.faults import ArchiveError
from archive.publish import publish
from archive.publishing import helpers
from archive.releases import KEPT, releases
from tests.archive.test_kill import KILLS, group_ends, kill_after
from tests.conftest import ROOT
from tests.site import reports

# The command on an archive that is large enough for two helpers.
HELPED = """
import os, sys
from pathlib import Path
from archive.publish import publish
from archive.publishing import helpers
if __name__ == "__main__":
    helpers.MANY, os.cpu_count = 1, lambda: 2
    publish(Path(sys.argv[1]))
"""


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return reports.build(tmp_path / "home")


def kept(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the one release that is kept, in the order of its files."""
    folder = home / "releases" / releases(home)[-1]
    with duckdb.connect() as duck:
        return {
            name: duck.execute(
                f"select * from read_parquet('{folder}/{name}/*.parquet')"
            ).fetchall()
            for name in KEPT
        }


def value(home: Path) -> float:
    with closing(sqlite3.connect(f"{(home / 'public.db').as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
        row = db.execute("select value from figures where id = 'aaaaaaaaaaaa-3'").fetchone()
    return float(row[0])


def set_value(home: Path, new: float) -> None:
    with closing(sqlite3.connect(home / "archive.db")) as db:
        db.execute("update figures set value = ? where id = 'aaaaaaaaaaaa-3'", (new,))
        db.commit()


def test_helpers_keep_the_release_that_one_process_does(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(home, other)
    alone = publish(other)
    monkeypatch.setattr(helpers, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    by_helpers = publish(home)
    assert by_helpers.release.digest == alone.release.digest
    assert kept(home) == kept(other) and kept(home)["figures"]


@pytest.mark.usefixtures("helped")
def test_a_fault_found_at_the_end_keeps_no_release(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home)
    before, stood = (home / "public.db").read_bytes(), releases(home)
    shorter = reports.REPORTS[0].body[:120]
    with closing(sqlite3.connect(home / "archive.db")) as db:
        db.execute("update figures set withdrawn_at = '2026-03-02', withdrawn_reason = ? "
                   "where id = 'aaaaaaaaaaaa-3'", (shorter,))  # fmt: skip
        db.commit()
    with pytest.raises(ArchiveError, match="would be public"):
        publish(home)
    assert (home / "public.db").read_bytes() == before
    assert [path.name for path in (home / "releases").iterdir()] == stood
    assert not list(home.glob(".*"))


def test_a_whole_file_is_looked_at_for_each_fault(home: Path, tmp_path: Path) -> None:
    publish(home)
    spoilt = tmp_path / "spoilt.db"
    shutil.copyfile(home / "public.db", spoilt)
    with closing(sqlite3.connect(spoilt)) as db:
        db.execute("update figures set article_id = 'nowhere' where id = 'aaaaaaaaaaaa-3'")
        db.execute("create table secrets (body)")
        db.commit()
        assert checks.reference_faults(db) == ["figures refers to rows that articles lacks"]
        assert [f for f in checks.structure_faults(db) if "secrets" in f]
        assert checks.integrity_faults(db) == []
        db.execute("pragma writable_schema = on")
        db.execute("update sqlite_master set rootpage = 2 where name = 'figures_article_id_0'")
        db.commit()
    with closing(sqlite3.connect(spoilt)) as db:
        assert checks.integrity_faults(db)


def test_killed_with_its_helpers_it_leaves_the_old_file_or_the_new_one(home: Path) -> None:
    publish(home)
    rng = random.Random(3)

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", HELPED, str(home)], cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    begun = time.monotonic()
    assert start().wait(timeout=120) == 0
    whole = time.monotonic() - begun
    for n in range(KILLS):
        old = value(home)
        set_value(home, 4e8 + n)
        process = start()
        kill_after(process, rng.uniform(0.3, 1.0) * whole)
        assert group_ends(process), "a helper lives on"
        assert value(home) in (old, 4e8 + n)
    assert start().wait(timeout=120) == 0
    assert value(home) == 4e8 + KILLS - 1
    left = [path.name for path in home.glob(".*")]
    assert not [name for name in left if name != ".public.inspect.json.building"], left
    assert not list((home / "releases").glob(".*"))
    assert len(kept(home)["figures"]) > 1
