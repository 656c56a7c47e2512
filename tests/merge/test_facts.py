"""Joining two machines' rows: the same whichever comes first, and nothing the second time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.merge.facts import KINDS, STATE_RANK, Kind, Row
from archive.store.days import RANK

times = st.integers(0, 4).map(lambda n: f"2025-03-0{n + 1}T08:00:00+08:00")
maybe = st.one_of(st.none(), times)
ROWS = {
    "addresses": st.fixed_dictionaries(
        {
            "url": st.just("http://p/1"),
            "source_id": st.just("p"),
            "article_id": st.sampled_from([None, "a"]),
            "state": st.sampled_from(sorted(STATE_RANK)),
            "title": st.sampled_from(["", "甲", "乙"]),
            "listed_day": st.sampled_from([None, "2025-03-01", "2025-03-02"]),
            "first_seen": times,
            "last_seen": times,
            "fetched_at": maybe,
            "looks": st.integers(0, 3),
            "tries": st.integers(0, 3),
            "next_look": maybe,
            "etag": st.sampled_from([None, "1", "2"]),
            "gone_since": maybe,
        }
    ),
    "list_pages": st.fixed_dictionaries(
        {"url": st.just("http://p/"), "fetched_at": times, "etag": maybe, "complete_at": maybe}
    ),
    "source_days": st.fixed_dictionaries(
        {
            "source_id": st.just("p"),
            "day": st.just("2025-03-01"),
            "state": st.sampled_from(sorted(RANK)),
            "why": st.sampled_from(["", "list_short"]),
            "filled_late": st.integers(0, 1),
            "walked_at": maybe,
        }
    ),
    "holds": st.fixed_dictionaries(
        {"source_id": st.just("p"), "until": times, "reason": st.sampled_from(["429", "503"])}
    ),
    "crawls": st.fixed_dictionaries(
        {
            "source_id": st.just("p"),
            "started_at": st.just("2025-03-01"),
            "pid": st.just(7),
            "finished_at": maybe,
            "outcome": st.sampled_from(["ok", "killed"]),
        }
    ),
}


@given(st.data())
def test_rows_join_in_any_order_and_only_once(data: st.DataObject) -> None:
    kind: Kind = data.draw(st.sampled_from(KINDS))
    a, b, c = (data.draw(ROWS[kind.table]) for _ in "abc")
    join = kind.join
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(a, a) == a
    assert join(join(a, b), b) == join(a, b)


def test_what_was_fetched_outranks_what_was_listed_later() -> None:
    base: Row = {
        "url": "u", "source_id": "p", "article_id": None, "title": "", "listed_day": None,
        "first_seen": "1", "fetched_at": None, "tries": 0, "looks": 0,
    }  # fmt: skip
    fetched = base | {"state": "fetched", "looks": 1, "fetched_at": "2", "last_seen": "2"}
    listed = base | {"state": "listed", "last_seen": "9", "title": "名"}
    (join,) = [kind.join for kind in KINDS if kind.table == "addresses"]
    joined = join(listed, fetched)
    assert (joined["state"], joined["looks"], joined["title"]) == ("fetched", 1, "名")
