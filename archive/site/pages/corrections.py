"""What was put right, withdrawn, or changed by the papers: a page, and a feed of our own part."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site import figures, links
from archive.site.formats import listed
from archive.site.pages.feeds import Entry, attribute, feed, text
from archive.site.removed import removals
from archive.site.web import Answer, Ask, Document, rows

MOST = 100
FEED = "/corrections/feed.atom"

# The log knows what people decided. A figure that the paper took out, or that was read in error,
# is withdrawn without a decision and belongs among them all the same.
LOG = """
select id, figure_id, action, corrected_at as at, before, after, reason from (
  select * from (select id, figure_id, action, corrected_at, before, after, reason
    from corrections order by corrected_at desc, id limit ?1)
  union all
  select * from (select id || '-gone', id, 'withdraw', withdrawn_at, quote, '', withdrawn_reason
    from figures where withdrawn_at is not null
      and id not in (select figure_id from corrections where action in ('withdraw', 'reject'))
    order by withdrawn_at desc, id limit ?1)
) order by at desc, id limit ?1
"""
REVISIONS = """
select r.*, a.title from revisions r join articles a on a.id = r.article_id
order by r.seen_at desc limit ?
"""
# The cross join keeps the order: the few changes first, by the index made for them.
PAPER_CHANGES = """
select v.*, b.quote as before from figure_versions v cross join figure_versions b
  on b.figure_id = v.figure_id and b.version = v.version - 1
where v.cause = 'paper' and v.version > 1 order by v.seen_from desc limit ?
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the log with the figure that it is about."""

    id: str
    at: str
    action: str
    before: str
    after: str
    reason: str
    card: figures.Card


def _log(db: sqlite3.Connection, ask: Ask) -> list[Correction]:
    logged = rows(db, LOG, MOST)
    wanted = list({row["figure_id"] for row in logged})
    marks = ", ".join("?" * len(wanted))
    found = figures.select(db, f"where f.id in ({marks})", *wanted)
    cards = {card.row["id"]: card for card in figures.cards(ask, found)}
    return [
        Correction(
            row["id"],
            row["at"] or "",
            listed("corrections.action", row["action"], ask.lang),
            row["before"] or "",
            (row["after"] or "") if row["after"] != row["before"] else "",
            row["reason"] or "",
            cards[row["figure_id"]],
        )
        for row in logged
        if row["figure_id"] in cards
    ]


def corrections(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Our corrections and withdrawals, and the papers' changes."""
    return Answer(
        "parks/corrections.html",
        ask.say("更正与改动", "Corrections and changes"),
        {
            "log": _log(db, ask),
            "removals": removals(db, MOST),
            "revisions": rows(db, REVISIONS, MOST),
            "paper_changes": rows(db, PAPER_CHANGES, MOST),
        },
        feed=FEED,
    )


def atom(db: sqlite3.Connection, ask: Ask) -> Document:
    """Our corrections and withdrawals, each with its reason, for who has used a number."""
    title = ask.say("园区数字档案：更正与撤下", "The park archive: corrections and withdrawals")
    return feed(db, ask, title, "/corrections", [_entry(ask, c) for c in _log(db, ask)])


def _entry(ask: Ask, correction: Correction) -> Entry:
    card = correction.card
    address = ask.url(links.figure(card.row["id"]))
    colon = ask.say("：", ": ")
    changed = " → ".join(filter(None, (correction.before, correction.after)))
    html = (
        f"<p>{text(correction.action)}{colon}{text(changed)}</p>"
        f"<p>{text(ask.say('原因', 'Reason'))}{colon}{text(correction.reason)}</p>"
        f"<p><a href={attribute(address)}>{text(card.about)} · {text(card.what)} · "
        f"{text(card.when)}</a></p>"
    )
    return Entry(
        f"{correction.action}{colon}{card.about} {card.what} {card.row['quote']}",
        f"{address}#{correction.id}",
        address,
        correction.at,
        html,
    )
