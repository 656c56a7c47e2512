"""Fills the public tables from the attached private database, column by allowed column."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.clauses import Clause, Window, narrow, plan
from archive.conflicts import find_growths, find_values
from archive.faults import ArchiveError
from archive.holding import hold
from archive.public_schema import EVIDENCE_LIMIT, SITE, public_schema
from archive.store.decisions import flags, overlay

# Words of a page that stand in a column of their own are bounded like a clause, so that a page
# read wrongly cannot carry its body out in its title.
BOUNDED = {
    "articles": ("title", "published_raw", "origin", "section"),
    "figures": ("subject", "label", "scope", "base"),
    "parks": ("name",),
    "park_names": ("name",),
}

# Public columns that are no column of the private table of that name.
EXPRESSIONS = {
    "articles.byline": "case when exists (select 1 from json_each(byline) "
    "where length(value) > 30) then '[]' else byline end",
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

# Reports whose figures had other words before: only of these the earlier clauses count.
REWORDED = """select distinct f.article_id from private.figure_versions v
  join private.figures f on f.id = v.figure_id where v.quote <> f.quote and v.evidence <> ''"""

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
        self.names = public_schema().table("figures").names
        self.withheld = 0
        self.shortened = 0
        self.held: dict[str, int] = {}
        self.conflicts = 0
        self.decisions = _decisions(db)

    def copy_figures(self) -> None:
        """All figures, report by report, each report within its budget; then their versions.

        The oldest report comes first and its last figure before its first one: read by falling
        row number, figures come as a reader wants them.
        """
        self.db.execute(
            "create temp table narrowed (figure_id text, version integer, evidence text, "
            "primary key (figure_id, version))"
        )
        reworded = {row[0] for row in self.db.execute(REWORDED)}
        for article_id, figures in groupby(self._figures(), key=itemgetter("article_id")):
            report = sorted(figures, key=itemgetter("start", "id"))
            self._copy_report(article_id, report, article_id in reworded)
        names = ", ".join(
            "coalesce(n.evidence, f.evidence)" if name == "evidence" else f"v.{name}"
            for name in public_schema().table("figure_versions").names
        )
        self.db.execute(
            f"insert into main.figure_versions select {names} from private.figure_versions v "  # noqa: S608 names are ours
            "join main.figures f on f.id = v.figure_id left join narrowed n "
            "on n.figure_id = v.figure_id and n.version = v.version order by 1, 2"
        )

    def copy_derived(self) -> None:
        """Stories, what is held, conflicts, series, years and the log of corrections."""
        self._run("derived.sql")
        self.held = hold(self.db)
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

    def _figures(self) -> Iterator[dict[str, Any]]:
        cursor = self.db.cursor()
        cursor.execute(
            "select f.* from main.articles a cross join private.figures f on f.article_id = a.id "
            "order by a.rowid"
        )
        columns = [d[0] for d in cursor.description]
        for row in cursor:
            figure = dict(zip(columns, row, strict=True))
            decided = self.decisions.get(figure["id"])
            if decided:
                figure = overlay(figure, decided)
            figure["accepted"], figure["corrected"] = flags(decided or ())
            figure["shown"], figure["held_reason"] = 1, ""
            yield figure

    def _copy_report(self, article_id: str, figures: list[dict[str, Any]], reworded: bool) -> None:
        body = self.db.execute(
            "select body from private.articles where id = ?", (article_id,)
        ).fetchone()[0]
        standing = [f for f in figures if f["withdrawn_at"] is None]
        gone = [f for f in figures if f["withdrawn_at"] is not None]
        also = self._earlier_words(article_id, figures) if reworded else []
        for figure in gone:
            _cut_withdrawn(figure)
            also.append(figure["evidence"])
        windows = plan(body, [_clause(f, body) for f in standing], also)
        self.withheld += len(standing) - len(windows)
        kept = [f for f in standing if f["id"] in windows]
        for figure in kept:
            _cut(figure, body, windows[figure["id"]])
        self._insert([*reversed(kept), *gone])

    def _insert(self, figures: list[dict[str, Any]]) -> None:
        """Write public rows; each figure holds at least the allowed columns."""
        for figure in figures:
            for name in BOUNDED["figures"]:
                figure[name] = figure[name][:EVIDENCE_LIMIT]
            self.shortened += figure["evidence_cut"] > 0
        marks = ", ".join("?" * len(self.names))
        self.db.executemany(
            f"insert into main.figures values ({marks})",  # noqa: S608 marks only
            map(itemgetter(*self.names), figures),
        )

    def _earlier_words(self, article_id: str, figures: list[dict[str, Any]]) -> list[str]:
        """The clauses of earlier versions with another number, as short as can be read; where the
        number is the same the figure's own clause stands for them."""
        labels = {f["id"]: f["label"] for f in figures}
        versions = self.db.execute(
            "select v.figure_id, v.version, v.evidence, v.quote from private.figure_versions v "
            "join private.figures f on f.id = v.figure_id "
            "where f.article_id = ? and v.quote <> f.quote and v.evidence <> ''",
            (article_id,),
        ).fetchall()
        words = [
            (figure, version, narrow(evidence, quote, labels[figure]))
            for figure, version, evidence, quote in versions
        ]
        self.db.executemany("insert into narrowed values (?, ?, ?)", words)
        return [evidence for _, _, evidence in words]


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


def _clause(figure: dict[str, Any], body: str) -> Clause:
    """The figure's words; what does not stand at its offsets must not be published as proof."""
    start, at = figure["start"], figure["evidence_start"]
    quote, evidence = figure["quote"], figure["evidence"]
    inside = at <= start and start + len(quote) <= at + len(evidence)
    stands = body.startswith(quote, start) and body.startswith(evidence, at)
    if not (quote and inside and stands):
        raise ArchiveError(
            f"figure {figure['id']}: its words do not stand where they should in its report; "
            "`parks doctor` says how to mend it. Nothing was published"
        )
    return Clause(
        figure["id"], start, quote, figure["label"], at, evidence, float(figure["confidence"])
    )


def _cut(figure: dict[str, Any], body: str, window: Window) -> None:
    """Shorten the figure's clause to what may be quoted."""
    whole = Window(figure["evidence_start"], figure["evidence_start"] + len(figure["evidence"]))
    figure["evidence_cut"] = _sides(whole, window)
    figure["evidence"] = body[window.start : window.end]
    figure["evidence_start"] = window.start
    figure["quote_start"] = figure["start"] - window.start


def _cut_withdrawn(figure: dict[str, Any]) -> None:
    """A withdrawn figure keeps its indicator and number; its body may be another by now."""
    words = narrow(figure["evidence"], figure["quote"], figure["label"])
    at = max(0, figure["evidence"].find(words))
    whole = Window(0, len(figure["evidence"]))
    figure["evidence_cut"] = _sides(whole, Window(at, at + len(words)))
    figure["evidence_start"] += at
    figure["quote_start"] = words.rfind(figure["quote"])
    figure["evidence"] = words


def _sides(whole: Window, window: Window) -> int:
    """Where words were left out: 1 in front, 2 at the end, 3 both, 0 nowhere."""
    return int(window.start > whole.start) + 2 * int(window.end < whole.end)
