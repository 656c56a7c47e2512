"""Every page of a real server on a real publication: what it answers and what it never does."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.publish import publish
from archive.site.pages.about import reading
from tests.serving import Reply, Site, start, stop
from tests.site import reports
from tests.site.reports import HOSTILE, REPORTS

SEEDS = [
    "/", "/parks", "/indicators", "/reports", "/sources", "/about", "/coverage", "/corrections",
    "/compare", "/search", "/search?q=税收", "/search?q=园", "/search?q=没有这样的词",
    "/park/hostile", "/province/710000", "/province/620000", "/province/110000",
    "/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin",
    "/compare?indicator=tax_revenue,employment&park=longshan",
    "/search?province=620000&year=2024&indicator=tax_revenue",
]  # fmt: skip
OURS = re.compile(
    r"^/($|search|park|report|figure|indicator|province|source|about|coverage|corrections|compare)"
)


def _crawl(site: Site, lang: str) -> dict[str, Reply]:
    """Every page of ours that links lead to, in one language."""
    cookie = f"parks_lang={lang}"
    waiting, found = list(SEEDS), {}
    while waiting and len(found) < 400:
        path = waiting.pop()
        if path in found or not OURS.match(path):
            continue
        reply = found[path] = site.get(path, Cookie=cookie)
        if not reply.headers.get("content-type", "").startswith("text/html"):
            continue
        for href in lxml_html.document_fromstring(reply.text).xpath("//a/@href"):
            target = urlsplit(urljoin(site.address + path.partition("?")[0], str(href)))
            if f"{target.scheme}://{target.netloc}" == site.address and "_lang" not in target.query:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(site: Site, request: pytest.FixtureRequest) -> dict[str, Reply]:
    """All pages that can be reached, in Chinese or English."""
    return _crawl(site, request.param)


def _html(pages: dict[str, Reply]) -> dict[str, Reply]:
    return {p: r for p, r in pages.items() if r.headers["content-type"].startswith("text/html")}


def test_every_link_leads_somewhere(pages: dict[str, Reply]) -> None:
    assert len(pages) > 100
    assert {p: r.status for p, r in pages.items() if r.status != 200} == {}


def test_pages_are_small_and_whole(pages: dict[str, Reply]) -> None:
    for path, reply in _html(pages).items():
        assert len(reply.body) < 100_000, path
        document = lxml_html.document_fromstring(reply.text)
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert len(document.xpath("//h1")) == 1, path
        assert document.xpath("string(//title)").strip(), path
        assert document.get("lang") in ("zh-CN", "en"), path
        assert not document.xpath("//img[not(@alt)]"), path
        named = "(@aria-label or ancestor::label or @type='hidden')"
        assert not document.xpath(f"//input[not({named})] | //select[not({named})]"), path
        assert document.xpath("//main") and document.xpath("//header//nav"), path


def test_nothing_runs_and_nothing_comes_from_elsewhere(site: Site, pages: dict[str, Reply]) -> None:
    for path, reply in _html(pages).items():
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert reply.headers["x-content-type-options"] == "nosniff"
        document = lxml_html.document_fromstring(reply.text)
        assert not document.xpath("//script | //style | //iframe | //object | //base"), path
        assert not document.xpath("//@style"), path
        assert not [a for a in document.xpath("//@*") if str(a).lower().startswith("javascript:")]
        assert not [n for e in document.iter() for n in e.attrib if str(n).startswith("on")], path
        for address in document.xpath("//link/@href | //img/@src"):
            whole = urljoin(site.address + "/", str(address))
            assert whole.startswith(site.address + "/"), (path, address)


def test_hostile_words_stand_as_words(site: Site) -> None:
    for path in ("/report/cccccccccccc", "/figure/cccccccccccc-1", "/park/hostile"):
        document = lxml_html.document_fromstring(site.get(path).text)
        assert HOSTILE[:30] in document.text_content()
        assert not document.xpath("//main//img | //main//script")
    asked = site.get("/search?q=" + quote(HOSTILE, safe="")).text
    assert not lxml_html.document_fromstring(asked).xpath("//main//img | //main//script")


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=%22", "/search?q=*", "/search?q=AND%20OR", "/search?q=%00%01",
        "/search?q=%27;--",
        "/search?q=" + "%E5%9B%AD" * 500, "/search?q=a&page=-1", "/search?page=99999999999",
        "/search?province=abc&year=20x4", "/search?year=%C2%B2%C2%B2%C2%B2%C2%B2",
        "/search?q=%E7%A8%8E&indicator=%27%20or%201=1", "/search?q=%ff%fe", "/reports?page=0",
        "/compare?park=x&indicator=y", "/compare?park=" + ",".join("abcdefghij"),
        "/indicator/tax_revenue?year=2024&scope=%27", "/park/longshan/tax_revenue?unit=%27",
        "/?_lang=fr",
    ],
)  # fmt: skip
def test_odd_queries_get_a_page(site: Site, path: str) -> None:
    reply = site.get(path)
    assert reply.status == 200, path
    assert "Traceback" not in reply.text


@pytest.mark.parametrize(
    "path",
    ["/park/none", "/report/none", "/figure/none", "/indicator/none", "/source/none",
     "/province/999999", "/park/longshan/none", "/park/none/tax_revenue", "/nothing",
     "/park/none/feed.atom", "/park/none/figures.csv", "/sitemap-parks-9.xml", "/park/%2e%2e"],
)  # fmt: skip
def test_what_is_not_there_says_so(site: Site, path: str) -> None:
    reply = site.get(path)
    assert reply.status == 404
    assert "content-security-policy" in reply.headers


def test_the_language_is_switched_and_remembered(site: Site) -> None:
    chinese = site.get("/park/longshan")
    assert 'lang="zh-CN"' in chinese.text and "指标与时期" in chinese.text
    english = site.get("/park/longshan?_lang=en")
    assert '<html lang="en">' in english.text and "Indicators by period" in english.text
    cookie = english.headers["set-cookie"].partition(";")[0]
    assert "Indicators by period" in site.get("/park/longshan", Cookie=cookie).text


def test_every_indicator_is_defined_in_both_languages(site: Site) -> None:
    listed = site.get("/public/indicators.json?_shape=array&_size=max").json()
    assert isinstance(listed, list) and len(listed) > 80
    for row in listed:
        assert row["description"] and row["description_en"].isascii(), row["id"]
    for lang, key in (("zh", "description"), ("en", "description_en")):
        document = lxml_html.document_fromstring(
            site.get(f"/indicator/tax_revenue?_lang={lang}").text
        )
        given = next(row[key] for row in listed if row["id"] == "tax_revenue")
        assert document.xpath("string(//p[@class='lead'])") == given
        assert document.xpath("string(//meta[@name='description']/@content)") == given


def test_a_figure_carries_its_proof(site: Site) -> None:
    document = lxml_html.document_fromstring(site.get("/figure/aaaaaaaaaaaa-9").text)
    assert document.xpath("string(//h1//*[@class='value'])") == "不低于150亿元"
    assert document.xpath("string(//h1//*[@class='plan'])") == "计划"
    assert document.xpath("string(//blockquote/mark)") == "150亿元"
    words = document.text_content()
    for part in ("龙山日报", "2026年2月3日", "GB/T 7714", f"{site.address}/figure/aaaaaaaaaaaa-9"):
        assert part in words
    title = document.xpath("string(//title)")
    assert "150亿元" in title and "计划" in title and "龙山经济开发区" in title
    assert "mailto:editor@example.org" in site.get("/figure/aaaaaaaaaaaa-9").text
    row = site.get("/figure/aaaaaaaaaaaa-9/json").json()
    assert isinstance(row, dict) and row["value"] == 15000000000 and row["status"] == "planned"


def test_pages_and_citations_name_the_release(site: Site, pages: dict[str, Reply]) -> None:
    with closing(sqlite3.connect(site.home / "public.db")) as db:
        release = db.execute("select value from archive where name = 'release'").fetchone()[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\.\d+", release)
    for path, reply in _html(pages).items():
        if not OURS.match(urlsplit(path).path):
            continue
        foot = lxml_html.document_fromstring(reply.text).xpath("//footer")[0]
        assert foot.xpath("string(.//*[@class='release'])") == release, path
        assert foot.xpath("string(.//time/@datetime)").startswith("2026-03-01"), path
    for lang, words in (
        ("zh", f"版本 {release}，数据截至2026年3月1日"),
        ("en", f"release {release}, data as of 1 Mar 2026"),
    ):
        document = lxml_html.document_fromstring(
            site.get(f"/figure/aaaaaaaaaaaa-9?_lang={lang}").text
        )
        sentence, standard, bibtex = document.xpath("//section[@aria-labelledby='cite']/dl/dd")
        assert words in sentence.text_content()
        assert "[2026-03-01]. http" in standard.text_content()
        assert f"版本 {release}" in standard.text_content()
        assert f"version = {{{release}}}," in bibtex.text_content()
    for path in ("/public", "/public/figures", "/public/figures/aaaaaaaaaaaa-9"):
        assert f'<span class="release">{release}</span>' in site.get(path).text
    row = site.get("/figure/aaaaaaaaaaaa-9/json").json()
    assert isinstance(row, dict) and row["release"] == release
    assert release in site.get("/park/longshan/tax_revenue/chart.svg").text


def test_plans_are_marked_wherever_they_stand(site: Site) -> None:
    for path in ("/park/longshan", "/report/aaaaaaaaaaaa", "/search?q=150亿元"):
        document = lxml_html.document_fromstring(site.get(path).text)
        links = document.xpath("//main//a[normalize-space()='不低于150亿元']")
        assert links, path
        assert all("计划" in link.getparent().text_content() for link in links), path
    assert "150亿元</a>（计划）" in _feed_html(site, "/park/longshan/feed.atom")


def _feed_html(site: Site, path: str) -> str:
    root = etree.fromstring(site.get(path).body)
    return "".join(root.xpath("//*[local-name()='content']/text()"))


def test_a_missing_year_is_a_gap_and_other_readings_are_marks(site: Site) -> None:
    document = lxml_html.document_fromstring(site.get("/park/longshan/tax_revenue").text)
    chart = document.xpath("//div[@class='for-wide']/svg")[0]
    years = chart.xpath(".//text[@class='year']/text()")
    assert years == ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]
    assert len(chart.xpath(".//text[@class='missing']")) == 1
    assert len(chart.xpath(".//path[@class='dot']")) == 6
    assert len(chart.xpath(".//path[@class='joint']")) == 4  # none over 2022
    assert len(chart.xpath(".//path[@class='other']")) == 2
    output = site.get("/park/longshan/gross_industrial_output").text
    wide = lxml_html.document_fromstring(output).xpath("//div[@class='for-wide']/svg")
    assert len(wide) == 2  # amounts and growth are never in one picture
    assert len(wide[0].xpath(".//path[@class='plan']")) == 1


def test_a_ranking_says_its_year_its_extent_and_who_fell_silent(site: Site) -> None:
    document = lxml_html.document_fromstring(site.get("/indicator/tax_revenue?year=2024").text)
    lines = document.xpath("//table/tbody/tr")
    cells = [[c.text_content().strip() for c in line] for line in lines]
    assert [c[0] for c in cells] == ["1", "2"]
    assert cells[0][2].startswith("龙山") and cells[0][1] == "↑1" and cells[1][1] == "↓1"
    newest = site.get("/indicator/tax_revenue?year=2025").text
    assert "西河高新技术产业开发区" in lxml_html.document_fromstring(newest).xpath(
        "string(//p[contains(., '上年有')])"
    )


def test_unlike_things_are_not_compared(site: Site) -> None:
    refused = site.get("/compare?indicator=tax_revenue,employment&park=longshan").text
    assert "单位不同" in refused and "<svg" not in refused
    drawn = site.get("/compare?indicator=tax_revenue&park=longshan,xihe-gaoxin").text
    charts = lxml_html.document_fromstring(drawn).xpath("//figure/svg")
    steps = [c.xpath(".//text[@class='step']/text()") for c in charts]
    assert len(steps) == 2 and steps[0] == steps[1]  # one scale for both


def test_datasettes_own_pages_stay(site: Site) -> None:
    for path in (
        "/public", "/public/figures", "/public/figures/aaaaaaaaaaaa-1", "/public/park_series",
        "/public/figures.json?_shape=array", "/public/figures?_search=税收",
        "/public?sql=select+count(*)+from+figures",
    ):  # fmt: skip
        reply = site.get(path)
        assert reply.status == 200, path
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    rows = site.get("/public/figures.json?_search=税收&_shape=array&_col=evidence").json()
    assert isinstance(rows, list) and rows and all("税收" in row["evidence"] for row in rows)
    assert "数字在原句中的位置" in site.get("/public/figures").text


def test_the_database_can_only_be_read(site: Site) -> None:
    before = (site.home / "public.db").read_bytes()
    for sql in ("delete from figures", "attach '/etc/passwd' as x", "pragma writable_schema=1"):
        assert site.get(f"/public.json?sql={quote(sql)}").status == 400
    assert site.get("/public/figures", method="POST").status in (403, 405)
    with sqlite3.connect(site.home / "public.db") as db:
        assert db.execute("select count(*) from figures").fetchone()[0] > 30
    assert (site.home / "public.db").read_bytes() == before


def test_robots_and_sitemap(site: Site) -> None:
    robots = site.get("/robots.txt").text
    assert f"Sitemap: {site.address}/sitemap.xml" in robots and "Disallow: /\n" in robots
    index = etree.fromstring(site.get("/sitemap.xml").body)
    parts = index.xpath("//*[local-name()='loc']/text()")
    assert len(parts) == 3
    for part in parts:
        listed = etree.fromstring(site.get(urlsplit(part).path).body)
        for address in listed.xpath("//*[local-name()='loc']/text()")[:20]:
            assert site.get(urlsplit(address).path).status == 200


def test_no_report_can_be_read_here(site: Site, pages: dict[str, Reply]) -> None:
    everything = [r.body.decode("utf-8", "replace") for r in pages.values()]
    everything.append(
        re.sub("[\x00-\x08]", "", (site.home / "public.db").read_bytes().decode("utf-8", "replace"))
    )
    for report in REPORTS:
        runs = {report.body[i : i + 101] for i in range(0, len(report.body) - 100, 7)}
        assert not [run for run in runs if any(run in text for text in everything)], report.id


def test_a_chart_is_taken_away_whole_and_framed_elsewhere(site: Site) -> None:
    reply = site.get("/park/longshan/tax_revenue/chart.svg")
    root = etree.fromstring(reply.body)
    words = "".join(root.itertext())
    assert "龙山经济开发区的税收" in words and "数据截至" in words and site.address in words
    assert not root.xpath("//@class | //@style | //*[local-name()='a' or local-name()='script']")
    assert "sandbox" in reply.headers["content-security-policy"]
    frame = site.get("/embed/park/longshan/tax_revenue")
    assert "frame-ancestors *" in frame.headers["content-security-policy"]
    assert "unsafe" not in frame.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in site.get("/").headers["content-security-policy"]
    assert site.get("/embed/park/longshan/employment").status == 404


def test_a_search_in_vain_offers_words_that_are_found(site: Site) -> None:
    found = lxml_html.document_fromstring(site.get("/search?q=龙山开发区增值税").text)
    offered = found.xpath("//div[@class='empty']//a[@lang='zh-CN']/text()")
    assert "龙山" in offered
    assert "没有找到" not in site.get(f"/search?q={quote(str(offered[0]), safe='')}").text


def test_the_home_page_tells_what_moved_most(site: Site) -> None:
    document = lxml_html.document_fromstring(site.get("/").text)
    moves = [m.text_content() for m in document.xpath("//ul[@class='moves']/li/span[1]")]
    assert moves[0] == "+20.1%" and "-2.2%" in moves


def test_a_withdrawn_figure_keeps_its_page(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", reports.REPORTS[:2])
    with sqlite3.connect(home / "archive.db") as db:
        db.execute(
            "update figures set withdrawn_at = '2026-03-02T08:00:00+08:00', "
            "withdrawn_reason = '报纸删去了这一句' where id = 'aaaaaaaaaaaa-3'"
        )
    db.close()
    publish(home)
    process, address = start(home)
    try:
        running = Site(home, address.rstrip("/"))
        gone = running.get("/figure/aaaaaaaaaaaa-3").text
        assert "撤下" in gone and "报纸删去了这一句" in gone and 'content="noindex"' in gone
        assert "aaaaaaaaaaaa-3" not in running.get("/park/longshan").text
        assert "aaaaaaaaaaaa-3" in running.get("/corrections").text
    finally:
        stop(process)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_method_page_tells_how_well_the_program_reads(site: Site, lang: str) -> None:
    text = site.get(f"/about?_lang={lang}").text
    told = reading()
    for share in (told["quantity"], told["indicator"], told["period"], told["strict"]):
        assert f"{share * 100:.1f}%" in text
    assert f"{told['sure_right'] * 100:.0f}%" in text
