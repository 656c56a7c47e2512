"""`parks add`: single addresses, saved pages of every kind, web archives; and what is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.store import open_archive
from archive.warc import write_warc
from tests.crawler.press import Press
from tests.crawler.site import article

TITLE = "河右工业园区上半年产值增长一成"
TEXT = "今年上半年，河右工业园区实现规模以上工业总产值126.4亿元，同比增长10.2%，入园企业达到87家。"
MORE = "园区管委会负责人介绍，下半年将加快推进循环化改造，力争全年招商到位资金30亿元。"
PAGE = article(TITLE, TEXT, MORE)
PATH = "/system/2025/03/05/031147702.shtml"


def shown(press: Press, *arguments: str) -> dict[str, object]:
    """The one page that the command took."""
    done = press.parks("add", "--json", *arguments, check=True)
    row: dict[str, object] = json.loads(done.stdout)
    return row


@pytest.mark.parametrize("suffix", [".html", ".htm"])
def test_a_saved_page_of_a_declared_source(press: Press, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"page{suffix}"
    path.write_bytes(PAGE.replace("utf-8", "gb2312").encode("gb18030"))
    row = shown(press, str(path), "--url", press.site.base + PATH)
    assert (row["title"], row["origin"], row["outcome"]) == (TITLE, "河右日报", "new")
    assert press.value("select source_id from articles") == "hexi"
    again = shown(press, str(path), "--url", press.site.base + PATH)
    assert again["outcome"] == "unchanged"
    assert press.value("select count(*) from articles") == 1


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- saved from url=(0054){url} -->",
        '<meta property="og:url" content="{url}">',
        '<link rel="canonical" href="{url}">',
    ],
)
def test_a_saved_page_that_tells_its_own_address(press: Press, tmp_path: Path, mark: str) -> None:
    url = press.site.base + PATH
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("<head>", "<head>" + mark.format(url=url)), encoding="utf-8")
    assert shown(press, str(path))["url"] == url


def test_a_page_of_no_declared_source_is_marked_as_taken_by_hand(
    press: Press, tmp_path: Path
) -> None:
    path = tmp_path / "wechat.html"
    path.write_text(
        f'<html><head><meta property="og:title" content="{TITLE}"></head><body>'
        f'<h1 class="rich_media_title" id="activity-name">{TITLE}</h1>'
        '<div id="meta_content"><a id="js_name">河右发布</a><em>2025-03-05 15:48</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden;">'
        f"<section><p>{TEXT}</p><p>{MORE}</p></section></div></body></html>",
        encoding="utf-8",
    )
    url = "https://mp.weixin.qq.com/s/made-up-by-this-test"
    done = press.parks("add", str(path), "--url", url)
    assert done.returncode == 1
    assert "--publisher" in done.stderr and done.stderr.startswith("Error:")
    row = shown(press, str(path), "--url", url, "--publisher", "河右发布")
    assert row["title"] == TITLE and int(str(row["figures"])) >= 2
    source = press.rows("select * from sources")[0]
    assert (source["rights"], source["declared"], source["name"]) == ("人工收录", 0, "河右发布")
    status = press.parks("status", check=True)
    assert "no source was crawled yet" in status.stdout


def test_mhtml(press: Press, tmp_path: Path) -> None:
    url = press.site.base + PATH
    path = tmp_path / "page.mhtml"
    path.write_bytes(
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {url}\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: {url}\r\n\r\n{PAGE}\r\n--b--\r\n".encode()
    )
    row = shown(press, str(path))
    assert (row["title"], row["url"]) == (TITLE, url)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".PDF"])
def test_other_files_are_refused_in_one_line(press: Press, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_bytes(b"%PDF-1.7")
    done = press.parks("add", str(path), "--url", press.site.base + PATH)
    assert done.returncode == 1
    assert "are not taken" in done.stderr and done.stderr.count("\n") == 1
    assert not (press.home / "archive.db").exists()


def test_a_pdf_under_another_name_is_no_article(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"%PDF-1.7 nothing to read")
    done = press.parks("add", str(path), "--url", press.site.base + PATH)
    assert done.returncode == 1 and "no article" in done.stderr


def make_warc(
    path: Path, pages: dict[str, bytes], *, status: str = "200 OK", gzip: bool = True
) -> None:
    """A web archive with the given pages."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=gzip)
        for url, body in pages.items():
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2025-03-06T01:02:03Z"},
                )
            )


@pytest.mark.parametrize("name", ["capture.warc", "capture.warc.gz"])
def test_a_web_archive_gives_its_articles_and_nothing_else(
    press: Press, tmp_path: Path, name: str
) -> None:
    base, second = press.site.base, PATH.replace(".shtml", "_2.shtml")
    first = article(TITLE, TEXT, MORE, more=f'<p><a href="{second}">下一页</a></p>')
    pages = {
        base + "/yq/index.html": b"<ul><li><a href=/x>list</a></ul>",
        base + PATH: first.encode(),
        base + second: article(TITLE, f"第二页说，{MORE}", TEXT.replace("126.4", "26.4")).encode(),
        "https://elsewhere.invalid/a.html": PAGE.encode(),
    }
    make_warc(tmp_path / name, pages, gzip=name.endswith("gz"))
    row = shown(press, str(tmp_path / name))
    assert row["title"] == TITLE and press.value("select count(*) from articles") == 1
    assert "第二页说" in str(press.value("select body from articles"))
    assert press.value("select retrieved_at from articles") == "2025-03-06T09:02:03+08:00"
    assert shown(press, str(tmp_path / name))["outcome"] == "unchanged"


def test_a_web_archive_without_a_page_that_counts(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "empty.warc.gz"
    make_warc(path, {press.site.base + PATH: PAGE.encode()}, status="404 Not Found")
    done = press.parks("add", str(path))
    assert done.returncode == 1 and "no article" in done.stderr


@pytest.mark.parametrize("body", [b"", b"no archive at all", b"\x1f\x8b\x08\x00broken"])
def test_a_broken_web_archive_is_said_in_one_line(
    press: Press, tmp_path: Path, body: bytes
) -> None:
    path = tmp_path / "broken.warc.gz"
    path.write_bytes(body)
    done = press.parks("add", str(path))
    assert done.returncode == 1
    assert done.stderr.startswith("Error:") and done.stderr.count("\n") == 1


def test_what_is_held_goes_out_as_warc_and_comes_back_the_same(
    press: Press, tmp_path: Path
) -> None:
    press.publish(range(10, 14))
    press.crawl()
    path = tmp_path / "held.warc.gz"
    opened = open_archive(press.home)
    try:
        assert write_warc(opened, path, source_id="hexi") == 4
    finally:
        opened.close()
    with path.open("rb") as stream:
        kinds = [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"))
            for r in ArchiveIterator(stream)
        ]
    assert [kind for kind, _ in kinds] == ["warcinfo", *["response"] * 4]
    before = press.rows("select url, title, body, retrieved_at from articles order by url")
    press.home = press.home.with_name("other")
    press.parks("add", str(path), check=True)
    assert press.rows("select url, title, body, retrieved_at from articles order by url") == before


def test_files_and_addresses_do_not_mix(press: Press, tmp_path: Path) -> None:
    done = press.parks("add", press.site.base + PATH, str(tmp_path / "page.html"))
    assert done.returncode == 2
