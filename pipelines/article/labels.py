"""The words that Chinese news pages wrap their articles in, compiled from labels.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from unicodedata import is_normalized, normalize

_WORDS = tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))


OPENING = re.compile(r"(?:\(\?:(?P<group>[^()]+)\)|\[(?P<set>\w+)\])(?P<optional>\??)(?![*+{])")
KEPT = 60  # characters of a text whose key is kept


# The full-width marks of any Chinese text, and what normal form makes of them.
WIDE = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"), ("？", "?"), ("！", "!"))


def plain(text: str) -> str:
    """Text in one width: full-width digits, letters and punctuation become half-width ones."""
    if is_normalized("NFKC", text):
        return text
    # With nothing but these to change, a paragraph is done in a twentieth of the time.
    for wide, narrow in WIDE:
        text = text.replace(wide, narrow)
    return normalize("NFKC", text)


def key(text: str) -> str:
    """Letters and digits alone, one width and case: what two writings of a title share."""
    return _key(text) if len(text) <= KEPT else _key.__wrapped__(text)


HAN = re.compile("[\u4e00-\u9fff]+")  # stand in a key as they stand in the text


def says(text: str, letters: str) -> bool:
    """Whether a text's key is these letters; most texts show with a glance that it is not."""
    first = HAN.search(text)
    return not (first and first[0] not in letters) and key(text) == letters


# The words of menus come back on every page of a site.
@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    text = plain(text).casefold()
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def _spaced(words: str) -> str:
    """Alternatives, longest first, whose characters may be set apart with spaces: `来 源`."""
    ordered = sorted(dict.fromkeys(words.split()), key=len, reverse=True)
    return "|".join(
        r"[ \t]*".join(word) if len(word) > 1 else rf"(?<![\u4e00-\u9fff]){word}"
        for word in ordered
    )


def _begins(*names: str) -> re.Pattern[str]:
    words = [word for name in names for word in _WORDS["line"][name]]
    return re.compile(rf"^[\W_]{{0,40}}(?:{'|'.join(words)})", re.I)


def _opened(words: list[str]) -> list[str]:
    """The same patterns, none of which begins with a group or a set: a search then looks for
    their first letters alone, and not at every letter of a text with every pattern."""
    found: list[str] = []
    for word in words:
        choice = OPENING.match(word)
        if choice is None:
            found.append(word)
            continue
        rest = word[choice.end() :]
        heads = list(choice["set"] or "") or choice["group"].split("|")
        found += _opened([head + rest for head in heads])
        found += [rest] if choice["optional"] else []
    return found


LABEL = re.compile(
    "(?:"
    + "|".join(
        f"(?P<{kind}>{_spaced(_WORDS['label'][kind])})"
        for kind in ("origin", "editor", "author", "time", "other")
    )
    + r")[ \t]*[】\])]?[ \t]*(?::|(?<=文)/|(?<=者)/)"
)
# 【来源】江岸日报: brackets for colons.
BRACKETED = re.compile(
    rf"[【\[](?P<label>{_spaced(_WORDS['label']['origin'])}|{_spaced(_WORDS['label']['author'])}"
    rf"|{_spaced(_WORDS['label']['editor'])})[】\]][ \t]*(?=[\u4e00-\u9fffA-Za-z])"
)
# 记者蔺泽华 beside a source, without a colon.
BARE_ROLE = re.compile(
    r"(?:本文|文章)?(?:来源于|來源於|摘自|转自|转载自)(?=\s*[《“\"\u4e00-\u9fffA-Z0-9])"
    r"|(?:^|(?<=[\s|]))来源[ \t]+(?=[\u4e00-\u9fff《])|(?:^|(?<=[\s|"
    r"()】〔【]))(?:\S{0,4}(?:记者|通讯员|记 者|通訊員|記者)|作者(?!简介|介绍|单位|声明))[ "
    r"\t]*(?=[\u4e00-\u9fff·]{2,4}(?:[\s、,/|╱)]|$)(?!\s*[摄攝图圖]))"
    r"|(?:^|(?<=[\s|]))作者[ \t]+(?=[A-Za-z])"
    # 编辑 张三 校对 李四
    r"|(?:^|(?<=[\s|()】【\[]))(?:责任编辑|编辑|责编|校对)[ \t]+"
    r"(?=[\u4e00-\u9fff]{2,4}(?:[\s、,|)\]】]|$))"
)
SENTENCE = re.compile(r"[，。！？；：、,;!?…“”「」《》]")
# 文｜张三 编辑｜李四: bars for colons, at the start of a line or behind a blank.
BAR = re.compile("[|丨—︱│]")
BARRED = re.compile(
    rf"(?:^|(?<=[\s(]))(?:{_spaced(_WORDS['label']['origin'])}|{_spaced(_WORDS['label']['author'])}"
    rf"|{_spaced(_WORDS['label']['editor'])})[ \t]*{BAR.pattern}(?=[ \t]*[\u4e00-\u9fffA-Za-z])"
)
ENDED = re.compile(r"[。！？!?…；;](?:[”’」』）)\"']{0,2}|\s*[（(][^（）()《》\d]{1,40}[）)])$")
FULL_STOP = re.compile(r"[。！？!?…；;](?:[”’」』）)\"']{0,2})$")
TOOLS = _begins("tools")
TAIL = _begins("tail", "box")
BOX = _begins("box")
ENDS = _begins("ends")
REPLY = _begins("reply")
CREDIT = _begins("credit")
DECK = _begins("deck")
COPYRIGHT = re.compile("|".join(_opened(_WORDS["line"]["copyright"])))
NOTICE = re.compile("|".join(_opened([*_WORDS["line"]["copyright"], *_WORDS["line"]["notice"]])))
FOREIGN = re.compile(
    rf"(?:^|[\s_-])(?:{'|'.join(_WORDS['block']['foreign'].split())})(?=$|[\s_\d-])"
)


def unlabelled(text: str) -> str:
    """What stands before the first label of a text."""
    label = LABEL.search(BARE_ROLE.sub(lambda match: match[0] + ":", text))
    return text[: label.start()] if label else text
