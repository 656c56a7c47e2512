"""Whatever the bytes, an article or a named refusal comes back, soon and in bounded memory."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.article import Article, NotArticle, next_part, read
from tests.article.corpus import others, pages

TEXT = "<p>　　青澜开发区去年完成工业总产值三百余亿元，同比增长一成多，企业负责人说变化很大。</p>"
DIFFERENT = "".join(TEXT.replace("三百", f"{n}百") for n in "一二三四五六七")
REASONS = {
    "list", "soft_404", "block_page", "gallery", "forum", "search", "login", "empty", "not_html",
    "too_large",
}  # fmt: skip


def named(raw: bytes, **more: str) -> Article | NotArticle:
    result = read([raw], **more)
    assert isinstance(result, Article) or result.reason in REASONS
    return result


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + TEXT.encode() + b"</div>" * 100_000,
        b"<b>" * 100_000 + TEXT.encode(),
        b"<table><tr><td>" * 40_000 + TEXT.encode() * 20,
        b"<p>" + b"<a href=x>" * 100_000,
        b"&" * 1_000_000,
        b"&amp;" * 200_000 + TEXT.encode(),
        b"&#x4e2d;" * 200_000,
        b"<" * 500_000,
        b"<!--" * 200_000 + TEXT.encode(),
        b"<![CDATA[" * 100_000,
        b"\0" * 1_000_000 + TEXT.encode(),
        b"<p a=" + b'"' * 500_000,
        ("<p>" + "来源：" * 200_000).encode(),
        ("<p>" + "2012-01-17 " * 100_000).encode(),
        ("<p>" + "（记者 " * 100_000).encode(),
        ("<p>" + " " * 1_000_000 + "。").encode(),
        ("<h1>" + "标题" * 300_000 + "</h1>").encode(),
        ("<title>" + "-" * 500_000 + "</title>" + TEXT).encode(),
        ("<title>园区投产项目" + "-园区新闻网" * 50_000 + "</title>" + TEXT).encode(),
        ("<p class='" + "a-" * 200_000 + "'>" + TEXT).encode(),
        ("<br>" * 200_000 + TEXT).encode(),
        ("<div>展开全文</div><p style='display:none'>园区。</p>" * 30_000).encode(),
        ("全内正剩" * 200_000 + TEXT).encode(),
        ("<p>" + "·" * 300_000 + "</p>" + TEXT).encode(),
        ("<p>" + "第1页 [1] " * 50_000 + "</p>" + TEXT).encode(),
    ],
)
def test_hostile_pages_end_soon(raw: bytes) -> None:
    begin = time.process_time()
    named(raw)
    assert time.process_time() - begin < 6


def test_entity_declarations_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    named((bomb + f"]><html><body><p>&a11;</p>{TEXT * 5}</body></html>").encode())


@pytest.mark.parametrize(
    "odd",
    ["\0", "\x07", "\ufffd", "&#0;", "&#x0;", "&#0", "&#1;", "&#xD800;", "&#xfffe;", "&#00000;",
     "&#99999999999;", f"&#{'9' * 5000};"],
)  # fmt: skip
def test_what_is_no_character_enters_no_name(odd: str) -> None:
    whole = f"<title>青澜开发区</title><h1>青澜开发区</h1><p>来源：青澜日报</p>{DIFFERENT}"
    assert isinstance(read([whole.encode()]), Article)
    assert read([whole.replace("青澜", f"青{odd}澜").encode()]) == read([whole.encode()])


def test_what_is_a_character_stays() -> None:
    whole = f"<title>青澜开发区</title><h1>青澜开发区</h1>{DIFFERENT}"
    for same in ("&#28572;", "&#x6F9c;", "&#0028572;"):
        assert read([whole.replace("澜", same).encode()]) == read([whole.encode()])


def test_files_of_this_machine_are_not_read() -> None:
    raw = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body>{DIFFERENT}<p>&f;</p></body></html>'
    result = named(raw.encode())
    assert isinstance(result, Article)
    assert result.paragraphs[-1] == "&f;"  # the name, not the file


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"%PDF-1.4 ...", "not_html"),
        (b"\x89PNG\r\n", "not_html"),
        (b"PK\x03\x04...", "not_html"),
        (b"\x1f\x8b\x08\x00" + b"x" * 100, "not_html"),
        (random.Random(7).randbytes(20_000), "not_html"),
        (b"x" * 50_000_000, "too_large"),
        (b"<b>x</b>" * 125_000, "too_large"),
    ],
)
def test_what_bytes_alone_rule_out(raw: bytes, reason: str) -> None:
    result = read([raw])
    assert isinstance(result, NotArticle)
    assert result.reason == reason


@pytest.mark.parametrize(
    "content_type", ["image/jpeg", "application/pdf", "application/json", "video/mp4"]
)
def test_other_content_types(content_type: str) -> None:
    result = read([DIFFERENT.encode()], content_type=content_type)
    assert isinstance(result, NotArticle)
    assert result.reason == "not_html"


def test_a_large_page_stays_within_memory() -> None:
    code = (
        "import resource;from pipelines.article import read;"
        "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "row='<tr><td><a href=\"/a/1.html\">城市新闻迎来最新进展</a></td></tr>';"
        "read([('<table>'+row*28000+'</table>').encode()]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss-before)"
    )
    grown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(grown.stdout) < 600_000  # kilobytes
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=3000))
def test_any_bytes(raw: bytes) -> None:
    named(raw)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="<>/p divtablrh123年月日:：来源作者记（），。\"'=&;# \n", max_size=1500))
def test_any_markup(text: str) -> None:
    named(text.encode("utf-8", "ignore"))


@pytest.mark.parametrize("seed", range(6))
def test_damaged_pages(seed: int) -> None:
    chance = random.Random(seed)
    for page in chance.sample(pages(), 12):
        raw = bytearray(page.raw())
        for _ in range(400):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        start = chance.randrange(len(raw) // 3)
        named(bytes(raw))
        named(bytes(raw[start : start + len(raw) // 2]))
        next_part(bytes(raw), url="http://a.example/1.html")


@pytest.mark.parametrize("name", [name for name, _, _ in others()])
def test_looking_for_a_next_part_is_safe_on_any_page(name: str) -> None:
    raw = next(raw for other, raw, _ in others() if other == name)
    assert next_part(raw, url="http://[bad/1.html") is None
