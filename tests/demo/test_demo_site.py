"""The bundled news site, asked over HTTP for everything that the demo means to show."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
import urllib.robotparser
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from archive.demo.content import load_papers
from archive.demo.server import DemoSite

PAPERS = ("hexi", "saichuan", "chuyuan")
SHUT = ("/search/", "/was5/", "/admin/")  # what the papers' own search forms stand for
STORY = "三地园区“结亲”"
ARTICLES = {
    "hexi": re.compile(r"^/system/\d{4}/\d\d/\d\d/\d{9}(_\d\d)?\.shtml$"),
    "saichuan": re.compile(r"^/(cj/cyyq|ds)/\d{6}/t\d{8}_\d+\.htm$"),
    "chuyuan": re.compile(r"^/pc/con/\d{6}/\d\d/content_\d+\.html$"),
}


@dataclass
class Reply:
    """What the site answered."""

    status: int
    type: str
    tag: str
    body: bytes


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoSite]:
    """The three papers on free ports, in their first edition."""
    with DemoSite(dict(zip(PAPERS, free_ports(3), strict=True))) as site:
        yield site


def ask(demo: DemoSite, paper: str, path: str, **headers: str) -> Reply:
    """One request to one paper."""
    url = urljoin(f"http://127.0.0.1:{demo.ports[paper]}/", path)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url, headers=named), timeout=10)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        kind, tag = answer.headers.get("Content-Type", ""), answer.headers.get("ETag", "")
        return Reply(answer.status, kind, tag, answer.read())


def walk(demo: DemoSite, paper: str) -> dict[str, Reply]:
    """Every page that links and counted lists of a paper lead to, as a browser would find them."""
    own = f"127.0.0.1:{demo.ports[paper]}"
    waiting, found = ["/"], {}
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        reply = found[path] = ask(demo, paper, path)
        if "html" not in reply.type or reply.status != 200:
            continue
        encoding = "gb18030" if paper == "saichuan" else "utf-8"
        text = reply.body.decode(encoding, "replace")
        refresh = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
        links = [str(x) for x in html.document_fromstring(text).xpath("//a/@href | //area/@href")]
        more = re.findall(r"createPageHTML\((\d+), 0, ", text)
        links += [f"index_{n}.html" for n in range(1, int(more[0]))] if more else []
        for href in [*links, *refresh]:
            target = urlsplit(urljoin(f"http://{own}{path}", href))
            if target.netloc == own and target.path.endswith(("html", "shtml", "htm", "/")):
                waiting.append(target.path)
    return found


@pytest.fixture(scope="module")
def pages(demo: DemoSite) -> dict[str, dict[str, Reply]]:
    """All pages of all papers."""
    return {paper: walk(demo, paper) for paper in PAPERS}


def test_three_families_with_forty_articles_and_more(pages: dict[str, dict[str, Reply]]) -> None:
    articles = {
        paper: [p for p, r in pages[paper].items() if ARTICLES[paper].match(p) and r.status == 200]
        for paper in PAPERS
    }
    assert all(len(found) >= 12 for found in articles.values()), articles
    assert sum(len(found) for found in articles.values()) >= 50


def test_no_link_leads_nowhere(pages: dict[str, dict[str, Reply]]) -> None:
    broken = {
        (paper, path)
        for paper, found in pages.items()
        for path, reply in found.items()
        if reply.status != 200 and not path.startswith(SHUT)
    }
    assert broken == set()


def test_lists_go_on_over_several_pages(pages: dict[str, dict[str, Reply]]) -> None:
    counted = [p for p in pages["hexi"] if p.startswith("/system/count//0015008/")]
    assert len(counted) >= 3
    assert "/cj/cyyq/index_1.html" in pages["saichuan"]
    issues = {p.split("/")[3:5] and "/".join(p.split("/")[3:5])
              for p in pages["chuyuan"] if p.startswith("/pc/layout/")}  # fmt: skip
    assert len(issues) >= 8


def test_the_enorth_count_of_pages_stands_in_a_script(demo: DemoSite) -> None:
    node = "/system/count/0015008/000000000000/count_page_list_0015008000000000000.js"
    reply = ask(demo, "hexi", node)
    assert "javascript" in reply.type and re.search(rb"maxpage = [3-9]", reply.body)


def test_trs_says_gb2312_and_means_more(demo: DemoSite, pages: dict[str, dict[str, Reply]]) -> None:
    reply = ask(demo, "saichuan", "/cj/cyyq/")
    assert reply.type == "text/html; charset=gb2312"
    assert "产业园区" in reply.body.decode("gb18030")
    outside = 0
    for page in pages["saichuan"].values():
        try:
            page.body.decode("gb2312")
        except UnicodeDecodeError:
            outside += 1
    assert outside > 1  # a reader that believes the header loses these pages


def test_one_report_stands_on_three_pages(pages: dict[str, dict[str, Reply]]) -> None:
    first = "/system/2025/11/06/031294417"
    parts = [pages["hexi"][f"{first}{tail}.shtml"].body.decode() for tail in ("", "_01", "_02")]
    assert "217.8亿元" in parts[0] and "182.4亿元" not in parts[1]
    assert "46.9亿元" in parts[1] and "350亿元" in parts[2] and "350亿元" not in parts[0]


def test_three_papers_print_one_report(pages: dict[str, dict[str, Reply]]) -> None:
    printed = []
    for paper in PAPERS:
        encoding = "gb18030" if paper == "saichuan" else "utf-8"
        for path, reply in pages[paper].items():
            text = reply.body.decode(encoding, "replace")
            if ARTICLES[paper].match(path) and STORY in html.document_fromstring(text).xpath(
                "string(//title)"
            ):
                printed.append(paper)
                assert "签约总金额34.8亿元" in text and "河右日报" in text
    assert sorted(printed) == sorted(PAPERS)


def test_a_number_changes_between_two_editions(demo: DemoSite) -> None:
    path = next(
        p for p in demo._routes["hexi"] if p.startswith("/system/2025/04/18/")
    )  # the path is the same in both editions
    before = ask(demo, "hexi", path)
    assert "规上工业总产值23.6亿元" in before.body.decode()
    assert ask(demo, "hexi", path, If_None_Match=before.tag).status == 304
    try:
        demo.turn_to(2)
        after = ask(demo, "hexi", path, If_None_Match=before.tag)
        assert after.status == 200 and "规上工业总产值20.6亿元" in after.body.decode()
    finally:
        demo.turn_to(1)


def test_news_that_is_no_report_stands_among_the_lists() -> None:
    ordinary = [
        report.headline
        for paper in load_papers(1)
        for report in paper.reports
        if report.pages[0] and not re.search("园区|开发区|工业集中区", "".join(report.pages[0]))
    ]
    assert len(ordinary) >= 10, ordinary


def test_a_page_that_is_gone_answers_200(
    demo: DemoSite, pages: dict[str, dict[str, Reply]]
) -> None:
    path = "/system/2025/09/03/031258860.shtml"
    assert path in pages["hexi"]
    reply = ask(demo, "hexi", path)
    text = html.document_fromstring(reply.body.decode()).text_content()
    assert reply.status == 200 and re.search("不存在|已删除|找不到", text)
    assert ask(demo, "hexi", "/system/2025/09/03/039999999.shtml").status == 404


def test_one_page_has_broken_bytes(pages: dict[str, dict[str, Reply]]) -> None:
    whole = "轻纺服装".encode("gb18030")
    bodies = [reply.body for path, reply in pages["saichuan"].items() if "t20221216_" in path]
    assert len(bodies) == 1 and whole not in bodies[0] and whole[:1] + whole[2:] in bodies[0]
    assert "轻纺服装" not in bodies[0].decode("gb18030", "replace")


def test_robots_forbid_a_page_that_is_linked(
    demo: DemoSite, pages: dict[str, dict[str, Reply]]
) -> None:
    for paper, folder in (("hexi", "/neican/"), ("saichuan", "/nbcy/")):
        rules = urllib.robotparser.RobotFileParser()
        rules.parse(ask(demo, paper, "/robots.txt").body.decode().splitlines())
        closed = [path for path in pages[paper] if path.startswith(folder)]
        assert closed and not rules.can_fetch("anyone", closed[0])
        assert rules.can_fetch("anyone", "/hybb/" if paper == "hexi" else "/ds/")


def test_a_list_leads_off_the_site(demo: DemoSite) -> None:
    for paper, path in (("hexi", "/hybb/"), ("saichuan", "/ds/index.html")):
        lists = [p for p in demo._routes[paper] if p.startswith(path) or "/count//0015011" in p]
        text = b"".join(ask(demo, paper, p).body for p in lists)
        assert b"example.invalid" in text


def test_every_page_says_that_it_is_invented(pages: dict[str, dict[str, Reply]]) -> None:
    for paper, found in pages.items():
        encoding = "gb18030" if paper == "saichuan" else "utf-8"
        for path, reply in found.items():
            if reply.status == 200 and "html" in reply.type and b"refresh" not in reply.body:
                assert "演示站点" in reply.body.decode(encoding, "replace"), path


def test_a_taken_port_is_refused_and_leaves_nothing_open() -> None:
    free, taken = free_ports(2)
    with socket.create_server(("127.0.0.1", taken)):
        with pytest.raises(OSError):
            DemoSite({"chuyuan": free, "hexi": taken, "saichuan": 0})
        with socket.create_server(("127.0.0.1", free)):
            pass
