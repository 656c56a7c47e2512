"""Chinese full-text search without a tokenizer of its own: overlapping character pairs.

SQLite's tokenizers take a run of Chinese for one word. Here every run of characters without a
blank becomes its overlapping pairs and its last character alone; a query becomes one phrase of
pairs per part. A phrase of overlapping pairs matches exactly the texts that contain the part, so
search finds what a plain substring would, from one character up, and any SQLite client can open
the index. What a search may be narrowed by is a word of the index too, made so that nobody can type
it: a filter that few rows pass is answered as fast as one that many do. Pure: used when publishing,
by the site's SQL functions and by its pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# Punctuation and signs are indexed too, else 16.7 could not be told from 16 and 7.
# The tokenizer drops what is in no category named here (blanks, controls).
TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"

MARK = "\uf8fe"  # begins the words of filters; in texts and queries it is a blank
PARTS = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff{MARK}]+")
# What a search may be narrowed by, in the order in which publishing tells the values.
FACETS = ("province", "year", "indicator", "source", "paper", "shown")
LONGEST_QUERY = 100  # characters; more is no search but a pasted page
MOST_PARTS = 8

# Full-width forms of ASCII fold to ASCII, one character to one, so that offsets stay.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """The text as search compares it: full-width ASCII as ASCII, letters in lower case.

    The length stays: a letter whose lower case is longer (İ) is left as it is.
    """
    narrow = text.translate(_FOLD)
    lower = narrow.lower()
    if len(lower) == len(narrow):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in narrow)


def parts(query: str) -> list[str]:
    """What a reader asked for, folded: the parts between blanks, each once, in order."""
    found = PARTS.findall(fold(query[:LONGEST_QUERY]))
    return list(dict.fromkeys(found))[:MOST_PARTS]


def segment(text: str | None) -> str:
    """The text as it is indexed: each run as its pairs and its last character."""
    return " ".join(" ".join([*_pairs(run), run[-1]]) for run in PARTS.findall(fold(text or "")))


def match_expression(query: str | None, facets: Iterable[str] = ()) -> str:
    """The FTS5 expression that finds the texts holding every part of the query, and every facet.

    With neither it matches nothing.
    """
    phrases = [_phrase(part) for part in parts(query or "")]
    return " ".join([*phrases, *(f'"{word}"' for word in facets)]) or '""'


def any_of(words: Iterable[str], facets: Iterable[str] = ()) -> str:
    """The FTS5 expression that finds the texts holding one of the words, or one of the facets.

    Each of the words is one part: folded, and without a blank.
    """
    found = [*(_phrase(fold(word)) for word in words), *(f'"{word}"' for word in facets)]
    return f"({' OR '.join(found)})"


def all_of(expressions: Iterable[str]) -> str:
    """The expression that finds what each of these finds; with none it matches nothing."""
    return " AND ".join(expressions) or '""'


def facet(name: str, value: object) -> str:
    """The word of the index that rows with this value have."""
    told = f"{FACETS.index(name)}:{value}"
    return MARK + hashlib.blake2b(told.encode(), digest_size=6).hexdigest()


@lru_cache(maxsize=10_000)
def facet_words(values: str) -> str:
    """The words of one row, whose values stand in a JSON list; those not known have none, and
    where there are several, each has one."""
    words = []
    for name, told in zip(FACETS, json.loads(values), strict=True):
        several = told if isinstance(told, list) else [told]
        words += [facet(name, value) for value in several if value not in (None, "", 0)]
    return " ".join(words)


def contains(text: str | None, query: str) -> bool:
    """Whether the text holds every part of the query: what the index answers, in Python."""
    folded = fold(text or "")
    return all(part in folded for part in parts(query))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """The stretches of the text that the query found: (start, end), end exclusive, not touching."""
    folded = fold(text)
    spans = sorted(
        (at, at + len(part)) for part in parts(query) for at in _occurrences(folded, part)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _phrase(part: str) -> str:
    quoted = part.replace('"', '""')
    if len(part) == 1:
        return f'"{quoted}"*'  # a pair that begins with it, or it alone at the end of a run
    return '"' + " ".join(pair.replace('"', '""') for pair in _pairs(part)) + '"'


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
