"""Merging shards: as if one machine had fetched everything, in any order, once or twice."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.faults import ArchiveError
from archive.merge import Merged, merge
from archive.store import Archive, PageStore, open_archive
from archive.store.connect import now
from archive.store.decisions import Decision, record
from tests.archive.test_kill import how_long, run
from tests.commands import one_error_line, parks
from tests.merge.rows import at, crawled, differences, page, prepared, whole

KILLS = int(os.environ.get("PARKS_KILLS", "4"))
# Three machines: a report's versions are spread over them, and one is gone in the end.
HISTORY = [
    ("a", page(0, 1, at(0))),
    ("b", page(1, 1, at(1))),
    ("a", page(2, 1, at(2))),
    ("b", page(0, 2, at(3))),
    ("c", page(3, 1, at(4))),
    ("c", page(0, 3, at(5))),
    ("a", page(1, 2, at(6))),
    ("b", page(3, -1, at(7))),
    ("c", page(4, 1, at(8))),
]


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three shards, and `one`: what a single machine makes of the same pages."""
    folder = tmp_path_factory.mktemp("shards")
    homes = {
        name: crawled(folder / name, [p for own, p in HISTORY if own == name]) for name in "abc"
    }
    homes["one"] = crawled(folder / "one", [p for _, p in HISTORY])
    return homes


def into(home: Path, *homes: Path, workers: int = 1) -> Merged:
    with closing(open_archive(prepared(home))) as archive:
        return merge(archive, homes, workers=workers)


def sound(home: Path) -> None:
    with closing(open_archive(home)) as archive:
        assert [(f.what, f.where) for f in examine(archive)] == []


def test_shards_become_what_one_machine_would_have(shards: dict[str, Path], tmp_path: Path) -> None:
    done = into(tmp_path / "home", shards["a"], shards["b"], shards["c"], workers=2)
    assert (done.outcomes.total(), done.here) == (len(HISTORY), 0)
    assert done.outcomes["new"] == 5
    assert differences(tmp_path / "home", shards["one"]) == {}
    sound(tmp_path / "home")


def test_any_order_one_by_one(shards: dict[str, Path], tmp_path: Path) -> None:
    """A page that comes after a newer one of its address is put where it belongs."""
    for order in ("cba", "bac", "cab"):
        home = tmp_path / order
        for name in order:
            into(home, shards[name])
        assert differences(home, shards["one"]) == {}, order
        sound(home)


def test_the_same_shard_twice_changes_nothing(shards: dict[str, Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    into(home, shards["a"], shards["b"])
    before = whole(home)
    done = into(home, shards["b"])
    assert (done.outcomes, +done.facts) == ({}, {})
    shutil.copytree(shards["a"], tmp_path / "copy")
    into(home, tmp_path / "copy", shards["b"])
    assert whole(home) == before


def test_what_an_older_reader_made_of_a_shard_does_not_count(
    shards: dict[str, Path], tmp_path: Path
) -> None:
    """The archive reads the pages itself: a shard need not be read again before it is merged."""
    for name in "abc":
        shutil.copytree(shards[name], tmp_path / name)
        with closing(open_archive(tmp_path / name)) as archive:
            archive.db.execute("update reads set extractor = 'older'")
            archive.db.execute("update articles set extractor = 'older', title = 'x', body = 'y'")
            archive.db.execute("update figures set value = 1, quote = 'z', park_id = null")
    into(tmp_path / "home", *(tmp_path / name for name in "abc"))
    assert differences(tmp_path / "home", shards["one"]) == {}


def test_a_shard_that_grew_gives_what_is_new(tmp_path: Path) -> None:
    shard, home = tmp_path / "shard", tmp_path / "home"
    crawled(shard, [page(0, 1, at(0)), page(1, 1, at(1))])
    into(home, shard)
    crawled(shard, [page(0, 2, at(2)), page(5, 1, at(3))])
    done = into(home, shard)
    assert (done.outcomes, done.here) == ({"changed": 1, "new": 1}, 0)
    assert differences(home, shard) == {}


def test_a_shard_restored_from_an_older_copy_gives_all_it_has(tmp_path: Path) -> None:
    """Its numbers begin again where they had been: they say nothing of what was merged."""
    shard, home = tmp_path / "shard", tmp_path / "home"
    crawled(shard, [page(0, 1, at(0))])
    into(home, shard)
    shutil.copytree(shard, tmp_path / "older")
    crawled(shard, [page(1, 1, at(1))])
    into(home, shard)
    crawled(tmp_path / "older", [page(2, 1, at(2)), page(3, 1, at(3))])
    done = into(home, tmp_path / "older")
    assert (done.outcomes["new"], done.here) == (2, 1)
    with closing(open_archive(home)) as archive:
        assert archive.db.execute("select count(*) from articles").fetchone()[0] == 4


def test_ids_that_are_out_in_the_world_stand(tmp_path: Path) -> None:
    """A report that a person judged keeps its ids when an older page of it comes in."""
    crawled(tmp_path / "late", [page(0, 1, at(0))])
    crawled(tmp_path / "early", [page(0, 2, at(5))])
    home = tmp_path / "home"
    into(home, tmp_path / "early")
    with closing(open_archive(home)) as archive:
        figure = archive.db.execute("select * from figures order by start").fetchone()
        record(archive.db, Decision("accept", figure["id"], None, "王"), figure["quote"], "")
    before = rows_of(home, "select id, quote, withdrawn_at from figures order by id")
    done = into(home, tmp_path / "late")
    assert done.outcomes == {"older": 1}
    assert rows_of(home, "select id, quote, withdrawn_at from figures order by id") == before
    with closing(open_archive(home)) as archive:
        assert [p.fetched_at for p in pages(archive)] == [at(5), at(0)]
    sound(home)


def test_a_release_makes_ids_stand_too(tmp_path: Path) -> None:
    crawled(tmp_path / "late", [page(0, 1, at(0))])
    crawled(tmp_path / "early", [page(0, 2, at(5))])
    home = tmp_path / "home"
    into(home, tmp_path / "early")
    with closing(open_archive(home)) as archive:
        archive.db.execute(
            "insert into releases (id, made_at, digest, extractor, gazetteer, vocabulary, figures, "
            "reports, rows) values ('r', ?, '', '', '', '', 5, 1, '{}')",
            (now(),),
        )
    assert into(home, tmp_path / "late").outcomes == {"older": 1}


def test_what_was_removed_on_request_does_not_come_back(
    shards: dict[str, Path], tmp_path: Path
) -> None:
    home = prepared(tmp_path / "home")
    with closing(open_archive(home)) as archive:
        archive.db.execute(
            "insert into removals (id, at, kind, target, reason) values "
            "(1, '2026-01-01', 'article', 'x', '当事人请求')"
        )
        archive.db.execute(
            "insert into removed_addresses values ('http://paper.example/0.html', 1)"
        )
    done = into(home, shards["a"], shards["b"], shards["c"])
    assert done.removed == 3
    gone = "select 1 from addresses where url = 'http://paper.example/0.html'"
    assert rows_of(home, gone) == []
    with closing(open_archive(home)) as archive:
        assert "http://paper.example/0.html" not in {p.url for p in pages(archive)}


def test_killed_again_and_again_it_ends_as_if_never_killed(
    shards: dict[str, Path], tmp_path: Path
) -> None:
    names = [str(shards[name]) for name in "abc"]
    whole_time = how_long(lambda: run(prepared(tmp_path / "once"), "merge", *names))
    rng = random.Random(8)
    home = prepared(tmp_path / "home")
    for n in range(KILLS):
        process = run(home, "merge", *names[: 1 + n % 3])
        time.sleep(rng.uniform(0.4, 0.98) * whole_time)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    assert run(home, "merge", *names).wait(timeout=120) == 0
    assert differences(home, shards["one"]) == {}
    sound(home)


def test_what_is_no_shard_is_refused_in_one_line(shards: dict[str, Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    into(home, shards["a"])
    (tmp_path / "empty").mkdir()
    for words, named in (
        ((home,), "is the archive itself"),
        ((tmp_path / "empty",), "is no shard"),
        ((shards["a"], shards["a"]), "named twice"),
    ):
        assert named in one_error_line(parks("merge", *words, home=home))
    with closing(open_archive(home)) as archive, pytest.raises(ArchiveError):
        merge(archive, [tmp_path / "empty"])


def rows_of(home: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_archive(home)) as archive:
        return [tuple(row) for row in archive.db.execute(sql)]


def pages(archive: Archive) -> list[object]:
    store = PageStore(archive.pages)
    ids = archive.pages.execute("select id from fetches order by id").fetchall()
    return [store.load(row["id"]) for row in ids]
