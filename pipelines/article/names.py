"""Names of people as credits write them, several at once and with or without separators."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_WORDS = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
SINGLE = frozenset("".join(_WORDS["single"].split()))
COMMONEST = frozenset("".join(_WORDS["single"].split())[:80]) | frozenset(_WORDS["commonest_old"])
DOUBLE = frozenset(_WORDS["double"].split())
_OTHER = "|".join(_WORDS["other"].split())
OTHER = re.compile(rf"^(?:{_OTHER})[\u4e00-\u9fff]{{0,4}}$|^[\u4e00-\u9fff]{{0,4}}(?:{_OTHER})$")
WRITTEN_SO = frozenset("".join(_WORDS["transcribed"].split()))
WORDS = frozenset(_WORDS["words"].split())
NOBODY = re.compile("|".join(_WORDS["nobody"]), re.I)

_ROLE = (
    r"(?:记者|记 者|通讯员|评论员|实习生|特派员|撰稿人|编译|评论员|"
    r"撰稿|作者|撰文|記者|通訊員|報導|編譯|實習生)"
)
_BEFORE_ROLE = (
    r"(?:本[报刊网台站報社]|特派|特约|首席|见习|实习|文字|摄影|全媒体|融媒体?|高级|资深|职工|驻[\u4e00-\u9fff]{2,4}|本報|特約|新华社|人民网|中新社|中新网|新华网|中央社"
    r"|(?:[\u4e00-\u9fffA-Za-z]{2,8}[·•・])?[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|时报|都市报|商报|晨报|报|网|传媒|融媒|媒体))"
)
TITLES = re.compile(
    rf"{_BEFORE_ROLE}*{_ROLE}[:：]?|^[\u4e00-\u9fffA-Za-z·]{{2,8}}?(?:记者|記者)[:：]?"
)
SEPARATORS = re.compile(r"[\s,，、;；/&|丨+▪]+|和(?=[\u4e00-\u9fff]{2,3}$)")
HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0002ffff]+$")
TRANSCRIBED = re.compile(r"^[\u3400-\u9fff]{1,8}(?:[·•・．.][\u3400-\u9fffA-Za-z]{1,10})+$")
LATIN = re.compile(r"^[A-Z][A-Za-z.'-]{1,20}$")
ENDS = re.compile(
    r"[|【】\[\]<>。！？!?()（）]|\d{4}|返回|(?<=[\s/、])(?:文|图|摄|攝)\s*$|(?:摄影报道|报道|报导|報導|報道|報道|整理|编译)\s*$"
    r"|(?:责任)?编辑|責編|责编|校对|审核"
)
BY_TASK = re.compile(r"[/／]?(?:文|图|摄|摄影)(?:[/／]?(?:文|图|摄|摄影))*\s*[:：/]")
PLACES = "|".join(_WORDS["places"].split())
AT_PLACE = re.compile(
    rf"(?:{PLACES})(?:\d+日)?(?:综合|專題|专题)?(?:报道|报导|報導|報道|专电|專電|电|電|摄影报道)+\s*$"
)
# The place that a reporter writes from, behind the name.
DESK = re.compile(
    r"[/╱∕]\s*[\u4e00-\u9fff]{2,6}?(?:報導|报道|報道|攝影|电|電)|\s[\u4e00-\u9fff]{2,4}(?:报道|报导|報導|摄影报道|专电|电)\s*$"
)
# 文/图 before or behind the names; and who took the pictures, who is no author.
BOTH_TASKS = re.compile(r"(?:文|图|摄|圖|攝)\s*[/、&]?\s*(?:文|图|摄|圖|攝)(?=[\s:/)]|$)\s*[:/]?")
CAMERA = re.compile(
    r"(?:摄影记者|摄影|图片|图|摄|制图|视频|漫画|摄像|攝影|圖)\s*[/:|丨]\s*[\u4e00-\u9fff]{2,4}"
    r"(?:[\s、,][\u4e00-\u9fff]{2,4})*(?![/文])"
    r"|[\u4e00-\u9fff]{2,4}\s*/\s*(?:图|摄影?|圖|攝影?)(?=\W|$)"
    r"|摄影(?:记者)?\s*(?!报)[\u4e00-\u9fff]{2,3}(?=\W|$)"
)
# [英]马丁·沃尔夫, By John Smith
COUNTRY = re.compile(r"^(?:[\[(（【〔][\u4e00-\u9fff]{1,3}[\])）】〕]|[Bb]y(?=\s))\s*")
STAFF = re.compile(r"([\u4e00-\u9fff])[ _]?[A-Za-z]{1,3}\d{2,6}(?!\w)")  # a number behind a name
TRANSCRIBED_SIZE = range(5, 9)  # characters that tell such a name from two Chinese ones
AND_OTHERS = re.compile(r"(?<=[\u4e00-\u9fff])\s?等(?:\d{0,2}[人位名])?(?=[\s、,;:)]|报道|$)")
MOST = 12  # names in one credit
PEN = re.compile(r"^[\u3400-\u9fffA-Za-z0-9_·.-]{2,12}$")


NOT_AT_END = re.compile(r"[区市县省镇乡村州旗网報报社台局部院校厂队版图线松式页条讯]$")
SITE = re.compile(r"[Oo]nline|[Ww]eb|[Nn]ews|[Tt]ech|\bnet$|^[A-Z]{2,}[a-z]", re.ASCII)
ORGAN = re.compile(r"(?:[局厅委办处室院校站台社报网報網]|[传织支本编务法外]部|部门|中心|公司)$")
INSTITUTION = re.compile(
    r"(?:[网網报報社台站局厅委]|公司|集团|能源|科技|股份|银行|证券|基金|中心|传媒|频道|平台|论坛|工作室|编辑部|办公室|杂志|出版社|[A-Za-z]+\.\w+)$"
)


def split_names(value: str, *, strict: bool = True) -> list[str]:
    """The people in a credit such as `张三 李四` or `本报记者张三、通讯员李四五`.

    strict keeps only what can be a Chinese name, a transcribed one or a Latin one; otherwise
    short pen names pass too.
    """
    value = AND_OTHERS.sub("", value)
    value = COUNTRY.sub("", re.sub(r"^[\s:：/丨|]+", "", value))
    if not strict:
        value = STAFF.sub(r"\1", value)
    if strict:
        value = CAMERA.sub(" ", BOTH_TASKS.sub(" ", value))
    value = BY_TASK.sub(" ", TITLES.sub("、", AT_PLACE.sub(" ", DESK.sub(" ", value))))
    cut = ENDS.search(value.lstrip("、 "))
    if cut:
        value = value.lstrip("、 ")[: cut.start()]
    names: list[str] = []
    parts = [part.strip("·.:：“”\"'-—_* ") for part in SEPARATORS.split(value)]
    apart = "、" in value.strip("、 ") or "," in value
    for part in _joined([part for part in parts if part]):
        other = bool(names) and len(part) <= 3 and OTHER.match(names[-1]) is not None
        if strict and names and not (apart or other) and HAN.match(part) and not _people_only(part):
            continue  # 职员 behind a name is none; 达瓦 behind one without a surname is
        if strict and (ORGAN.search(part) or SITE.search(part)) and not _is_certain(part):
            continue
        for name in _people(part) if strict else [part]:
            if (
                name
                and (not NOBODY.search(name) or _is_certain(name))
                and name not in WORDS
                and name not in names
                and len(name) <= 24
            ):
                names.append(name)
    return names[:MOST]


def pen_name(value: str) -> list[str]:
    """What an author's label names when it is no person's name: a pen name or a department."""
    words = SEPARATORS.split(value.strip(" \t:：()（）[]【】"))
    word = words[0] if words else ""
    if INSTITUTION.search(word):
        return []
    if SITE.search(word):
        return []
    return [word] if PEN.match(word) and not NOBODY.search(word) and not word.isdigit() else []


def _joined(parts: list[str]) -> list[str]:
    """A surname set apart from the rest is one name with it: `张 三`, `张 小明`."""
    found: list[str] = []
    for part in parts:
        single = bool(found) and len(found[-1]) == 1 and HAN.match(part + found[-1])
        if single and (len(part) == 1 or (len(part) == 2 and found[-1] in SINGLE)):
            found[-1] += part
        elif found and LATIN.match(part) and LATIN.match(found[-1].split()[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _people(part: str) -> list[str]:
    if HAN.match(part):
        size = len(part)
        if 2 <= size <= 3 or (size == 4 and part[:2] in DOUBLE) or _is_transcribed(part):
            return [part]
        return [] if size <= 1 else _unglue(part)
    if TRANSCRIBED.match(part) or LATIN.match(part.split()[0]):
        return [part]
    return []


def _people_only(part: str) -> bool:
    """Whether a word can be read as names alone."""
    people = _people(part)
    return bool(people) and all(is_name(name) or _is_transcribed(name) for name in people)


def _is_transcribed(word: str) -> bool:
    """Whether a word is the name of somebody of another people, in Chinese characters."""
    long = len(word) in TRANSCRIBED_SIZE and WRITTEN_SO.issuperset(word) and word not in WORDS
    return long or OTHER.match(word) is not None


def _unglue(part: str) -> list[str]:
    """Names written without a separator, each a surname and one or two characters more."""
    if len(part) > 9:
        return []
    for size in (3, 2):
        head, rest = part[:size], part[size:]
        if head[0] in SINGLE and (not rest or is_name(rest) or (len(rest) > 3 and _unglue(rest))):
            return [head, *([rest] if is_name(rest) else _unglue(rest))]
    return [part] if len(part) == 4 and part[0] in SINGLE else []


def is_word(word: str) -> bool:
    """Whether a word that has the form of a name is a place or a channel."""
    return word in WORDS


def is_plain_name(word: str, *, rare: bool = False) -> bool:
    """Whether a word that stands without any label can only be a name of three characters; rare
    lets surnames that are no common ones pass too."""
    return (
        len(word) == 3
        and word[0] in (SINGLE if rare else COMMONEST)
        and bool(HAN.match(word))
        and word not in WORDS
        and not NOT_AT_END.search(word)
        and not NOBODY.search(word)
    )


def _is_certain(word: str) -> bool:
    """Whether a credited word of three characters is a name although it ends as outlets do."""
    return (
        len(word) == 3
        and word[0] in COMMONEST
        and word[-1] in "社台讯"
        and not any(word[at : at + 2] in WORDS for at in (0, 1))
    )


def is_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name: surname and one or two characters."""
    if not HAN.match(word):
        return False
    return (
        (2 <= len(word) <= 3 and word[0] in SINGLE)
        or (len(word) in (3, 4) and word[:2] in DOUBLE)
        or OTHER.match(word) is not None
    )
