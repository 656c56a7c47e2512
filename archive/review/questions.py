"""What a person is asked, the most harmful first."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.faults import ArchiveError
from archive.public_schema import public_schema
from archive.store.decisions import clause_of, overlay, standing

BATCH = 50
AROUND = 120  # characters shown on each side of a number; the review stays inside the house

# Held extremes, then contradictions, then what could not be understood, then what is unsure.
PUBLISHED = """
select f.id, case when f.held_reason in ('range', 'jump', 'first_place', 'growth') then 1
    when c.grade = '数据不一致' then 2 when c.grade is not null then 3
    when f.held_reason = 'no_park' or f.indicator_id = 'other' then 4 else 5 end as harm,
  f.held_reason, c.grade, c.arithmetic, f.indicator_id
from figures f left join (
  select figure, grade, arithmetic from (
    select figure_a as figure, grade, arithmetic from conflicts where counted = 1
    union all select figure_b, grade, arithmetic from conflicts where counted = 1
  ) group by figure
) c on c.figure = f.id
where f.withdrawn_at is null and f.accepted = 0
  and (f.held_reason <> '' or c.grade is not null or f.indicator_id = 'other')
order by harm, f.confidence, f.id limit ?
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One figure or article that a person should look at, and why."""

    why: str
    article: dict[str, Any]
    figure: dict[str, Any] | None = None  # as it stands, corrections included
    clause: str = ""

    @property
    def context(self) -> str:
        """The number within its text, marked by 【】."""
        if self.figure is None:
            return str(self.article["title"])
        body, at = self.article["body"], self.figure["start"]
        end = at + len(self.figure["quote"])
        left, right = body[max(0, at - AROUND) : at], body[end : end + AROUND]
        return f"{left}【{body[at:end]}】{right}".replace("\n", " ")


def next_questions(db: sqlite3.Connection, home: Path, limit: int = BATCH) -> list[Question]:
    """The next figures to look at: those whose words changed since a decision, then by harm."""
    asked = [
        row["figure_id"]
        for row in db.execute(
            "select distinct d.figure_id from decisions d join figures f on f.id = d.figure_id "
            "where d.state = 'asked_again' and not exists (select 1 from decisions s "
            "where s.figure_id = d.figure_id and s.state = 'standing') order by 1 limit ?",
            (limit,),
        )
    ]
    questions = [_question(db, i, "原文在上次核对之后有改动") for i in asked]
    known = set(asked)
    for identity, why in _published(home, limit):
        if identity not in known and len(questions) < limit:
            questions.append(_question(db, identity, why))
    return questions


def figure_question(db: sqlite3.Connection, figure_id: str) -> Question:
    """One figure by its id. Raises ArchiveError for an unknown one."""
    return _question(db, figure_id, "指定核对")


def article_questions(db: sqlite3.Connection, url: str) -> list[Question]:
    """A report by its address or id, and every figure of it."""
    row = db.execute("select * from articles where url = ? or id = ?", (url, url)).fetchone()
    if row is None:
        raise ArchiveError(f"no report has the address or id {url}")
    ids = db.execute(
        "select id from figures where article_id = ? and withdrawn_at is null order by start, id",
        (row["id"],),
    ).fetchall()
    return [
        Question("指定核对：报道本身", dict(row)),
        *(_question(db, i["id"], "指定核对") for i in ids),
    ]


def _published(home: Path, limit: int) -> Sequence[tuple[str, str]]:
    if not (home / "public.db").exists():
        raise ArchiveError(f"nothing is published in {home}: run `parks publish` first")
    reasons = public_schema().values["figures.held_reason"]
    uri = (home / "public.db").absolute().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as public:
        rows = public.execute(PUBLISHED, (limit * 2,)).fetchall()
    found = []
    for identity, _, held, grade, arithmetic, indicator in rows:
        why = [reasons[held][0]] if held else []
        why += [f"{grade}：{arithmetic}"] if grade else []
        why += ["指标未能归类"] if indicator == "other" else []
        found.append((identity, "；".join(why)))
    return found


def _question(db: sqlite3.Connection, figure_id: str, why: str) -> Question:
    row = db.execute("select * from figures where id = ?", (figure_id,)).fetchone()
    if row is None:
        raise ArchiveError(f"no figure has the id {figure_id}")
    article = db.execute("select * from articles where id = ?", (row["article_id"],)).fetchone()
    figure = overlay(dict(row), standing(db, figure_id))
    park = db.execute("select name from parks where id = ?", (figure["park_id"],)).fetchone()
    figure["park"] = park["name"] if park else ""
    clause = clause_of(article["body"], row["start"], row["quote"])
    return Question(why, dict(article), figure, clause)
