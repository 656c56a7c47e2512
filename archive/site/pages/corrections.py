"""What was put right, withdrawn, or changed by the papers: a page, and a feed of our own part."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archive.site import figures, links
from archive.site.corrected import told
from archive.site.formats import listed
from archive.site.pages.feeds import Entry, attribute, feed, text
from archive.site.removed import removals
from archive.site.web import Answer, Ask, Document, rows

PER_PAGE = 40  # of each of the three logs
IN_FEED = 100
DEEPEST = 1000
FEED = "/corrections/feed.atom"

# The log knows what people decided. A figure that the paper took out, or that was read in error,
# is withdrawn without a decision and belongs among them all the same.
LOG = """
select id, figure_id, action, corrected_at as at, before, after, reason from (
  select * from (select id, figure_id, action, corrected_at, before, after, reason
    from corrections order by corrected_at desc, id limit ?1 + ?2)
  union all
  select * from (select id || '-gone', id, 'withdraw', withdrawn_at, quote, '', withdrawn_reason
    from figures where withdrawn_at is not null
      and id not in (select figure_id from corrections where action in ('withdraw', 'reject'))
    order by withdrawn_at desc, id limit ?1 + ?2)
) order by at desc, id limit ?1 offset ?2
"""
OF_FIGURE = """
select id, figure_id, action, corrected_at as at, before, after, reason from corrections
where figure_id = ? order by corrected_at, id
"""
# The cross join keeps the order: few reports were revised.
REVISIONS = """
select r.*, a.title from revisions r cross join articles a on a.id = r.article_id
order by r.seen_at desc, r.article_id limit ? offset ?
"""
# Here too: the few changes first, by the index made for them.
PAPER_CHANGES = """
select v.*, b.quote as before from figure_versions v cross join figure_versions b
  on b.figure_id = v.figure_id and b.version = v.version - 1
where v.cause = 'paper' and v.version > 1 order by v.seen_from desc, v.figure_id limit ? offset ?
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the log with the figure that it is about."""

    id: str
    at: str
    action: str
    field: str  # what was corrected, in words; empty where the figure came or went
    before: str
    after: str
    reason: str
    card: figures.Card


def logged(db: sqlite3.Connection, ask: Ask, most: int, skip: int = 0) -> list[Correction]:
    """Our corrections and withdrawals, the newest first."""
    found = rows(db, LOG, most, skip)
    cards = figures.cards_by_id(db, ask, list(dict.fromkeys(row["figure_id"] for row in found)))
    return [
        _told(db, ask, row, cards[row["figure_id"]]) for row in found if row["figure_id"] in cards
    ]


def _told(db: sqlite3.Connection, ask: Ask, row: sqlite3.Row, card: figures.Card) -> Correction:
    before = row["before"] or ""
    after = (row["after"] or "") if row["after"] != row["before"] else ""
    field, before, after = told(db, card, before, after)
    action = listed("corrections.action", row["action"], ask.lang)
    return Correction(
        row["id"], row["at"] or "", action, field, before, after, row["reason"] or "", card
    )


def of_figure(db: sqlite3.Connection, ask: Ask, card: figures.Card) -> list[Correction]:
    """What people decided about one figure, oldest first."""
    found = rows(db, OF_FIGURE, card.row["id"])
    return [_told(db, ask, row, card) for row in found]


def corrections(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Our corrections and withdrawals, and the papers' changes."""
    page = ask.number("page", 1, DEEPEST)
    most, skip = PER_PAGE + 1, (page - 1) * PER_PAGE
    logs: dict[str, Sequence[object]] = {
        "log": logged(db, ask, most, skip),
        "paper_changes": changed(db, ask, most, skip),
        "revisions": rows(db, REVISIONS, most, skip),
    }
    return Answer(
        "parks/corrections.html",
        ask.say("更正与改动", "Corrections and changes"),
        {
            **{name: found[:PER_PAGE] for name, found in logs.items()},
            "removals": removals(db, IN_FEED) if page == 1 else [],
            "page": page,
            "more": any(len(found) > PER_PAGE for found in logs.values()),
        },
        feed=FEED,
    )


def changed(
    db: sqlite3.Connection, ask: Ask, most: int, skip: int = 0
) -> list[tuple[sqlite3.Row, figures.Card]]:
    """Numbers that papers changed, each with the figure as it stands now."""
    changes = rows(db, PAPER_CHANGES, most, skip)
    cards = figures.cards_by_id(db, ask, list(dict.fromkeys(row["figure_id"] for row in changes)))
    return [(row, cards[row["figure_id"]]) for row in changes if row["figure_id"] in cards]


def atom(db: sqlite3.Connection, ask: Ask) -> Document:
    """Our corrections and withdrawals, each with its reason, for who has used a number."""
    title = ask.say("园区数字档案：更正与撤下", "The park archive: corrections and withdrawals")
    return feed(db, ask, title, "/corrections", [_entry(ask, c) for c in logged(db, ask, IN_FEED)])


def _entry(ask: Ask, correction: Correction) -> Entry:
    card = correction.card
    address = ask.url(links.figure(card.row["id"]))
    colon = ask.say("：", ": ")
    changed = " → ".join(filter(None, (correction.before, correction.after)))
    if correction.field:
        changed = f"{card.row['quote']}{ask.say('，', ', ')}{correction.field}{colon}{changed}"
    html = (
        f"<p>{text(correction.action)}{colon}{text(changed)}</p>"
        f"<p>{text(ask.say('原因', 'Reason'))}{colon}{text(correction.reason)}</p>"
        f"<p><a href={attribute(address)}>{text(card.about)} · {text(card.named)} · "
        f"{text(card.when)}</a></p>"
    )
    return Entry(
        f"{correction.action}{colon}{card.about} {card.named} {card.worded.whole}",
        f"{address}#{correction.id}",
        address,
        correction.at,
        html,
    )
