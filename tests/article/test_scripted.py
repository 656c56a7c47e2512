"""Articles that a page keeps as data for its scripts: found where they are, and nowhere else."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from pipelines.article import Article, NotArticle, read

TEXT = [
    "云岭县水务局六日通报，城北水厂扩建工程通过验收，日供水能力由八万吨提高到十三万吨。",
    "工程新建沉淀池四座，改造输水管线二十六公里，总投资三点四亿元，工期比计划提前两个月。",
    "水务局负责人说，七月底前还将完成三个老旧小区的入户管道更换，涉及居民两千一百户。",
]
HTML = "".join(f"<p>{text}</p>" for text in TEXT)
TITLE = "城北水厂扩建工程通过验收"


def page(script: str, title: str = f"{TITLE}_云岭观察", shown: str = "<div id=app></div>") -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body>{shown}{script}</body></html>"
    ).encode()


def state(data: Any, before: str = "window.__INITIAL_STATE__=", after: str = ";") -> str:
    return f"<script>{before}{json.dumps(data, ensure_ascii=False)}{after}</script>"


@pytest.mark.parametrize("odd", ["\0", "\x07", "\ufffd", "\ud800", "&#0;", "\uffff"])
def test_what_is_no_character_stands_in_no_text(odd: str) -> None:
    detail = {
        name: value.replace("城", f"城{odd}").replace("日报", f"{odd}日报")
        for name, value in DETAIL.items()
        if isinstance(value, str)
    }
    shown = f"<script>window.__INITIAL_STATE__={json.dumps(detail)}</script>"
    assert read([page(shown)]) == read([page(shown.replace(json.dumps(odd)[1:-1], ""))])


DETAIL = {
    "title": TITLE,
    "source": "云岭日报",
    "publishTime": 1686037200000,  # 2023-06-06 15:40 in China
    "author": "骆成",
    "content": HTML,
}


@pytest.mark.parametrize(
    "script",
    [
        state({"detail": DETAIL, "hot": [{"title": "别的新闻"}]}),
        state(DETAIL, before="var allData = ", after=";var b={};"),
        state({"props": {"pageProps": {"data": DETAIL}}}, before="").replace(
            "<script>", '<script id="__NEXT_DATA__" type="application/json">'
        ).replace(";</script>", "</script>"),
        f"<script>window.x = JSON.parse({json.dumps(json.dumps({'a': DETAIL}))})</script>",
    ],
    ids=["initial state", "assigned", "next data", "quoted"],
)  # fmt: skip
def test_text_and_facts_come_from_the_data(script: str) -> None:
    result = read([page(script)])
    assert isinstance(result, Article), result
    assert result.paragraphs == tuple(TEXT)
    assert (result.title, result.published) == (TITLE, "2023-06-06T15:40+08:00")
    assert (result.origin, result.byline, result.method) == ("云岭日报", ("骆成",), "script")


def test_words_of_javascript_in_the_data_do_no_harm() -> None:
    script = state({"from": None, "detail": DETAIL}).replace("null", "undefined")
    assert isinstance(read([page(script)]), Article)


def test_a_text_given_in_pieces_is_joined() -> None:
    pieces = [{"type": "text", "data": f"<p>{text}</p>"} for text in TEXT]
    result = read([page(state({"doc": {"title": TITLE, "contentList": pieces}}))])
    assert isinstance(result, Article)
    assert result.paragraphs == tuple(TEXT)


def test_linked_data_counts_only_where_the_page_shows_no_text() -> None:
    linked = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)}
    script = f'<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>'
    hidden = read([page(script)])
    assert isinstance(hidden, Article)
    assert (hidden.method, hidden.paragraphs) == ("script", tuple(TEXT))
    head = f"<h1>{TITLE}</h1><p>2023-06-06 15:40 来源：云岭日报</p>"
    other = "".join(f"<p>{text}市民对此表示欢迎。</p>" for text in TEXT)
    shown = read([page(script, shown=head + other)])
    assert isinstance(shown, Article)
    assert shown.method == "general"
    assert all(text.endswith("欢迎。") for text in shown.paragraphs)


def test_summaries_of_a_list_are_no_article() -> None:
    items = [
        {"title": f"第{n}条新闻的标题", "content": f"{TEXT[n % 3]}{TEXT[(n + 1) % 3]}"}
        for n in range(9)
    ]
    assert isinstance(read([page(state({"list": items}), title="云岭观察")]), NotArticle)


def test_an_address_that_runs_in_seconds_and_a_generic_title() -> None:
    data = {**DETAIL, "publishTime": "1686037200"}
    result = read([page(state({"d": data}), title="云岭观察")])
    assert isinstance(result, Article)
    assert (result.title, result.published) == (TITLE, "2023-06-06T15:40+08:00")


@pytest.mark.parametrize(
    "script",
    [
        "<script>" + "a={[" * 200_000 + "</script>",
        "<script>" + 'a={"b":' * 100_000 + "</script>",
        "<script>" + "x={}=undefined;" * 60_000 + "</script>",
        "<script type='application/ld+json'>" + "[" * 500_000 + "</script>",
        state({"list": [{"content": TEXT[0], "title": "甲"}] * 20_000}),
    ],
)
def test_hostile_data_ends_soon(script: str) -> None:
    begin = time.process_time()
    assert isinstance(read([page(script)]), NotArticle)
    assert time.process_time() - begin < 3


def test_a_day_that_only_the_data_tell_is_taken() -> None:
    data = {"article": {"title": TITLE, "media": "云岭日报", "pubtime": "2023-06-06 15:40:12"}}
    shown = f"<h1>{TITLE}</h1><div>{HTML}</div>"
    result = read([page(state(data, before="window.DATA = "), shown=shown)])
    assert isinstance(result, Article)
    assert (result.published, result.origin) == ("2023-06-06T15:40+08:00", "云岭日报")
    assert result.method == "general"
    other = {"article": {**data["article"], "title": "另一篇报道的标题"}}
    undated = read([page(state(other, before="window.DATA = "), shown=shown)])
    assert isinstance(undated, Article)
    assert undated.published is None
