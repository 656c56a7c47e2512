"""Pages like the newer Founder e-paper: /pc/layout/YYYYMM/DD/node_NN.html and /pc/con/…."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby

from archive.demo.content import Paper, Report
from archive.demo.resource import Resource, render, robots

HTML = "text/html; charset=utf-8"


def build(paper: Paper, base: str) -> dict[str, Resource]:
    """All addresses of the paper, path to answer; base is scheme, host and port."""
    newest = max(report.modified for report in paper.reports)
    routes = {"/robots.txt": robots(["Disallow: /pc/att/", "Disallow: /admin/"], newest)}
    reports = sorted(paper.reports, key=lambda report: (report.time, report.leaf, report.number))
    issues = [
        (day, list(group)) for day, group in groupby(reports, key=lambda report: report.time.date())
    ]
    days = [day for day, _ in issues]
    for day, issue in issues:
        routes |= _issue(paper, base, day, issue, days)
    text = render("founder_home.html", paper=paper, base=base, latest=layout(days[-1], 1))
    routes["/"] = routes["/pc/index.html"] = Resource(text.encode(), HTML, newest)
    return routes


def layout(day: date, leaf: int) -> str:
    """Path of one page of the printed paper."""
    return f"/pc/layout/{day:%Y%m/%d}/node_{leaf:02d}.html"


def address(report: Report) -> str:
    """Path of one report."""
    return f"/pc/con/{report.time:%Y%m/%d}/content_{report.number}.html"


def _issue(
    paper: Paper, base: str, day: date, issue: list[Report], days: list[date]
) -> dict[str, Resource]:
    """The pages of one day: every leaf of the paper, and the reports printed on each."""
    routes = {}
    leaves = paper.chrome["leaves"]
    printed = datetime.combine(day, issue[0].time.timetz())
    at = days.index(day)
    shared = {
        "paper": paper,
        "chrome": paper.chrome,
        "base": base,
        "day": day,
        "weekday": "一二三四五六日"[day.weekday()],
        "leaves": leaves,
        "number": (day - date(1987, 5, 1)) // timedelta(days=1),
        "before": layout(days[at - 1], 1) if at else "",
        "after": layout(days[at + 1], 1) if at + 1 < len(days) else "",
        "issue": [(report, address(report)) for report in issue],
    }
    for leaf, title in enumerate(leaves, start=1):
        text = render("founder_layout.html", leaf=leaf, title=title, **shared)
        on_leaf = [report.modified for report in issue if report.leaf == leaf]
        modified = max(on_leaf, default=printed)
        routes[layout(day, leaf)] = Resource(text.encode(), HTML, modified)
    for index, report in enumerate(issue):
        text = render(
            "founder_article.html",
            report=report,
            leaf=report.leaf,
            title=leaves[report.leaf - 1],
            previous=address(issue[index - 1]) if index else "",
            following=address(issue[index + 1]) if index + 1 < len(issue) else "",
            **shared,
        )
        routes[address(report)] = Resource(text.encode(), HTML, report.modified)
    return routes
