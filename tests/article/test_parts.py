"""Articles split over several pages: the link on, and the parts joined."""

from __future__ import annotations

import pytest

from pipelines.article import Article, Rules, next_part, read

FIRST = "http://www.beidu.example/system/2025/03/05/031234567.shtml"


def page(links: str, text: str = "") -> bytes:
    body = f"<h1>青澜开发区的一年</h1><p>{text or '第一页的正文。'}</p><div>{links}</div>"
    return f"<html><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("url", "links", "target"),
    [
        (FIRST, '<a href="031234567_01.shtml">下一页</a>', "/system/2025/03/05/031234567_01.shtml"),
        (
            FIRST,
            '<a href="/system/2025/03/05/031234567_2.shtml">[2]</a>',
            "/system/2025/03/05/031234567_2.shtml",
        ),
        ("http://a.example/n/12.html", '<a href="12-2.html">下页</a>', "/n/12-2.html"),
        (
            "http://a.example/n/12-2.html",
            '<a href="12.html">1</a> 2 <a href="12-3.html">3</a>',
            "/n/12-3.html",
        ),
        (
            "http://a.example/n/12-2.html",
            '<a href="12.html">上一页</a> <a href="12-3.html">下一页</a>',
            "/n/12-3.html",
        ),
        ("http://a.example/v?id=7", '<a href="?id=7&page=2">下一页 &gt;</a>', "/v?id=7&page=2"),
        (
            "http://a.example/v?id=7&pageno=2",
            '<a href="v?id=7&amp;pageno=3">后一页</a>',
            "/v?id=7&pageno=3",
        ),
        ("http://a.example/a/7/", '<a href="/a/7/2">2</a>', "/a/7/2"),
        (
            "http://www.a.example/12.html",
            '<a href="http://m.a.example/12_2.html">下一页</a>',
            "//m.a.example/12_2.html",
        ),
    ],
)
def test_the_next_part(url: str, links: str, target: str) -> None:
    found = next_part(page(links), url=url)
    assert found is not None
    assert found.endswith(target)


def test_a_base_that_is_no_address_does_not_end_reading() -> None:
    found = next_part(page('<base href="http://[bad"><a href="031234567_2.shtml">2</a>'), url=FIRST)
    assert found is not None
    assert found.endswith("/05/031234567_2.shtml")


@pytest.mark.parametrize(
    ("url", "links"),
    [
        (FIRST, '<a href="031234999.shtml">下一篇</a>'),
        (FIRST, '<a href="031234999.shtml">下一页</a>'),
        (FIRST, '<a href="#">下一页</a>'),
        (FIRST, '<a href="javascript:next()">下一页</a>'),
        (FIRST, '<a href="031234567.shtml">下一页</a>'),
        (FIRST, '<a href="http://other.example/system/2025/03/05/031234567_2.shtml">下一页</a>'),
        ("http://a.example/n/12-3.html", '<a href="12.html">1</a> <a href="12-2.html">2</a> 3'),
        ("http://a.example/2025-03/05/content_1.htm", '<a href="../06/content_2.htm">2</a>'),
        ("http://a.example/list/index.html", '<a href="http://a.example/2012/1.html">2</a>'),
        (FIRST, "<span>下一页</span>"),
    ],
)
def test_links_that_lead_elsewhere(url: str, links: str) -> None:
    assert next_part(page(links), url=url) is None


def test_the_selector_of_a_source_comes_first() -> None:
    rules = [Rules(next_part=("#more a",))]
    links = '<div id="more"><a href="/other/9.html">继续阅读</a></div>'
    assert next_part(page(links), url=FIRST, rules=rules) == "http://www.beidu.example/other/9.html"


def part(number: int, paragraphs: list[str], foot: str = "") -> bytes:
    body = "".join(f"<p>　　{text}</p>" for text in paragraphs)
    return (
        f"<html><head><title>高原上的守林人({number})_北渡网</title></head><body><h1>高原上的守林人</h1>"
        f'<div class="info">2025-03-05 15:48 来源：塞北日报</div><div class="text">{body}</div>'
        f'<div class="pages"><a href="1_{number + 1}.html">下一页</a></div>{foot}</body></html>'
    ).encode()


LEAD = "初冬的清晨，塞北高原上的风像刀子一样，四十八岁的护林员白巴图已经骑着摩托车跑了三十公里。"
SECOND = (
    "他要赶在雪来之前，把网围栏上的破口全部补好，去年冬天羊群从破口钻进幼林，啃掉了十一亩沙棘。"
)
THIRD = (
    "如今，林场森林覆盖率从百分之二提高到百分之三十一，周边牧民每户年均增收九千元，日子好过多了。"
)
FOURTH = (
    "夕阳西下，白巴图补完了最后一个破口，远处新栽的樟子松排成一行，像一队站岗的士兵。（记者 钱莉）"
)


def test_parts_are_joined_in_order_without_what_they_repeat() -> None:
    result = read([
        part(1, [LEAD, SECOND]),
        part(2, [SECOND, THIRD]),
        part(3, [FOURTH], "<p>责任编辑：高明远</p>"),
    ])  # fmt: skip
    assert isinstance(result, Article)
    assert result.paragraphs == (LEAD, SECOND, THIRD, FOURTH)
    assert (result.title, result.published) == ("高原上的守林人", "2025-03-05T15:48+08:00")
    assert (result.byline, result.editor) == (("钱莉",), ("高明远",))


def test_a_part_that_is_lost_costs_only_itself() -> None:
    missing = "<html><title>404 Not Found</title><body>页面不存在</body></html>".encode()
    result = read([part(1, [LEAD, SECOND]), missing, part(3, [FOURTH])])
    assert isinstance(result, Article)
    assert result.paragraphs == (LEAD, SECOND, FOURTH)
