"""When an article was published: which of the dates on its page says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.article import dates, scattered
from pipelines.article.dates import Moment
from pipelines.article.labels import key, plain
from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import is_head
from pipelines.article.paper import ISSUE, PAPER

LABELLED = re.compile(
    r"出版|刊登|刊出|发布|發布|發佈|发表|發表|发稿|更新|时间|時間|日期|来源|來源|稿源|出处|录入|刊发|记者|作者|编辑|浏览|点击"
)
TODAY = re.compile(r"今[天日]是|现在是|当前(?:时间|日期)|农历|今日[:]")
# A meeting's day, a rule's day: not the day of publication.
ACT = re.compile(r"通过\W*$|施行|修[正订]|批准|次会议|印发\W*$|签发")
UPDATED = re.compile(r"更新[^:]{0,4}[:\s]*$")
WRITTEN = re.compile(r"(?:成\s*文|生成|印发|签署|制发)(?:日期|时间|日)?[:\s]*$")
FIRST = re.compile(r"(?:发布|发表|發布|發佈|刊发|出版)[^:]{0,4}[:\s]*$")
META = re.compile(
    r"publi?sh|pubdate|pub_?time|release_?date|firstpublishedtime|date\.?issued|dc\.date|create_?time|create_?date|^date$|og:time|apub:time|create_at|date_?update",
    re.I,
)
AWAY = re.compile(r"\W*(?:往期|过刊|旧刊|历史|相关|[上下前后]一?[期篇条]|更早|最新)")
LINKED = 4  # characters of a link that leads there
NAMING = 6  # letters of a headline that the title element may confirm
SHORT = 60  # characters of a line that shows a day without its year
LONGEST = 200  # characters of a line that may hold the date


def shows(text: str) -> bool:
    """Whether a line shows a date."""
    return len(text) <= LONGEST and dates.search(text) is not None


def shows_part(text: str) -> bool:
    """Whether a short line shows a day without its year, and a clock."""
    return len(text) <= SHORT and dates.YEARLESS.search(text) is not None


def of_page(
    root: Any,
    sheet: Sheet,
    head: Sequence[Line],
    above: Sequence[Line],
    tail: Sequence[Line],
    title: int,
    url: str,
) -> Moment | None:
    """The time from the lines between headline and text, those above the headline, the foot, the
    issue's date, the page's meta tags, the address: in this order. Where the page shows a day and
    the address names it, no other counts."""
    known = dates.of_address(url)
    head, above = ([x for x in part if not _leads_away(x)] for part in (head, above))
    lines = [line for line in head if len(line.flat) < LONGEST]
    under = [line.flat for line in lines]
    high = [line.flat for line in above if len(line.flat) < LONGEST]
    near = under + high
    found = _best([line.flat for line in lines if _dated(line)], known)
    other = found if found and found.time else _best(under + high[::-1], known)
    other = _with_clock(other, near) if other and not other.time else other
    if found is None or (other is not None and other.day == found.day):
        found = other
    if found is None and root is not None:
        found = _confirmed(near, root)
    found = found or scattered.search(near)
    if found is None:
        foot = [line.flat for line in tail if len(line.flat) < 60 and not line.links]
        own = next((n for n, text in enumerate(foot) if dates.search(text)), len(foot))
        found = scattered.search(foot[:own]) or _best(foot, known, alone=True)
    if found is None:
        found = of_issue(sheet, title, known)
    named = " ".join((root.findtext(".//title") or "").split()) if root is not None else ""
    if found is None and title >= 0:
        found = of_named(named, sheet.lines[title].text)
    if found is None and root is not None:
        found = _of_meta(root)
    if found is None and known is not None:
        found = _without_year(near, known) or known
    return found or lone_day(sheet, title, named)


def _leads_away(line: Line) -> bool:
    """Whether a line links to another issue or article, whose day is its own."""
    return line.links >= LINKED and AWAY.match(line.flat) is not None


def of_named(named: str, title: str) -> Moment | None:
    """The day of a paper's issue in the title element, behind the headline `title` and the
    paper's name."""
    text, own = plain(named), key(title)
    found = dates.search(text) if PAPER.search(text) else None
    if found is None or len(own) < NAMING or own not in key(text) or key(found.raw) in own:
        return None
    return found


def lone_day(sheet: Sheet, title: int, named: str) -> Moment | None:
    """The only day that fills a line above the headline: on a paper's page that of its issue."""
    if PAPER.search(plain(named)) is None:
        return None
    lines = [line for line in sheet.lines[: max(title, 0)] if not line.hidden]
    days = [
        found
        for line in lines
        if (found := dates.search(line.flat.strip()))
        and found.raw == line.flat.strip()
        and not found.time
    ]
    return days[0] if len({found.day for found in days}) == 1 else None


def _dated(line: Line) -> bool:
    """Whether a line is there to show a date, and no sentence that names one."""
    found = dates.search(line.flat)
    if found is None or TODAY.search(line.flat):
        return False
    alone = len(line.flat) <= len(found.raw) + 24 or found.start == 0
    labelled = LABELLED.search(line.flat[: found.start]) is not None
    return bool(found.time) or labelled or (alone and is_head(line))


def _best(lines: Sequence[str], known: Moment | None, *, alone: bool = False) -> Moment | None:
    """With a clock before a bare day, labelled before bare, the address's day before others,
    earlier lines first, which stand nearer. alone: only dates that fill their line."""
    chosen: Moment | None = None
    top = -1.0
    for n, line in enumerate(lines):
        found = dates.search(line)
        before = line[: found.start] if found else ""
        if found and (UPDATED.search(before) or WRITTEN.search(before)):
            later = dates.search(line, found.end)
            found = later if later and FIRST.search(line[found.end : later.start]) else found
        if (
            found is None
            or (not found.time and ACT.search(line))
            or (alone and len(line) > len(found.raw) + 24)
        ):
            continue
        clear = LABELLED.search(line[: found.start]) is not None
        score = 1.0 / (n + 1) + (1.0 if found.time else 0.0) + (0.8 if clear else 0.0)
        score += 0.8 if len(line) <= len(found.raw) + 12 else 0.0
        score += 2.0 if known and known.day == found.day else 0.0
        score -= 1.5 if TODAY.search(line) else 0.0
        score -= 0.9 if UPDATED.search(line[: found.start]) else 0.0
        score -= 0.9 if WRITTEN.search(line[: found.start]) else 0.0
        if score > top:
            chosen, top = found, score
    if chosen is not None and not chosen.time:
        return _with_clock(chosen, lines)
    return chosen


def _with_clock(found: Moment, lines: Sequence[str]) -> Moment:
    """A clock in the line after a bare day belongs to it."""
    for n, line in enumerate(lines[:-1]):
        if found.raw in line and len(lines[n + 1]) <= 24:
            text = re.sub(r"^(?:香港|北京|台北)?(?:时间|時間)\s*:?\s*", "", lines[n + 1].strip())
            time = dates.clock(text)
            if time:
                raw = f"{found.raw} {lines[n + 1].strip()}"
                return Moment(found.day, time, raw, found.start, found.end)
    return found


def of_issue(sheet: Sheet, title: int, known: Moment | None = None) -> Moment | None:
    """The date of a newspaper's issue, which stands anywhere above the headline."""
    top = title if title >= 0 else min(60, len(sheet.lines))
    for line in sheet.lines[:top]:
        if line.hidden or len(line.flat) > 80 or TODAY.search(line.flat):
            continue
        found = dates.search(line.flat)
        if found and (ISSUE.search(line.flat) or (known and known.day == found.day)):
            return found
    return None


def _of_meta(root: Any) -> Moment | None:
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if META.search(name):
            value = element.get("content") or ""
            found = dates.of_machine(value)
            if found:
                return found
    return None


def _confirmed(lines: Iterable[str], root: Any) -> Moment | None:
    """A line without its year such as `03月05日(五) 15:48`, where a meta tag has that day."""
    if not any(dates.YEARLESS.search(line) for line in lines):
        return None
    known = _of_meta(root)
    return _without_year(lines, known) if known else None


def _without_year(lines: Iterable[str], known: Moment) -> Moment | None:
    """A line such as `03-05 15:48` whose day the address confirms."""
    for line in lines:
        found = dates.month_and_day(line, known.day.year)
        if found and found.day == known.day:
            return found
    return None
