"""Where a report comes from, by an outlet's name without a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.article import dates
from pipelines.article.labels import LABEL, TOOLS, unlabelled
from pipelines.article.lines import Line
from pipelines.article.names import is_name, is_word
from pipelines.article.outlets import CERTIFIED, OUTLET, PRESS, VALUE, origin_of, word_of

TAKEN_FROM = re.compile(
    r"^(?:摘自|转自|转载自|来自|来源于|本文来自|文章来自)\s*[《“\"]?(\S{2,20}?)[》”\"]?$"
)
AGO = re.compile(r"(?<!\d)\d{1,2} ?(?:天|小时|分钟|小時|分鐘)前|(?<=\s)(?:刚刚|昨天|前天)(?=\s|$)")
WIDGET = re.compile(r"今[天日]是|天气|农历")  # what stands beside a day at the top of a site
REPORT = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:报道|報道|报导|報導)|(?:摄影)?报道|\S{0,4}(?:记者|通讯员|实习生|記者)"
)
SPLIT = re.compile(r"[ :>。，,?!]")  # what no account's name holds
TOPICS = frozenset(("互联网", "移动互联网", "物联网"))  # channels that end as outlets do
LONGEST_ACCOUNT = 20
LONGEST = 60  # characters of a line that names an account
MOST_WORDS = 6  # of a line of an outlet and names
ALONE = 12  # characters of a name that stands by itself
APART = re.compile(r"[\s|丨\[【(]+|[/╱](?=\S{0,4}[记記]者)")


def bare_origin(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """An outlet's name that stands without a label beside the time or on a line of its own; and
    a word beside the time that may be one."""
    spare: str | None = None
    for line in lines:
        text = line.flat
        taken = TAKEN_FROM.match(text)
        if taken:
            return origin_of(taken[1]), None
        shown = dates.search(text) or AGO.search(text)
        if shown is None or len(text) > 120 or WIDGET.search(text):
            continue
        start, end = shown.span() if isinstance(shown, re.Match) else (shown.start, shown.end)
        for side in (unlabelled(text[end:]), unlabelled(text[:start])):
            if side.lstrip().startswith(">"):
                continue  # a channel
            words = [word for word in map(word_of, APART.split(side)) if word]
            words = [word for word in words if not (TOOLS.match(word) or is_word(word))]
            words = [word for word in words if word not in TOPICS]
            outlets = [word for word in words if OUTLET.search(word)]
            outlet = next((word for word in outlets if PRESS.search(word)), None)
            outlet = outlet or next(iter(outlets), None)
            if outlet:
                return outlet, None
            tagged = side.lstrip().startswith("/")  # /绒花 /鲁迅
            if words and spare is None and not (tagged or is_name(words[0])):
                spare = words[0] if len(words[0]) <= 12 else None
    return _alone(lines), spare


def account_of(lines: Sequence[Line]) -> str | None:
    """The account above the date, where a platform says behind the date who vouches for it:
    江岸晨报, 19-07-05 14:33 江岸报业集团官方帐号."""
    for n, line in enumerate(lines):
        moment = dates.search(line.flat) if len(line.flat) <= LONGEST else None
        behind = line.flat[moment.end :] if moment else line.flat
        if CERTIFIED.search(behind.strip()) is None or not (moment or n):
            continue
        if not moment and (len(behind) > LONGEST_ACCOUNT or SPLIT.search(behind.strip())):
            continue  # a sentence that ends so
        ahead = unlabelled(line.flat[: moment.start]).strip() if moment else ""
        if not ahead and n and not dates.search(lines[n - 1].flat):
            ahead = unlabelled(lines[n - 1].flat).strip()
        if 2 <= len(ahead) <= LONGEST_ACCOUNT and not SPLIT.search(ahead):
            return word_of(ahead) or None
    return None


def before_names(lines: Sequence[Line]) -> str | None:
    """The outlet that opens a line of names: 江岸经济报道 江岸客户端 张三 北京报道."""
    for line in lines:
        words = line.flat.split()
        if not 2 <= len(words) <= MOST_WORDS or LABEL.search(line.flat) or line.heading:
            continue
        rest = [word for word in words[1:] if not OUTLET.search(word)]
        named = any(map(is_name, rest))
        named = named and all(is_name(word) or REPORT.fullmatch(word) for word in rest)
        if named and OUTLET.search(words[0]) and word_of(words[0]):
            return word_of(words[0])
    return None


def next_to_date(lines: Sequence[Line]) -> str | None:
    """A few characters by themselves on the line below or above a date with a clock."""
    for n, line in enumerate(lines):
        moment = dates.search(line.flat)
        if moment is None or len(line.flat) > len(moment.raw) + 12:
            continue
        around = [*lines[n + 1 : n + 2], *lines[max(0, n - 1) : n]]
        for other in around:
            text = other.flat
            plain = len(text) <= ALONE and not (
                0 < other.heading < 5 or re.search("[ :>。，,?!]", text)
            )
            word = word_of(text) if plain and not (TOOLS.match(text) or is_word(text)) else ""
            if word and not is_name(word) and not VALUE.search(word):
                return word
    return None


def is_outlet(line: Line) -> bool:
    """Whether a line is nothing but an outlet's name."""
    return _alone([line]) is not None


def _alone(lines: Sequence[Line]) -> str | None:
    for line in lines:
        text = line.flat
        if len(text) > 16 or re.search("[ :]", text) or 0 < line.heading < 5 or LABEL.search(text):
            continue
        word = "" if TOOLS.match(text) else word_of(text)
        if word and OUTLET.search(word) and word not in TOPICS:
            return word
    return None


def marked(lines: Iterable[Line], kind: str) -> list[str]:
    """Texts of elements whose class says what they hold, where they carry no label."""
    texts = [text for line in lines for mark, text in line.marks if mark == kind]
    return [text for text in texts if not LABEL.search(text)]
