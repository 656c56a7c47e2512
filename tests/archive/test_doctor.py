"""The doctor names every fault that was put in, where it is and how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.publish import publish
from archive.reprocess import reprocess
from archive.store import open_archive
from tests.archive import pages


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = pages.build(tmp_path_factory.mktemp("doctor") / "home", 8)
    publish(home)
    return home


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "home")
    return tmp_path / "home"


def found(home: Path) -> list[tuple[str, str]]:
    archive = open_archive(home)
    try:
        return [(finding.what, finding.mend) for finding in examine(archive)]
    finally:
        archive.close()


def damage(home: Path, sql: str, *, pages_too: bool = False) -> None:
    archive = open_archive(home)
    archive.db.execute("pragma foreign_keys = off")
    archive.pages.execute("pragma foreign_keys = off")
    (archive.pages if pages_too else archive.db).execute(sql)
    archive.close()


def test_a_sound_archive_has_no_findings(home: Path) -> None:
    assert found(home) == []


FIGURE = "(select id from figures order by id limit 1)"


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        (f"update figures set start = start + 1 where id = {FIGURE}", "quote not at its place"),
        (f"update figures set evidence = '另一句' where id = {FIGURE}", "clause not at its place"),
        (f"delete from figure_versions where figure_id = {FIGURE}", "without a version"),
        (f"update figures set withdrawn_at = 'x' where id = {FIGURE}", "without a reason"),
        ("update addresses set article_id = 'gone'", "address of a report that is gone"),
        ("insert into decisions (at, who, action, figure_id) values ('x', 'y', 'note', 'z')",
         "decision on a figure"),
        ("update articles set source_id = 'nobody' where id = (select min(id) from articles)",
         "source that is unknown"),
        ("update articles set fetch_id = 999 where id = (select min(id) from articles)",
         "article without its page"),
        (f"update figures set park_id = 'nowhere' where id = {FIGURE}", "without its parent"),
        ("delete from reads where fetch_id = 1", "not read yet"),
    ],
)  # fmt: skip
def test_each_fault_in_the_archive_is_named(home: Path, sql: str, what: str) -> None:
    damage(home, sql)
    findings = found(home)
    assert [f for f in findings if what in f[0]] and all(mend for _, mend in findings)


def test_a_page_that_changed_on_disk_is_named(home: Path) -> None:
    damage(home, "update bodies set body = (select body from bodies order by sha256 desc limit 1) "
                 "where sha256 = (select min(sha256) from bodies)", pages_too=True)  # fmt: skip
    assert ("page differs from its checksum", "restore a backup") in found(home)


def test_a_page_that_is_gone_is_named(home: Path) -> None:
    damage(home, "delete from bodies where sha256 = (select min(sha256) from bodies)",
           pages_too=True)  # fmt: skip
    assert any("row without its parent" in what for what, _ in found(home))


def test_what_the_doctor_advises_mends_the_evidence(home: Path) -> None:
    damage(home, "update figures set start = start + 1, evidence_start = 0, evidence = '错'")
    assert {mend for _, mend in found(home)} == {"parks reprocess --all"}
    archive = open_archive(home)
    reprocess(archive, everything=True)
    archive.close()
    assert found(home) == []


def test_a_damaged_publication_is_named(home: Path) -> None:
    data = bytearray((home / "public.db").read_bytes())
    data[8192:12288] = b"\xff" * 4096
    (home / "public.db").write_bytes(data)
    assert ("parks publish") in {mend for _, mend in found(home)}
