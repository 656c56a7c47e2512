"""Which page answers at which address."""

from __future__ import annotations

from archive.site.pages import about, figure, home, lists, park, report, search
from archive.site.web import Page

NAME = "[A-Za-z0-9._~%-]+"

PAGES: list[tuple[str, Page]] = [
    (r"^/$", home.home),
    (r"^/search$", search.search),
    (rf"^/park/(?P<park>{NAME})$", park.park),
    (rf"^/report/(?P<report>{NAME})$", report.report),
    (rf"^/figure/(?P<figure>{NAME})$", figure.figure),
    (rf"^/figure/(?P<figure>{NAME})/json$", figure.as_json),
    (r"^/parks$", lists.parks),
    (r"^/province/(?P<province>[0-9]{6})$", lists.province),
    (r"^/reports$", lists.reports),
    (r"^/sources$", lists.sources),
    (r"^/about$", about.about),
    (r"^/robots\.txt$", about.robots),
]
