"""The commands that are killed: what each begins with, what it must have kept when it was killed,
and what must be there once the same command has been run again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import ClassVar

from archive.doctor import examine
from archive.publish import publish
from archive.retention.restore import restore
from archive.store import open_archive
from tests.archive import pages
from tests.archive.test_kill import filled_review
from tests.crawler.press import WINDOW, Press
from tests.crawler.site import article
from tests.crawler.test_crawl import slow
from tests.merge.rows import TABLES, crawled, rows
from tests.merge.test_merge import HISTORY, into
from tests.serving import PARKS, ROOT
from tests.site import reports

# When a machine worked, and whether it found a page that it had stored: its own, not the archive's.
OWN_TIMES = {
    "read_at", "retrieved_at", "last_checked_at", "first_seen", "last_seen", "seen_from", "seen_to",
    "seen_at", "fetched_at", "next_look", "outcome",
}  # fmt: skip
KEPT = ("articles", "figures", "figure_versions", "decisions", "releases", "addresses")
DOUBLES = {
    "two reports of one address": "select url from articles group by url having count(*) > 1",
    "two figures at one place": "select article_id || ' ' || start from figures "
    "where withdrawn_at is null group by 1 having count(*) > 1",
    "two open versions of a figure": "select figure_id from figure_versions "
    "where seen_to is null group by 1 having count(*) > 1",
    "one decision twice": "select figure_id || ' ' || action || ' ' || coalesce(field, '') "
    "from decisions where figure_id is not null group by 1 having count(*) > 1",
    "one release twice": "select digest from releases group by 1 having count(*) > 1",
}


class Victim:
    """One command. `base` is the folder that is copied for each kill, its home within; `once` is
    what became of such a copy when nobody killed the command."""

    name: ClassVar[str]
    known: frozenset[str] = frozenset()  # what doctor says of a base that was made without pages

    def __init__(self, folder: Path) -> None:
        self.base, self.once = folder / "base", folder / "once"
        self.base.mkdir(parents=True)
        self.environment: Mapping[str, str] = os.environ
        self.prepare(self.base / "home")

    def prepare(self, home: Path) -> None:
        """Make the home that the command finds."""
        raise NotImplementedError

    def words(self, folder: Path) -> list[str]:
        """The command's words but for --home."""
        raise NotImplementedError

    def killed(self, folder: Path, said: str) -> Iterable[str]:
        """What is wrong after a kill, beyond what holds for every command."""
        return ()

    def ended(self, folder: Path) -> Iterable[str]:
        """What is wrong when the command has been run again to its end."""
        yield from unlike(folder / "home", self.once / "home")

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """The command in a process group of its own; what it says goes to a file."""
        with (folder / "said").open("wb") as said:
            return subprocess.Popen(
                [*PARKS, *self.words(folder), "--home", str(folder / "home")],
                cwd=ROOT, env=dict(self.environment), stdout=said, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip


class Crawl(Victim):
    """A paper of which some reports are known and more have appeared."""

    name = "crawl"

    def __init__(self, folder: Path, press: Press) -> None:
        self.press = press
        super().__init__(folder)
        self.environment = press.environment()

    def prepare(self, home: Path) -> None:
        self.press.home = home
        self.press.publish(range(1, 4))
        self.press.crawl()
        slow(self.press, self.press.publish(range(1, 13)), 0.03)

    def words(self, folder: Path) -> list[str]:
        self.press.site.asked.clear()
        return ["crawl", "hexi", *WINDOW]

    def ended(self, folder: Path) -> Iterable[str]:
        # What a run met and when it walked is its own; what it brought home is not.
        tables = [t for t in TABLES if t not in ("issues", "source_days", "list_pages")]
        yield from unlike(folder / "home", self.once / "home", tables)


class Add(Victim):
    """Saved pages of a declared paper, taken one by one and told one by one."""

    name = "add"

    def __init__(self, folder: Path, press: Press) -> None:
        self.press = press
        super().__init__(folder)
        self.environment = press.environment()

    def prepare(self, home: Path) -> None:
        pages.build(home, 4)
        self.saved = home.parent.parent / "saved"
        self.saved.mkdir()
        for n in range(16):
            url = f"{self.press.site.base}/system/2025/03/05/0311480{n:02d}.shtml"
            text = f"河右工业园区第{n}家企业投产，实现工业总产值{n + 1}2.5亿元，同比增长8.1%。" * 2
            page = article(f"河右工业园区第{n}家企业投产", text, pages.LEAD, pages.TAIL)
            page = page.replace("<head>", f'<head><link rel="canonical" href="{url}">')
            (self.saved / f"{n:02d}.html").write_text(page, encoding="utf-8")

    def words(self, folder: Path) -> list[str]:
        return ["add", "--json", str(self.saved)]

    def killed(self, folder: Path, said: str) -> Iterable[str]:
        told = {json.loads(line)["id"] for line in said.splitlines() if line.endswith("}")}
        for lost in told - identities(folder / "home")["articles"]:
            yield f"report {lost} was told as taken and is not there"


class Reprocess(Victim):
    """Pages that another reader read."""

    name = "reprocess"

    def prepare(self, home: Path) -> None:
        pages.build(home, 24)
        with closing(open_archive(home)) as archive:
            archive.db.execute("update reads set extractor = 'older'")

    def words(self, folder: Path) -> list[str]:
        return ["reprocess", "--workers", "2"]


class Publish(Victim):
    """A number that has changed since it was published."""

    name = "publish"
    value = "select value from figures where id = 'aaaaaaaaaaaa-3'"

    def prepare(self, home: Path) -> None:
        reports.build(home)
        publish(home)
        self.old = (home / "public.db").read_bytes()
        with closing(open_archive(home)) as archive:
            archive.db.execute("update figures set value = 4e8 where id = 'aaaaaaaaaaaa-3'")

    def words(self, folder: Path) -> list[str]:
        return ["publish"]

    def killed(self, folder: Path, said: str) -> Iterable[str]:
        public = folder / "home" / "public.db"
        new = one(public, self.value) == 4e8
        if not new and public.read_bytes() != self.old:
            yield "public.db is neither the old file nor the new one"
        if " published" in said and not new:
            yield "it was told as published and is not"

    def ended(self, folder: Path) -> Iterable[str]:
        home = folder / "home"
        if one(home / "public.db", self.value) != 4e8:
            yield "the new number is not published"
        digests = [
            one(place / "home" / "archive.db", "select group_concat(digest) from releases")
            for place in (folder, self.once)
        ]
        if digests[0] != digests[1]:
            yield f"releases differ from those of a run that nobody killed: {digests}"
        left = [p.name for p in (*home.iterdir(), *(home / "releases").iterdir())]
        yield from (f"{name} was left behind" for name in left if name.startswith("."))


class Import(Victim):
    """A workbook of decisions, taken in whole or not at all."""

    name = "import"

    def prepare(self, home: Path) -> None:
        reports.build(home)
        self.file, self.decisions = filled_review(home, home.parent.parent / "review.xlsx")

    def words(self, folder: Path) -> list[str]:
        return ["review", "--import", str(self.file)]

    def killed(self, folder: Path, said: str) -> Iterable[str]:
        found = one(folder / "home" / "archive.db", "select count(*) from decisions")
        if found not in (0, self.decisions):
            yield f"{found} of {self.decisions} decisions were taken in"
        if "taken in" in said and not found:
            yield "decisions were told as taken in and are not there"


class Merge(Victim):
    """Three shards, of which one is in the archive already."""

    name = "merge"

    def prepare(self, home: Path) -> None:
        self.shards = [
            crawled(home.parent.parent / name, [p for own, p in HISTORY if own == name])
            for name in "abc"
        ]
        into(home, self.shards[0])

    def words(self, folder: Path) -> list[str]:
        return ["merge", *map(str, self.shards)]


class Backup(Victim):
    """A copy of an archive, which must be whole wherever it stands under its name."""

    name = "backup"

    def prepare(self, home: Path) -> None:
        pages.build(home, 24)

    def words(self, folder: Path) -> list[str]:
        return ["backup", str(folder / "copy.tar")]

    def killed(self, folder: Path, said: str) -> Iterable[str]:
        yield from unlike(folder / "home", self.base / "home")
        if "checked" in said and not (folder / "copy.tar").exists():
            yield "it was told as written and is not there"
        if (folder / "copy.tar").exists():
            yield from self.ended(folder)

    def ended(self, folder: Path) -> Iterable[str]:
        back = folder / "back"
        shutil.rmtree(back, ignore_errors=True)
        restore(folder / "copy.tar", back)
        yield from unlike(back, self.base / "home")


NAMES = ("crawl", "add", "reprocess", "publish", "import", "merge", "backup")
ALONE = {kind.name: kind for kind in (Reprocess, Publish, Import, Merge, Backup)}


def victim(name: str, folder: Path, press: Press) -> Victim:
    """One of NAMES, made ready in a folder."""
    if name == "crawl":
        return Crawl(folder, press)
    return Add(folder, press) if name == "add" else ALONE[name](folder)


def one(file: Path, query: str) -> object:
    """The first value of a query's first row."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query).fetchone()[0]


def unlike(home: Path, other: Path, tables: Iterable[str] = TABLES) -> Iterable[str]:
    """The tables in which two homes hold other rows, times of work left out."""
    left, right = (rows(place, tables=tables, times=OWN_TIMES) for place in (home, other))
    for table in left:
        if left[table] != right[table]:
            first = [row for row in left[table] if row not in right[table]][:1]
            missing = [row for row in right[table] if row not in left[table]][:1]
            yield f"{table}: {len(left[table])} rows, not {len(right[table])}: {first} {missing}"


def identities(home: Path) -> dict[str, set[object]]:
    """What has a number or an address of its own, table by table, in either database."""
    found: dict[str, set[object]] = {}
    with closing(sqlite3.connect(home / "archive.db")) as db:
        for table in KEPT:
            key = {"figure_versions": "figure_id || '#' || version", "addresses": "url"}
            found[table] = {r[0] for r in db.execute(f"select {key.get(table, 'id')} from {table}")}
    with closing(sqlite3.connect(home / "pages.db")) as db:
        found["fetches"] = {row[0] for row in db.execute("select id from fetches")}
    return found


def whole(home: Path, before: Mapping[str, set[object]]) -> Iterable[str]:
    """What is wrong with the files of a home, and what it had before and has no longer."""
    for file in sorted(home.glob("*.db")):
        with closing(sqlite3.connect(file)) as db:
            told = [row[0] for row in db.execute("pragma integrity_check")]
            told += [str(row) for row in db.execute("pragma foreign_key_check")]
        yield from (f"{file.name}: {line}" for line in told if line != "ok")
    now = identities(home)
    for table, known in before.items():
        if lost := known - now[table]:
            yield f"{len(lost)} {table} were lost, {sorted(map(str, lost))[0]} among them"
    with closing(sqlite3.connect(home / "archive.db")) as db:
        for what, query in DOUBLES.items():
            yield from (f"{what}: {row[0]}" for row in db.execute(query))


def sound(home: Path) -> Iterable[str]:
    """What `parks doctor` finds."""
    with closing(open_archive(home, create=False)) as archive:
        yield from (f"{f.what}: {f.where}" for f in examine(archive))
