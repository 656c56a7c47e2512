"""Finds every expression of time in a report; the words themselves are in periods.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pipelines.figures.patterns import later
from pipelines.figures.times.grammar import beginning, opener, vocabulary

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
DIGITS |= dict(zip("零○两首元", (0, 0, 2, 1, 1), strict=True))
NUMERIC = frozenset("0123456789.")
FIVE_YEARS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
EARLIER_PLANS = {"七": 1986, "八": 1991, "九": 1996, "十": 2001}


@dataclass(slots=True)
class Mention:
    """One expression of time as written.

    kind names its form; year is the year it states, shift the years from publication (今年 0),
    follow the years from the year that the text named last (当年 0). edge says what is meant of
    it: its last day (`end`), the stretch since (`since`), before (`before`), the same days of
    the year (`same`).
    """

    start: int
    end: int
    words: str
    kind: str
    year: int | None = None
    shift: int | None = None
    follow: int | None = None
    first: int = 0
    last: int = 0
    day: int = 0
    last_month: int = 0
    last_day: int = 0
    edge: str = ""
    until: bool = False  # 截至, 截止
    toward: bool = False  # 到2025年

    @property
    def dated(self) -> bool:
        """Whether it names its year."""
        return self.year is not None or self.shift is not None or self.follow is not None


@lru_cache(maxsize=4)
def mentions(folded: str) -> tuple[Mention, ...]:
    """Every expression of time in a folded text, in order, none overlapping another."""
    if " " not in folded:
        return tuple(_scan(folded))
    text, offsets = _closed_up(folded)
    return tuple(
        replace(m, start=offsets[m.start], end=offsets[m.end - 1] + 1) for m in _scan(text)
    )


SPACED = later(r"(?<![!-~]) +|(?<=[!-~]) +(?![!-~])")


def _closed_up(text: str) -> tuple[str, list[int]]:
    """2023 年 3 月: the text without the spaces of its typesetting, and where each letter stood."""
    kept, at = [], 0
    for gap in SPACED.finditer(text):
        kept.append((at, gap.start()))
        at = gap.end()
    kept.append((at, len(text)))
    offsets = [offset for start, end in kept for offset in range(start, end)]
    return "".join(text[start:end] for start, end in kept), offsets


def _scan(text: str) -> Iterator[Mention]:
    end = 0
    for first in opener().finditer(text):
        at = first.start()
        if at < end or (text[at].isdigit() and text[at - 1 : at] in NUMERIC):
            continue
        match = beginning(text[at]).match(text, at)
        if match is None or match.end() == at or _joined(text, match):
            continue
        mention = _mention(text, match)
        if mention is not None:
            if mention.kind == "within" and SINCE_START.search(text, max(0, at - 6), at):
                mention = replace(mention, kind="coming")  # 投产三年内: of no year that is told
            if mention.kind == "using" and text[at - 1 : at] in ("到", "至", "—", "-"):
                mention = replace(mention, edge="about")  # 用5到8年时间: of no year that is told
            end = mention.end
            yield mention


def _joined(text: str, match: re.Match[str]) -> bool:
    """Whether the words belong to others: 达产后 + 年产值, 项目 + 前三季度."""
    word, before = match.group(), text[match.start() - 1 : match.start()]
    if word == "过去":
        return before in set("走跑看翻飞送搬传回会年月天周时季日")
    if word.startswith("第") and word.endswith("年"):  # 投产后的第一年: it is still to come
        return OPENED_THEN.search(text, max(0, match.start() - YEARS_BACK), match.end()) is not None
    if word == "眼前":
        return before in set("在的们到") or text.startswith("一亮", match.end())
    if word.startswith("目前"):
        return before in set("项名科题栏数节")
    if before and before in WORDS_BEFORE.get(word[:2], ""):
        return True  # 带来 + 年税收, 目前 + 年产值
    if not word.startswith("后年"):
        return False
    return (
        before in set("产成用营工效运放行网")
        or text[match.start() + 2 : match.start() + 3] in YIELDS
    )


# Letters that make a word with the first letter of a year: 以前年均 is 以前 and 年均.
WORDS_BEFORE = {
    "前年": "目以之眼投产达建改搬迁用革此先空情营运",
    "来年": "0123456789十百几多带引搬招迎换未将以近往过历原向起送拿买请传回下上出进外月日天",
    "上年": "以之加赶用跟",
    "全年": "安健齐完",
    "同年": "合共协不",
    "本年": "成资基日根",
    "次年": "单层人班车批档",
    "去年": "出",
    "明年": "文声证",
}
PLAN_EDGES = {
    "以来": "since",
    "至今": "since",
    "末": "end",
    "期末": "end",
    "官时": "end",  # “十三五”收官时
    "之时": "end",
    "之年": "end",
    "束时": "end",
    "初期": "begin",
    "之初": "begin",
}
SINCE_START = later("(?:投产|达产|建成|开工|签约|落地|摘牌|出让|供地|运营|投用)后?的?$")
OPENED_THEN = later("(?:投产|达产|建成|运营|投用)后的?第一年")
YEARS_BACK = 80  # characters back to the first of the years counted
YIELDS = set("发产处加吞供节减销用收")  # 全部并网后 + 年发电


def number(text: str) -> int:
    """A small number in either script; 0 for 几."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(DIGITS.get(c, 0)) for c in text))


# 放到2022年全年看: no time to come.
NOT_TOWARD = ("截止到", "截至", "放到", "说到", "谈到", "回到", "具体到")


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    before = text[max(0, match.start() - 3) : match.start()]
    key = match.group(), match.lastindex, before.endswith(SHORT)
    said = _KNOWN.get(key, _UNKNOWN)
    if said is _UNKNOWN:
        if len(_KNOWN) >= KEPT:
            _KNOWN.clear()
        said = _KNOWN[key] = _said(match, before)
    if said is None:
        return None
    if said["kind"] == "plan_name" and before.endswith(LOOKING):
        said = said | {"kind": "plan"}  # 展望“十五五”, 回望“十三五”
    if said["kind"] == "near_day" and _nowadays(text, match, before):
        said = {"kind": "present"}  # 三年后的今天, 织成今天的39条
    if said["kind"] == "after" and _long_since(text, match, said["first"]):
        said = said | {"kind": "present"}  # 三年前, …; 三年后, …
    return Mention(
        start=match.start(),
        end=match.end(),
        words=match.group(),
        until=before.endswith(("截至", "截止", "截止到", "截至到", "截至于")),
        toward=before.endswith(("到", "至")) and not before.endswith(NOT_TOWARD),
        **said,
    )


def _said(match: re.Match[str], before: str) -> dict[str, Any] | None:
    """What an expression says, wherever it stands; None where it says no time."""
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    special = _special(found)
    if special is not None:
        if special["kind"] == "within" and before.endswith(SHORT):
            special["kind"] = "recent"
        return special
    found = {name.removeprefix("b_").removeprefix("r_"): found[name] for name in found}
    dated, part = _year(found), _part(found)
    if (part is None and not dated) or found.get("suffix") == "来":
        return None
    edge = {"kind": "year", "edge": EDGES.get(found.get("suffix", ""), "")}
    begun = "m1" in found or match.group().startswith(("年初", "开年"))
    if begun and edge["edge"] == "end":
        edge["edge"] = ""  # 1月至4月底, 年初至8月底
    return edge | dated | (part or {})


def _long_since(text: str, match: re.Match[str], years: int) -> bool:
    """Whether a sentence goes back as many years as 三年后 then leads on from."""
    begin = max(text.rfind("。", 0, match.start()), match.start() - YEARS_BACK, 0)
    ago = AGO.search(text, begin, match.start())
    return ago is not None and number(ago[1]) == years


def _nowadays(text: str, match: re.Match[str], before: str) -> bool:
    """Whether 今天 is the time that things have come to, and not the day of an event."""
    if match.group() not in ("今天", "今日"):
        return False
    if before.endswith(("后的", "到", "至", "到了", "成", "的")):
        return True
    if THINGS_STAND.match(text, match.end()):
        return True
    return text.startswith("的", match.end()) and not before.endswith(("在", "于"))


# 今天,园区里聚集着87家企业: what there is, and nothing that takes place.
THINGS_STAND = later(
    ",[^,。;:0-9]{0,16}?(?:聚集|集聚|汇聚|云集|坐落|林立|拥有|已有|入驻|活跃|生活|工作|运转|遍布)[着了]?(?=[^,。;0-9]{0,8}[0-9])"
)
LOOKING = (
    *("展望", "面向", "放眼", "奔向", "迈向", "迈进", "跨入"),
    *("回望", "回首", "回顾", "回看", "盘点", "走过", "纵观", "整个"),
)
AGO = later("([0-9]{1,2}|[一二两三四五六七八九十]{1,3})年前(?!后)")
SHORT = ("短短", "近", "仅", "不到", "过去")  # before 五年内: it is over
KEPT = 4096  # expressions of which the meaning is kept
_UNKNOWN: dict[str, Any] = {}
_KNOWN: dict[tuple[Any, ...], dict[str, Any] | None] = {}
THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31), "上半": (1, 15), "下半": (16, 31)}
EDGES = {
    "以来": "since",
    "至今": "since",
    "起": "since",
    "开始": "since",
    "底": "end",
    "末": "end",
    "初": "begin",
    "底前": "before",
    "末前": "before",
    "前": "before",
    "以前": "past",
    "之前": "before",
    "后": "after",
    "以后": "after",
    "之后": "after",
    "同期": "same",
} | {season + more: "season" for season in "春夏秋冬" for more in ("", "天", "季")}
YEAR_EDGES = {"底": "end", "末": "end", "初": "begin", "中": "middle"}
SIMPLE = (
    "present",
    "vague",
    "bygone",
    "event_day",
    "recent",
    "coming",
    "season",
    "since",
    "meanwhile",
    "that_month",
    "by_then",
    "amid",
    "half_gone",
    "two_years",
)


STRETCHES = ("years", "within", "after", "three", "using", "past", "next")


def _special(found: dict[str, str]) -> dict[str, Any] | None:
    """Expressions that are neither a year nor a part of one."""
    kind = next((kind for kind in SIMPLE if kind in found), None)
    if kind is not None:
        return {"kind": kind}
    before = found.get("plan_before") or found.get("plan_told")
    if "plan" in found or before:
        first = EARLIER_PLANS[before] if before else FIVE_YEARS[found["plan"]]
        if "plan_years" in found:
            return {"kind": "plan", "year": first, "last": number(found["plan_years"])}
        if "planned" not in found:
            return {"kind": "plan_name", "year": first}
        edge = PLAN_EDGES.get(found["planned"][-2:], "")
        return {"kind": "plan", "year": first, "edge": edge}
    if "ago" in found:
        return {"kind": "ago", "first": number(found["count"])}
    if "begun" in found:
        return {"kind": "past", "first": number(found["count"])}  # 建区20年, …
    if "spent_months" in found:
        return {"kind": "spent_months", "last": number(found["spent_months"])}
    stretch = next((kind for kind in STRETCHES if kind in found), None)
    if stretch is not None:
        count = number(found.get("count") or found[stretch])
        return {"kind": stretch, "first": count}
    return _relative(found)


def _relative(found: dict[str, str]) -> dict[str, Any] | None:
    """Days and months counted from publication, and the edges of a year not named."""
    data = vocabulary()
    if "months" in found:
        edge = found.get("months_edge", "")
        near = {"kind": "near_month", "first": data["months"][found["months"]]}
        if edge.endswith("旬"):
            return near | _third(edge)
        return near | {"edge": "end" if edge else ""}
    if "days" in found:
        return {"kind": "near_day", "first": data["days"][found["days"]]}
    if "feast" in found:
        month, day = data["feasts"][found["feast"]]
        return {"kind": "day", "first": month, "day": day}
    if "year_ago" in found:
        return {"kind": "year_ago", "first": {"前": 2}.get(found["year_ago"], 1)}
    if "only_day" in found:
        return {"kind": "only_day", "day": int(found["only_day"])}
    if "opening" in found:
        return {"kind": "year", "shift": 0, "edge": "since"}
    if "within_year" in found:
        return {"kind": "inside"}
    if "ends" in found:
        return {"kind": "ends", "edge": YEAR_EDGES[found["ends"][-1]]}
    return None


def _year(found: dict[str, str]) -> dict[str, Any]:
    years = vocabulary()["relative_years"]
    if "year" in found:
        out: dict[str, Any] = {"year": number(found["year"])}
        if "year2" in found:
            out |= {"kind": "year_range", "last": number(found["year2"])}
        return out
    word = found.get("relative")
    if word is None:
        return {}
    if word in years["from_publication"]:
        return {"shift": years["from_publication"][word]}
    if word in years["from_text"]:
        return {"follow": years["from_text"][word]}
    return {"kind": "new_year" if word in years["new_year"] else "past_year"}


def _part(found: dict[str, str]) -> dict[str, Any] | None:
    """The part of the year that is named, if any."""
    if "m1" in found:
        first, last = number(found["m1"]), number(found["m2"])
        return {"kind": "months", "first": first, "last": last} if first < last else None
    if "firsts" in found:
        return {"kind": "months", "first": 1, "last": number(found["firsts"])}
    if "half" in found:
        first = 1 if found["half"] in "上前" else 7
        return {"kind": "half", "first": first, "last": first + 5}
    if "quarters" in found or "q2" in found:
        last = number(found.get("quarters") or found["q2"])
        return {"kind": "months", "first": 1, "last": last * 3}
    if "quarter" in found:
        last = number(found["quarter"]) * 3
        return {"kind": "quarter", "first": last - 2, "last": last}
    if "month" in found:
        return _month(found)
    if "whole" in found:
        return {"kind": "whole"}
    if "edge" in found and found.get("suffix") == "以来":
        return {"kind": "year"}
    if "edge" in found:
        return {"kind": "ends", "edge": YEAR_EDGES[found["edge"]]}
    return None


def _third(words: str) -> dict[str, int]:
    """The days of 上旬, 中下旬, 上半月."""
    first, last = (words[:2],) * 2 if "半" in words else (words[0], words[-2])
    return {"day": THIRDS[first][0], "last_day": THIRDS[last][1]}


def _month(found: dict[str, str]) -> dict[str, Any]:
    month = number(found["month"])
    if "third" in found:
        days = _third(found["third"])
        return {"kind": "third", "first": month, "last_month": month, **days}
    if "first_days" in found:  # 5月份前29天
        last = number(found["first_days"])
        return {"kind": "third", "first": month, "day": 1, "last_month": month, "last_day": last}
    if "day" not in found:
        return {"kind": "month", "first": month, "last": month}
    out = {"kind": "day", "first": month, "day": number(found["day"])}
    if "day2" in found:
        last = number(found["month2"]) if "month2" in found else month
        out |= {"kind": "days", "last_month": last, "last_day": number(found["day2"])}
    return out
