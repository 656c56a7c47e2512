"""The section from the breadcrumb."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.article.labels import key
from pipelines.article.lines import Sheet

PLACE = re.compile(
    r"(?:您|你|當|当)?(?:现在|目前|当前|當前|所在|的|現在)*(?:所在)?(?:位置|位于|方位)(?:是|在)?\s*[:：>]?"
)
MARKS = re.compile(
    r"\s*(?:>+|»+|›|→|->|-+>|\\|::|/|\||·|»|--+)\s*|\s-\s|(?<=[\u4e00-\u9fff])\s*-\s*(?=[\u4e00-\u9fff])"
)
STRONG = re.compile(r">|»|›|→|::")
ANY_MARK = re.compile(r"[>»›→\\:/|·-]")  # one of these is in every mark
LAST = re.compile(
    r"^(?:正\s*文|内容|内容页|详情|详细内容|文章正文|新闻正文|本文|阅读新闻|浏览文章|查看新闻|查看内容|全文|新闻详情|新闻内容|文章内容|"
    r"正文阅读|列表|信息内容|浏览|阅读文章|文章详情|詳細內容|內文)$"
)
HOME = re.compile(r"首\s*页$|首頁$|主页$|^Home$", re.I)
NAMED_SO = re.compile(
    r"crumb|position|location|dqwz|weizhi|path|place|nav_?con|(?:^|[\s_-])(?:wz|nav)(?:$|[\s_-])"
)
# What a leaf of an e-paper carries around its name: 04 文教卫 PDF, 第05版:要闻, A12 时事.
LEAF = re.compile(
    r"^(?:第?\s*[A-Z]?\d{1,3}\s*版(?:\s*[:：|]\s*|\s+|$)|(?:0\d|[A-Z]\d{2})(?:\s*[:：]\s*|\s+|$))"
)
# A leaf by itself on a line or behind the day, and what only pages of papers say beside it.
BARE_LEAF = re.compile(
    r"[A-Z]?\d{2}[\s·:：|/-]{0,3}(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff/·]{1,9})"
    r"|(?:.*\s)?第\s?[A-Z]?\d{1,3}\s?版\s?[:：]?\s?(?P<numbered>[\u4e00-\u9fff/·]{2,10})"
    r"|(?P<before>[\u4e00-\u9fff]{2,8})[\s·:：|/-]{0,3}[A-Z]\d{2}"
)
PAPER = re.compile(
    r"[上下]一?版|版面(?:导航|目录|概览)|本版(?:新闻|目录|标题)|返回(?:版面|目录)|数字报|电子(?:报|版)|往期"
)
LEAF_FILE = re.compile(r"\s*PDF(?:版|下载)?$", re.I)
NUMBER = re.compile(r"^\d{1,3}(?:\s+|$)")
CRUMB = 16  # characters of a section's name
LONGEST = 120
SHORT = 40  # characters of a line such as menus have


def find(sheet: Sheet, until: int, title: str) -> str | None:
    """The last crumb before the article itself, from what stands before line `until`."""
    own = key(title)
    lines = [line for line in sheet.lines[:until] if not line.hidden]
    told = [line for line in lines if len(line.flat) > SHORT or _tells(line.flat)]
    for line in told:
        place = PLACE.search(line.flat) if "位" in line.flat else None
        trail = line.flat[place.end() :].strip() if place else ""
        if trail and (MARKS.search(line.flat) or LEAF.match(trail)):
            found = _last(trail, own)
            if found:
                return found
    for line in reversed(told):
        flat = line.flat
        if not ANY_MARK.search(flat):
            continue
        if len(flat) <= LONGEST + len(title) and (
            STRONG.search(flat)
            or (MARKS.search(flat) and (NAMED_SO.search(sheet.named(line)) or _frames(flat)))
        ):
            found = _last(flat, own)
            if found:
                return found
    for block in sheet.blocks:
        short = 2 <= block.end - block.start <= 6 and block.end <= until
        if short and NAMED_SO.search(block.name):
            names = [line.flat for line in sheet.lines[block.start : block.end]]
            if sum(_less_leaf(name) != name for name in names) > 1:
                continue  # the leaves of a paper, one beside the other
            found = _last(" > ".join(names), own)
            if found:
                return found
    return _bare_leaf([line.flat for line in told if len(line.flat) <= LONGEST])


@lru_cache(maxsize=4096)  # the lines of a site's frame come back on every page of it
def _tells(flat: str) -> bool:
    """Whether a line may say anything of sections: most are the names of some, and do not."""
    return (
        "位" in flat
        or ANY_MARK.search(flat) is not None
        or BARE_LEAF.fullmatch(flat.strip()) is not None
        or PAPER.search(flat) is not None
    )


def _bare_leaf(lines: list[str]) -> str | None:
    """The name of a paper's leaf that stands by itself, the only one above the headline."""
    leaves = [match for line in lines if (match := BARE_LEAF.fullmatch(line.strip()))]
    if len(leaves) != 1 or not any(PAPER.search(line) for line in lines):
        return None
    name: str = next(filter(None, leaves[0].groups()))
    return name.removesuffix("版") if len(name) > 2 else name


def of_trail(text: str, title: str = "") -> str:
    """The last crumb of the words that a source's selector found, '' where there is none."""
    place = PLACE.match(text)
    return _last(text[place.end() :].strip() if place else text, key(title)) or ""


def _frames(flat: str) -> bool:
    """Whether a trail begins at home or ends at the text."""
    crumbs = MARKS.split(flat)
    return bool(HOME.search(crumbs[0].strip()) or LAST.match(crumbs[-1].strip()))


def _less_leaf(name: str) -> str:
    """A name without the number of an e-paper's leaf before it and its file behind it."""
    bare = LEAF_FILE.sub("", name)
    if bare != name:  # with a file behind it any number is a leaf's
        bare = NUMBER.sub("", bare)
    return LEAF.sub("", bare)


def _last(flat: str, own: str) -> str | None:
    """The last name of a trail that is neither the page itself nor its title."""
    crumbs = [part.strip(" :·[]【】>\t|") for part in MARKS.split(flat.rstrip(" >»/-"))]
    crumbs = [part for part in crumbs if part]
    while crumbs and (
        LAST.match(crumbs[-1]) or (len(key(crumbs[-1])) > 5 and key(crumbs[-1]) in own)
    ):
        crumbs.pop()
    named = [part for part in crumbs if not HOME.search(part)]
    if not named or len(crumbs) > 7 or any(len(part) > 24 for part in crumbs):
        return None
    last = _less_leaf(named[-1])
    fits = last and len(last) <= CRUMB and not any(mark in last for mark in "，。：")
    return last if fits else None
