"""Fills the public tables from the attached private database, column by allowed column."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from archive.conflicts import find_growths, find_values
from archive.holding import hold
from archive.public_schema import EVIDENCE_LIMIT, SITE, public_schema
from archive.publishing.windows import Planning
from archive.store.decisions import flags, overlay

# Words of a page that stand in a column of their own are bounded like a clause, so that a page
# read wrongly cannot carry its body out in its title.
BOUNDED = {
    "articles": ("title", "published_raw", "origin", "section"),
    "figures": ("subject", "label", "scope", "base"),
    "parks": ("name",),
    "park_names": ("name",),
}

# Parks that a report sums up come as one name, which no park has: 甲园区、乙园区, 某市三大园区.
SEVERAL = """status = 'candidate' and (name like '%_、_%'
  or name glob '*[两二三四五六七八九十]大园区' or name glob '*[两二三四五六七八九十]个园区')"""

# Public columns that are no column of the private table of that name.
EXPRESSIONS = {
    "articles.byline": "case when exists (select 1 from json_each(byline) "
    "where length(value) > 30) then '[]' else byline end",
    "parks.status": f"case when {SEVERAL} then 'several' else status end",
    "parks.parent_id": f"case when not ({SEVERAL}) then parent_id end",
    "sources.last_crawled_at": "(select max(coalesce(c.finished_at, c.started_at)) "
    "from private.crawls c where c.source_id = sources.id)",
    # archive.health is the one judge; publishing lends it to SQL.
    "sources.health": "case when not declared then '人工收录' else source_health(sources.id) end",
}

# Tables that are copied row by row; the others are derived or await their source.
COPIED = {
    "places": "places",
    "parks": "parks",
    "park_names": "park_names",
    "sources": "sources",
    "crawls": "crawls",
    "articles": "articles",
    "revisions": "article_revisions",
    "source_days": "source_days",
    "quality": "quality",
}

# Reports stand in the order of publication, so that the newest are found by row number alone: a
# search for a common word need not sort all its hits.
ORDER = {"articles": "published_at, id"}

# What the archive says of itself; release and versions are added when the file is whole.
ABOUT = """insert into archive values
  ('data_as_of', (select max(at) from (select max(last_checked_at) as at from articles
    union all select max(finished_at) from crawls))),
  ('reports', (select count(*) from articles)),
  ('figures', (select count(*) from figures where withdrawn_at is null)),
  ('held', (select count(*) from figures where held_reason <> '')),
  ('extractors', (select group_concat(extractor, ' ') from
    (select distinct extractor from figures order by extractor)))"""


def copy_statements() -> list[str]:
    """One insert for each table that is copied row by row."""
    return [_copy(public, private) for public, private in COPIED.items()]


def _copy(public: str, private: str) -> str:
    table = public_schema().table(public)
    selected = []
    for name in table.names:
        expression = EXPRESSIONS.get(f"{public}.{name}", f'"{name}"')
        if name in BOUNDED.get(public, ()):
            expression = f'substr("{name}", 1, {EVIDENCE_LIMIT})'
        selected.append(expression)
    names = ", ".join(f'"{name}"' for name in table.names)
    return (
        f'insert into main."{public}" ({names}) select {", ".join(selected)} '  # noqa: S608 names are ours
        f'from private."{private}" order by {ORDER.get(public, table.key)}'
    )


class Rows:
    """Copies figures and their versions with clauses cut to what may be quoted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.withheld = 0
        self.shortened = 0
        self.held: dict[str, int] = {}
        self.conflicts = 0

    def copy_figures(self, planning: Planning) -> None:
        """All figures, report by report, each report within its budget; then their versions.

        The oldest report comes first and its last figure before its first one: read by falling
        row number, figures come as a reader wants them.
        """
        self.db.execute(
            "create temp table narrowed (figure_id text, version integer, evidence text, "
            "primary key (figure_id, version))"
        )
        insert = _figure_statement()
        reports = [row[0] for row in self.db.execute("select id from articles order by rowid")]
        for plan in planning(reports):
            self.db.executemany(insert, plan.words)
            self.db.executemany("insert into narrowed values (?, ?, ?)", plan.earlier)
            self.withheld += plan.withheld
            self.shortened += plan.shortened
        self._overlay()
        names = ", ".join(
            "coalesce(n.evidence, f.evidence)" if name == "evidence" else f"v.{name}"
            for name in public_schema().table("figure_versions").names
        )
        self.db.execute(
            f"insert into main.figure_versions select {names} from private.figure_versions v "  # noqa: S608 names are ours
            "join main.figures f on f.id = v.figure_id left join narrowed n "
            "on n.figure_id = v.figure_id and n.version = v.version order by 1, 2"
        )

    def _overlay(self) -> None:
        """What people decided, over the machine's reading."""
        names = public_schema().table("figures").names
        for figure_id, decided in _decisions(self.db).items():
            accepted, corrected = flags(decided)
            changed: dict[str, Any] = {"accepted": accepted, "corrected": corrected}
            for name, value in overlay({}, decided).items():
                if name in names:
                    bounded = name in BOUNDED["figures"]
                    changed[name] = value[:EVIDENCE_LIMIT] if bounded else value
            assigned = ", ".join(f'"{name}" = ?' for name in changed)
            self.db.execute(
                f"update main.figures set {assigned} where id = ?",  # noqa: S608 names are ours
                (*changed.values(), figure_id),
            )

    def judge(self) -> None:
        """Stories, the log of corrections and what is held: the last that needs the private file.
        Reports, figures and parks stay as they are from here on."""
        self._run("derived.sql")
        self.held = hold(self.db)

    def compare(self) -> None:
        """Conflicts, series and years, from what was judged."""
        self.conflicts = find_values(self.db)
        self._run("series.sql")
        self.conflicts += find_growths(self.db)
        self._run("grades.sql")
        self._run("years.sql")
        self.db.execute(ABOUT)

    def _run(self, name: str) -> None:
        for statement in (SITE / name).read_text("utf-8").split(";\n"):
            if statement.strip():
                self.db.execute(statement)


def _figure_statement() -> str:
    """Copies the figure of a private row (?1) with its published words, as windows.Words has it."""
    given = {
        "evidence": "coalesce(?6, substr(evidence, ?2 - evidence_start + 1, ?3))",
        "evidence_start": "?2",
        "quote_start": "?4",
        "evidence_cut": "?5",
        "accepted": "0",
        "corrected": "0",
        "shown": "1",
        "held_reason": "''",
    }
    given |= {name: f'substr("{name}", 1, {EVIDENCE_LIMIT})' for name in BOUNDED["figures"]}
    names = public_schema().table("figures").names
    selected = ", ".join(given.get(name, f'"{name}"') for name in names)
    return f"insert into main.figures select {selected} from private.figures where rowid = ?1"  # noqa: S608 names are ours


def _decisions(db: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """What people decided, by figure, oldest first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = db.execute(
        "select figure_id, action, field, value from private.decisions "
        "where figure_id is not null and state = 'standing' order by id"
    )
    for figure_id, action, field, value in rows:
        found[figure_id].append({"action": action, "field": field, "value": value})
    return found
