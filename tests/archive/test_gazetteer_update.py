"""New tables of parks: ids stay, links are counted first, and being cut short does no harm."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.faults import ArchiveError
from archive.gazetteer.load import is_resolved
from archive.gazetteer.tables import in_force, shipped
from archive.gazetteer.update.files import read_tables
from archive.gazetteer.update.relink import take_in
from archive.publish import publish
from archive.reprocess import read_pending, reprocess
from archive.store import PageStore, open_archive
from pipelines.model import Page, Part
from tests.archive import pages
from tests.archive.making import FETCHED
from tests.commands import one_error_line
from tests.inside import inside
from tests.small_tables import small_tables, use_small_tables

Row = dict[str, str]
LINKS = (
    "select id, park_id, context_park_id, place_code, park_reason, confidence from figures "
    "order by id"
)
UNKNOWN = "通渭榜罗工业园区"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports on four parks of the tables, and one on a park that only reports know."""
    home = tmp_path_factory.mktemp("made") / "home"
    archive = open_archive(home)
    use_small_tables(archive.db)
    archive.close()
    pages.build(home, 8)
    archive = open_archive(home)
    text = pages.PAGE.format(
        park=UNKNOWN, year=2020, next=2021, output=7, growth=5, tax=70, firms=9, lead=pages.LEAD,
        tail=pages.TAIL,
    )  # fmt: skip
    part = Part("http://paper.example/x.html", 200, {"content-type": "text/html"}, text.encode(),
                FETCHED)  # fmt: skip
    PageStore(archive.pages).save(Page(part.url, "paper", (part,)))
    archive.db.execute("update sources set province_code = '620000'")
    read_pending(archive)
    archive.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"


def rows(home: Path, query: str = LINKS, *values: object) -> list[tuple[object, ...]]:
    db = sqlite3.connect(home / "archive.db")
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def written(file: Path, change: Callable[[Row], Row | None], *more: Row) -> Path:
    """The parks with some changed, left out or added."""
    old = [dict(row) for row in csv.DictReader(small_tables().texts["parks.csv"].splitlines())]
    new = [row for row in map(change, old) if row is not None]
    with file.open("w", encoding="utf-8-sig", newline="") as out:  # as Excel writes it
        writer = csv.DictWriter(out, list(old[0]))
        writer.writeheader()
        writer.writerows([*new, *more])
    return file


def ids(home: Path) -> dict[object, int]:
    return dict(
        rows(home, "select park_id, count(*) from figures where park_id is not null group by 1")
    )  # type: ignore[arg-type]


def only(home: Path, name: str) -> str:
    """The id of the park that a report's name is linked to."""
    ((found,),) = rows(
        home, "select distinct park_id from figures where subject = ? and park_id <> ''", name
    )
    return str(found)


def test_a_dry_run_counts_what_the_update_then_does(home: Path, tmp_path: Path) -> None:
    dingxi = only(home, "甘肃定西经济开发区")
    lanzhou = only(home, "兰州高新技术产业开发区")
    file = written(
        tmp_path / "parks-2026-11-01.csv",
        lambda row: None if row["id"] == dingxi else row,
    )
    merges = small_tables().texts["park_merges.csv"] + f"{dingxi},{lanzhou},并入,2026-11-01\n"
    pack = tmp_path / "tables-20261102.zip"
    with zipfile.ZipFile(pack, "w") as out:
        out.write(file, "tables/parks.csv")
        out.writestr("tables/park_merges.csv", merges)
    before, count = rows(home), ids(home)
    looked = inside("gazetteer", "update", pack, "--dry-run", "--json", home=home)
    assert looked.returncode == 0, looked.stderr
    assert rows(home) == before and rows(home, "select * from gazetteer_versions") == []
    said = json.loads(looked.stdout)
    assert said["label"] == "2026-11-02"
    assert said["moved"] == {f"{dingxi} {lanzhou}": count[dingxi]}
    assert len(said["parks_redirected"]) == 1 and said["parks_stepped_down"] == []
    done = json.loads(inside("gazetteer", "update", pack, "--json", home=home).stdout)
    assert done == said
    assert dingxi not in ids(home) and ids(home)[lanzhou] == count[lanzhou] + count[dingxi]
    assert rows(home, "select successor_id from parks where id = ?", dingxi) == [(lanzhou,)]


def test_ids_outlive_new_names_and_new_lists(home: Path, tmp_path: Path) -> None:
    dingxi, unknown = only(home, "甘肃定西经济开发区"), only(home, UNKNOWN)
    official = rows(home, "select id, official_code, name from parks where id = ?", dingxi)
    assert official[0][1], "the test needs a park with an official code"

    def change(row: Row) -> Row | None:
        if row["id"] == dingxi:  # another list, another id and name, the same code
            return row | {"id": "some-other-id", "name": "甘肃定西安定经济开发区"}
        return row

    added = next(csv.DictReader(io.StringIO(small_tables().texts["parks.csv"]))) | {
        "id": "tongwei-bangluo", "name": UNKNOWN, "directory_code": "", "gbt37028_code": "",
        "alt_name": "", "province_code": "620000", "prefecture_code": "621100",
        "county_code": "621121", "kind": "工业园区", "level": "provincial",
    }  # fmt: skip
    file = written(tmp_path / "parks.csv", change, added)
    done = inside("gazetteer", "update", file, "--dated", "2026-11-03", home=home)
    assert done.returncode == 0, done.stderr
    assert "parks renamed, id kept: 1" in done.stdout
    assert rows(home, "select name, official_code from parks where id = ?", dingxi) == [
        ("甘肃定西安定经济开发区", official[0][1])
    ]
    assert rows(home, "select count(*) from parks where id = 'some-other-id'") == [(0,)]
    assert only(home, "甘肃定西经济开发区") == dingxi  # reports go on calling it so
    # What reports alone knew is listed now: the candidate's figures go to it.
    assert unknown.startswith("candidate-") and only(home, UNKNOWN) == "tongwei-bangluo"
    archive = open_archive(home)
    assert in_force(archive.db).label == "2026-11-03"
    again = reprocess(archive, everything=True)
    archive.close()
    assert again.by_source.total() == 0, again.examples


def test_a_park_that_is_no_longer_listed_stays_as_a_candidate(home: Path, tmp_path: Path) -> None:
    dingxi = only(home, "甘肃定西经济开发区")
    before = rows(home)
    file = written(tmp_path / "p.csv", lambda row: None if row["id"] == dingxi else row)
    done = inside("gazetteer", "update", file, home=home)
    assert "no longer listed, now candidates: 1" in done.stdout
    assert rows(home, "select status from parks where id = ?", dingxi) == [("candidate",)]
    assert only(home, "甘肃定西经济开发区") == dingxi
    again = inside("gazetteer", "update", file, home=home)
    assert "0 go to another" in again.stdout
    assert rows(home, "select count(*) from gazetteer_versions") == [(1,)]
    back = inside("gazetteer", "update", "--shipped", home=home)
    assert back.returncode == 0, back.stderr
    assert rows(home) == before
    listed = inside("gazetteer", "list", home=home).stdout.splitlines()
    assert [line[0] for line in listed] == [" ", "*"] and "shipped" in listed[1]


def test_an_update_that_was_cut_short_goes_on(home: Path, tmp_path: Path) -> None:
    dingxi = only(home, "甘肃定西经济开发区")
    file = written(tmp_path / "p.csv", lambda row: None if row["id"] == dingxi else row)
    whole = shutil.copytree(home, tmp_path / "whole")
    inside("gazetteer", "update", file, "--dated", "2026-11-01", home=whole)
    archive = open_archive(home)

    def die(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tables = read_tables(file, "2026-11-01", in_force(archive.db))
        take_in(archive.db, tables, file.name, "2026-11-01", die)
    assert not is_resolved(archive.db)
    archive.close()
    inside("gazetteer", "update", file, "--dated", "2026-11-01", home=home)
    assert rows(home) == rows(whole)
    archive = open_archive(home)
    assert is_resolved(archive.db)
    archive.close()


def test_releases_name_the_version(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "parks-2026-11-05.csv", lambda row: row | {"note": "x"})
    inside("gazetteer", "update", file, home=home)
    published = publish(home)
    assert published.release.gazetteer.startswith("2026-11-05-")
    db = sqlite3.connect(home / "public.db")
    assert db.execute("select value from archive where name = 'gazetteer'").fetchone()[0] == (
        published.release.gazetteer
    )
    db.close()


def test_tables_with_faults_are_refused(home: Path, tmp_path: Path) -> None:
    header = shipped().texts["parks.csv"].splitlines()[0]
    first = shipped().texts["parks.csv"].splitlines()[1]
    cases: dict[str, tuple[str | bytes, str]] = {
        "twice.csv": (f"{header}\n{first}\n{first}\n", "stands 2 times"),
        "level.csv": (f"{header}\n{first.replace(',national,', ',world,')}\n", "level 'world'"),
        "place.csv": (f"{header}\n{first.replace(',110000,', ',990000,')}\n", "990000 is no place"),
        "other.csv": ("a,b\n1,2\n", "holds none of"),
        "bytes.csv": (b"\xff\xfe\x00", "codec can't decode"),
        "merge.csv": ("merged_id,into_id,reason,reviewed_on\na,no-such-park,,\n", "is no park"),
    }
    for name, (text, words) in cases.items():
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(ArchiveError, match=words):
            read_tables(file, "2026-11-01", shipped())
    line = one_error_line(inside("gazetteer", "update", tmp_path / "twice.csv", home=home))
    assert "was not taken" in line
    assert rows(home, "select * from gazetteer_versions") == []
