"""The section from the breadcrumb."""

from __future__ import annotations

import re

from pipelines.article.labels import key
from pipelines.article.lines import Sheet

PLACE = re.compile(
    r"(?:您|你|當|当)?(?:现在|目前|当前|當前|所在|的|現在)*(?:所在)?(?:位置|位于|方位)(?:是|在)?\s*[:>]?"
)
MARKS = re.compile(
    r"\s*(?:>+|»+|›|→|->|-+>|\\|::|/|\||·|»|--+)\s*|\s-\s|(?<=[\u4e00-\u9fff])\s*-\s*(?=[\u4e00-\u9fff])"
)
STRONG = re.compile(r">|»|›|→|::")
LAST = re.compile(
    r"^(?:正\s*文|内容|内容页|详情|详细内容|文章正文|新闻正文|本文|阅读新闻|浏览文章|查看新闻|查看内容|全文|新闻详情|新闻内容|文章内容|"
    r"正文阅读|列表|信息内容|浏览|阅读文章|文章详情|詳細內容|內文)$"
)
HOME = re.compile(r"首\s*页$|首頁$|主页$|^Home$", re.I)
NAMED_SO = re.compile(
    r"crumb|position|location|dqwz|weizhi|path|place|nav_?con|(?:^|[\s_-])(?:wz|nav)(?:$|[\s_-])"
)
CRUMB = 16  # characters of a section's name
LONGEST = 120


def find(sheet: Sheet, until: int, title: str) -> str | None:
    """The last crumb before the article itself, from what stands before line `until`."""
    own = key(title)
    lines = [line for line in sheet.lines[:until] if not line.hidden]
    for line in lines:
        place = PLACE.search(line.flat) if "位" in line.flat else None
        if place and MARKS.search(line.flat):
            found = _last(line.flat[place.end() :], own)
            if found:
                return found
    for line in reversed(lines):
        flat = line.flat
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
            trail = sheet.lines[block.start : block.end]
            found = _last(" > ".join(line.flat for line in trail), own)
            if found:
                return found
    return None


def of_trail(text: str, title: str = "") -> str:
    """The last crumb of the words that a source's selector found, '' where there is none."""
    place = PLACE.match(text)
    return _last(text[place.end() :] if place else text, key(title)) or ""


def _frames(flat: str) -> bool:
    """Whether a trail begins at home or ends at the text."""
    crumbs = MARKS.split(flat)
    return bool(HOME.search(crumbs[0].strip()) or LAST.match(crumbs[-1].strip()))


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
    last = named[-1]
    return last if len(last) <= CRUMB and not any(mark in last for mark in "，。：") else None
