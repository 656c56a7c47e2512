"""Short pages: reports of a sentence, and pages that only say why there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pipelines.article
from pipelines.article import Article, NotArticle, read

MENU = "".join(f"<li><a href=/c{n}>频道{n}</a></li>" for n in range(20))
LINKS = "".join(
    f"<li><a href=/{n}.html>某地开展第{n}号活动引来众人围观</a></li>" for n in range(20)
)


def page(title: str, date: str, text: str, site: str = "云岭新闻网", more: str = "") -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>{title}_{site}</title></head><body>"
        f"<ul>{MENU}</ul><div class=c><h1>{title}</h1><div class=i>{date}</div>"
        f"<div class=t><p>{text}</p></div>{more}"
        f"</div><ul>{LINKS}</ul></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("岚港航线今日停航", "受台风影响，岚港至东屿航线今日全线停航。"),
        ("云岭发生2.8级地震", "今天14时06分，云岭县发生2.8级地震，暂无人员伤亡报告。"),
        ("地铁站开展安全检查", "云州地铁昨日对全线车站开展安全检查，更换灭火器四百具。"),
        ("政务网站清理失效页面", "云州昨日清理政务网站，三百个页面不存在的旧链接全部下线。"),
        ("图书馆推出新服务", "市图书馆今起推出新服务，读者登录后查看借阅记录更方便。"),
        ("夜班车延时（图）", "记者从公交集团获悉，十路末班车延至23时。（记者 骆成）"),
    ],
)  # fmt: skip
def test_a_sentence_under_headline_and_date_is_a_report(title: str, text: str) -> None:
    result = read([page(title, "2023-05-06 10:20 来源：云岭日报", text)])
    assert isinstance(result, Article), result
    assert (result.paragraphs, result.origin) == ((text,), "云岭日报")


@pytest.mark.parametrize(
    ("title", "date", "text", "reason"),
    [
        ("安全验证", "", "请完成安全验证后继续访问，本次请求编号 8f2c19a0。", "block_page"),
        ("提示信息", "", "抱歉，您访问的页面不存在，请检查地址是否正确。", "soft_404"),
        ("用户登录", "", "您需要登录后才能浏览本栏目的内容，请先登录。", "login"),
        ("航拍云岭秋色", "2023-05-06 10:20", "云岭秋色", "list"),
        ("视频：云岭秋色正浓", "2023-05-06 10:20", "云岭秋色正浓，请看现场视频。", "list"),
    ],
)
def test_what_says_why_there_is_no_report_is_none(
    title: str, date: str, text: str, reason: str
) -> None:
    result = read([page(title, date, text)])
    assert isinstance(result, NotArticle), result.body
    assert result.reason == reason


def test_what_a_site_shows_in_place_of_a_missing_page_is_no_report() -> None:
    """A page for lost children, books or jobs under the words that nothing is here."""
    gone = "<h1>404</h1><h2>抱歉，您要找的页面不存在或已删除</h2>"
    shown = (
        "<h3>云州有书读：每日荐书</h3><p>书名：山野笔记 作者：佚名<br>上架时间：2010年3月12日<br>"
        "简介：一位护林员在云岭的深山里走了二十年，把见到的花草鸟兽一页页记了下来。</p>"
    )
    head = "<html><head><meta charset=utf-8><title>云州新闻</title></head><body>"
    result = read([f"{head}{gone}{shown}<ul>{LINKS}</ul></body></html>".encode()])
    assert isinstance(result, NotArticle)
    assert result.reason == "soft_404"


def test_a_neighbourhood_in_the_headline_makes_no_forum() -> None:
    told = "".join(
        f"<p>{who}把板凳搬到楼下，{what}。“坐下来谈，比什么都强。”</p>"
        for who in ("张大爷", "李阿姨", "楼长", "志愿者", "物业经理")
        for what in ("说起停车的难处", "提出装电梯的办法")
    )
    result = read([page("西湖湾社区：板凳会议出和气来", "2021-11-23 10:58 来源：云岭网", told)])
    assert isinstance(result, Article)


def test_the_caption_of_pictures_to_turn_over_is_no_report() -> None:
    turn = "<p><a href=/p>上一张</a> <a href=/n>下一张</a></p><p>查看原图</p>"
    raw = page("云岭秋色", "2023-05-06 10:20", "5月6日，游人在云岭赏秋。张弛摄。", more=turn)
    assert isinstance(read([raw]), NotArticle)


def test_every_reason_is_explained() -> None:
    sources = Path(pipelines.article.__file__).parent.glob("*.py")
    given = {
        reason
        for source in sources
        for reason in re.findall(r'NotArticle\(\s*"(\w+)"', source.read_text("utf-8"))
    }
    docs = Path(__file__).parents[2] / "docs" / "articles.md"
    explained = set(re.findall(r"^\| `(\w+)` \| (?=\w)", docs.read_text("utf-8"), re.M))
    assert len(given) >= 10
    assert given <= explained
    assert all(f"`{reason}`" in (NotArticle.__doc__ or "") for reason in given)


@pytest.mark.parametrize(
    "title",
    [
        "搜索结果显示：网民最关心房价",
        "405路公交车今日改线",
        "验证码为何越来越难认",
        "云岭警方找到三条线索",
    ],
)
def test_reports_about_such_things_are_reports(title: str) -> None:
    text = "云岭县有关部门昨日介绍了情况，相关工作将在本月底前完成，届时还将公布详细方案。"
    raw = page(
        title, "2019-03-05 10:20 来源：云岭日报", text, more=f"<p>{text}共有三十人参加。</p>"
    )
    assert isinstance(read([raw]), Article)
