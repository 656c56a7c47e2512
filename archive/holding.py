"""Which figures are held until a person looked: they stand on their report, and nowhere else.

A wrong 万 for 亿 does most harm where it looks best, at the top of a ranking. So a figure stands
in series, rankings and feeds only if its reading is sure enough and nothing about its size is
out of the ordinary; whoever accepts it lifts the hold. Works on the public tables while they are
built.
"""

from __future__ import annotations

import csv
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from archive.public_schema import public_schema

SURE = 0.9  # confidence from which a figure stands without a person
# Times the park's neighbouring values of the same series. Eight would miss a decimal point lost
# in a park that grows: ten times over a growth of a third is seven and a half.
JUMP = 6.0
GROWTH = 100.0  # per cent
ENOUGH = 2000  # values of an indicator from which its own distribution is trusted
TAIL = 0.001
LEAST_RANKED = 3  # parks that make a ranking
APART = 2.0  # times the runner-up
SUPPORT = 3.0  # times: a first place with an own other year this near needs no second look

RANGES = Path(__file__).parent / "data" / "ranges.csv"

# The year a figure stands for in a ranking; a stock of January to March tells the year before.
YEAR = """case when period_type = 'year' then cast(period_key as integer)
  when period_type in ('as_of', 'day') then cast(strftime('%Y', period_end, '-3 months') as integer)
  end"""

# Levels whose size says something: of a park, of the whole indicator, of a year or at a day.
SIZED = """shown = 1 and park_id is not null and kind = 'level' and scope = ''
  and period_type in ('year', 'as_of', 'day')"""

SIZES = """
select f.id, f.park_id, f.indicator_id, f.scope, f.kind, f.unit, f.status,
  case when f.period_type in ('as_of', 'day') then 'stock' else f.period_type end as period,
  coalesce(f.period_end, '') as at, f.value, f.accepted
from wide w, json_each('[' || w.figures || ']') n cross join figures f on f.rowid = n.value
order by 2, 3, 4, 5, 6, 7, 8, 9, 10, 1
"""
# Only a series whose values lie that far apart can hold one that is out of the ordinary.
WIDE = f"""
create temp table wide as select group_concat(rowid) as figures from figures not indexed
where shown = 1 and park_id is not null and value > 0 and unit <> '%'
  and kind in ('level', 'addition') and period_type <> '' and indicator_id <> 'other'
group by park_id, indicator_id, scope, kind, unit, status,
  case when period_type in ('as_of', 'day') then 'stock' else period_type end
having max(value) >= {JUMP} * min(value) * (1 - 1e-9)
"""  # noqa: S608 constants only
# Of all readings the greatest of each park in each ranking, and the parks by these.
RANKED = f"""
select indicator_id, scope, unit, {YEAR} as year, park_id, max(value) from figures not indexed
where shown = 1 and park_id is not null and kind = 'level' and status = 'actual'
  and indicator_id in (select id from indicators where comparable = 'parks') and year is not null
  and park_id not in (select id from parks where status = 'several')
group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 6 desc
"""  # noqa: S608 constants only
# What one park has in a ranking, the greatest value first.
OWN = f"""
select value, park_id, id, accepted, article_id from figures
where park_id = ? and indicator_id = ? and scope = ? and unit = ? and {YEAR} = ?
  and shown = 1 and kind = 'level' and status = 'actual' order by value desc, id
"""  # noqa: S608 constants only
# A part of a series that one reading made: own values of other years, to see what is usual.
OTHER_YEARS = """
select value from figures where park_id = ? and indicator_id = ? and scope = ? and unit = ?
  and kind = 'level' and status = 'actual' and shown = 1 and period_key <> ? and id <> ?
"""


def hold(db: sqlite3.Connection) -> dict[str, int]:
    """Set `shown` and `held_reason` of every figure; returns how many are held, by reason."""
    db.execute(
        "update figures set shown = 0, held_reason = case "
        "when withdrawn_at is not null then '' when confidence < ?1 then 'unsure' "
        "else 'no_park' end where withdrawn_at is not null or (accepted = 0 and "
        "(confidence < ?1 or (subject_kind = 'park' and park_id is null)))",
        (SURE,),
    )
    _mark(db, _growths(db), "growth")
    _mark(db, _out_of_range(db), "range")
    _mark(db, list(_jumps(db)), "jump")
    # The published index, made early: what it holds does not change any more.
    db.execute(public_schema().table("figures").index_statements()[1])
    _mark(db, _first_places(db), "first_place")
    counted = db.execute(
        "select held_reason, count(*) from figures where held_reason <> '' group by 1 order by 1"
    )
    return {reason: n for reason, n in counted}


def _mark(db: sqlite3.Connection, ids: Iterable[str], reason: str) -> None:
    db.executemany(
        "update figures set shown = 0, held_reason = ? where id = ? and shown = 1",
        [(reason, identity) for identity in ids],
    )


def _growths(db: sqlite3.Connection) -> list[str]:
    """Growth beyond ±100 %, shares over 100 but for plan rates."""
    return [
        row[0]
        for row in db.execute(
            "select id from figures where shown = 1 and accepted = 0 and "
            "(kind = 'growth' and (unit = '%' and abs(value) > ? or unit = 'times' and value > 1) "
            "or kind = 'share' and unit = '%' and base <> 'plan' and value > 100)",
            (GROWTH,),
        )
    ]


def _out_of_range(db: sqlite3.Connection) -> list[str]:
    """Levels of a park outside what the indicator takes."""
    sizes: dict[tuple[str, str], array[float]] = defaultdict(lambda: array("d"))
    asked = f"select indicator_id, unit, value from figures not indexed where {SIZED}"  # noqa: S608 a constant
    for indicator, unit, value in db.execute(asked):
        sizes[indicator, unit].append(value)
    db.execute("create temp table ranges (indicator_id, unit, low, high)")
    db.executemany("insert into ranges values (?, ?, ?, ?)", _ranges(sizes))
    held = db.execute(
        "select id from figures join ranges using (indicator_id, unit) "  # noqa: S608 a constant
        f"where {SIZED} and accepted = 0 and value <> 0 "
        "and (value < low and bound <> '<' or coalesce(value_max, value) > high)"
    ).fetchall()
    db.execute("drop table temp.ranges")
    return [row[0] for row in held]


def _ranges(
    sizes: Mapping[tuple[str, str], Sequence[float]],
) -> list[tuple[str, str, float, float]]:
    """By indicator and unit: the shipped range, narrowed to the archive's own 0.1 to 99.9 %."""
    with RANGES.open(encoding="utf-8", newline="") as file:
        found = {
            (row["indicator"], row["unit"]): (float(row["low"]), float(row["high"]))
            for row in csv.DictReader(file)
        }
    for key, values in sizes.items():
        if len(values) < ENOUGH:
            continue
        outside = max(1, int(len(values) * TAIL))
        low, high = nsmallest(outside + 1, values)[-1], nlargest(outside + 1, values)[-1]
        wide = found.get(key, (low, high))
        found[key] = (max(low, wide[0]), min(high, wide[1]))
    return [(*key, *bounds) for key, bounds in sorted(found.items())]


def _jumps(db: sqlite3.Connection) -> Iterator[str]:
    """Values far from those before and behind them in the park's own series; at an end, from the
    nearest, unless it is that one which stands alone."""
    db.execute(WIDE)
    for _, rows in groupby(db.execute(SIZES), key=lambda row: row[1:8]):
        # A slip that a reprint carried on is no second opinion: equal values of a day are one.
        series = [list(same) for _, same in groupby(rows, key=lambda row: row[8:10])]
        values = [same[0][9] for same in series]
        for n, same in enumerate(series):
            near = [values[i] for i in (n - 1, n + 1) if 0 <= i < len(values)]
            if not near or any(_ratio(values[n], value) < JUMP for value in near):
                continue
            beyond = n - 2 if n == len(values) - 1 else n + 2
            at_end = len(near) == 1 and 0 <= beyond < len(values)
            if at_end and _ratio(values[n], values[beyond]) < JUMP / 2:
                continue
            if not any(row[10] for row in same):
                yield from (row[0] for row in same)


def _ratio(a: float, b: float) -> float:
    return max(a, b) / min(a, b)


def _first_places(db: sqlite3.Connection) -> list[str]:
    """First places of public rankings that nothing else speaks for: no second witness, no own
    value of another year that is near. The one that moves up is held too if it stands apart."""
    held: list[str] = []
    for key, rows in groupby(db.execute(RANKED), key=itemgetter(0, 1, 2, 3)):
        parks = [(row[4], row[5]) for row in rows]
        if len(parks) < LEAST_RANKED:
            continue
        following = chain((value for _, value in parks[1:]), (0.0,))
        for n, (own, after) in enumerate(zip(_places(db, key, parks), following, strict=True)):
            near = n > 0 and own[0][0] < APART * after
            if near or _supported(db, key, own):
                break
            held += [row[2] for row in own]
    return held


Key = tuple[Any, ...]  # indicator, scope, unit and year of a ranking
Readings = list[Sequence[Any]]  # rows of OWN


def _places(
    db: sqlite3.Connection, key: Key, parks: Sequence[tuple[str, float]]
) -> Iterator[Readings]:
    """The readings of each park by its place; of equal parks the lowest id comes first."""
    for _, equal in groupby(parks, key=itemgetter(1)):
        readings = [db.execute(OWN, (park, *key)).fetchall() for park, _ in equal]
        yield from sorted(readings, key=lambda own: str(own[0][2]))


def _supported(db: sqlite3.Connection, key: Key, own: Readings) -> bool:
    top, park, identity = own[0][:3]
    agreeing = [row for row in own if _ratio(row[0] or 1e-9, top or 1e-9) < 1.1]
    if any(row[3] for row in agreeing) or len(_witnesses(db, agreeing)) > 1:
        return True
    indicator, scope, unit, year = key
    others = db.execute(OTHER_YEARS, (park, indicator, scope, unit, str(year), identity)).fetchall()
    return any(v > 0 and _ratio(v, top or 1e-9) <= SUPPORT for (v,) in others)


def _witnesses(db: sqlite3.Connection, readings: Readings) -> set[str]:
    asked = "select witness from witnesses where article_id = ?"
    return {db.execute(asked, (row[4],)).fetchone()[0] for row in readings}
