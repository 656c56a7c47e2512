"""Queries typed without blanks, taken apart by what the archive knows: 益阳税收, “益阳高新区”税收.

Known are the names of parks and places, the wordings of indicators, and years. A query is searched
as it was typed; only where that finds nothing is it taken apart, so that nothing found is lost.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archive.gazetteer.places import SUFFIXES
from archive.search import all_of, any_of, facet, fold, parts
from archive.site.web import rows

LONGEST = 30  # characters of a name; the longest park's has a few less
LONGEST_PART = 40  # characters that are looked at; what is longer is a pasted sentence
NAMES = 24  # of one park that are looked for
QUOTES = str.maketrans(dict.fromkeys("“”‘’\"'＂＇「」『』《》〈〉【】", " "))
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?")
# Of 甘南藏族自治州 one says 甘南.
BEHIND = re.compile(f"(?:[^区市县]{{1,8}}族)?(?:{'|'.join(SUFFIXES)})")
EMPTY = "的之在和与及是有年、，。；：！？,.;:!?"  # joins known words and says nothing by itself

PARKS = """
select v.value as words, n.park_id from json_each(?1) v cross join park_names n on n.name = v.value
union select v.value, p.id from json_each(?1) v cross join parks p on p.name = v.value
"""
PARK_NAMES = """
select name from parks where id in (select value from json_each(?1))
union all select name from park_names where park_id in (select value from json_each(?1)) limit ?2
"""
PLACES = """
select v.value as words, p.name, p.code, p.level from json_each(?) v
  cross join places p on p.name >= v.value and p.name < v.value || char(1114111)
"""
INDICATORS = """
select name_zh as words, id from indicators where name_zh in (select value from json_each(?1))
union select label, indicator_id from wordings where label in (select value from json_each(?1))
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query: the words that stand for it in texts, and the facets that do."""

    words: str
    phrases: tuple[str, ...]
    facets: tuple[str, ...] = ()
    kind: str = ""  # park, place, indicator or year; empty for words that nothing is known of
    ids: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """What finds it in an index."""
        return any_of(self.phrases, self.facets)


@dataclass(frozen=True, slots=True)
class Taken:
    """A query taken apart."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The same with blanks between its parts."""
        return " ".join(piece.words for piece in self.pieces)

    @property
    def known(self) -> bool:
        """Whether something is known of each part."""
        return all(piece.kind for piece in self.pieces)

    def matching(self, facets: list[str]) -> str:
        """The expression that finds what has all parts and these facets."""
        return all_of([*(p.expression for p in self.pieces), *(any_of((), (f,)) for f in facets)])

    @property
    def naming(self) -> str:
        """The expression that finds the parks by the parts that may stand in their names; empty
        where there are none."""
        return all_of(p.expression for p in self.pieces if p.kind in ("park", "place", ""))

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that it names."""
        return frozenset(i for p in self.pieces if p.kind == "indicator" for i in p.ids)


def taken_apart(db: sqlite3.Connection, query: str) -> Taken | None:
    """The query's parts by what is known; None where that is no more than its own."""
    typed = parts(query)
    pieces = [piece for part in parts(query.translate(QUOTES)) for piece in _apart(db, part)]
    if not pieces or ([piece.words for piece in pieces] == typed and not _says_more(pieces)):
        return None
    return Taken(tuple({piece.words: piece for piece in pieces}.values()))


def _says_more(pieces: list[Piece]) -> bool:
    """Whether a part stands for more than its own words: a year for the figures of that year."""
    return any(piece.facets or len(piece.phrases) > 1 for piece in pieces)


def _apart(db: sqlite3.Connection, part: str) -> Iterator[Piece]:
    """The fewest pieces that leave the fewest characters unknown."""
    known = _known(db, part)
    best: list[tuple[int, int, tuple[Piece, ...]]] = [(0, 0, ())]
    for end in range(1, len(part) + 1):
        unknown, count, told = best[end - 1]
        ways = [(unknown + 1, count + (not _open(told)), _lengthened(told, part[end - 1]))]
        for start in range(max(0, end - LONGEST), end - 1):
            piece = known.get((start, end))
            if piece:
                unknown, count, told = best[start]
                ways.append((unknown, count + 1, (*told, piece)))
        best.append(min(ways, key=lambda way: way[:2]))
    for piece in best[-1][2]:
        if piece.kind or piece.words.strip(EMPTY):
            yield piece


def _open(told: tuple[Piece, ...]) -> bool:
    return bool(told) and not told[-1].kind


def _lengthened(told: tuple[Piece, ...], sign: str) -> tuple[Piece, ...]:
    """One more character of which nothing is known."""
    words = told[-1].words + sign if _open(told) else sign
    return (*(told[:-1] if _open(told) else told), Piece(words, (words,)))


def _known(db: sqlite3.Connection, part: str) -> dict[tuple[int, int], Piece]:
    """What is known of each stretch of a part."""
    length = min(len(part), LONGEST_PART)
    spans = [(a, b) for a in range(length) for b in range(a + 2, min(length, a + LONGEST) + 1)]
    stretches = json.dumps(list({part[a:b] for a, b in spans}))
    # What comes later goes before: 甘肃 is a place and the beginning of a park's name.
    found = _places(db, stretches) | _indicators(db, stretches) | _parks(db, stretches)
    pieces = {(a, b): found[part[a:b]] for a, b in spans if part[a:b] in found}
    for year in YEAR.finditer(part):
        told = Piece(year[1], (year[1],), (facet("year", year[1]),), "year")
        pieces[year.span()] = told
    return pieces


def _parks(db: sqlite3.Connection, stretches: str) -> dict[str, Piece]:
    """A park by any of its names, as reports may use another."""
    ids: dict[str, list[str]] = {}
    for row in rows(db, PARKS, stretches):
        ids.setdefault(row["words"], []).append(row["park_id"])
    made = {}
    for words, known in ids.items():
        names = [row["name"] for row in rows(db, PARK_NAMES, json.dumps(known), NAMES)]
        whole = [name for name in names if parts(name) == [fold(name)]]
        made[words] = Piece(words, tuple(dict.fromkeys([words, *whole])), (), "park")
    return made


def _places(db: sqlite3.Connection, stretches: str) -> dict[str, Piece]:
    """A place by its name or what one says for short; a province by all its parks."""
    made: dict[str, Piece] = {}
    for row in rows(db, PLACES, stretches):
        words, rest = row["words"], row["name"][len(row["words"]) :]
        if rest and not BEHIND.fullmatch(rest):
            continue
        facets = (facet("province", row["code"][:2]),) if row["level"] == "province" else ()
        short = next((words.removesuffix(s) for s in SUFFIXES if words.endswith(s)), words)
        phrase = short if len(short) > 1 else words
        if words not in made or facets:
            made[words] = Piece(words, (phrase,), facets, "place")
    return made


def _indicators(db: sqlite3.Connection, stretches: str) -> dict[str, Piece]:
    """An indicator by its name or a wording of reports."""
    ids: dict[str, list[str]] = {}
    for row in rows(db, INDICATORS, stretches):
        ids.setdefault(row["words"], []).append(row["id"])
    return {
        words: Piece(
            words, (words,), tuple(facet("indicator", i) for i in known), "indicator", tuple(known)
        )
        for words, known in ids.items()
    }
