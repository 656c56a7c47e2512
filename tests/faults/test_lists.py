"""Lists, feeds and sitemaps that are traps: the crawl ends, names them, and reads the good list."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.press import WINDOW, Press, paper
from tests.crawler.site import Answer, Raw, listing

XML = {"Content-Type": "application/xml; charset=utf-8"}
ENTITIES = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(11)
)
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
PLACE = "<url><loc>{}</loc></url>"
DISCOVERY = """way = "channels"
pages = ["{base}/yq/index.html", "{base}/long/index.html", "{base}/wide/index.html"]
[[discovery]]
way = "feed"
urls = ["{base}/laughs.xml", "{base}/files.xml", "{base}/deep.xml", "{base}/self.xml",
  "{base}/packed.xml", "{base}/broken.xml"]"""


def feed(title: str, head: str, base: str) -> str:
    link = f"{base}/system/2025/03/12/031147712.shtml"
    item = f"<item><title>{title}</title><link>{link}</link></item>"
    return f'<?xml version="1.0"?>{head}<rss><channel>{item}</channel></rss>'


def traps(press: Press) -> None:
    """Put them on the site, beside a list that is as it should be."""
    base, pages = press.site.base, press.site.pages
    press.publish(range(10, 14))
    link = "<li><a href='/system/2025/03/11/031147711.shtml'>河右工业园区第11号报道</a></li>"
    pages["/long/index.html"] = "<ul>" + link + "园" * 2_000_000 + "</ul>"
    pages["/wide/index.html"] = listing(
        *((f"/system/2025/01/01/{n:09d}.shtml", "旧闻", "2025-01-01") for n in range(20_000))
    )
    laughs = feed("&a10;", f"<!DOCTYPE rss [{ENTITIES}]>", base)
    pages["/laughs.xml"] = (200, XML, laughs.encode())
    files = feed("&f;", '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>', base)
    pages["/files.xml"] = (200, XML, files.encode())
    pages["/deep.xml"] = (200, XML, ("<a>" * 200_000).encode())
    own = f"<sitemapindex><sitemap><loc>{base}/self.xml</loc></sitemap></sitemapindex>"
    pages["/self.xml"] = (200, XML, own.encode())
    packed = gzip.compress(SITEMAP.format(" " * (100 * 2**20)).encode(), 9)
    pages["/packed.xml"] = (200, {**XML, "Content-Encoding": "gzip"}, packed)
    pages["/broken.xml"] = (200, XML, b"<rss><channel><item>" + b"\xff" * 5000)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    with paper(tmp_path_factory.mktemp("lists")) as press:
        press.declare(discovery=DISCOVERY, fetch="delay = 0.0\ntimeout = 30")
        traps(press)
        press.parks("crawl", "hexi", *WINDOW)
        yield press


def test_the_good_list_is_had_whole(crawled: Press) -> None:
    assert crawled.value("select count(*) from articles") == 4, crawled.log()
    assert crawled.last()["outcome"] == "ok"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/packed.xml", "too_large"),
        ("/deep.xml", "list_note"),
        ("/broken.xml", "empty_list"),
    ],
)
def test_a_trap_is_named(crawled: Press, path: str, kind: str) -> None:
    kinds = crawled.rows("select kind from issues where url = ?", f"{crawled.site.base}{path}")
    assert kind in {str(row["kind"]) for row in kinds}


def test_entities_are_not_expanded_and_files_not_read(crawled: Press) -> None:
    row = crawled.rows("select title from addresses where url like '%031147712.shtml'")[0]
    assert "haha" not in str(row["title"]) and "root:" not in str(row["title"])


def test_a_sitemap_of_itself_is_asked_once(crawled: Press) -> None:
    assert len(crawled.site.paths("/self.xml")) == 1


def test_a_robots_txt_that_never_ends_forbids_all(tmp_path: Path) -> None:
    """As one that cannot be had does."""

    def endless(raw: Raw) -> None:
        raw.send_response(200)
        raw.send_header("Connection", "close")
        raw.end_headers()
        for _ in range(60):
            raw.wfile.write(b"User-agent: *\nDisallow: /x\n" * 40_000)

    with paper(tmp_path) as press:
        press.publish(range(10, 12))
        press.site.pages["/robots.txt"] = endless
        press.parks("crawl", "hexi", *WINDOW)
        assert press.last()["outcome"] == "unreachable"
        assert press.site.asked and press.site.paths("/yq/") == []


def test_robots_txt_that_leads_to_itself_or_is_full_of_stars_holds_nobody_up(
    tmp_path: Path,
) -> None:
    stars = b"User-agent: *\nDisallow: /*" + b"a*" * 30_000 + b"$\nDisallow: /inner/\n"

    def robots(raw: Raw) -> Answer:
        if raw.headers["Host"].startswith("localhost"):
            return 302, {"Location": "/robots.txt"}, b""
        return 200, {"Content-Type": "text/plain"}, stars

    with paper(tmp_path) as press:
        other = f"localhost:{press.site.port}"
        press.declare(
            domain=f'127.0.0.1:{press.site.port}", "{other}',
            discovery='way = "channels"\npages = ["{base}/yq/index.html", '
            f'"http://{other}/b/index.html"]',
        )
        press.publish(range(10, 12))
        press.publish(range(14, 16), path="/b/index.html")
        press.site.pages["/robots.txt"] = robots
        press.crawl()
        assert press.value("select count(*) from articles") == 4
