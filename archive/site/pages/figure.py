"""One figure: the number, its words, its report, its history, how to cite it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from archive.public_schema import public_schema
from archive.site import figures, links
from archive.site.cite import cite
from archive.site.formats import listed
from archive.site.pages.corrections import Correction, of_figure
from archive.site.pages.report import SAME_STORY
from archive.site.web import DEMO, Answer, Ask, Document, NotFound, archive_facts, one, rows

OTHERS = 20  # other reports of the same number shown
CONFLICTS = """
select c.grade, c.arithmetic, case when c.figure_a = ?1 then c.figure_b else c.figure_a end as other
from conflicts c where ?1 in (c.figure_a, c.figure_b) limit 20
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a figure's history: another reading, or what a person decided."""

    at: str
    words: str
    version: sqlite3.Row | None = None
    decision: Correction | None = None


def find(db: sqlite3.Connection, ask: Ask) -> figures.Card:
    """The figure of the address; NotFound where there is none."""
    found = figures.select(db, "where f.id = ?", ask.params["figure"])
    if not found:
        raise NotFound(
            ask.say(
                "没有这个编号的数字。编号一经公开就不再改变；被撤下的数字仍有页面说明原因。",
                "There is no figure with this id. Ids never change once public, and a withdrawn "
                "figure keeps a page that says why.",
            )
        )
    return figures.cards(ask, found)[0]


def figure(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The figure's page; a withdrawn figure keeps it."""
    card = find(db, ask)
    facts = archive_facts(db)
    release = facts.get("release") or ""
    if "demo" in facts:
        release += ask.say("，", "; ") + ask.say(*DEMO)
    address = ask.url(links.figure(card.row["id"]))
    conflicts = _conflicts(db, ask, card)
    disputed = {other.row["id"] for _, other in conflicts}
    title = " ".join(
        word
        for word in (
            card.about,
            card.when,
            card.named,
            card.worded.whole,
            ask.say("（计划）", "(planned)") if card.planned else "",
            _warning(ask, card),
        )
        if word
    )
    return Answer(
        "parks/figure.html",
        title,
        {
            "f": card,
            "address": address,
            "citation": cite(card, address, facts.get("data_as_of") or "", release),
            "same": [other for other in _same(db, ask, card) if other.row["id"] not in disputed],
            "conflicts": conflicts,
            "story": rows(db, SAME_STORY, card.row["story_id"], card.row["article_id"]),
            "history": _history(db, ask, card),
            "chosen": one(db, "select * from series where figure_id = ?", card.row["id"]),
        },
        description=f"{card.row['paper']} {card.published_day}：{card.clause}",
        index=not card.row["withdrawn_at"],
        picture=f"{links.figure(card.row['id'])}/card.png",
    )


def _warning(ask: Ask, card: figures.Card) -> str:
    """What a title must not leave out: it is all that a shared link shows."""
    words = {"withdrawn": ("（已撤下）", "(withdrawn)"), "held": ("（待核）", "(to be checked)")}
    return ask.say(*words[card.sureness]) if card.sureness in words else ""


def _history(db: sqlite3.Connection, ask: Ask, card: figures.Card) -> list[Event]:
    """Readings by the paper and the extractor, and what people decided; empty for one reading."""
    versions = rows(
        db,
        "select * from figure_versions where figure_id = ? order by version",
        card.row["id"],
    )
    decided = of_figure(db, ask, card)
    if len(versions) < 2 and not decided:
        return []
    read = [
        Event(v["seen_from"] or "", _cause(ask, v), version=v)
        for v in versions
        if v["cause"] != "person"  # told by the decision itself, with its reason
    ]
    judged = [Event(d.at, d.action, decision=d) for d in decided]
    return sorted(read + judged, key=lambda event: event.at)


def _cause(ask: Ask, version: sqlite3.Row) -> str:
    if version["version"] == 1:
        return ask.say("首次读出", "first read")
    return listed("figure_versions.cause", version["cause"], ask.lang)


def _same(db: sqlite3.Connection, ask: Ask, card: figures.Card) -> list[figures.Card]:
    """What other reports say of the same park, indicator and period."""
    row = card.row
    if not (row["park_id"] and row["period_key"]):
        return []
    found = figures.select(
        db,
        "where f.park_id = ? and f.indicator_id = ? and f.period_key = ? and f.scope = ? "
        "and f.kind = ? and f.base = ? and f.status = ? and f.unit = ? and f.id <> ? "
        "and f.withdrawn_at is null order by a.published_at desc limit ?",
        *(row[k] for k in ("park_id", "indicator_id", "period_key", "scope", "kind", "base")),
        *(row[k] for k in ("status", "unit", "id")),
        OTHERS,
    )
    return figures.cards(ask, found)


def _conflicts(
    db: sqlite3.Connection, ask: Ask, card: figures.Card
) -> list[tuple[sqlite3.Row, figures.Card]]:
    noted = rows(db, CONFLICTS, card.row["id"])
    found = []
    for conflict in noted:
        other = figures.cards(ask, figures.select(db, "where f.id = ?", conflict["other"]))
        found += [(conflict, each) for each in other]
    return found


def as_json(db: sqlite3.Connection, ask: Ask) -> Document:
    """The public row with its report, for programs."""
    card = find(db, ask)
    row = card.row
    names = public_schema().table("figures").names
    data = {name: row[name] for name in names}
    data["report"] = {
        "title": row["title"],
        "paper": row["paper"],
        "published_at": row["published_at"],
        "url": row["url"],
    }
    data["park"], data["indicator"] = row["park"], row["name_zh"]
    facts = archive_facts(db)
    data["release"], data["data_as_of"] = facts.get("release"), facts.get("data_as_of")
    if "demo" in facts:
        data["demo"] = ask.say(*DEMO)
    data["page"] = ask.url(links.figure(row["id"]))
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Document(text, "application/json; charset=utf-8")
