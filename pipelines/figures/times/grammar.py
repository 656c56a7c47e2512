"""The patterns of expressions of time, sorted by the letter with which each may begin."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from pipelines.figures.names.terms import alternation


class VocabularyError(ValueError):
    """periods.toml contradicts itself; says where."""


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


ARABIC = "0123456789"
CHINESE = "一二两三四五六七八九十"
NUMBER = (
    r"(?:(?<![万亿千百0-9美欧日港])元(?=[月-]|至)|1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
)
DAY = r"(?:3[01]|[12]?[0-9]|0[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
DASH = r"\s?(?:[-—–―－~～至到、]|——)\s?"
SPAN = DASH.replace("、", "")  # 2021年、2022年 are two years
SUFFIX = (
    r"(?P<suffix>以来|至今(?!年)|以前|之前|底前|末前|底|末|初(?!级|步|中)|前后"
    r"|前(?![0-9一二三两进列移往瞻沿期景海])|以后|之后|后(?![年续])|开始(?=[,，])|起(?!步|家|点|源|草|航|跑|飞|势|底)|期间|间|内|同期|来(?![看说讲])"
    r"|(?<=年)[春夏秋冬](?:[天季]|(?=[,，])))?"
)
YEAR = (
    r"(?P<year>[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})"
    rf"(?:年?{SPAN}(?P<year2>[12][0-9]{{3}}))?"
    r"(?:年(?:度(?!假))?|(?<=20[0-9]{2})(?=,(?![0-9])|全年|(?:、20[0-9]{2}){0,4}[、和与及]20[0-9]{2}年))"
)
PART = (
    rf"(?P<m1>{NUMBER})(?:月份?{SPAN}|{DASH})(?P<m2>{NUMBER})(?:月份?(?!\s?{DAY}[日号])|两个?月)"
    rf"|(?:(?<!提)前|头(?![一1]个)|首|开年|(?:开年|新年|今年)的?第(?=[一1]个)|(?:年初|开年)[至到])(?P<firsts>{NUMBER}|两)个?月份?(?!来|内(?![销需贸资]))"
    r"|(?P<half>[上下前后])半年(?!来)度?"
    r"|[前头](?P<quarters>[二两三23])个?季(?:度|(?=[,，]))"
    rf"|(?P<q1>[一1])(?:{DASH}|(?<=一))(?P<q2>[二三四2-4])季度"
    r"|第?(?P<quarter>[一二三四首1-4])季(?:度|(?=[,，末])|(?<=首季))"
    rf"|(?P<month>{NUMBER})月(?:份?的?前(?P<first_days>[0-9]{{1,2}}|二?十[一二三四五六七八九]?)天|份|\s?(?P<day>{DAY})[日号]"
    rf"(?:{DASH}(?:(?P<month2>{NUMBER})月)?(?P<day2>{DAY})[日号])?|(?P<third>[上中下]{{1,2}}旬|[上下]半月))?"
    r"|(?P<whole>全年度?)"
)
YEAR_END = r"|年?(?P<edge>[底末初中])(?![级小高学层步央水标])"
PLAN = (
    r"(?:[“\"‘]?十(?P<plan>[一二三四五六])五[”\"’]?"
    r"|[“\"‘](?P<plan_before>[七八九十])五[”\"’]|(?P<plan_told>[七八九十])五(?=时期|期间|期?末|规划期))"
    r"(?:(?:前|头|首|开局)(?P<plan_years>[一二两三四])年|(?P<planned>时期|期间|这[五5]年|(?:开局|启动|开启|实施)?(?:以来|至今)|期?末|(?:收官|结束)(?:之)?时|收官之年|规划期|初期|之初)(?:以来|间|内)?)?"
)
PAST = rf"(?:近|过去(?!的?一年)|最近|这(?!一年))(?P<past>{COUNT}|几)年(?:多|间|来|里)?"
NEXT = rf"(?:未来|今后|接下来|下一个|下个)(?P<next>{COUNT})(?:到{COUNT}|至{COUNT})?年(?:内|间|里)?"
# 建区20年, …: since it was begun.
ANNIVERSARY = "|".join(
    rf"(?<=[区园立牌行市批]{digits}年)(?=[,，])"
    for digits in (f"[{ARABIC}{CHINESE}]", f"[{ARABIC}{CHINESE}]{{2}}")
)
YEARS = (
    rf"(?P<count>{COUNT})(?:多|余)?年(?:多|余)?(?:(?P<years>间|(?<=[三四五六七八九十3-9]年)里(?=[,，])|来(?!的?经验)|(?:算)?下来(?=[,，]))|(?P<begun>{ANNIVERSARY})|(?P<ago>前(?!后))"
    r"|(?P<within>之内|内)|(?P<after>后(?!的今天)|之后)"
    r"|(?P<three>(?<=[二两三四五六七八九]年)(?=新|累计|行动|建|引|培|实施|共|将|完成|投|总|安排|再|腾|盘活|关停|拟|招|力争|减|规划|计划|支持))"
    r"|(?P<using>(?=左右|时间|的时间)))"
)
YEAR_AGO = "(?P<year_ago>[去上前])年的?(?:这个时候|这时候?|此时|今[天日]|这一天)"
LUNAR = r"(?:正月|腊月)[初十廿二]?[一二三四五六七八九十]?"
ONLY_DAY = (
    r"(?P<only_day>3[01]|[12][0-9]|[1-9])日"
    "(?:(?=[,，上下凌晚清起从在获])|(?<=截至[0-9]日)|(?<=截至[0-9]{2}日))"
)
IN_YEAR = (
    r"(?P<within_year>年内)(?!入|新高|最高|新低|最低|高点|峰值)"
    rf"|(?P<ends>年[底末初中])(?![级轻水标小央]|[至到]{NUMBER}月)"
)
THIS_MONTH = "完成|实现|到位|新[签增引批开实]"  # of the month that the report is of
OTHER_YEAR = "年[^来]"  # 目前年产3万吨
OTHER_WORD = "产业|科技|城|社区|工厂|能源|网络|大厦|可期|已来|感"  # 未来产业, 未来科技城, 未来可期
# 对未来充满信心, 面向未来, 赢得未来: what one has in view, and no time of what follows.
IN_VIEW = {"coming": "(?<![对向眼得胜局接谋创抱抓赢])"}
MORE_WORDS = {"coming": f"|{OTHER_WORD}", "bygone": "|了|的?一年"}
YEARLY = "年[^来均增]"  # 近年来年均增幅 goes on with the years told
NAMED = ("present", "vague", "bygone", "event_day", "recent", "coming")


QUOTED = '“"‘'
DIGITS_THEN = (
    r"[0-9]{0,3}(?=\s?(?:全年|[年月日号季—–―－~～至到、,-]|[个多余]|·|[、和与及]20[0-9]{2}))"
)


def openings(words: Iterable[str]) -> set[str]:
    """The first two letters of words, with which their expressions begin."""
    return {word[:2] for word in words}


def pairs(firsts: str, seconds: str) -> set[str]:
    """Every first letter with every second."""
    return {first + second for first in firsts for second in seconds}


def leading(found: Iterable[str]) -> str:
    """One pattern for beginnings of two letters, which a text is searched through with quickly."""
    after: dict[str, set[str]] = {}
    for opening in found:
        after.setdefault(opening[0], set()).add(opening[1:])
    parts = []
    for letter, seconds in sorted(after.items()):
        then = "" if "" in seconds else f"(?=[{re.escape(''.join(sorted(seconds)))}])"
        parts.append(re.escape(letter) + then)
    return "|".join(parts)


Form = tuple[str, set[str]]  # a pattern, and the letters that may begin what it matches


@cache
def _forms() -> list[Form]:
    """Every form of an expression with the letters that may begin it, the first to match wins."""
    data = vocabulary()
    words, years = data["words"], data["relative_years"]
    relative = [word for name in years for word in years[name]]
    part = f"(?:{PART}{YEAR_END})?{SUFFIX}"
    digits = set(ARABIC)
    forms: list[Form] = [
        (PLAN, pairs("十", "一二三四五六") | pairs("七八九十", "五") | pairs(QUOTED, "七八九十")),
        _feast_day(data["feasts"]),
        (YEAR_AGO, {"去年", "上年", "前年"}),
        _season(words),
        (
            PAST,
            pairs("近", ARABIC + CHINESE + "几") | {"过去", "最近"} | pairs("这", ARABIC + CHINESE),
        ),
        (NEXT, {"未来", "今后", "接下", "下一", "下个"}),
        (YEARS, digits | pairs(CHINESE, CHINESE + "多余年")),
    ]
    for kind in NAMED:
        other = (YEARLY if kind == "recent" else OTHER_YEAR) + MORE_WORDS.get(kind, "")
        named = rf"{IN_VIEW.get(kind, '')}(?P<{kind}>(?:{alternation(words[kind])})(?!{other}))"
        forms.append((named, openings(words[kind])))
    forms += [
        (
            f"(?P<months>(?!本月(?:{THIS_MONTH})){alternation(data['months'])})(?P<months_edge>[底末]|[上中下]{{1,2}}旬)?",
            openings(data["months"]),
        ),
        (f"(?P<days>{alternation(data['days'])})", openings(data["days"])),
        (
            r"(?P<opening>(?:今年)?开年以来|今年来(?=[,全园各该我])"
            r"|年初(?:以来|至今)|(?:今年)?年初至今)",
            {"开年", "年初", "今年"},
        ),
        (IN_YEAR, pairs("年", "内底末初中")),
        (ONLY_DAY, digits),
        (rf"(?:{YEAR})\s?{part}", digits | pairs("一二", "〇零○一二三四五六七八九")),
        (
            rf"(?P<relative>{alternation(relative)})\s?{part}".replace("?P<", "?P<r_"),
            openings(relative),
        ),
        (rf"(?P<bare>)(?:{PART}){SUFFIX}".replace("?P<", "?P<b_"), digits | BARE),
    ]
    return forms + _pointing()


def _pointing() -> list[Form]:
    """What tells a time by another one: 以来, 当月, 5个月里, 同期."""
    return [
        (
            r"(?<![0-9第前后头近每过这那月、])(?P<spent_months>1[01]|[2-9]|十一?|[二两三四五六七八九])"
            r"个月(?:里|来|间)?(?![以之]?[内前后])(?=[^,。;、0-9]{0,12}[0-9]|[,，])",
            pairs("23456789", "个") | {"10", "11"} | pairs("二两三四五六七八九十", "个") | {"十一"},
        ),
        (rf"再(?:过|有|用)(?P<after>{COUNT})年(?:左右|时间)?", {"再过", "再有", "再用"}),
        (r"(?P<two_years>(?:今明|明后)(?:两|二|2)年)", {"今明", "明后"}),
        (r"(?P<since>以来|算起)", {"以来", "算起"}),
        (rf"(?P<that_month>当[月季]|本月(?={THIS_MONTH}))", {"当月", "当季", "本月"}),
        (
            r"(?P<amid>(?<=[,，。;；\n])(?:其间|在?此期间|这(?:一|段)?(?:期|时)间))(?=[,，一-龥])",
            {"其间", "在此", "此期", "这期", "这一", "这段", "这时"},
        ),
        (r"(?P<by_then>至此)(?=[,，全园区经县市省])", {"至此"}),
        (
            rf"(?P<early>头{COUNT}年(?!的)|短短{COUNT}个?(?:月|天|周))".replace("early", "bygone"),
            pairs("头", ARABIC + CHINESE) | {"短短"},
        ),
        (
            r"(?P<half_gone>(?<!个)(?<![上下前后])半年(?:下来|来|(?=账|报|答卷|成绩单|考|累计|度?(?:经济|工作)))"
            r"|(?<![上下前后个用近每头大花了年])半年(?=[就共又]?(?:完成|实现|签约|新签|引进|招引|新增|入库|开工|出口|产值|税收|营收)))",
            {"半年"},
        ),
        (r"(?P<bygone>(?<=[0-9〇一二三四五六七八九十])年代[初末中]?)", {"年代"}),
        (r"(?P<meanwhile>(?<=[,。;:\n])同期)(?![的比增下降相水数多少高低减回上扩])", {"同期"}),
    ]


BARE = (
    pairs(CHINESE, CHINESE + "月季至到-—–―－~～、 ")
    | pairs("前头首", ARABIC + CHINESE)
    | pairs("第", "一二三四首1234")
    | pairs("元", "月至-")
    | {"首季", "开年", "年初", "上半", "下半", "前半", "后半", "全年"}
)


FEASTS = (
    "春节|国庆|元旦|中秋|端午|清明|暑[期假]|寒假|春运|双(?:十一|1[12])|6[·.]?18|五一|十一(?![月届])"
)


def _feast_day(feasts: dict[str, list[int]]) -> Form:
    """元旦当天, “双11”当日: a feast of a fixed day."""
    pattern = f'[“"‘]?(?P<feast>{alternation(feasts)})[”"’]?节?(?:当[天日]|[这那]一?天)'
    return pattern, openings(feasts) | pairs(QUOTED, "".join(name[0] for name in feasts))


def _season(words: dict[str, list[str]]) -> Form:
    feasts, ends = alternation(words["seasons"]), alternation(words["season_ends"])
    pattern = f'[“"‘]?(?:{feasts})[”"’]?(?:{ends})|(?<=年)[“"‘]?(?:{FEASTS})[”"’]?|{LUNAR}|期间'
    begins = openings(words["seasons"]) | {"正月", "腊月", "期间"}
    return f"(?P<season>{pattern})", begins | pairs(QUOTED, "".join(w[0] for w in words["seasons"]))


@cache
def opener() -> re.Pattern[str]:
    """The letters with which an expression may begin; a number only where a time may follow."""
    words = {opening for _, begins in _forms() for opening in begins if opening not in ARABIC}
    digits = "|".join(digit + DIGITS_THEN for digit in ARABIC)
    return re.compile(f"{digits}|{leading(o for o in words if o[0] not in ARABIC)}")


@cache
def beginning(letter: str) -> re.Pattern[str]:
    """The forms that may begin with a letter, as one pattern."""
    numbers = tuple(
        n for n, (_, begins) in enumerate(_forms()) if any(o[0] == letter for o in begins)
    )
    return _joined(numbers)


@cache
def _joined(numbers: tuple[int, ...]) -> re.Pattern[str]:
    forms = _forms()
    return re.compile("|".join(f"(?:{forms[number][0]})" for number in numbers))
