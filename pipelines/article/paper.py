"""What the pages of printed papers show around an article: the paper, its leaf, its issue."""

from __future__ import annotations

import re

from pipelines.article import dates
from pipelines.article.labels import plain

# A newspaper's name in the title element: 江岸晚报, 江岸晚报数字报.
PAPER = re.compile(r"[\u4e00-\u9fff]报(?=\W|$|数字|电子|多媒体)")
_LEAF = r"(?:[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})"
# A leaf of a paper: 第05版:要闻, 03版 民生, A05:要闻, 要闻 第03版, and the way to the next.
LEAF = re.compile(
    rf"\W*(?:第\s*)?{_LEAF}\s*版\W*(?:[:：|].*|[/·\s]\s*[\u4e00-\u9fff/·、 ]{{2,12}})?$"
    r"|\W*[A-D]\d{2}\s*(?:版\s*[:：|/\s]?|[:：|/])\s*[\u4e00-\u9fff/·、]{2,8}\W*$"
    rf"|[\u4e00-\u9fff·]{{2,8}}\s*[:：|/\s]\s*第?{_LEAF}版\W*$|\W*[上下]一?版\W*$"
)
# What stands beside the day of an issue.
ISSUE = re.compile(r"星期|第\d+版|第\w{1,4}版|\d+版|版[:]|期|往期|报$")
_CUT = re.compile(r"[\s_|\-—–>·]+")
_OWN = re.compile(
    r"[\u4e00-\u9fff]{1,8}报(?:社|业)?(?:集团)?(?:数字|电子|多媒体)?(?:数字|电子)?[报版刊]?(?:平台|阅读)?"
    rf"|(?:数字|电子|多媒体)(?:数字|电子)?[报版刊]|(?:第?{_LEAF}版|[A-Z]{{1,2}}\d{{1,3}})(?:[:：]?[\u4e00-\u9fff]{{2,6}})?"
    r"|(?:总?第)?\d{1,6}期|星期[一二三四五六日天]|版面|首页"
)
SHORT = 6  # characters of a leaf's name


def is_leaf(text: str) -> bool:
    """Whether a line names a leaf of the paper or leads to another."""
    return LEAF.match(text) is not None


def names_only_paper(named: str) -> bool:
    """Whether a title element says which paper, which issue and which leaf, and no headline."""
    text = plain(named)
    found = dates.search(text)
    if found is not None:
        text = f"{text[: found.start]} {text[found.end :]}"
    words = [word for word in _CUT.split(text) if word]
    if not any(PAPER.search(word) for word in words):
        return False
    own = [_OWN.fullmatch(word) is not None for word in words]
    # The name of the leaf stands behind its number: 03版 民生.
    return all(
        mine or (n > 0 and own[n - 1] and len(word) <= SHORT and is_leaf(f"{words[n - 1]} {word}"))
        for n, (word, mine) in enumerate(zip(words, own, strict=True))
    )
