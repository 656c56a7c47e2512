"""A report: title, paper, time, link, and its figures in order with their clauses; no body."""

from __future__ import annotations

import json
import sqlite3

from archive.site import figures, links
from archive.site.web import Answer, Ask, NotFound, one, rows

FIND = """
select a.*, s.name as source_name, coalesce(nullif(a.origin, ''), s.name) as paper, s.rights
from articles a join sources s on s.id = a.source_id where a.id = ?
"""
SAME_STORY = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper
from articles a join sources s on s.id = a.source_id
where a.story_id = ? and a.id <> ? order by a.published_at, a.id limit 50
"""
MOST = 2000  # figures of one report; no report seen has a fifth of them
PER_PAGE = 100
IN_ORDER = """where f.article_id = ? and f.withdrawn_at is null
order by f.evidence_start, f.quote_start, f.id limit ?"""


def report(db: sqlite3.Connection, ask: Ask) -> Answer:
    """What is published of one report."""
    found = one(db, FIND, ask.params["report"])
    if found is None:
        raise NotFound(ask.say("没有这个编号的报道。", "There is no report with this id."))
    said = figures.cards(ask, figures.select(db, IN_ORDER, found["id"], MOST))
    page = ask.number("page", 1, 1 + (len(said) - 1) // PER_PAGE)
    return Answer(
        "parks/report.html",
        found["title"],
        {
            "report": found,
            "byline": json.loads(found["byline"] or "[]"),
            "original": links.original(found["url"]),
            "figures": said[(page - 1) * PER_PAGE : page * PER_PAGE],
            "total": len(said),
            "page": page,
            "more": page * PER_PAGE < len(said),
            "parks": _parks(said),
            "story": rows(db, SAME_STORY, found["story_id"], found["id"]),
            "revisions": rows(
                db, "select * from revisions where article_id = ? order by revision", found["id"]
            ),
        },
        description=f"{found['paper']} {found['published_at'] or ''}",
    )


def _parks(said: list[figures.Card]) -> list[tuple[str, str, str]]:
    """Id, name and standing of the parks that the report speaks of, the most spoken of first;
    several together come last."""
    counted: dict[str, int] = {}
    told: dict[str, tuple[str, str]] = {}
    for card in said:
        for key in ("park", "context_park"):
            identity = card.row[f"{key}_id"]
            if identity:
                counted[identity] = counted.get(identity, 0) + 1
                told[identity] = card.row[key], card.row[f"{key}_status"]
    ordered = sorted(counted, key=lambda park: (told[park][1] == "several", -counted[park]))
    return [(identity, *told[identity]) for identity in ordered]
