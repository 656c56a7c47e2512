"""A figure in words that cannot be read as another fact: what it is relative to, and its bound.

The report's own words are taken where they stand beside the number: 占营业收入的, 居全省省级开发区.
Where the clause does not name the whole or the field, that is said; nothing is put in its place.
Pure.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

MOST = 16  # characters of the report's own words
# What the number is a part of: 占全市工业税收的近, 占全市地区生产总值的比重达到.
_WHOLE = re.compile(
    rf"占(?!比|有)([^，。；、：占]{{2,{MOST}}}?)的?(?:比重|比例|份额)?(?:达到|达|为|是)?的?"
    r"(?:接近|近|约|超过|超|逾|不足|不到)?$"
)
# Among whom it has its place: 位居全省省级开发区.
_FIELD = re.compile(rf"(?:居|列|排名?|排在)([^，。；、：居列排]{{2,{MOST}}}?)的?$")
_YEARLY = re.compile(r"(?:年度?|全年)[^，。；年月]{0,4}(?:任务|计划|目标)")
_RATE = re.compile(r"增速|增幅")
_TURNED = re.compile("翻")  # 翻了一番 says by itself that it is a multiple
_LEVEL_WITH = re.compile("持平")
_OWN_BOUND = re.compile(r"[多余几约近超过逾]|不足|不到|左右|上下|以上|以下|以内|至少|至多")

# Words in front of the number that name its bound, longest first, and how the number is then told.
_BEFORE: dict[str, tuple[tuple[str, str], ...]] = {
    "~": (("接近", "近"), ("近", "近")),
    ">": (("突破", "超"), ("超过", "超"), ("超", "超"), ("逾", "超")),
    "<": (("不足", "不足"), ("不到", "不足"), ("近", "近")),
}
_BEHIND = {"~": ("左右", "上下"), ">": ("以上",), "<": ("以下", "以内")}
_ELSE = {"~": "约", ">": "不低于", "<": "不超过"}
_ENGLISH = {"~": "about ", ">": "at least ", "<": "at most "}


@dataclass(frozen=True, slots=True)
class Worded:
    """A number with what must stand around it: 完成年度计划的 46.4%, up 5.5% a year on average."""

    lead: str
    number: str
    tail: str = ""

    @property
    def whole(self) -> str:
        """All of it, as it stands behind the indicator's name."""
        return f"{self.lead}{self.number}{self.tail}"


def worded(row: Mapping[str, object] | sqlite3.Row, lang: str, *, fell: bool) -> Worded:
    """The figure's number in words; fell: it is below zero and printed without a sign."""
    told = _Told(row, fell)
    number = told.bounded(lang)
    lead, tail = told.chinese() if lang == "zh" else told.english()
    if not number.startswith(told.quote):
        lead = lead.removesuffix("为")  # 占比超六成
    return Worded(lead, number, tail)


class _Told:
    """What the row says, taken apart."""

    def __init__(self, row: Mapping[str, object] | sqlite3.Row, fell: bool) -> None:
        self.kind, self.unit = str(row["kind"]), str(row["unit"])
        self.base, _, self.named = str(row["base"] or "").partition(":")
        self.quote, self.bound = str(row["quote"]), str(row["bound"] or "=")
        clause, at = str(row["evidence"] or ""), int(str(row["quote_start"] or 0))
        self.before, self.after = clause[:at], clause[at + len(self.quote) :]
        self.indicator = str(row["name_zh"] or row["label"] or "")
        self.fell = fell

    def bounded(self, lang: str) -> str:
        """The number as printed with its bound in words, once."""
        quote = self.quote
        if self.kind == "rank" and "前" in quote:
            return quote  # 前十 is a bound by itself
        if self.bound not in _ELSE or (lang == "zh" and _OWN_BOUND.search(quote)):
            return quote
        if lang != "zh":
            return _ENGLISH[self.bound] + quote
        behind = next((w for w in _BEHIND[self.bound] if self.after.startswith(w)), "")
        if behind:
            return quote + behind
        for word, said in _BEFORE[self.bound]:
            if self.before.endswith(word):
                return said + quote
        return _ELSE[self.bound] + quote

    def _group(self, pattern: re.Pattern[str]) -> str:
        """The report's own words, if they are about the place that the base names."""
        found = pattern.search(self.before)
        own = found[1] if found else ""
        if self.base == "place" and not own.startswith(self.named):
            return ""
        return own

    def chinese(self) -> tuple[str, str]:
        """What stands before and behind the number."""
        kind = "points" if self.kind == "change" and self.unit == "pp" else self.kind
        made = {
            "share": self._share, "rank": self._rank, "multiple": self._multiple,
            "growth": self._growth, "change": self._change, "points": self._points,
        }.get(kind)  # fmt: skip
        if made:
            return made(), ""
        return ("新增" if kind == "addition" else ""), ""

    def _share(self) -> str:
        if self.base == "plan":
            yearly = _YEARLY.search(self.before)
            return "完成年度计划的" if yearly else "完成计划的"
        own = self._group(_WHOLE) if self.base in ("whole", "place", "other") else ""
        if own:
            return f"占{own}的"
        if self.named:
            return f"占{self.named}（总体见原文）的"
        return "占比（总体见原文）为" if self.base == "whole" else "占比（或比率）为"

    def _rank(self) -> str:
        thing = "增速" if _RATE.search(self.before) and "总量" not in self.before else "位次"
        if self.indicator.endswith(thing):
            thing = ""
        own = self._group(_FIELD)
        return f"{thing}居{own}" if own else f"{thing}居{self.named}（范围见原文）"

    def _multiple(self) -> str:
        turned = _TURNED.search(self.quote)
        if self.base == "yoy":
            return "同比" if turned else "是上年同期的"
        if turned:
            return self._compared()
        known = {"previous": "是上期的", "ytd": "是年初的", "plan": "是计划的"}
        if self.base in known:
            return known[self.base]
        return f"是{self.named}的" if self.named else "倍数（基准见原文）为"

    def _compared(self) -> str:
        """同比, 较年初, 较2020年: in front of a verb."""
        words = {
            "yoy": "同比", "previous": "环比", "annual_average": "年均", "ytd": "较年初",
            "plan": "较计划", "whole": "较总体",
        }  # fmt: skip
        if self.base in words:
            return words[self.base]
        if self.named.startswith("拉动"):
            return self.named
        return f"较{self.named}" if self.named else ""

    def _growth(self) -> str:
        against = self._compared()
        if _LEVEL_WITH.search(self.quote) or _TURNED.search(self.quote):
            return against
        if self.quote.startswith(("-", "−", "－", "–", "负")):
            return f"{against}增速为"
        verb = "下降" if self.fell else "增长"
        return f"{against}{verb}" if against else f"{verb}（基准见原文）"

    def _change(self) -> str:
        if self.base == "place":
            return f"{'低于' if self.fell else '高于'}{self.named}"
        if self.unit == "rank":
            return f"{self._compared()}{'后退' if self.fell else '前进'}"
        return f"{self._compared()}{'减少' if self.fell else '增加'}"

    def _points(self) -> str:
        if self.named.startswith("拉动"):
            return self.named
        thing = "增速（占比）"
        if self.base == "place":
            return f"{thing}{'低于' if self.fell else '高于'}{self.named}"
        return f"{thing}{self._compared()}{'回落' if self.fell else '提高'}"

    def english(self) -> tuple[str, str]:
        """The same in English; the report's words stay Chinese."""
        against = {
            "yoy": " on a year before", "previous": " on the period before",
            "annual_average": " a year on average", "ytd": " since the year began",
            "plan": " against the plan", "whole": " against the whole",
        }.get(self.base, f" on {self.named}" if self.named else "")  # fmt: skip
        if self.kind == "share":
            return self._english_share()
        if self.kind == "rank":
            own = self._group(_FIELD) or f"{self.named} (among whom: see the original)".strip()
            rate = _RATE.search(self.before) and "总量" not in self.before
            return ("rank by growth " if rate else "rank "), f" in {own}"
        if self.kind == "multiple":
            of = {"yoy": " of a year before", "previous": " of the period before"}
            unnamed = f" of {self.named}" if self.named else " (of what: see the original)"
            rest = of.get(self.base, unnamed)
            return "", against if _TURNED.search(self.quote) else rest
        if self.kind == "addition":
            return "added ", ""
        if self.kind not in ("growth", "change"):
            return "", ""
        points = self.kind == "change" and self.unit == "pp"
        thing = "growth rate (or share) " if points else ""
        if self.named.startswith("拉动"):
            return "contribution ", f" ({self.named})"
        if self.base == "place":
            return thing, f" {'below' if self.fell else 'above'} {self.named}"
        if self.kind == "growth" and not against:
            against = " (on what: see the original)"
        return f"{thing}{'down' if self.fell else 'up'} ", against

    def _english_share(self) -> tuple[str, str]:
        if self.base == "plan":
            return "", " of the plan completed"
        own = self._group(_WHOLE)
        if own:
            return "", f" of {own}"
        within = f" in {self.named}" if self.named else ""
        return "share ", f"{within} (of what: see the original)"
