"""Finds every expression of time in a report; the words themselves are in periods.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "首": 1,
    "元": 1,
}
FIVE_YEARS = {"一": 2001, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}


class VocabularyError(ValueError):
    """periods.toml contradicts itself; says where."""


@dataclass(frozen=True, slots=True)
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


@cache
def vocabulary() -> dict[str, Any]:
    """periods.toml; raises VocabularyError where one word stands in two lists of [words]."""
    source = resources.files("pipelines.figures") / "vocabulary" / "periods.toml"
    data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    seen: dict[str, str] = {}
    for name, words in data["words"].items():
        if name in ("seasons", "season_ends"):
            continue
        for word in words:
            if word in seen:
                raise VocabularyError(f"periods.toml: {word!r} is in {seen[word]} and in {name}")
            seen[word] = name
    return data


def either(words: Iterator[str] | list[str]) -> str:
    """An alternation, the longest wording first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


NUMBER = (
    r"(?:(?<![万亿千百0-9美欧日港])元(?=[月-]|至)|1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
)
DAY = r"(?:3[01]|[12]?[0-9]|0[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
DASH = r"\s?(?:[-—–―－~～至到、]|——)\s?"
SUFFIX = (
    r"(?P<suffix>以来|至今(?!年)|以前|之前|底前|末前|底|末|初(?!级|步|中)|前后"
    r"|前(?![0-9一二三两进列移往瞻沿期景])|以后|之后|后(?![年续])|起|期间|间|内|同期|来"
    r"|(?<=年)[春夏秋冬][天季]?|(?<=年)[春夏秋冬](?=[,，]))?"
)


@cache
def _pattern() -> re.Pattern[str]:
    data = vocabulary()
    years, words = data["relative_years"], data["words"]
    relative = either(
        [*years["from_publication"], *years["from_text"], *years["new_year"], *years["past_year"]]
    )
    year = (
        r"(?P<year>[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})"
        rf"(?:年?{DASH}(?P<year2>[12][0-9]{{3}}))?"
        r"(?:年(?:度(?!假))?|(?<=20[0-9]{2})(?=,(?![0-9])))"
    )
    part = (
        rf"(?P<m1>{NUMBER})月?份?{DASH}(?P<m2>{NUMBER})月份?(?!\s?{DAY}[日号])"
        rf"|(?:前|头|首|开年)(?P<firsts>{NUMBER}|两)个?月份?(?![来内])"
        r"|(?P<half>[上下])半年度?"
        r"|前(?P<quarters>[二两三23])个?季度?(?<=季度)"
        rf"|(?P<q1>[一1]){DASH}(?P<q2>[二三四2-4])季度"
        r"|第?(?P<quarter>[一二三四首1-4])季(?:度|(?=[,，末]))"
        rf"|(?P<month>{NUMBER})月(?:份|\s?(?P<day>{DAY})[日号]"
        rf"(?:{DASH}(?:(?P<month2>{NUMBER})月)?(?P<day2>{DAY})[日号])?|[上中下]旬)?"
        r"|(?P<whole>全年度?)"
    )
    ends = r"|年?(?P<edge>[底末初中])(?![级小高学层步央])"
    plan = r"[“\"‘]?十(?P<plan>[一二三四五六])五[”\"’]?(?P<planned>时期|期间|以来|末|规划期)(?:以来|间|内)?"
    stretch = (
        rf"(?:近|过去|最近)(?P<past>{COUNT}|几)年(?:多|间|来|里)?"
        rf"|(?P<years>{COUNT})(?:多|余)?年(?:间|来)(?!的?经验)"
        rf"|(?:未来|今后|接下来)(?P<next>{COUNT})(?:到{COUNT}|至{COUNT})?年(?:内|间|里)?"
        rf"|(?P<ago>{COUNT})(?:多|余)?年前(?!后)|(?P<within>{COUNT})年(?:之内|内|左右内)|(?P<after>{COUNT})年(?:后|之后)"
        rf"|(?P<three>[三五])年(?=新|累计|行动|建|引|培|实施|共|将|完成|投|总)|(?<=用)(?P<using>{COUNT})年(?=左右|时间|的时间)"
    )
    season = (
        rf"[“\"‘]?(?:{either(words['seasons'])})[”\"’]?(?:{either(words['season_ends'])})"
        r"|(?:正月|腊月)[初十廿二]?[一二三四五六七八九十]?"
    )
    named = "|".join(
        f"(?P<{kind}>(?:{either(words[kind])})(?!年[^来]|产业))"
        for kind in ("present", "vague", "event_day", "recent", "coming")
    )
    single = (
        f"(?P<months>{either(data['months'])})|(?P<days>{either(data['days'])})"
        r"|(?P<opening>开年)(?:以来)|(?P<within_year>年内)(?!入)|(?P<ends>年[底末初中])(?!级|轻)"
        r"|(?P<only_day>3[01]|[12][0-9]|[1-9])日(?=[,，上下凌晚清起])"
    )
    return re.compile(
        rf"(?:{plan}|(?P<season>{season})|{stretch}|{named}|{single}"
        rf"|(?:{year}|(?P<relative>{relative}))\s?(?:{part}{ends})?{SUFFIX}"
        rf"|(?P<bare>)(?:{part.replace('?P<', '?P<b_')}){SUFFIX.replace('?P<', '?P<b_')}"
        r"|(?P<since>以来))"
    )


@cache
def _openers() -> re.Pattern[str]:
    """The letters with which a time may begin."""
    data = vocabulary()
    years, words = data["relative_years"], data["words"]
    letters = set('0123456789一二三四五六七八九十两前头首开上下第全年近过最未今接以元“"‘')
    for group in (*words.values(), data["months"], data["days"], *years.values()):
        letters.update(word[0] for word in group)
    return re.compile(f"[{re.escape(''.join(sorted(letters)))}]")


@lru_cache(maxsize=4)
def mentions(folded: str) -> tuple[Mention, ...]:
    """Every expression of time in a folded text, in order, none overlapping another."""
    return tuple(_scan(folded))


def _scan(text: str) -> Iterator[Mention]:
    pattern, end = _pattern(), 0
    for opener in _openers().finditer(text):
        at = opener.start()
        if at < end:
            continue
        if text[at].isdigit() and at and (text[at - 1].isdigit() or text[at - 1] == "."):
            continue
        match = pattern.match(text, at)
        if match is None or match.end() == at or _joined(text, match):
            continue
        mention = _mention(text, match)
        if mention is not None:
            end = mention.end
            yield mention


def _joined(text: str, match: re.Match[str]) -> bool:
    """Whether the words belong to others: 达产后 + 年产值, 海南省 + 三年."""
    word = match.group()
    return word.startswith("后年") and text[match.start() - 1 : match.start()] in set(
        "产成用营工效运放行"
    )


def number(text: str) -> int:
    """A small number in either script; 0 for 几."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(DIGITS.get(c, 0)) for c in text))


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    found = match.groupdict()
    before = text[max(0, match.start() - 3) : match.start()]
    fields: dict[str, Any] = {
        "start": match.start(),
        "end": match.end(),
        "words": match.group(),
        "until": before.endswith(("截至", "截止", "截止到", "截至到", "截至于")),
        "toward": before.endswith(("到", "至")) and not before.endswith(("截止到", "截至")),
    }
    special = _special(found)
    if special is not None:
        return Mention(**fields, **special)
    dated = _year(found)
    if found["bare"] is not None:
        found = {key: found.get("b_" + key, value) for key, value in found.items()}
    part = _part(found)
    if part is None and not dated:
        return None
    fields["edge"] = EDGES.get(found["suffix"] or "", "")
    if found["suffix"] == "来" or (found["suffix"] in ("前", "后") and not dated and not part):
        return None
    return Mention(**({"kind": "year"} | fields | dated | (part or {})))


EDGES = {
    "以来": "since",
    "至今": "since",
    "起": "since",
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
SIMPLE = ("present", "vague", "event_day", "recent", "coming", "season", "since")


def _special(found: dict[str, Any]) -> dict[str, Any] | None:
    """Expressions that are neither a year nor a part of one."""
    for kind in SIMPLE:
        if found[kind] is not None:
            return {"kind": kind}
    if found["plan"]:
        edge = {"以来": "since", "末": "end"}.get(found["planned"], "")
        return {"kind": "plan", "year": FIVE_YEARS[found["plan"]], "edge": edge}
    if found["ago"] is not None:
        return {"kind": "season"}
    for kind in ("past", "years", "next", "within", "after", "three", "using"):
        if found[kind] is not None:
            name = "next" if kind == "using" else kind
            return {"kind": name, "first": number(found[kind])}
    data = vocabulary()
    if found["months"]:
        return {"kind": "near_month", "first": data["months"][found["months"]]}
    if found["days"]:
        return {"kind": "near_day", "first": data["days"][found["days"]]}
    if found["only_day"]:
        return {"kind": "only_day", "day": int(found["only_day"])}
    if found["opening"]:
        return {"kind": "year", "shift": 0, "edge": "since"}
    if found["within_year"]:
        return {"kind": "whole"}
    if found["ends"]:
        edges = {"底": "end", "末": "end", "初": "begin", "中": "middle"}
        return {"kind": "ends", "edge": edges[found["ends"][-1]]}
    return None


def _year(found: dict[str, Any]) -> dict[str, Any]:
    years = vocabulary()["relative_years"]
    if found["year"]:
        out: dict[str, Any] = {"year": number(found["year"])}
        if found["year2"]:
            out |= {"kind": "year_range", "last": number(found["year2"])}
        return out
    word = found["relative"]
    if not word:
        return {}
    if word in years["from_publication"]:
        return {"shift": years["from_publication"][word]}
    if word in years["from_text"]:
        return {"follow": years["from_text"][word]}
    return {"kind": "new_year" if word in years["new_year"] else "past_year"}


def _part(found: dict[str, Any]) -> dict[str, Any] | None:
    """The part of the year that is named, if any."""
    if found["m1"]:
        first, last = number(found["m1"]), number(found["m2"])
        return {"kind": "months", "first": first, "last": last} if first < last else None
    if found["firsts"]:
        return {"kind": "months", "first": 1, "last": number(found["firsts"])}
    if found["half"]:
        first = 1 if found["half"] == "上" else 7
        return {"kind": "half", "first": first, "last": first + 5}
    if found["quarters"] or found["q2"]:
        last = number(found["quarters"] or found["q2"])
        return {"kind": "months", "first": 1, "last": last * 3}
    if found["quarter"]:
        last = number(found["quarter"]) * 3
        return {"kind": "quarter", "first": last - 2, "last": last}
    if found["month"]:
        return _month(found)
    if found["whole"]:
        return {"kind": "whole"}
    if found["edge"]:
        edges = {"底": "end", "末": "end", "初": "begin", "中": "middle"}
        return {"kind": "ends", "edge": edges[found["edge"]]}
    return None


def _month(found: dict[str, Any]) -> dict[str, Any]:
    month = number(found["month"])
    if not found["day"]:
        return {"kind": "month", "first": month, "last": month}
    out = {"kind": "day", "first": month, "day": number(found["day"])}
    if found["day2"]:
        last = number(found["month2"]) if found["month2"] else month
        out |= {"kind": "days", "last_month": last, "last_day": number(found["day2"])}
    return out
