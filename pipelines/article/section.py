"""The section from the breadcrumb."""

from __future__ import annotations

import re

from pipelines.article.labels import key
from pipelines.article.lines import Line

PLACE = re.compile(
    r"(?:您|你|當|当)?(?:现在|目前|当前|當前|所在|的)*(?:所在)?(?:位置|位于|方位)(?:是|在)?\s*[:>]?|^首\s*页|^首頁"
)
SPLIT = re.compile(r"\s*(?:>+|»|›|→|->|-+>|\\|::|＞|/|\s-\s|\||·|-|»)\s*|\s{1,}")
LAST = re.compile(
    r"^(?:正文|内容|内容页|详情|详细内容|文章正文|新闻正文|本文|阅读新闻|浏览文章|查看新闻|全文|新闻详情|新闻内容|文章内容|正文阅读)$"
)
HOME = re.compile(r"首\s*页|首頁|主页|Home$", re.I)


def find(lines: list[Line], title: str) -> str | None:
    """The last crumb before the article itself, from lines before the headline or beside it."""
    own = key(title)
    for line in lines:
        flat = line.flat
        if len(flat) > 120 + len(title) or not (
            PLACE.search(flat) or (HOME.search(flat) and ">" in flat)
        ):
            continue
        if not any(mark in flat for mark in (">", "»", "›", "→", "-", "/", "|", "\\", "::")):
            continue
        place = PLACE.search(flat)
        rest = flat[place.end() :] if place and "位" in place[0] else flat
        crumbs = [part.strip(" :·[]【】>\t") for part in SPLIT.split(rest)]
        crumbs = [
            part for part in crumbs if part and not LAST.match(part) and not PLACE.fullmatch(part)
        ]
        while (
            crumbs
            and own
            and key(crumbs[-1])
            and key(crumbs[-1]) in own
            and len(key(crumbs[-1])) > 5
        ):
            crumbs.pop()
        if HOME.search(rest):
            crumbs = [part for part in crumbs if not HOME.fullmatch(part)]
        if crumbs and len(crumbs[-1]) <= 16:
            return crumbs[-1]
    return None
