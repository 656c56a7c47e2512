"""Search finds what a plain substring would, no more and no less."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import TOKENIZE, contains, hits, match_expression, segment

TEXTS = st.lists(
    st.text(alphabet="园区税收增长开发工业A1a.，。 亿元%\"'*ＡＢ　\n", max_size=20), max_size=8
)
QUERY = st.text(alphabet="园区税收增长A1a.， 亿元%\"'*Ａ", min_size=1, max_size=6)


def _index(texts: list[str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute(f"create virtual table t using fts5(x, content='', tokenize=\"{TOKENIZE}\")")
    db.executemany(
        "insert into t(rowid, x) values (?, ?)", [(n, segment(x)) for n, x in enumerate(texts)]
    )
    return db


@given(TEXTS, QUERY)
def test_the_index_answers_what_a_substring_would(texts: list[str], query: str) -> None:
    found = _index(texts).execute(
        "select rowid from t where t match ? order by rowid", (match_expression(query),)
    )
    wanted = [n for n, text in enumerate(texts) if query.strip(" \n　") and contains(text, query)]
    assert [row[0] for row in found] == wanted


SEARCHED = {
    "figures": "select rowid, evidence, label, subject from figures where withdrawn_at is null",
    "articles": "select rowid, title, origin, section from articles",
    "parks": "select rowid, name, (select group_concat(n.name, char(10)) from park_names n "
    "where n.park_id = parks.id) from parks",
}


@pytest.mark.parametrize("table", SEARCHED)
def test_a_thousand_queries_on_the_publication(published: Path, table: str) -> None:
    db = sqlite3.connect(f"{(published / 'public.db').as_uri()}?immutable=1", uri=True)
    rows = db.execute(SEARCHED[table])
    columns = {row[0]: "\n".join(x or "" for x in row[1:]) for row in rows}
    pick = random.Random(7)
    texts = list(columns.values())
    asked = 0
    while asked < 1000:
        text = pick.choice(texts)
        length = pick.randint(1, 6)
        at = pick.randrange(max(1, len(text) - length + 1))
        query = text[at : at + length]
        if not query.strip():
            continue
        asked += 1
        found = {r[0] for r in db.execute(
            f"select rowid from {table}_fts where {table}_fts match ?",
            (match_expression(query),),
        )}  # fmt: skip
        assert found == {n for n, t in columns.items() if contains(t, query)}, query


@pytest.mark.parametrize("query", ["", " ", "\n", "　", "\u200b", "\x00"])
def test_nothing_asked_finds_nothing(query: str) -> None:
    assert _index(["园区", "a b"]).execute(
        "select count(*) from t where t match ?", (match_expression(query),)
    ).fetchone() == (0,)


def test_hits_are_where_the_words_stand() -> None:
    assert hits("园区税收，园区", "园区 税") == [(0, 3), (5, 7)]
    assert hits("ＧＤＰ增长", "gdp") == [(0, 3)]
    assert hits("一二", "三") == []
