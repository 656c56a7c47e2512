"""Tells which reports are one story: the same text in several papers, also cut or retouched.

A report is printed as the smallest hashes of its overlapping runs of six characters, one run in
eight. The prints are an index in the database: a new report asks it once for each of its at
most 48 prints, whatever the size of the archive, and compares itself in full with the few that
share enough. One text lies in the other (a paper cut paragraphs) where most runs of the shorter
stand in the longer, so containment decides and not likeness.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from struct import Struct

RUN = 6  # characters of a run; shorter ones are shared by reports that merely speak alike
ONE_IN = 8  # runs printed
MOST = 48  # prints of one report
COMMON = 40  # reports sharing a print: it is a set phrase of the trade and tells nothing
LEAST_SHARED = 3  # prints two reports must share before they are compared in full
CONTAINED = 0.6  # of the shorter report's runs
COMPARED = 12  # reports compared in full at most: those that share most
SHORTEST = 40  # characters; below it a text is a headline, and headlines repeat
SIGNS = re.compile(r"[^\W_]+")
LONGEST = 50_000  # characters that are looked at; behind them a page is no report
DAYS = 45  # between two printings of one story; a yearly report repeats last year's phrases


# For each print the articles that have it, none where they are more than so many: it is looked no
# further than one behind that.
SHARING = """
select (select case when count(*) <= ? then group_concat(article_id) end from
  (select article_id from story_prints where print = wanted.value limit ?))
from json_each(?) as wanted
"""


class _Written(dict[int, str]):
    """What remains of each character, found once: a report is spared the slow way over the whole
    of it as long as no character joins with the one before it."""

    def __missing__(self, code: int) -> str:
        """Called by str.translate. Raises ValueError for a character that may join."""
        plain = unicodedata.normalize("NFKC", chr(code))
        if not all(map(_stands_alone, plain)):
            raise ValueError(code)
        self[code] = rest = "".join(SIGNS.findall(plain))
        return rest


def _stands_alone(character: str) -> bool:
    """Whether normalizing leaves a character as it is, whatever stands beside it."""
    far_east = "\u2000" <= character < "\ua000" and not unicodedata.combining(character)
    return character < "\u0300" or far_east


_written = _Written()


def bare(text: str) -> str:
    """The normal form of a text, blanks and punctuation left out."""
    try:
        return text.translate(_written)
    except ValueError:
        return "".join(SIGNS.findall(unicodedata.normalize("NFKC", text)))


def runs(text: str) -> set[bytes]:
    """All overlapping runs of a text in UTF-32, as they are hashed, blanks and punctuation left
    out."""
    coded, size = bare(text[:LONGEST]).encode("utf-32-le"), 4 * RUN
    found: set[bytes] = set()
    # Cut into whole runs one after another, from each of the first characters on.
    for begin in range(0, min(size, len(coded) - size + 4), 4):
        found.update(Struct(f"{size}s" * ((len(coded) - begin) // size)).unpack_from(coded, begin))
    return found


def prints(all_runs: set[bytes]) -> list[int]:
    """The prints of a report: the smallest of its runs' hashes, one in eight."""
    return sorted({h for h in map(zlib.crc32, all_runs) if not h % ONE_IN})[:MOST]


def join_story(db: sqlite3.Connection, article_id: str, body: str) -> str | None:
    """Print an article anew and put it into the story it tells; returns the story's id or None.

    A story a person set for the article stays. Part of the transaction that wrote the article.
    """
    db.execute("delete from story_prints where article_id = ?", (article_id,))
    own = runs(body)
    if len(own) + RUN - 1 < SHORTEST:
        return None
    marks = prints(own)
    twins = _twins(db, article_id, own, marks)
    db.executemany(
        "insert or ignore into story_prints (print, article_id) values (?, ?)",
        [(mark, article_id) for mark in marks],
    )
    if not twins:
        return None
    decided = db.execute(
        "select 1 from decisions where article_id = ? and field = 'story_id' "
        "and state = 'standing'",
        (article_id,),
    ).fetchone()
    return None if decided else _merge(db, article_id, twins)


def _twins(db: sqlite3.Connection, article_id: str, own: set[bytes], marks: list[int]) -> list[str]:
    """Articles of about the same day whose text holds this one's, or is held by it."""
    twins = []
    for other in _candidates(db, article_id, marks):
        theirs = runs(db.execute("select body from articles where id = ?", (other,)).fetchone()[0])
        shorter = min(len(own), len(theirs))
        if shorter and len(own & theirs) >= CONTAINED * shorter:
            twins.append(other)
    return sorted(twins)


def _candidates(db: sqlite3.Connection, article_id: str, marks: list[int]) -> Iterator[str]:
    """Articles of about the same day that share enough prints, at most COMPARED, those that share
    most first."""
    rows = db.execute(SHARING, (COMMON, COMMON + 1, json.dumps(marks)))
    shared = Counter(chain.from_iterable(row[0].split(",") for row in rows if row[0]))
    least = min(LEAST_SHARED, max(1, len(marks) // 2))
    day = _day(db, article_id)
    left = COMPARED
    for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count < least or not left:
            return
        if other != article_id and _near(day, _day(db, other)):
            left -= 1
            yield other


def _day(db: sqlite3.Connection, article_id: str) -> date | None:
    row = db.execute("select published_at from articles where id = ?", (article_id,)).fetchone()
    return date.fromisoformat(row[0][:10]) if row and row[0] else None


def _near(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= DAYS


def _merge(db: sqlite3.Connection, article_id: str, twins: list[str]) -> str:
    """One story for the article and its twins; its id is that of the first one taken in."""
    members = [article_id, *twins]
    marks = ", ".join("?" * len(members))
    known = {
        row[0]
        for row in db.execute(
            f"select story_id from articles where id in ({marks}) and story_id is not null",  # noqa: S608 marks only
            members,
        )
    }
    oldest = db.execute(
        f"select id from articles where id in ({marks}) order by retrieved_at, id limit 1",  # noqa: S608 marks only
        members,
    ).fetchone()[0]
    story = min(known) if known else str(oldest)
    for other in known - {story}:
        db.execute("update articles set story_id = ? where story_id = ?", (story, other))
    db.execute(
        f"update articles set story_id = ? where id in ({marks})",  # noqa: S608 marks only
        [story, *members],
    )
    return story
