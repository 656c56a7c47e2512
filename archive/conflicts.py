"""Figures that cannot both be right as they stand, each pair with its arithmetic in words.

Only figures of one park, indicator, scope, kind, base, price basis, unit, status and period are
laid side by side. A number is an interval (its last place, its bound), and two numbers disagree
when their intervals do not meet. Nothing here says who is wrong. Of two readings one is sure; the
other may be fairly sure where another report printed it, and is marked 待核 beside it.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from typing import Any

from archive.words import amount

ROUNDING, RESTATED, ESTIMATE = "末位取舍", "前后修订", "预计与实绩"
DEFINITION, DISAGREE, INCOMPARABLE = "口径不同", "数据不一致", "口径不可比"
# From the least to the worst; the last says that no contradiction is claimed.
GRADES = (ROUNDING, ESTIMATE, RESTATED, DEFINITION, DISAGREE)

MOST_VALUES = 6  # different values of one cell that are compared; more are one muddle
LATER = 60  # days after which a paper's other number is a later state of knowledge
CLOSE = 0.005  # of the value: so near that the last place may have been cut or rounded

# Growth of these is real, of a changing sample, or over a revised base: their levels of two years
# do not give their growth, and that is no contradiction.
NOT_FROM_LEVELS = {
    "gdp",
    "industrial_value_added",
    "industrial_value_added_above_scale",
    "value_added_other",
    "gross_industrial_output_above_scale",
    "retail_sales",
    "fixed_asset_investment",
    "industrial_investment",
    "technical_upgrade_investment",
}

COMPARABLE = """f.withdrawn_at is null and f.park_id is not null and f.period_key <> ''
  and f.status = 'actual' and f.indicator_id <> 'other' and f.kind <> 'rank'
  and (f.held_reason <> 'unsure' or f.confidence >= 0.8)"""
# Most cells hold one value: which hold several is found out before anything else is looked at.
SEVERAL = f"""
create temp table several as
select group_concat(f.rowid) as figures from figures f not indexed where {COMPARABLE}
group by f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.price_basis, f.unit, f.period_key
having min(f.value) < max(f.value)
"""  # noqa: S608 constants only
CELLS = """
select f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.price_basis, f.unit, f.period_key,
  f.id, f.value, f.value_max, f.precision, f.bound, f.label, f.modality, f.quote, f.article_id,
  f.held_reason = 'unsure' as unsure, a.published_at, coalesce(a.story_id, a.id) as story,
  i.comparable, i.name_zh
from several s, json_each('[' || s.figures || ']') n cross join figures f on f.rowid = n.value
  join articles a on a.id = f.article_id join indicators i on i.id = f.indicator_id
order by 1, 2, 3, 4, 5, 6, 7, 8, f.value, a.published_at, f.id
"""
PARTS = """
select w.id as a, p.id as b, w.quote as whole, p.quote as part, p.label as label,
  i.name_zh as name, w.value as wv, w.precision as wp, w.bound as wb, w.value_max as wm,
  p.value as pv, p.precision as pp, p.bound as pb, p.value_max as pm
from figures w join figures p on p.article_id = w.article_id and p.park_id = w.park_id
  and p.indicator_id = w.indicator_id and p.kind = w.kind and p.unit = w.unit
  and p.status = w.status and p.period_key = w.period_key and p.scope like 'part:%'
join indicators i on i.id = w.indicator_id
where w.scope = '' and w.kind in ('level', 'addition') and w.period_key <> ''
  and w.status = 'actual' and w.withdrawn_at is null and p.withdrawn_at is null
  and p.value > w.value and w.held_reason <> 'unsure' and p.held_reason <> 'unsure'
  and i.comparable <> 'none'
"""
SHARES = """
select id, quote from figures where kind = 'share' and unit = '%' and base <> 'plan' and value > 100
  and withdrawn_at is null and held_reason <> 'unsure' and status = 'actual'
"""
# A level, the level a year before, and the growth between them.
LEVELS = """
select n.figure_id as a, g.figure_id as b, o.figure_id as o, n.indicator_id as indicator,
  n.scope as scope, i.name_zh as name, n.period_key as period, nf.quote as now, of.quote as before,
  gf.quote as growth, gf.price_basis as price_basis, nf.unit as unit,
  nf.value as nv, nf.precision as np, nf.bound as nb, nf.value_max as nm,
  of.value as ov, of.precision as op, of.bound as ob, of.value_max as om,
  gf.value as gv, gf.precision as gp, gf.bound as gb, gf.value_max as gm
from series n
join series o on o.park_id = n.park_id and o.indicator_id = n.indicator_id and o.scope = n.scope
  and o.kind = 'level' and o.status = 'actual' and o.unit = n.unit
  and o.period_key = (cast(substr(n.period_key, 1, 4) as integer) - 1) || substr(n.period_key, 5)
join series g on g.park_id = n.park_id and g.indicator_id = n.indicator_id and g.scope = n.scope
  and g.kind = 'growth' and g.base = 'yoy' and g.status = 'actual' and g.unit = '%'
  and g.period_key = n.period_key
join figures nf on nf.id = n.figure_id join figures of on of.id = o.figure_id
join figures gf on gf.id = g.figure_id join indicators i on i.id = n.indicator_id
where n.kind = 'level' and n.status = 'actual'
  and nf.period_type in ('year', 'half', 'quarter', 'ytd') and of.period_type = nf.period_type
"""


@dataclass(frozen=True, slots=True)
class Interval:
    """What a printed number allows."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether some value fits both."""
        return self.low <= other.high and other.low <= self.high


def interval(
    value: float, value_max: float | None, precision: float | None, bound: str
) -> Interval:
    """16.7亿 is 16.65 to 16.75; 突破 reaches up without end, 不足 down."""
    slack = (precision or 0.0) * (1 + 1e-9)
    low, high = value - slack, (value if value_max is None else value_max) + slack
    if bound == ">":
        return Interval(low, math.inf)
    if bound == "<":
        return Interval(-math.inf, high)
    if bound == "~" and precision is None:
        return Interval(low - abs(value) * 0.05, high + abs(value) * 0.05)
    return Interval(low, high)


def find_values(db: sqlite3.Connection) -> int:
    """Fill `conflicts` with disagreeing values, parts over their whole, shares over 100."""
    db.row_factory = sqlite3.Row
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in _values(db):
        found.setdefault(*row)
    for row in _parts(db):
        found.setdefault(*row)
    for share in db.execute(SHARES):
        words = f"占比 {share['quote']} 大于 100%，部分不会大于整体。"
        found.setdefault((share["id"], share["id"]), ("share", DISAGREE, words))
    return _write(db, found)


def find_growths(db: sqlite3.Connection) -> int:
    """Add levels and growths that do not fit last year's level; after the series are filled."""
    db.row_factory = sqlite3.Row
    found = {}
    for row in db.execute(LEVELS):
        told = _growth(row)
        if told is not None:
            found[row["a"], row["b"]] = ("growth", *told)
    return _write(db, found)


def _write(db: sqlite3.Connection, found: Mapping[tuple[str, str], tuple[str, str, str]]) -> int:
    db.row_factory = None
    db.executemany(
        "insert or ignore into conflicts (figure_a, figure_b, rule, grade, counted, arithmetic) "
        "values (?, ?, ?, ?, ?, ?)",
        [
            (a, b, rule, grade, int(grade != INCOMPARABLE), words)
            for (a, b), (rule, grade, words) in sorted(found.items())
        ],
    )
    return len(found)


Pair = tuple[tuple[str, str], tuple[str, str, str]]


def _values(db: sqlite3.Connection) -> Iterator[Pair]:
    db.execute(SEVERAL)
    for _, rows in groupby(db.execute(CELLS), key=lambda row: tuple(row)[:8]):
        cell = list(rows)
        if len({row["value"] for row in cell}) < 2:
            continue
        # One witness for each value and story: a reprint disagrees with nobody anew.
        first = {(row["value"], row["story"]): row for row in reversed(cell)}
        kept = sorted(first.values(), key=lambda row: (row["value"], row["id"]))
        if len({row["value"] for row in kept}) > MOST_VALUES:
            kept = kept[:1] + kept[-1:]
        for a, b in combinations(kept, 2):
            told = _disagree(a, b)
            if told is not None:
                yield (a["id"], b["id"]), ("value", *told)


def _disagree(a: sqlite3.Row, b: sqlite3.Row) -> tuple[str, str] | None:
    """The grade and the words of two figures that do not meet, or None."""
    if a["value"] == b["value"] or _interval(a).meets(_interval(b)):
        return None
    same_label = a["label"] == b["label"]
    inside = a["article_id"] == b["article_id"]
    # A fairly sure reading is laid beside a sure one of another report, and of no other kind.
    if (a["unsure"] and b["unsure"]) or (inside and (a["unsure"] or b["unsure"])):
        return None
    # One report that words two numbers differently speaks of two things.
    if not same_label and (inside or a["comparable"] == "none"):
        return None
    if inside and a["kind"] != "level":
        return None
    gap = abs(a["value"] - b["value"])
    unit = "pp" if a["unit"] == "%" else a["unit"]  # what lies between two percentages
    words = (
        f"{a['name_zh']}：{a['quote']} 与 {b['quote']} 相差 {amount(gap, unit)}"
        f"{_percent(gap, a['value'], a['unit'])}，各自末位的余地之内没有共同的值。"
    )
    if a["kind"] == "growth" and a["value"] < 0 < b["value"]:
        words += "一说下降，一说增长。"
    return _grade(a, b, gap, same_label), words


def _grade(a: sqlite3.Row, b: sqlite3.Row, gap: float, same_label: bool) -> str:
    if "estimated" in (a["modality"], b["modality"]) and a["modality"] != b["modality"]:
        return ESTIMATE
    slack = 2 * ((a["precision"] or 0) + (b["precision"] or 0))
    if gap <= slack or (a["unit"] not in ("%", "pp") and gap <= CLOSE * abs(a["value"])):
        return ROUNDING
    if not same_label:
        return DEFINITION
    if abs(_days(a["published_at"], b["published_at"])) > LATER:
        return RESTATED
    return DISAGREE


def _days(a: str | None, b: str | None) -> int:
    if not a or not b:
        return 0
    return (date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days


def _percent(gap: float, of: float, unit: str) -> str:
    return f"（{gap / abs(of):.1%}）" if of and unit not in ("%", "pp") else ""


def _parts(db: sqlite3.Connection) -> Iterator[Pair]:
    for row in db.execute(PARTS).fetchall():
        whole = interval(row["wv"], row["wm"], row["wp"], row["wb"])
        part = interval(row["pv"], row["pm"], row["pp"], row["pb"])
        if part.low > whole.high:
            words = f"{row['name']}：其中的{row['label']} {row['part']} 大于整体 {row['whole']}。"
            yield (row["a"], row["b"]), ("part", DISAGREE, words)


def _growth(row: sqlite3.Row) -> tuple[str, str] | None:
    """Last year's level times the growth against this year's level."""
    now, before, rate = (
        interval(row[f"{x}v"], row[f"{x}m"], row[f"{x}p"], row[f"{x}b"]) for x in "nog"
    )
    if before.low <= 0 or math.inf in (now.high, before.high, rate.high):
        return None
    expected = Interval(before.low * (1 + rate.low / 100), before.high * (1 + rate.high / 100))
    if expected.meets(now):
        return None
    middle = row["ov"] * (1 + row["gv"] / 100)
    gap = abs(row["nv"] - middle)
    words = (
        f"{row['name']}：上年同期 {row['before']}，增速 {row['growth']}，"
        f"推算本期约 {amount(middle, row['unit'])}，报道为 {row['now']}，"
        f"相差 {amount(gap, row['unit'])}{_percent(gap, row['nv'], row['unit'])}。"
    )
    if row["indicator"] in NOT_FROM_LEVELS or row["price_basis"] in ("real", "same_sample"):
        return (
            INCOMPARABLE,
            words + "增速按可比价、同口径或修订后的基数计算，与两年数额不可直接比较。",
        )
    if "size:" in row["scope"]:
        return INCOMPARABLE, words + "样本每年变动，与两年数额不可直接比较。"
    grade = ROUNDING if gap <= CLOSE * abs(row["nv"]) else DISAGREE
    return grade, words


def _interval(row: sqlite3.Row | Mapping[str, Any] | Sequence[Any]) -> Interval:
    cell: Any = row
    return interval(cell["value"], cell["value_max"], cell["precision"], cell["bound"])
