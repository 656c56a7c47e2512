"""Where there is no answer the reader gets a page of ours, and a program what it can read."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from archive.queries import queries
from archive.site.limits import BURST, FILE
from archive.site.serving import OUR_POLICY
from tests.serving import Reply, Site

LABELS = (
    "rows", "Queries", "Tables", "Custom SQL", "Search:", "Advanced export", "This data as",
    "Powered by", "Links from", "Views", "Data source",
)  # fmt: skip


def _page(reply: Reply) -> lxml_html.HtmlElement:
    """The page, which must have our menu and policy and no style or script of its own."""
    document = lxml_html.document_fromstring(reply.text)
    assert reply.headers["content-security-policy"] == OUR_POLICY
    assert document.xpath("//header//a[@href='/']") and not document.xpath("//*[@style]|//script")
    assert len(document.xpath("//h1")) == 1
    return document


@pytest.mark.parametrize(
    "path", ["/nothing/here", "/public/nope", "/public/figures/nope", "/park/x/y/z", "/figure/nope"]
)
def test_an_unknown_address_has_a_way_on(site: Site, path: str) -> None:
    for lang, title in (("zh", "没有这一页"), ("en", "No such page")):
        reply = site.get(f"{path}?_lang={lang}")
        assert reply.status == 404
        document = _page(reply)
        assert document.findtext(".//h1") == title
        assert document.xpath("//main//a[@href='/search']")
        assert "Database not found" not in reply.text and "Powered by" not in reply.text


def test_a_query_that_cannot_be_answered_says_why(site: Site) -> None:
    reply = site.get("/public?sql=delete+from+figures")
    assert reply.status == 400
    words = _page(reply).text_content()
    assert "不能这样查询" in words and "Statement must be a SELECT" in words
    hostile = site.get("/public/figures?_sort=<script>alert(1)</script>")
    assert hostile.status >= 400 and "<script" not in hostile.text
    assert "不能这样查询" in _page(hostile).text_content()


def test_programs_keep_their_own_errors(site: Site) -> None:
    reply = site.get("/public/nope.json")
    assert reply.status == 404 and reply.headers["content-type"].startswith("application/json")
    assert isinstance(reply.json(), dict)


def test_haste_is_told_to_readers_as_a_page(site: Site) -> None:
    stranger = {"X_Forwarded_For": "203.0.113.19", "Accept": "text/html,*/*"}
    replies = [site.get("/search.csv?q=没有", **stranger) for _ in range(int(BURST / FILE) + 8)]
    refused = next(reply for reply in replies if reply.status == 429)
    words = _page(refused).text_content()
    assert f"请 {refused.headers['retry-after']} 秒后再试" in words
    assert "Too many requests" in words


def test_datasettes_own_pages_speak_the_readers_language(site: Site) -> None:
    for path in ("/public", "/public/figures", "/public/figures/aaaaaaaaaaaa-1", "/public/held",
                 "/public?sql=select+1"):  # fmt: skip
        page = site.get(path).text
        document = lxml_html.document_fromstring(page)
        for dropped in document.xpath("//title|//script|//style|//dl|//pre|//textarea|//table"):
            dropped.getparent().remove(dropped)
        words = document.text_content()
        for label in LABELS:
            assert label not in words, (path, label)
        for label in ("Run SQL", "Apply", "Export CSV"):
            assert f'value="{label}"' not in page, (path, label)
    tables = site.get("/public").text
    assert "数字：报道中的每一个数字及其证据" in tables
    english = site.get("/public?_lang=en").text
    assert "Custom SQL query" in english and "every number that a report states" in english


def _words(site: Site, path: str) -> str:
    return " ".join(lxml_html.document_fromstring(site.get(path).text).text_content().split())


def test_the_named_queries_are_told_in_the_readers_language(site: Site) -> None:
    listed, english = _words(site, "/public"), _words(site, "/public?_lang=en")
    for query in queries():
        assert f"{query.zh} {query.note_zh}" in listed and query.note_en not in listed
        assert f"{query.en} {query.note_en}" in english and query.zh not in english
    for lang, said, unsaid in (("zh", 0, 1), ("en", 1, 0)):
        query = next(query for query in queries() if not query.parameters)
        both = ((query.zh, query.note_zh), (query.en, query.note_en))
        page = site.get(f"/public/{query.name}?_lang={lang}").text
        document = lxml_html.document_fromstring(page)
        assert document.xpath("string(//h1)") == both[said][0]
        note = document.xpath("string(//*[@class='metadata-description'])").strip()
        assert note == both[said][1]
        assert both[unsaid][1] not in page


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        ("_search=税收", "条件：搜索“税收”", 'where search matches "税收"'),
        (
            "_search=税收&kind=level&label__contains=where+税",
            "条件：搜索“税收”，kind = “level”，且 label 包含“where 税”",
            'where search matches "税收", kind = "level" and label contains "where 税"',
        ),
        ("value__gt=5&_sort_desc=value", "条件：value > 5 按 value 排序（倒序）",
         "where value > 5 sorted by value descending"),
    ],
)  # fmt: skip
def test_what_rows_were_chosen_by_is_told_in_the_readers_language(
    site: Site, asked: str, zh: str, en: str
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        page = site.get(f"/public/figures?{asked}&_lang={lang}").text
        document = lxml_html.document_fromstring(page)
        for place in ("//title", "//h3[1]"):
            said = " ".join(document.xpath(f"string({place})").split())
            assert words in said, (place, said)
