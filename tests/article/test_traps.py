"""Small pages, each with one thing beside the text that a reader of the page never takes for it."""

from __future__ import annotations

from pipelines.article import Article, read

FIRST = "本报青澜3月9日讯（记者 林晓岚）青澜经开区昨天新开工项目12个，总投资46.8亿元。"
LAST = "管委会说，年内还有9个项目落地，用地已经备好，水电路气都通到了厂门口。"


def page(inside: str, *, title: str = "青澜经开区新开工十二个项目", more: str = "") -> Article:
    """The article of a page with that inside its block, behind headline and date line."""
    html = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<div class='main'><div class='cont'>{inside}</div></div>{more}</body></html>"
    )
    result = read([html.encode()], url="http://news.example.cn/2019/0310/81273.html")
    assert isinstance(result, Article)
    return result


def text(between: str = "") -> str:
    return (
        "<h1>青澜经开区新开工十二个项目</h1><div class='info'>2019-03-10 08:21 来源：青澜日报</div>"
        f"<p>{FIRST}</p>{between}<p>{LAST}</p>"
    )


def test_headlines_that_are_no_links_do_not_outweigh_a_short_text() -> None:
    titles = "".join(
        f"<p>{who}：{what}，{end}</p>"
        for who in ("视频", "评论", "专家", "网友", "记者探访")
        for what in ("老字号迁进新街区", "冬季供暖提前三天", "公租房怎么分", "秸秆换来有机肥")
        for end in ("街坊早该如此", "要算长远账")
    )
    found = page(text(), more=f"<div><div>{titles}</div></div>")
    assert found.paragraphs == (FIRST, LAST)


def test_what_is_still_loading_is_no_text() -> None:
    box = "<div class='hq' id='sh000001'>上证指数行情加载中</div><div>评论正在加载...</div>"
    assert page(text(box)).paragraphs == (FIRST, LAST)


def test_the_name_of_a_column_above_the_headline_is_not_it() -> None:
    inside = (
        "<h3 class='pre'>青澜日报园区随笔</h3><h1>让机器声留在村里</h1><h4></h4><p>林晓岚</p>"
        "<div class='info'>2019年03月10日04:38　来源：青澜日报</div>"
        f"<p>{FIRST}</p><p>{LAST}</p>"
    )
    named = "青澜日报园区随笔：让机器声留在村里--观点--青澜网"
    assert page(inside, title=named).title == "让机器声留在村里"


def test_a_pointer_to_more_behind_the_text_is_no_part_of_it() -> None:
    found = page(text() + "<p>（点此查看更多开发区数据）</p><p>（责任编辑：林一）</p>")
    assert found.paragraphs == (FIRST, LAST)


def test_where_to_send_news_is_no_part_of_a_text() -> None:
    box = (
        "<div class='share'>想报料？请登录《青澜连线》（<a>https://ql.example.cn/</a>）、拨打新闻热线"
        "0900-66661234，或在官方微博（<a>@青澜网</a>）提供新闻线索。广告热线<b>0900-81695052</b>。</div>"
    )
    assert page(text(), more=box).paragraphs == (FIRST, LAST)
    assert page(text() + box).paragraphs == (FIRST, LAST)


def test_a_day_without_its_year_takes_it_from_what_the_page_declares() -> None:
    html = (
        "<html><head><meta charset='utf-8'>"
        "<meta itemprop='dateUpdate' content='2019-08-07 17:33:21'>"
        "<title>青澜经开区新开工十二个项目</title></head><body><h2>青澜经开区新开工十二个项目</h2>"
        "<div><p>青澜观察</p><span>发布时间：08-07</span><span>17:33</span></div>"
        f"<div><p>{FIRST}</p><p>{LAST}</p></div></body></html>"
    )
    result = read([html.encode()], url="http://news.example.cn/s?id=81273")
    assert isinstance(result, Article)
    assert result.published == "2019-08-07T17:33+08:00"


def test_a_deck_right_above_the_date_line_is_not_the_headline() -> None:
    inside = (
        "<h3></h3><h1>十二把铁锹，一个上午</h1><h2>青澜经开区新项目同日开工</h2>"
        "<div class='info'>2019年3月10日　来源：青澜日报 【PDF版】</div>"
        f"<p>{FIRST}</p><p>{LAST}</p>"
    )
    assert page(inside, title="无标题文档").title == "十二把铁锹，一个上午"
