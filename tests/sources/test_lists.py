"""Every site's list pages in its own shape: what addresses are found, where the list goes on."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.discovery import Listing, read_listing, starts
from crawler.registry import sources
from pipelines.source import Source

SHAPES = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
SOURCES = sources()
WINDOW = (date(2010, 1, 1), date(2026, 11, 23))
DAY = date(2025, 3, 5)
WAYS = {"channels", "counted", "dated"}
TITLE = "河右工业园区第{n}号报道"
CLUTTER = (
    '<div class="top"><a href="/">首页</a><a href="/about.html">关于我们</a></div>'
    '<div class="links"><a href="https://elsewhere.invalid/news/1.html">友情链接</a></div>'
)


@dataclass(frozen=True)
class Entry:
    """One way of one source."""

    source: Source
    number: int

    @property
    def way(self) -> str:
        """Its name."""
        return str(self.source.discovery[self.number]["way"])

    @property
    def shape(self) -> dict[str, Any]:
        """How its list pages are built."""
        return {**SHAPES["general"], **SHAPES.get(self.source.id, {})}

    def __str__(self) -> str:
        return f"{self.source.id}-{self.number}-{self.way}"

    def start(self) -> Any:
        """Its first page."""
        window = (DAY, DAY) if self.way == "epaper" else WINDOW
        return next(s for s in starts(self.source, *window) if s.entry == self.number)


ENTRIES = [Entry(s, n) for s in SOURCES.values() for n in range(len(s.discovery))]
LISTS = [entry for entry in ENTRIES if entry.way in WAYS]
PAPERS = [entry for entry in ENTRIES if entry.way == "epaper"]


def reports(source: Source) -> list[str]:
    """Addresses of articles such as the site's lists link."""
    found = [source.canonical(url) for url in source.examples]
    return [url for url in dict.fromkeys(found) if not re.search(r"epaper|szb\.|/pc/", url)]


def written(list_page: str, url: str, n: int) -> str:
    """An address as sites write it: whole, without scheme, relative, with a tracking query."""
    there, here = urlsplit(url), urlsplit(list_page)
    path = there.path + (f"?{there.query}" if there.query else "")
    if n % 4 == 1:
        return f"//{there.netloc}{path}"
    if n % 4 == 2 and there.netloc == here.netloc and not there.query:
        folder = here.path.rpartition("/")[0] or "/"
        return "./" + os.path.relpath(there.path, folder)
    if n % 4 == 3:
        return f"{url}{'&' if there.query else '?'}spm=C73544894212.P99790479609.0.0"
    return url


def list_page(entry: Entry, more: str = "") -> str:
    """A page of the list."""
    start = entry.start().url
    rows = "".join(
        entry.shape["row"].format(url=written(start, url, n), title=TITLE.format(n=n), day=DAY)
        for n, url in enumerate(reports(entry.source))
    )
    return f"<html><body>{CLUTTER}{entry.shape['list'].format(rows=rows)}{more}</body></html>"


def read(entry: Entry, text: str, start: Any = None) -> Listing:
    """What is read of a page."""
    begin = start or entry.start()
    return read_listing(entry.source, begin, begin.url, text, *WINDOW)


@pytest.mark.parametrize("entry", LISTS, ids=str)
def test_a_list_page_gives_the_right_addresses_with_their_words(entry: Entry) -> None:
    listing = read(entry, list_page(entry))
    source = entry.source
    found = {
        source.canonical(lead.url): lead.title
        for lead in listing.leads
        if source.owns(lead.url) and source.is_article(source.canonical(lead.url))
    }
    wanted = {url: TITLE.format(n=n) for n, url in enumerate(reports(source))}
    assert len(wanted) >= 1
    assert found == wanted
    assert not any(lead.title == "友情链接" for lead in listing.leads if source.owns(lead.url))


@pytest.mark.parametrize("entry", LISTS, ids=str)
def test_days_of_a_list_come_from_its_rows_or_its_addresses(entry: Entry) -> None:
    dated = "{day}" in entry.shape["row"]
    for lead in read(entry, list_page(entry)).leads:
        url = entry.source.canonical(lead.url)
        if entry.source.owns(url) and entry.source.is_article(url):
            told = DAY if dated else entry.source.url_day(url)
            assert lead.day == told or (not dated and told is None)


def following() -> Iterator[Any]:
    """(entry, address of its second page) for the sites whose paging is known."""
    for entry in LISTS:
        wanted = SHAPES.get(entry.source.id, {}).get("next", "")
        if isinstance(wanted, list):
            wanted = wanted[entry.number]
        elif entry.number:
            wanted = ""
        if wanted:
            yield pytest.param(entry, wanted, id=str(entry))


@pytest.mark.parametrize(("entry", "wanted"), list(following()))
def test_a_list_goes_on_where_the_site_has_its_second_page(entry: Entry, wanted: str) -> None:
    assert [after.url for after in read(entry, list_page(entry)).next] == [wanted]


COUNTED = [entry for entry in LISTS if entry.way == "counted"]


@pytest.mark.parametrize("entry", COUNTED, ids=str)
def test_a_counted_list_goes_down_from_the_number_in_its_script(entry: Entry) -> None:
    start = entry.start()
    nodes = entry.source.discovery[entry.number].get("nodes", ["0007007"])
    node, _, sub = nodes[0].partition("/")
    sub = sub or "0" * 12
    name = f"/system/count/{node}/{sub}/count_page_list_{node}{sub}.js"
    listing = read(entry, list_page(entry, f'<script src="{name}"></script>'))
    (script,) = listing.next
    assert urlsplit(script.url).path == name
    (count,) = read(entry, "var maxpage = 1084;", script).next
    path = f"/system/count//{node}/{sub}/000/001/c{node}{sub}_000001083.shtml"
    assert (
        urlsplit(count.url).path == path
        and urlsplit(count.url).netloc == urlsplit(start.url).netloc
    )
    other = replace(count, previous="")  # the same links twice would be the list's end
    (lower,) = read(entry, list_page(entry), other).next
    assert lower.url.endswith(f"c{node}{sub}_000001082.shtml")


def printed(entry: Entry, front: str) -> list[str]:
    """Addresses of two reports of the issue, in the shape of the paper's own."""
    source = entry.source
    host = urlsplit(front).netloc
    for example in source.examples:
        parts = urlsplit(example)
        day = source.url_day(source.canonical(example))
        if day is None or not re.search(r"epaper|szb|content|/con", parts.path + parts.netloc):
            continue
        if parts.netloc != host and entry.source.id not in {
            "gansudaily",
            "hebnews",
            "southcn",
            "dahe",
        }:
            continue
        path = parts.path
        for form in ("%Y%m/%d", "%Y-%m/%d"):
            path = path.replace(day.strftime(form), DAY.strftime(form))
        found = [
            re.sub(r"\d+(?=\.html?$)", str(n), f"{front.split('/', 3)[0]}//{host}{path}")
            for n in (11, 12)
        ]
        if all(source.is_article(source.canonical(url)) for url in found):
            return found
    found = [f"{front.rpartition('/')[0]}/content_{n}.htm" for n in (11, 12)]
    if all(source.is_article(source.canonical(url)) for url in found):
        return found
    pytest.fail(f"no example of {entry} has a shape of its own")


@pytest.mark.parametrize("entry", PAPERS, ids=str)
def test_an_issue_gives_its_pages_and_their_reports(entry: Entry) -> None:
    front = entry.start()
    urls = printed(entry, front.url)
    last = re.search(r"(\d+)(\.html?)$", front.url)
    if last:
        width, number = len(last[1]), int(last[1])
        leaves = [f"{front.url[: last.start()]}{number + k:0{width}d}{last[2]}" for k in (1, 2)]
    else:  # a folder for each page of the issue
        leaves = [front.url.replace("/001/", f"/{k:03d}/") for k in (2, 3)]
    yesterday = front.url.replace(f"{DAY:%d}/", f"{DAY.day - 1:02d}/")
    text = "".join(f'<li class="resultList"><a href="{url}">{TITLE}</a></li>' for url in urls)
    text += "".join(
        f'<a href="{leaf}">第{n}版</a>' for n, leaf in enumerate([front.url, *leaves], 1)
    )
    text += f'<a href="{yesterday}">上一期</a>'
    listing = read(entry, text, front)
    assert [entry.source.canonical(lead.url) for lead in listing.leads] == [
        entry.source.canonical(url) for url in urls
    ]
    assert {lead.day for lead in listing.leads} == {DAY}
    assert [leaf.url for leaf in listing.next] == leaves


def test_the_json_service_of_eastday() -> None:
    entry = next(e for e in ENTRIES if str(e) == "eastday-0-json")
    rows = [
        {
            "title": "河右工业园区报道",
            "url": "//j.eastday.com/p/1688627805046147",
            "time": "2023-07-06 15:16",
            "abstracts": "摘要",
        }
    ]
    listing = read(entry, json.dumps({"code": 0, "data": {"list": rows}}, ensure_ascii=False))
    (lead,) = listing.leads
    assert lead.url == "https://j.eastday.com/p/1688627805046147"
    assert (lead.title, lead.summary, lead.day) == ("河右工业园区报道", "摘要", date(2023, 7, 6))
    assert "skipCount=20&" in listing.next[0].url


def test_every_way_of_every_source_is_tried_here() -> None:
    tried = {*map(str, LISTS), *map(str, PAPERS), "eastday-0-json"}
    assert tried == set(map(str, ENTRIES))
