"""Pages in the manner of the Enorth family: /system/YYYY/MM/DD/N.shtml, lists that count down."""

from __future__ import annotations

from datetime import datetime

from archive.demo.content import Channel, Link, Paper, Report
from archive.demo.resource import Resource, broken, render, robots

SUBNODE = "000000000000"
HTML = "text/html"  # this family leaves the encoding to the page's own meta element


def build(paper: Paper, base: str) -> dict[str, Resource]:
    """All addresses of the paper, path to answer; base is scheme, host and port."""
    newest = max(report.modified for report in paper.reports)
    routes = {"/robots.txt": robots(["Disallow: /neican/", "Disallow: /search/"], newest)}
    for report in paper.reports:
        routes |= _article(paper, report, base)
    for channel in paper.channels:
        routes |= _lists(paper, channel, base)
    routes["/index.shtml"] = routes["/"] = _home(paper, base, newest)
    return routes


def address(report: Report, part: int = 1) -> str:
    """Path of one part of a report; the second part on carries its number behind the id."""
    folder = "/neican" if report.closed else ""
    tail = "" if part == 1 else f"_{part - 1:02d}"
    return f"{folder}/system/{report.time:%Y/%m/%d}/{report.number:09d}{tail}.shtml"


def _article(paper: Paper, report: Report, base: str) -> dict[str, Resource]:
    routes = {}
    parts = report.pages or ((),)
    template = "enorth_missing.html" if report.kind == "soft_404" else "enorth_article.html"
    for index, paragraphs in enumerate(parts, start=1):
        text = render(
            template,
            paper=paper,
            chrome=paper.chrome,
            base=base,
            report=report,
            channel=_channel(paper, report),
            paragraphs=paragraphs,
            part=index,
            parts=[address(report, number) for number in range(1, len(parts) + 1)],
            beside=_beside(paper, report),
        )
        routes[address(report, index)] = Resource(
            broken(text, report.cut, "utf-8"), HTML, report.modified
        )
    return routes


def _channel(paper: Paper, report: Report) -> Channel:
    return next(channel for channel in paper.channels if channel.folder == report.channel)


def _beside(paper: Paper, report: Report) -> list[dict[str, str]]:
    """Five older reports of the same list, as the box beside an article shows them."""
    older = [
        other
        for other in paper.of_channel(_channel(paper, report))
        if other.time < report.time and not other.closed and other.kind == "article"
    ]
    return [{"title": other.headline, "url": address(other)} for other in older[:5]]


def _lists(paper: Paper, channel: Channel, base: str) -> dict[str, Resource]:
    """The channel's index with the newest entries, and the counted pages down to the oldest."""
    entries = _entries(paper, channel)
    chunks = [
        entries[start : start + paper.per_page] for start in range(0, len(entries), paper.per_page)
    ]
    routes = {
        _counted(channel, number): _list(paper, channel, base, chunk[::-1], number, len(chunks))
        for number, chunk in enumerate(chunks, start=1)
    }
    front = _list(paper, channel, base, entries[: -paper.per_page - 1 : -1], 0, len(chunks))
    routes[f"/{channel.folder}/index.shtml"] = routes[f"/{channel.folder}/"] = front
    script = f"var maxpage = {len(chunks)};\nvar page_div = 'page_div';\nshow_page_list(maxpage);\n"
    name = f"count_page_list_{channel.node}{SUBNODE}.js"
    routes[f"/system/count/{channel.node}/{SUBNODE}/{name}"] = Resource(
        script.encode(), "application/x-javascript", front.modified
    )
    return routes


def _counted(channel: Channel, number: int) -> str:
    group = f"{number // 1000:03d}"
    name = f"c{channel.node}{SUBNODE}_{number:09d}.shtml"
    return f"/system/count//{channel.node}/{SUBNODE}/000/{group}/{name}"


def _entries(paper: Paper, channel: Channel) -> list[tuple[str, str, str, datetime]]:
    """(day, title, address, modified), oldest first; foreign links stand among the reports."""
    rows = [
        (f"{report.time:%Y-%m-%d}", report.headline, address(report), report.modified)
        for report in paper.of_channel(channel)
    ]
    oldest = min(row[3] for row in rows)
    rows += [_foreign(link, oldest) for link in paper.links if link.channel == channel.folder]
    return sorted(rows, key=lambda row: row[0])


def _foreign(link: Link, modified: datetime) -> tuple[str, str, str, datetime]:
    return (link.day, link.title, link.url, modified)


def _list(
    paper: Paper,
    channel: Channel,
    base: str,
    entries: list[tuple[str, str, str, datetime]],
    number: int,
    pages: int,
) -> Resource:
    text = render(
        "enorth_list.html",
        paper=paper,
        chrome=paper.chrome,
        base=base,
        channel=channel,
        entries=entries,
        number=number,
        pages=pages,
        older=_counted(channel, (number or pages) - 1) if (number or pages) > 1 else "",
        script=f"/system/count/{channel.node}/{SUBNODE}/count_page_list_{channel.node}{SUBNODE}.js",
    )
    return Resource(text.encode(), HTML, max(entry[3] for entry in entries))


def _home(paper: Paper, base: str, modified: datetime) -> Resource:
    text = render("enorth_home.html", paper=paper, chrome=paper.chrome, base=base)
    return Resource(text.encode(), HTML, modified)
