"""Pages like TRS: /…/YYYYMM/tYYYYMMDD_NNN.htm, called gb2312, in truth GB18030."""

from __future__ import annotations

from datetime import datetime

from archive.demo.content import Channel, Paper, Report
from archive.demo.resource import Resource, broken, render, robots

HTML = "text/html; charset=gb2312"
ENCODING = "gb18030"


def build(paper: Paper, base: str) -> dict[str, Resource]:
    """All addresses of the paper, path to answer; base is scheme, host and port."""
    newest = max(report.modified for report in paper.reports)
    routes = {"/robots.txt": robots(["Disallow: /nbcy/", "Disallow: /was5/"], newest)}
    for report in paper.reports:
        routes |= _article(paper, report, base)
    for channel in paper.channels:
        routes |= _lists(paper, channel, base)
    text = render("trs_home.html", paper=paper, chrome=paper.chrome, base=base)
    routes["/"] = routes["/index.html"] = Resource(text.encode(ENCODING), HTML, newest)
    return routes


def address(report: Report, part: int = 1) -> str:
    """Path of one part of a report; parts after the first carry their index behind the number."""
    folder = "nbcy" if report.closed else report.channel
    tail = "" if part == 1 else f"_{part - 1}"
    name = f"t{report.time:%Y%m%d}_{report.number}{tail}.htm"
    return f"/{folder}/{report.time:%Y%m}/{name}"


def _article(paper: Paper, report: Report, base: str) -> dict[str, Resource]:
    channel = next(channel for channel in paper.channels if channel.folder == report.channel)
    template = "trs_missing.html" if report.kind == "soft_404" else "trs_article.html"
    parts = report.pages or ((),)
    routes = {}
    for index, paragraphs in enumerate(parts, start=1):
        text = render(
            template,
            paper=paper,
            chrome=paper.chrome,
            base=base,
            report=report,
            channel=channel,
            paragraphs=paragraphs,
            part=index,
            parts=[address(report, number) for number in range(1, len(parts) + 1)],
            beside=[
                {"title": other.headline, "url": address(other)}
                for other in paper.of_channel(channel)
                if other.time < report.time and not other.closed and other.kind == "article"
            ][:6],
        )
        body = broken(text, report.cut, ENCODING)
        routes[address(report, index)] = Resource(body, HTML, report.modified)
    return routes


def _lists(paper: Paper, channel: Channel, base: str) -> dict[str, Resource]:
    """index.html is the newest page, index_1.html the second; links are relative to the folder."""
    entries = _entries(paper, channel)
    chunks = [
        entries[start : start + paper.per_page] for start in range(0, len(entries), paper.per_page)
    ]
    routes = {}
    for index, chunk in enumerate(chunks):
        name = "index.html" if index == 0 else f"index_{index}.html"
        text = render(
            "trs_list.html",
            paper=paper,
            chrome=paper.chrome,
            base=base,
            channel=channel,
            entries=chunk,
            index=index,
            pages=len(chunks),
        )
        modified = max(entry[3] for entry in chunk)
        routes[f"/{channel.folder}/{name}"] = Resource(text.encode(ENCODING), HTML, modified)
    routes[f"/{channel.folder}/"] = routes[f"/{channel.folder}/index.html"]
    return routes


def _entries(paper: Paper, channel: Channel) -> list[tuple[str, str, str, datetime]]:
    """(day, title, link, modified), newest first; foreign links stand among the reports."""
    here = f"/{channel.folder}/"
    up = "../" * channel.folder.count("/") + "../"
    rows = [
        (f"{report.time:%Y-%m-%d}", report.headline, address(report), report.modified)
        for report in paper.of_channel(channel)
    ]
    oldest = min(row[3] for row in rows)
    relative = [
        (day, title, "./" + url.removeprefix(here) if url.startswith(here) else up + url[1:], at)
        for day, title, url, at in rows
    ]
    relative += [
        (link.day, link.title, link.url, oldest)
        for link in paper.links
        if link.channel == channel.folder
    ]
    return sorted(relative, key=lambda row: row[0], reverse=True)
