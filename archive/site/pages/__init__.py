"""Which page answers at which address."""

from __future__ import annotations

from archive.site.files import figures as figures_of
from archive.site.files import judged, ranked
from archive.site.files import lists as lists_of
from archive.site.files.table import Make, page
from archive.site.pages import (
    about,
    compare,
    corrections,
    feeds,
    figure,
    home,
    indicator,
    lists,
    park,
    pictures,
    releases,
    report,
    search,
    series,
    sitemap,
    source,
)
from archive.site.web import Page

NAME = "[A-Za-z0-9._~%-]+"
OF_PARK = f"/park/(?P<park>{NAME})/(?P<indicator>[a-z0-9_]+)"
FORM = "(?P<form>csv|xlsx|json)"

# What can be taken away, by its address without the form at its end.
FILES: list[tuple[str, Make]] = [
    ("/search", figures_of.of_search),
    (f"/park/(?P<park>{NAME})/figures", figures_of.of_park),
    (f"{OF_PARK}/figures", figures_of.of_park),
    (f"/indicator/(?P<indicator>{NAME})/figures", figures_of.of_indicator),
    (f"/indicator/(?P<indicator>{NAME})/ranking", ranked.ranking),
    (f"/report/(?P<report>{NAME})/figures", figures_of.of_report),
    ("/compare", ranked.compared),
    ("/parks", lists_of.parks),
    ("/province/(?P<province>[0-9]{6})/parks", lists_of.parks),
    ("/reports", lists_of.reports),
    (f"/source/(?P<source>{NAME})/reports", lists_of.reports),
    ("/sources", lists_of.sources),
    ("/indicators", lists_of.indicators),
    ("/coverage/provinces", lists_of.covered_provinces),
    ("/coverage/years", lists_of.covered_years),
    ("/corrections", judged.corrections),
]

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
    (r"^/api$", about.api),
    (r"^/coverage$", source.coverage),
    (r"^/corrections$", corrections.corrections),
    (r"^/indicators$", indicator.indicators),
    (rf"^/indicator/(?P<indicator>{NAME})$", indicator.indicator),
    (rf"^/source/(?P<source>{NAME})$", source.source),
    (r"^/compare$", compare.compare),
    # Feeds and files before the pages of a park's indicators, whose names have no full stop.
    (r"^/feed\.atom$", feeds.newest),
    (r"^/search\.atom$", feeds.search),
    (r"^/corrections/feed\.atom$", corrections.atom),
    (rf"^/park/(?P<park>{NAME})/feed\.atom$", feeds.park),
    (rf"^/indicator/(?P<indicator>{NAME})/feed\.atom$", feeds.indicator),
    (r"^/province/(?P<province>[0-9]{6})/feed\.atom$", feeds.province),
    (rf"^/source/(?P<source>{NAME})/feed\.atom$", feeds.source),
    *((rf"^{path}\.{FORM}$", page(make)) for path, make in FILES),
    (rf"^{OF_PARK}/(?P<shape>chart|narrow)\.svg$", pictures.svg),
    (rf"^{OF_PARK}/(?P<shape>chart|narrow)\.png$", pictures.png),
    (rf"^/figure/(?P<figure>{NAME})/card\.png$", pictures.of_figure),
    (rf"^/embed{OF_PARK}$", pictures.embed),
    (rf"^{OF_PARK}$", series.series),
    (r"^/sitemap\.xml$", sitemap.index),
    (r"^/sitemap-(?P<part>parks|indicators|figures)-(?P<n>[0-9]{1,4})\.xml$", sitemap.part),
    (
        r"^/releases/(?P<release>[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]{1,6})/changes\.jsonl$",
        releases.changes,
    ),
    (r"^/robots\.txt$", about.robots),
]
