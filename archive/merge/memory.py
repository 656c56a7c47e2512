"""What a shard's crawls knew, as it stood when the merge began, and its way into the archive."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from archive.merge.facts import ADDRESSES, DAYS, KINDS, RUNS, Kind, Row, columns, write
from archive.merge.replay import READING
from archive.store import transaction
from archive.store.days import counts
from archive.store.screen import Screen

REMOVED = "select target from main.removals where kind = 'source'"
BATCH = 2000  # rows of one transaction; other commands write between two


class Snapshot:
    """Rows of a shard that differ from the archive's, kept in temporary tables."""

    def __init__(self, db: sqlite3.Connection, shard: Path, n: int) -> None:
        self.db = db
        self.n = n
        db.execute("attach ? as shard", (str(shard / "archive.db"),))
        try:
            db.execute("begin")  # one look at the shard, whatever its worker writes meanwhile
            for kind in KINDS:
                self._keep_rows(kind)
            self._keep_others()
            db.execute("commit")
        except BaseException:
            db.execute("rollback")
            raise
        finally:
            db.execute("detach shard")

    def _keep_rows(self, kind: Kind) -> None:
        names = ", ".join(columns(self.db, kind))
        there = f"shard.{kind.table}"
        if kind is RUNS:
            there = self._runs()
        self.db.execute(
            f"create temp table {self._table(kind.table)} as "  # noqa: S608 names are ours
            f"select {names} from {there} where source_id not in ({REMOVED}) "
            f"except select {names} from main.{kind.table}"
        )

    def _runs(self) -> str:
        """The shard's runs that are over. One that was killed and never closed is over too once
        its source was crawled again; one under way comes with the next merge."""
        over = (
            "(select min(l.started_at) from shard.crawls l where l.source_id = c.source_id "
            "and l.id > c.id)"
        )
        closed = {
            "outcome": "case when outcome = 'running' then 'killed' else outcome end as outcome",
            "finished_at": f"coalesce(finished_at, {over}) as finished_at",
        }
        names = ", ".join(closed.get(name, name) for name in columns(self.db, RUNS))
        return (
            f"(select {names} from shard.crawls c "  # noqa: S608 names are ours
            f"where outcome <> 'running' or {over} is not null)"
        )

    def _keep_others(self) -> None:
        """Sources, issues that were met while asking, and when reports were last looked at."""
        issues = [name for name in self._columns("issues") if name not in ("id", "crawl_id")]
        marks = ", ".join(f"'{kind}'" for kind in READING)
        theirs = ", ".join(f"i.{name}" for name in issues)
        self.db.execute(
            f"create temp table {self._table('issues')} as select {theirs}, "  # noqa: S608 names are ours
            "c.started_at as run_at, c.pid as run_pid from shard.issues i "
            f"left join shard.crawls c on c.id = i.crawl_id where i.kind not in ({marks}) "
            f"and coalesce(i.source_id, '') not in ({REMOVED}) "
            "and i.url not in (select url from main.removed_addresses)"
        )
        self.db.execute(
            f"create temp table {self._table('sources')} as select * from shard.sources "  # noqa: S608
            f"where id not in ({REMOVED})"
        )
        self.db.execute(
            f"create temp table {self._table('articles')} as "  # noqa: S608 names are ours
            "select s.id, s.last_checked_at from shard.articles s left join main.articles m "
            "on m.id = s.id where m.id is null or s.last_checked_at > m.last_checked_at"
        )

    def _columns(self, table: str) -> list[str]:
        return [row["name"] for row in self.db.execute(f"pragma main.table_info({table})")]

    def _table(self, name: str) -> str:
        return f"temp.shard_{self.n}_{name}"

    def _rows(self, kind: Kind) -> Iterator[Row]:
        rows = self.db.execute(f"select * from {self._table(kind.table)}").fetchall()  # noqa: S608
        return (dict(row) for row in rows)

    def close(self) -> None:
        """Forget the look."""
        for name in (*(kind.table for kind in KINDS), "issues", "sources", "articles"):
            self.db.execute(f"drop table if exists {self._table(name)}")

    def write_sources(self) -> None:
        """Name the sources that the archive does not know; its own words on others stand."""
        self.db.execute(
            f"insert or ignore into main.sources select * from {self._table('sources')}"  # noqa: S608
        )

    def write(self, kind: Kind) -> int:
        """Join one table's rows; returns how many became another."""
        rows, changed = self._rows(kind), 0
        if kind is ADDRESSES:
            screen = Screen(self.db)
            rows = (row | {"title": screen.text(row["title"])} for row in rows)
        while batch := list(islice(rows, BATCH)):
            with transaction(self.db):
                changed += write(self.db, kind, batch)
        return changed

    def write_memory(self) -> Counter[str]:
        """Join everything that is left once the pages are in."""
        changed = Counter({k.table: self.write(k) for k in KINDS if k is not RUNS})
        with transaction(self.db):
            changed["issues"] = self._write_issues()
            self._look()
            self._recount()
        return changed

    def _write_issues(self) -> int:
        names = [name for name in self._columns("issues") if name not in ("id", "crawl_id")]
        listed = ", ".join(names)
        theirs = ", ".join(f"i.{name}" for name in names)
        cursor = self.db.execute(
            f"insert into main.issues ({listed}, crawl_id) select {theirs}, "  # noqa: S608 names are ours
            "(select c.id from main.crawls c where c.source_id = i.source_id "
            "and c.started_at = i.run_at and c.pid is i.run_pid) "
            f"from {self._table('issues')} i where not exists (select 1 from main.issues o "
            "where o.at = i.at and o.source_id is i.source_id and o.url = i.url "
            "and o.kind = i.kind and o.detail = i.detail)"
        )
        return cursor.rowcount

    def _look(self) -> None:
        """When each report was last looked at, and since when its address is gone."""
        self.db.execute(
            "update main.articles set last_checked_at = s.last_checked_at "  # noqa: S608 names are ours
            f"from {self._table('articles')} s where s.id = main.articles.id "
            "and s.last_checked_at > main.articles.last_checked_at"
        )
        self.db.execute(
            "update main.articles set gone_since = a.gone_since from main.addresses a "  # noqa: S608
            f"where a.url = main.articles.url and a.url in "
            f"(select url from {self._table('addresses')}) "
            "and a.gone_since is not null and main.articles.gone_since is null"
        )

    def _recount(self) -> None:
        """Count the days anew: what a day listed and gave may have come by several shards."""
        for row in self._rows(DAYS):
            listed, fetched, parks = counts(
                self.db, row["source_id"], date.fromisoformat(row["day"])
            )
            self.db.execute(
                "update source_days set listed = ?, fetched = ?, park_reports = ? "
                "where source_id = ? and day = ?",
                (listed, fetched, parks, row["source_id"], row["day"]),
            )
