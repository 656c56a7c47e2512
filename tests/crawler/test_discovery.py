"""Reading addresses out of lists, feeds, sitemaps, JSON and issues, on small pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from crawler.discovery import Listing, Start, read_listing, starts
from crawler.discovery.days import fill, id_day, written_day
from crawler.discovery.types import BOTTOM, PASSED, UNDATED
from crawler.words import speaks_of_parks
from pipelines.source import Source

BASE = "https://www.hexi.invalid"
SINCE, UNTIL = date(2025, 3, 1), date(2025, 3, 31)
PATTERN = r"/(?:\w+/)*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)_\d+\.html|/p/\d+"


def source(**entry: Any) -> Source:
    """A site with one way of discovery."""
    kept: Mapping[str, Any] = entry
    return Source(
        id="hexi",
        name="河右新闻网",
        publisher="河右日报社",
        province="620000",
        home=f"{BASE}/",
        domains=("hexi.invalid",),
        platform="",
        role="",
        article_patterns=(re.compile(PATTERN),),
        examples=(),
        discovery=(kept,),
    )


def read(site: Source, text: str, start: Start | None = None, url: str = "") -> Listing:
    """What a page tells."""
    begin = start or starts(site, SINCE, UNTIL)[0]
    return read_listing(site, begin, url or begin.url, text, SINCE, UNTIL)


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>河右</title>
<item><title>河右园区 &amp; 产业</title><link> {base}/a/20250305_1.html </link>
<description>&lt;p&gt;摘要&lt;/p&gt;</description>
<pubDate>Tue, 04 Mar 2025 20:30:00 GMT</pubDate></item>
<item><title>没有链接</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>河右园区</title>
<link rel="self" href="/self"/><link rel="alternate" href="{base}/a/20250305_1.html"/>
<published>2025-03-05T08:00:00+08:00</published></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/a/20250305_1.html</loc>
<news:news><news:publication_date>2025-03-05</news:publication_date><news:title>河右园区</news:title>
</news:news></url></urlset>"""


@pytest.mark.parametrize("text", [RSS, ATOM, SITEMAP])
def test_feeds_and_sitemaps(text: str) -> None:
    site = source(way="feed", urls=(f"{BASE}/feed.xml",))
    listing = read(site, text.format(base=BASE))
    (lead,) = listing.leads
    assert lead.url == f"{BASE}/a/20250305_1.html"
    assert lead.day == date(2025, 3, 5)
    assert lead.title.startswith("河右园区")
    assert (listing.end, listing.oldest) == (BOTTOM, date(2025, 3, 5))


def test_a_sitemap_index_leads_to_the_sitemaps_touched_in_the_window() -> None:
    site = source(way="feed", urls=(f"{BASE}/index.xml",))
    rows = "".join(
        f"<sitemap><loc>{BASE}/{name}.xml</loc>{touched}</sitemap>"
        for name, touched in [
            ("new", "<lastmod>2025-03-09</lastmod>"),
            ("old", "<lastmod>2024-03-09</lastmod>"),
            ("undated", ""),
        ]
    )
    rows += "<sitemap><loc>https://elsewhere.invalid/x.xml</loc></sitemap>"
    rows += "<sitemap><loc>http://[bad</loc></sitemap>"
    listing = read(site, f"<sitemapindex>{rows}</sitemapindex>")
    assert [after.url for after in listing.next] == [f"{BASE}/new.xml", f"{BASE}/undated.xml"]
    assert listing.notes == ("entries passed over whose address is none: 1",)


def test_a_day_that_is_none_takes_nothing_from_its_feed() -> None:
    site = source(way="feed", urls=(f"{BASE}/feed.xml",))
    odd = "<pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>"
    feed = RSS.format(base=BASE)
    assert feed.count("<pubDate>") == 1
    told = feed[feed.index("<pubDate>") : feed.index("</pubDate>") + len("</pubDate>")]
    (lead,) = read(site, feed.replace(told, odd)).leads
    assert lead.url == f"{BASE}/a/20250305_1.html"


@pytest.mark.parametrize("text", [RSS, ATOM, SITEMAP])
def test_an_address_that_is_none_is_noted_and_takes_nothing_from_its_feed(text: str) -> None:
    site = source(way="feed", urls=(f"{BASE}/feed.xml",))
    feed = text.format(base=BASE)
    bad = "<loc>http://[bad</loc>" if text is SITEMAP else "<link>http://[bad</link>"
    for name in ("item", "entry", "url"):
        feed = feed.replace(f"</{name}>", f"</{name}>" + f"<{name}>{bad}</{name}>" * 2, 1)
    listing = read(site, feed)
    assert [lead.url for lead in listing.leads] == [f"{BASE}/a/20250305_1.html"]
    assert listing.notes == ("entries passed over whose address is none: 2",)


def test_a_base_that_is_no_address_takes_nothing_from_its_list() -> None:
    site = source(way="channels", pages=(f"{BASE}/yq/index.html",))
    rows = '<a href="http://[bad">坏链接</a><li><a href="/a/20250305_1.html">河右园区</a></li>'
    listing = read(site, f'<base href="http://[bad"><ul>{rows}</ul>')
    assert [lead.url for lead in listing.leads] == [f"{BASE}/a/20250305_1.html"]


@pytest.mark.parametrize("text", ["", "<html><p>kein</p></html>", "no xml at all"])
def test_what_is_no_feed_is_said(text: str) -> None:
    listing = read(source(way="feed", urls=(f"{BASE}/feed.xml",)), text)
    assert listing.leads == () and listing.notes and listing.end == UNDATED


def test_an_entity_bomb_in_a_feed_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    item = f"<item><title>&i;</title><link>{BASE}/p/1</link></item>"
    text = f"{bomb}]><rss><channel>{item}</channel></rss>"
    leads = read(source(way="feed", urls=(f"{BASE}/f",)), text).leads
    assert sum(len(lead.title) for lead in leads) < 1000


@pytest.mark.parametrize("wrap", ["{}", "morelist({});", "/**/ jQuery123_45({})\n"])
def test_json_lists_plain_and_wrapped(wrap: str) -> None:
    site = source(
        way="json", urls=(f"{BASE}/list?start={{n}}",), first=0, step=20,
        items="data.0.rows", link="u", title="t", time="at",
    )  # fmt: skip
    rows = [{"u": "/p/1", "t": "<b>河右</b>园区", "at": 1741132800}, {"u": None}, {"t": "x"}]
    listing = read(site, wrap.format(json.dumps({"data": [{"rows": rows}]})))
    (lead,) = listing.leads
    assert (lead.url, lead.title, lead.day) == (f"{BASE}/p/1", "河右园区", date(2025, 3, 5))
    assert [after.url for after in listing.next] == [f"{BASE}/list?start=20"]


def rows(*days: str, extra: str = "") -> str:
    """A list of one report a day."""
    links = "".join(
        f'<li><a href="/a/{day.replace("-", "")}_{n}.html">河右园区报道第{n}号</a><i>{day}</i></li>'
        for n, day in enumerate(days)
    )
    return f"<ul>{links}</ul>{extra}"


def test_a_walk_goes_past_known_and_backdated_entries_to_the_end_of_its_window() -> None:
    site = source(way="channels", pages=(f"{BASE}/index.html",), paging="index_{n}.html")
    assert read(site, rows("2025-03-09", "2020-01-01")).next
    over = read(site, rows("2025-02-27", "2025-02-26"))
    assert over.next == () and over.end == PASSED


def test_a_page_that_repeats_the_one_before_is_the_end() -> None:
    site = source(way="channels", pages=(f"{BASE}/index.html",), paging="index_{n}.html")
    first = read(site, rows("2025-03-09", "2025-03-08"))
    again = read(site, rows("2025-03-09", "2025-03-08"), first.next[0])
    assert (again.next, again.end, again.oldest) == ((), BOTTOM, date(2025, 3, 8))


def test_links_in_every_form() -> None:
    text = (
        '<base href="/news/"><ul><li><a href="./20250305_1.html"><img alt="图" src="x"></a>'
        '<a href="20250305_1.html" title="河右工业园区上半年产值增长一成">河右工业园区…</a></li>'
        '<li><a href=" //www.hexi.invalid/news/20250305_2.html\n">第二条园区报道</a></li>'
        '<li><a href="javascript:void(0)">x</a><a href="#top">y</a></li>'
        '<li><a href="mailto:a@b">z</a></li></ul>'
    )
    leads = read(source(way="channels", pages=(f"{BASE}/index.html",)), text).leads
    assert [(lead.url, lead.title) for lead in leads] == [
        (f"{BASE}/news/20250305_1.html", "河右工业园区上半年产值增长一成"),
        (f"{BASE}/news/20250305_2.html", "第二条园区报道"),
    ]


def test_a_front_page_that_jumps_is_followed_once() -> None:
    site = source(way="epaper", front=f"{BASE}/html/%Y-%m/%d/node_1.htm")
    jump = '<meta http-equiv="REFRESH" content="0; URL=node_2.htm">'
    front = starts(site, UNTIL, UNTIL)[0]
    (after,) = read(site, jump, front).next
    assert after.url == f"{BASE}/html/2025-03/31/node_2.htm"
    assert read(site, jump.replace("node_2", "node_3"), after).next == ()


@pytest.mark.parametrize(
    ("kind", "url", "day"),
    [
        ("seconds_hex", "/content/s6a59f61be4b03d9ce7970a2e.html", date(2026, 7, 17)),
        ("millis_2015", "/web/content_1471896068903669760.html", date(2026, 2, 13)),
        ("micros", "/p/1688627805046147", date(2023, 7, 6)),
        ("micros", "/p/12", None),
        ("none", "/p/1688627805046147", None),
    ],
)
def test_days_that_ids_hold(kind: str, url: str, day: date | None) -> None:
    assert id_day(kind, url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[2025-03-05 08:30]", date(2025, 3, 5)),
        ("2025年3月5日", date(2025, 3, 5)),
        ("2025.03.05", date(2025, 3, 5)),
        ("03-05", None),
        ("2025-13-45 2025/3/6", date(2025, 3, 6)),
        ("020250305", None),
    ],
)
def test_written_days(text: str, day: date | None) -> None:
    assert written_day(text) == day


def test_a_template_is_filled_and_other_percent_signs_stay() -> None:
    assert fill("/%Y%m/%d/a%20b.html", date(2025, 3, 5)) == "/202503/05/a%20b.html"


@pytest.mark.parametrize(
    ("title", "worth"),
    [
        ("通渭工业集中区循环经济产业园迎来开门红", True),
        ("张江科学城新增百亿元项目", True),
        ("定西循环园签约三个项目", True),
        ("我县新建幼儿园三所", False),
        ("周末去公园赏花", False),
        ("", True),
    ],
)
def test_titles_that_speak_of_parks(title: str, worth: bool) -> None:
    assert speaks_of_parks(title, "") is worth
