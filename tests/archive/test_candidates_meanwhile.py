"""Several crawls write to one archive at once: each meets the others' candidate parks."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from archive.gazetteer.resolve import Gazetteer
from archive.store import open_archive, transaction

TEXT = "榆树湾现代食品产业园今年一季度完成产值3.2亿元。"
NAME = "榆树湾现代食品产业园"


def test_names_are_loaded_while_another_crawl_adds_candidates(tmp_path: Path) -> None:
    with closing(open_archive(tmp_path)) as archive:
        Gazetteer(archive.db)
    ended = threading.Event()

    def other_crawl() -> None:
        with closing(open_archive(tmp_path)) as other:
            n = 0
            while not ended.is_set():
                n += 1
                with transaction(other.db):
                    other.db.execute(
                        "insert into parks (id, name, kind, level, status) "
                        "values (?, ?, '', 'unknown', 'candidate')",
                        (f"candidate-{n}", f"第{n}产业园"),
                    )
                    other.db.execute(
                        "insert into park_names (park_id, name, rule) values (?, ?, 'candidate')",
                        (f"candidate-{n}", f"第{n}产业园"),
                    )

    writer = threading.Thread(target=other_crawl)
    writer.start()
    try:
        with closing(open_archive(tmp_path)) as archive:
            for _ in range(5):
                names = Gazetteer(archive.db).names
                assert all(name.park.id in names.parks for f in names.forms.values() for name in f)
    finally:
        ended.set()
        writer.join()


def test_a_candidate_is_written_with_its_names_or_not_at_all(tmp_path: Path) -> None:
    with closing(open_archive(tmp_path)) as archive:
        gazetteer = Gazetteer(archive.db)
        archive.db.execute(
            "create trigger full before insert on park_names begin select raise(abort, 'full'); end"
        )
        with pytest.raises(sqlite3.IntegrityError):
            gazetteer.park(NAME, text=TEXT, province="620000", day="2025-04-20")
        found = archive.db.execute("select count(*) from parks where name = ?", (NAME,))
        assert found.fetchone()[0] == 0
        archive.db.execute("drop trigger full")
        park_id = gazetteer.park(NAME, text=TEXT, province="620000", day="2025-04-20").park_id
        rows = archive.db.execute("select name from park_names where park_id = ?", (park_id,))
        assert NAME in {row["name"] for row in rows}
