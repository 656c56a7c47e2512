"""Menus taken out of a page before it is parsed: what is laid out is what it was with them."""

from __future__ import annotations

import pytest

from pipelines.article import Article, read
from pipelines.article.lines import Sheet, Unfit, lay_out
from pipelines.article.rules import Rules
from pipelines.article.selectors import ids_of
from pipelines.article.shelved import parse

ENTRIES = "".join(
    f'<li class="i{n % 2}"><a href="/c{n}/?a=1&amp;b={n}">频道{n}</a></li>\n' for n in range(5)
)
MENU = f'<ul class="nav">{ENTRIES}</ul>'
TEXT = "".join(
    f"<p>青澜开发区去年完成工业总产值{n}百余亿元，同比增长一成多，园区企业达到四十家。</p>"
    for n in "三四五"
)
PAGE = (
    "<html><head><title>青澜开发区工业总产值增长一成_江岸日报</title></head><body>{menu}"
    "<h1>青澜开发区工业总产值增长一成</h1><div>2025-03-05 10:33 来源：江岸日报</div>"
    '<div id="text">{text}</div>{menu}</body></html>'
)


def sheets(html: str, ids: frozenset[str] = frozenset()) -> tuple[Sheet, Sheet, int]:
    """The page laid out from all of its elements, from those that are parsed, and how many menus
    were taken out."""
    whole, _ = parse(html, None)
    root, shelves = parse(html, ids)
    return lay_out(whole), lay_out(root, shelves=shelves), len(shelves)


@pytest.mark.parametrize(
    "around",
    ["{}", "<div><table><tr><td>{}</table>", "<p>園{}区", "<div style='display:none'>{}</div>x"],
)
def test_a_plain_menu_is_taken_out_and_set_back(around: str) -> None:
    whole, short, taken = sheets(PAGE.format(menu=around.format(MENU), text=TEXT))
    assert taken == 2
    assert short == whole


@pytest.mark.parametrize(
    "menu",
    [
        f"<script>x='{MENU}'</script>",
        f"<!-- {MENU} -->",
        f"<textarea>{MENU}</textarea>",
        f'<div title="{MENU}">',
        f"<ul />{MENU[16:]}",
        MENU.replace('class="i', 'style="display:none" class="i'),
        MENU.replace('class="i', 'id="i'),
        MENU.replace('class="i', 'class="source" class="i'),
        MENU.replace("href", "HREF"),
        MENU.replace("频道", "频道 "),
        MENU.replace("频道2", "展开全文"),
        MENU.replace("频道2", "<b>频道</b>"),
        MENU.replace("</ul>", "<li>更多</ul>"),
        f"{'<div>' * 210}{MENU}{'</div>' * 210}",
    ],
)
def test_what_may_be_more_is_parsed(menu: str) -> None:
    whole, short, taken = sheets(PAGE.format(menu=menu, text=TEXT))
    assert taken == 0
    assert short == whole


@pytest.mark.parametrize(
    "around", ["<a href='/x'>{}</a>", "<b>{}</b>", "<div class='source'>{}</div>"]
)
def test_a_menu_whose_place_says_more_is_read_as_it_stands(around: str) -> None:
    html = PAGE.format(menu=around.format(MENU), text=TEXT)
    root, shelves = parse(html, frozenset())
    with pytest.raises(Unfit):
        lay_out(root, shelves=shelves)
    assert isinstance(read([html.encode()]), Article)


def test_a_menu_inside_what_a_selector_names_is_parsed() -> None:
    html = PAGE.format(menu=f'<div id="nav">{MENU}</div>', text=TEXT)
    assert sheets(html, frozenset(["text"]))[2] == 2
    assert sheets(html, frozenset(["text", "nav"]))[2] == 0


def test_selectors_read_what_stands_in_a_menu() -> None:
    html = PAGE.format(menu=f'<div id="nav">{MENU}</div>', text=TEXT).encode()
    for section in ("#nav li:nth-child(3)", ".nav li:nth-child(3)", "//li[3]"):
        read_so = read([html], rules=[Rules(section=(section,), body=("#text",))])
        assert isinstance(read_so, Article)
        assert read_so.section == "频道2"


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("#text", {"text"}),
        ("#text > span:nth-child(2) a", {"text"}),
        (".box #text", {"text"}),
        ("//*[@id='text']//h1", {"text"}),
        ("h1", None),
        (".text p", None),
        ("#text + p", None),
        ("#text ~ ul li", None),
        ("//*[@id='text']/../ul", None),
        ("//*[@id='text']/following::li", None),
        ("//*[@id='text']/preceding-sibling::ul", None),
        ("//*[@id='text']/p[//li]", None),
        ("//*[@id='text'", None),
    ],
)
def test_only_what_begins_with_an_id_and_stays_inside_is_sure(
    selector: str, ids: set[str] | None
) -> None:
    assert ids_of((Rules(title=(selector,)),)) == ids


def test_the_same_menu_on_another_page_is_not_hidden_with_the_first() -> None:
    hiding = PAGE.format(menu=MENU, text=TEXT).replace(
        "<body>", "<style>.nav{display:none}</style>"
    )
    plain = PAGE.format(menu=MENU, text=TEXT)
    before = [sheets(plain)[1] for _ in range(3)]
    read([hiding.encode()])
    assert sheets(plain)[1] == before[0] == before[2]
    assert not any(line.hidden for line in sheets(plain)[1].lines)
