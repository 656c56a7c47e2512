"""The visible headline, confirmed by what the page calls itself in its title element."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.article.labels import TOOLS, key
from pipelines.article.lines import Line, Sheet

LONGEST = 150  # characters of a headline
CUT = re.compile(r"\s*(?:[_|｜]|-{1,2}|—{1,2}|–|>+|<+|::|\s{2,})\s*")
# What a headline line carries besides the headline.
AROUND = re.compile(
    r"^(?:正文|标题|題目|题目|主题|原创|【?置顶】?)[:：]\s*|\s*[\[【(（]?(?:复制链接|打印本页|收藏本文|发布时间)[\]】)）]?$"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and its line's number, -1 where only the title element has it."""

    text: str
    line: int
    last: int


def find(sheet: Sheet, named: str, first: int, alternatives: tuple[str, ...] = ()) -> Headline:
    """The headline before line `first`; `named` is the title element's text."""
    target = key(named)
    best, top = None, 0.0
    for start, end, text, line in _candidates(sheet, first):
        score = _score(text, line, target, first - start)
        if score > top:
            best, top = Headline(AROUND.sub("", text).strip(), start, end), score
    if best is not None:
        return best
    for other in alternatives:
        if other.strip():
            return Headline(without_site(other), -1, -1)
    return Headline(without_site(named), -1, -1)


def _candidates(sheet: Sheet, first: int) -> list[tuple[int, int, str, Line]]:
    found = []
    for i, line in enumerate(sheet.lines[: first + 1]):
        if line.hidden or len(line.text) > LONGEST:
            continue
        found.append((i, i, line.text, line))
        if i + 1 < first and (line.heading or not line.links):
            following = sheet.lines[i + 1]
            if following.block == line.block and len(following.text) + len(line.text) <= LONGEST:
                found.append((i, i + 1, f"{line.text} {following.text}", line))
    return found


def _score(text: str, line: Line, target: str, distance: int) -> float:
    """How well a line serves as the headline; 0 when it does not."""
    own = key(text)
    size = len(own)
    if size < 2 or TOOLS.match(line.flat):
        return 0.0
    score = 0.0
    if target and own in target:
        score = size / len(target)
        if target.startswith(own):
            score += 0.6
    elif target and size >= 6:
        shared = _shared(own, target)
        if shared >= 0.75:
            score = 0.5 * shared * min(1.0, size / len(target)) + (
                0.3 if own[:6] == target[:6] else 0
            )
    if line.heading in (1, 2):
        score += 0.35 if size >= 5 else 0.1
    elif line.heading:
        score += 0.15 if size >= 5 else 0.0
    if score == 0.0:
        return 0.0
    if line.links > 0.5 * len(line.text) and not line.heading:
        score *= 0.4
    if size < 4:
        score *= 0.3
    return score + 0.2 / (1 + max(0, distance - 1) / 4)


def _shared(own: str, target: str) -> float:
    """Share of the line's character pairs that the title element has too."""
    pairs = {own[i : i + 2] for i in range(len(own) - 1)}
    there = {target[i : i + 2] for i in range(len(target) - 1)}
    return len(pairs & there) / len(pairs) if pairs else 0.0


def without_site(named: str) -> str:
    """The title element without the channel and site names behind it."""
    parts = [part for part in CUT.split(named.strip()) if part]
    if not parts:
        return named.strip()
    head = parts[0]
    return head if len(key(head)) >= 6 or len(parts) == 1 else max(parts, key=len)


def of_text(sheet: Sheet, first: int, filename: str | None) -> Headline:
    """The headline of plain saved text: a short first line before the text, else the file's name."""
    for i, line in enumerate(sheet.lines[: max(first, 0)]):
        if 4 <= len(line.text) <= 60 and not line.text.endswith(("。", "；")):
            return Headline(line.text, i, i)
    stem = re.sub(r"\.\w{2,5}$", "", filename or "")
    return Headline(stem, -1, -1)
