"""Words of status.toml, compiled: what makes the numbers after it planned, and what ends that."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.times.grammar import leading, openings, pairs

TARGET, ESTIMATE, POTENTIAL = "target", "estimated", "potential"
REACHED, DOCUMENT, WEAK, HEADING = "reached", "document", "weak", "heading"


class VocabularyError(ValueError):
    """status.toml contradicts itself; says where."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording that decides status, at its place; kind is one of the constants above."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Compiled vocabulary of status."""

    cues: re.Pattern[str]
    openers: re.Pattern[str]
    running: re.Pattern[str]
    coming: re.Pattern[str]
    either_stage: re.Pattern[str]
    put_off: re.Pattern[str]
    adjacent: re.Pattern[str]
    quota: re.Pattern[str]
    built: re.Pattern[str]
    still_to_come: re.Pattern[str]
    to_be_handed_over: re.Pattern[str]


@cache
def vocabulary() -> dict[str, Any]:
    """status.toml; raises VocabularyError where one wording stands for two things."""
    source = resources.files("pipelines.figures") / "vocabulary" / "status.toml"
    data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    document = data["document"]
    for paper in document["papers"]:  # 方案》明确, 规划把目标
        document["words"] += [
            paper + end + says for end in ("", "》", "”") for says in document["says"]
        ]
    seen: dict[str, str] = {}
    for part in ("target", "estimate", "potential", "reached", "document"):
        for word in data[part]["words"]:
            if word in seen:
                raise VocabularyError(f"status.toml: {word!r} is in {seen[word]} and in {part}")
            seen[word] = part
    return data


@cache
def terms() -> Terms:
    """The compiled vocabulary."""
    data = vocabulary()
    not_words = [word for part in NOT for word in _not(data, part)]
    target = [re.escape(word) for word in data["target"]["words"]]
    for word, following in data["target"]["before"].items():
        target.append(f"{word}(?={alternation(following)})" if "" not in following else word)
    noun = data["target"]["noun"]
    barred = "".join(f"(?<!{re.escape(word)})" for word in noun["before"])
    target.append(f"{barred}计划(?!{alternation(noun['after'])})")
    target.append(f"计划(?:{alternation(noun['verbs'])})")
    target += [f"(?:{alternation(data['target']['aims'])}){AT_AMOUNT}", TO_DO]
    target.sort(key=len, reverse=True)
    potential = data["potential"]
    after = f"(?:{alternation(potential['reached'])})(?:{alternation(potential['after'])})(?!的)"
    whenever = _condition(potential)
    cues = (
        f"(?P<skip>{alternation(not_words)}|(?<![今明去本全0-9])年计划|{YEARLY_PLAN}|{NEARLY_DONE})|(?P<document>{alternation(data['document']['words'])})"
        f"|(?P<ordered>{_list_ahead(data['ordered'])})"
        f"|(?P<heading>(?:{alternation(data['heading']['words'])})(?=[”】》]?[。:?\n])"
        f"|(?:{alternation(data['heading']['lists'])})(?=(?:是|为)?:))"
        f"|(?P<potential>{whenever}|{after}|{alternation(potential['words'])}|(?<![今明去本全当0-9])年可)"
        f"|(?P<estimated>{alternation(data['estimate']['words'])})|(?P<target>{'|'.join(target)})"
        f"|(?P<weak>{alternation(data['reached']['weak'])})"
        f"|(?P<reached>(?:{alternation(data['reached']['words'])})"
        f"(?!于?{alternation(['将', '拟', '计划'])}))"
    )
    running, coming = data["production"]["running"], data["production"]["coming"]
    done = data["production"]["done"]
    no_day = alternation(done + data["production"]["not_done"])
    attributes = data["attributes"]
    return Terms(
        cues=re.compile(cues),
        openers=_openers(data, not_words),
        running=re.compile(alternation(running)),
        coming=re.compile(alternation(coming)),
        either_stage=re.compile(
            f"(?<!已)(?P<coming>{alternation(coming)})|(?P<running>(?:{alternation(running)})(?!后|时|之后|以后))"
            f"|(?P<done>(?:{alternation(done)})(?!{no_day}))"
        ),
        put_off=re.compile(alternation(data["production"]["put_off"])),
        adjacent=re.compile(
            f"(?:{alternation(attributes['planned'])})(?!(?<=规划建设)(?:用地|面积))[^,。;、0-9]{{0,8}}$"
        ),
        built=re.compile(f"(?:{alternation(attributes['built'])})(?!后|时|之后|以后)"),
        quota=re.compile(f"(?:{alternation(attributes['quota'])})(?:是|为|的)?$"),
        still_to_come=re.compile(STILL_TO_COME),
        to_be_handed_over=re.compile(TO_BE_HANDED_OVER),
    )


def _condition(words: dict[str, list[str]]) -> str:
    """待项目全部投产, 一旦满产: a clause that says when what follows will be, as a pattern."""
    opens, stages = alternation(words["openers"]), alternation(words["stages"])
    return (
        f"(?<![^,。;:\n“”(])(?:{opens})(?!期|今|遇|业)[^,。;、0-9]{{0,14}}?(?:{stages})"
        "[^,。;、0-9的]{0,4}(?=,)"
    )


def _list_ahead(words: dict[str, list[str]]) -> str:
    """抓好以下工作: words that head a list of what is done, or of what is to be done."""
    verbs, lists, nouns = (alternation(words[part]) for part in ("verbs", "lists", "nouns"))
    return f"(?:{verbs})(?:{lists})[^,。;:、0-9]{{0,5}}?(?:{nouns})(?=[:。])"


# 开工和即将投产项目8个: they are being built.
NEARLY_DONE = "即将(?:投产|竣工|建成|完工|投用|投运|达产)的?(?:项目|企业)(?=[约近共达有]*[0-9])"
# 盯紧25亿元税收, 朝着415亿元去: not 紧盯4150万元以上项目.
AT_AMOUNT = (
    "(?=[^,。;、0-9]{0,12}[0-9][0-9.]*(?:[万千百]?亿(?!元以上)|%(?!以上的)|万元)"
    "(?![^,。;]{0,3}(?:以上|项目|企业|级)))"
)
# 今年要干的活不少: heads what is to be done.
TO_DO = "要(?:干|办|做|抓|啃|打|破|闯)[^,。:;、0-9]{0,10}(?=:)"
# 年度计划投资 is a quota, 本年度计划开工255项 a plan.
# In 已完成全年计划2.9亿元的78% it is a noun, too.
YEARLY_PLAN = (
    "年度计划(?!新?开工|竣工|投产|完工)|(?<=完成)年度计划|(?<=占)年度计划"
    "|(?:(?<=完成)|(?<=[占为达]))(?:全年|今年|本年|当年|年初)计划"
)
NOT = ("target", "estimate", "potential", "reached")
# 二期920套,计划明年9月交付: it is not there yet.
TO_BE_HANDED_OVER = (
    r"(?!正在|主体)[^,。;、0-9]{0,8},(?:计划|即将|将|拟|预计|力争|有望|可望)[^,。;]{0,12}?"
    r"(?:交付|投产|投用|建成|竣工|完工|交房|启用|开业|投入使用|投运|开通|入市)(?:使用|运营)?(?=[,。;])"
    r"|[^,。;、0-9]{0,10},?(?:将)?(?:于|到)?(?:明年|后年|来年)[^,。;]{0,8}?"  # 厂房明年6月底前交付
    r"(?:交付|投产|投用|建成|竣工|完工|启用|开业|投运)(?:使用|运营)?(?=[,。;])"
)
STILL_TO_COME = (
    r"[^,。;、:0-9]{0,24}?(?<!即)将(?:在|达到?|突破|超过?|跨[过越入]|迈[上过入]|进入|跃[升上])|"
    r"[^,。;、:0-9]{0,16}?(?:还要|将要|仍要|还须|还需)[^,。;、0-9]{0,4}(?:退出|关停|关闭|搬迁|腾退|淘汰|拆除|清退|改造|新建|开工|建设)|"
    r"[^,。;、:0-9]{0,16}?(?:可[在于](?=[^,。;]{1,8}[投竣建完])|(?<![按照原期])计划|即将|将|拟|预计|力争|有望|可望|争取|准备|等待|有待)(?!总?投资)"
    r"[^,。;]{0,14}?(?:开工|投产|建成|投用|试车|点火|下线|通水|竣工|开业|完工|启用|交付|入驻|上市|签约|实施|启动|动工|运营|落地|交房|通车|封顶|试产|使用|完成(?![^,。;]{0,14}\d))"
)


def _not(data: dict[str, Any], part: str) -> list[str]:
    words = data[part]["not"]
    return list(words["words"]) if isinstance(words, dict) else list(words)


def _openers(data: dict[str, Any], not_words: list[str]) -> re.Pattern[str]:
    """The letters with which a cue may begin."""
    words = [*not_words, "年计", "年可", "计划", *data["reached"]["weak"]]
    words += [*data["ordered"]["verbs"], *data["potential"]["openers"]]
    words += [*data["target"]["aims"], *pairs("要", "干办做抓啃打破闯")]
    for word, following in data["target"]["before"].items():
        words += [word + after for after in following]
    words += [verb + after for verb in data["potential"]["reached"] for after in ("后", "之")]
    for part in ("target", "estimate", "potential", "reached", "document", "heading"):
        words += data[part]["words"]
    return re.compile(leading(openings(words)))


# 完成招商任务35亿元 is done, of 完成年度任务40亿元的88% only a part.
DONE_OF = later("完成(?![^,。;]{0,8}(?:年|目标))[^,。;、0-9]{2,10}任务$")


def is_quota(head: str, tail: str) -> bool:
    """Whether a number is a quota that something is counted against, not one that was filled."""
    if terms().quota.search(head) is None:
        return False
    return tail.startswith("的") or DONE_OF.search(head) is None


# What was expected is what something is measured by: 高于全区预期目标1.7个百分点.
ABOVE = later("完成了?$|(?:[高低快慢好优多少强弱大小]于|超[过出]?|符合|[高低]过)[^,。;、0-9]{0,8}$")
BEFORE = 12  # characters before 预期 in which this shows


def _measures(folded: str, cue: re.Match[str]) -> bool:
    """Whether a cue tells what was hoped for as a measure of what was reached."""
    begin = max(0, cue.start() - BEFORE)
    return cue.group() == "预期" and ABOVE.search(folded, begin, cue.start()) is not None


def _ordered(folded: str, cue: re.Match[str]) -> bool:
    """Whether a list is headed as still to be done: 今年要抓好以下工作, not 去年抓好以下工作."""
    begin = max(folded.rfind(stop, 0, cue.start()) for stop in "。;\n") + 1
    before, words = folded[max(begin, cue.start() - AHEAD) : cue.start()], vocabulary()["ordered"]
    if any(word in before for word in words["behind"]):
        return False
    return any(word in before for word in words["ahead"])


AHEAD = 40  # characters before the head of a list in which its time shows


@lru_cache(maxsize=4)
def cues(folded: str) -> tuple[Cue, ...]:
    """Every cue of a folded text, in order."""
    pattern, out, end = terms().cues, [], 0
    for opener in terms().openers.finditer(folded):
        if opener.start() < end:
            continue
        match = pattern.match(folded, opener.start())
        if match is None:
            continue
        end = match.end()
        kind = match.lastgroup or ""
        if kind == "ordered":
            kind = DOCUMENT if _ordered(folded, match) else "skip"
        if kind != "skip" and not _measures(folded, match):
            out.append(Cue(match.start(), end, kind, match.group()))
    return tuple(out)
