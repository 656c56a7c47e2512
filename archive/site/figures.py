"""Figures as pages show them: the row with everything a reader needs to check it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.site import links
from archive.site.formats import (
    FALLS,
    SURENESS,
    Scale,
    amount,
    base,
    chance,
    day,
    fall,
    kind,
    moment,
    named_scale,
    number,
    period,
    scale_for,
    scope,
    told_kind,
)
from archive.site.web import Ask, rows
from archive.site.wording import Worded, worded

OMITTED = "…"
HAN = re.compile(r"[\u4e00-\u9fff]")
SIGNS = ("-", "−", "－", "–", "负")

# Everything that a card or a table row of a figure shows; f is the figure.
SELECT = """
select f.*, a.title, a.url, a.published_at, a.published_precision, a.story_id, a.source_id,
  a.gone_since, a.last_checked_at, {paper}, s.name as source_name,
  p.name as park, p.status as park_status,
  c.name as context_park, c.status as context_park_status,
  i.name_zh, i.name_en, i.nature, i.category, i.comparable
from {start} {joined}
"""
# The little of it that a chart needs, and that tells which rows say the same.
OUTLINE = """
select f.id, f.indicator_id, f.label, f.subject, f.scope, f.kind, f.base, f.value, f.value_max,
  f.unit, f.quote, f.period_start, f.period_end, f.period_type, f.period_key, f.status, f.shown,
  a.published_at, {paper}, p.name as park, i.name_zh, i.name_en
from {start} {joined}
"""
PAPER = "coalesce(nullif(a.origin, ''), s.name) as paper"
JOINED = """join articles a on a.id = f.article_id join sources s on s.id = a.source_id
  left join parks p on p.id = f.park_id left join parks c on c.id = f.context_park_id
  left join indicators i on i.id = f.indicator_id
"""

# A park's newest figures, found without a look at the others: rows stand in the order in which
# reports came out, and each index holds the row's number. Enough for many reports.
RECENT = """
(select * from figures where rowid in
  (select rowid from figures where park_id = ?1 order by rowid desc limit 1500))
"""


@dataclass(slots=True)
class Card:
    """One figure for a template; all words are in the reader's language."""

    row: sqlite3.Row
    lang: str
    scale: Scale

    def __getattr__(self, name: str) -> object:
        try:
            return self.row[name]
        except IndexError:
            raise AttributeError(name) from None

    @property
    def link(self) -> str:
        """The figure's page."""
        return links.figure(self.row["id"])

    @property
    def indicator(self) -> str:
        """The indicator's name, the report's own words where it has none."""
        name = self.row["name_zh" if self.lang == "zh" else "name_en"]
        if name and self.lang != "zh":
            name = name.partition(" (")[0]  # what it excludes stands on the indicator's page
        return str(name or self.row["label"] or self.row["indicator_id"])

    @property
    def named(self) -> str:
        """Indicator with what narrows it: 税收（规上工业）."""
        if not self.row["scope"]:
            return self.indicator
        form = "{}（{}）" if self.lang == "zh" else "{} ({})"
        return form.format(self.indicator, self.scope_words)

    @property
    def scope_words(self) -> str:
        """What narrows the indicator, in words."""
        return scope(self.row["scope"], self.lang)

    @property
    def scope_lang(self) -> str:
        """What language those words are in: parts without an English name stay Chinese."""
        return "zh-CN" if self.lang == "zh" or HAN.search(self.scope_words) else "en"

    @property
    def base_words(self) -> str:
        """What the number is relative to, in words."""
        return base(self.row["base"], self.lang)

    @property
    def about(self) -> str:
        """Who the number is about."""
        return str(self.row["park"] or self.row["subject"])

    @property
    def planned(self) -> bool:
        """Whether the number is a plan, a target or an agreement and no result."""
        return bool(self.row["status"] == "planned")

    @property
    def kind_words(self) -> str:
        """The kind of number."""
        return kind(self._kind, self.lang)

    @property
    def _kind(self) -> str:
        return told_kind(self.row["kind"], self.row["unit"])

    @property
    def fell(self) -> bool:
        """Whether the number is below zero and printed without a sign: 下降8.8%."""
        signed = self.row["quote"].startswith(SIGNS)
        return self.row["kind"] in FALLS and self.row["value"] < 0 and not signed

    @property
    def printed_kind(self) -> str:
        """The kind as it must be called beside the printed number: 降幅 beside 8.8%."""
        return fall(self._kind, self.lang) if self.fell else self.kind_words

    @property
    def what(self) -> str:
        """Indicator and, where it is no plain amount, kind: 工业总产值增速."""
        if self.row["kind"] == "level":
            return self.named
        joint = "" if self.lang == "zh" else ", "
        return f"{self.named}{joint}{self.printed_kind}"

    @property
    def worded(self) -> Worded:
        """The printed number with its bound and what it is relative to, for whoever quotes it."""
        return worded(self.row, self.lang, fell=self.fell)

    @property
    def when(self) -> str:
        """The period in words; empty where it is not known."""
        return period(self.row["period_start"], self.row["period_end"], self.lang)

    @property
    def value_words(self) -> str:
        """The value in the column's unit, with its upper end and bound."""
        return self._words(unit=True)

    @property
    def number_words(self) -> str:
        """The same without the unit, which stands in the head of the column."""
        return self._words(unit=False)

    def _words(self, unit: bool) -> str:
        bound = {"~": "约", ">": "≥", "<": "≤"}.get(self.row["bound"] or "", "")
        if bound == "约" and self.lang == "en":
            bound = "c. "
        if self.row["kind"] == "rank":
            text = number(self.row["value"])
            return f"第{text}位" if self.lang == "zh" else f"no. {text}"
        if self.row["value_max"] is not None:
            top = self._amount(self.row["value_max"], unit)
            return f"{bound}{number(self.row['value'], self.scale)}—{top}"
        return bound + self._amount(self.row["value_text"], unit)

    def _amount(self, value: object, unit: bool) -> str:
        text = str(value)
        return amount(text, self.scale, self.lang) if unit else number(text, self.scale)

    @property
    def cut_before(self) -> str:
        """The mark of omission where words of the clause are left out in front."""
        return OMITTED if self.row["evidence_cut"] & 1 else ""

    @property
    def cut_after(self) -> str:
        """The mark of omission where words of the clause are left out at its end."""
        return OMITTED if self.row["evidence_cut"] & 2 else ""

    @property
    def clause(self) -> str:
        """The clause with marks where it was cut."""
        return f"{self.cut_before}{self.row['evidence']}{self.cut_after}"

    @property
    def sureness(self) -> str:
        """One of the keys of SURENESS."""
        if self.row["withdrawn_at"]:
            return "withdrawn"
        if self.row["corrected"] or self.row["accepted"]:
            return "checked"
        return "sure" if self.row["shown"] else "held"

    @property
    def sure_words(self) -> str:
        """How sure the archive is that it read the report rightly."""
        return SURENESS[self.sureness][0 if self.lang == "zh" else 1]

    @property
    def chance(self) -> str:
        """How likely the reading is right, by the program; rounded down."""
        return chance(self.row["confidence"])

    @property
    def published(self) -> str:
        """The day of the report, with the time where it is known."""
        return moment(self.row["published_at"], self.row["published_precision"], self.lang)

    @property
    def published_day(self) -> str:
        """The day of the report."""
        return day(self.row["published_at"], self.lang)

    @property
    def original(self) -> str:
        """The original's address, if it is one that a browser may open."""
        return links.original(self.row["url"])


def cards(ask: Ask, found: Iterable[sqlite3.Row]) -> list[Card]:
    """Cards for rows of SELECT, each in the unit in which its report prints it."""
    return [
        Card(row, ask.lang, scale_for(row["unit"], [row["quote"]], [row["value"]])) for row in found
    ]


def column(ask: Ask, found: list[sqlite3.Row]) -> list[Card]:
    """Cards for rows of one unit that stand in one column: one scale for all."""
    if not found:
        return []
    scale = scale_for(
        found[0]["unit"], [row["quote"] for row in found], [row["value"] for row in found]
    )
    return [Card(row, ask.lang, scale) for row in found]


def scale_asked(ask: Ask, unit: str, found: Sequence[sqlite3.Row]) -> Scale:
    """The unit that the address asks for, else the one that suits these rows."""
    wanted = ask.get("unit")
    named = named_scale(unit, wanted)
    if wanted and named is None:
        ask.leave_out("unit", wanted)
    return named or scale_for(unit, [r["quote"] for r in found], [r["value"] for r in found])


def select(
    db: sqlite3.Connection,
    rest: str,
    *params: object,
    start: str = "figures f",
    columns: str = SELECT,
) -> list[sqlite3.Row]:
    """Rows of SELECT or OUTLINE; rest is where, order and limit, start what the query begins
    from."""
    return rows(db, statement(rest, start=start, columns=columns), *params)


def statement(rest: str, *, start: str = "figures f", columns: str = SELECT) -> str:
    """What select() asks."""
    return columns.format(start=start, paper=PAPER, joined=JOINED) + rest


def by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, sqlite3.Row]:
    """Rows of SELECT by the figures' ids."""
    marks = ", ".join("?" * len(ids))
    return {row["id"]: row for row in select(db, f"where f.id in ({marks})", *ids)}


def cards_by_id(db: sqlite3.Connection, ask: Ask, ids: Sequence[str]) -> dict[str, Card]:
    """Cards by the figures' ids."""
    return {card.row["id"]: card for card in cards(ask, by_id(db, ids).values())}
