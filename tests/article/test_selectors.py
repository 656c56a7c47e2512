"""Declared rules first, the general way behind; which way was used; the days they hold."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from archive.demo import founder
from archive.demo.content import load_papers
from pipelines.article import Article, NotArticle, Rules, read
from pipelines.article.section import of_trail
from tests.article.corpus import pages
from tests.article.scoring import faults

PAGES = {page.id: page for page in pages()}
GANSU = PAGES["enorth_gansu_2022-zone_year"]


def reading(name: str, *rules: Rules, on: date | None = None) -> Article:
    result = read([PAGES[name].raw()], rules=rules, on=on)
    assert isinstance(result, Article)
    return result


def test_selectors_give_every_field_they_find() -> None:
    rules = Rules(
        title=(".title h1",),
        published=("#nleft span:nth-child(1)",),
        origin=("#nleft span:nth-child(2)",),
        byline=("#nleft span:nth-child(3)",),
        editor=(".fujia",),
        section=(".position a:last-of-type",),
        body=(".a-container",),
        drop=(".copyright2018",),
    )
    result = reading(GANSU.id, rules)
    assert result.method == "selectors"
    assert result.title == "青澜经开区为县域经济注入动力"
    assert (result.published, result.origin) == ("2025-01-09T15:48+08:00", "青澜日报")
    assert (result.byline, result.editor, result.section) == (("林晓岚",), ("李娜",), "经济")
    assert result.paragraphs == GANSU.paragraphs


@pytest.mark.parametrize(
    ("found", "section"),
    [
        ("04 文教卫 PDF", "文教卫"),
        ("首页 > 12 要闻 PDF下载", "要闻"),
        ("当前位置：第04版：文教卫", "文教卫"),
        ("A04 时事", "时事"),
        ("04", ""),
        ("PDF", ""),
        ("24 小时", "24 小时"),
        ("5G 应用", "5G 应用"),
        ("出版", "出版"),
    ],
)
def test_a_section_is_named_without_the_number_and_file_of_its_leaf(
    found: str, section: str
) -> None:
    assert of_trail(found) == section


def test_the_section_of_an_e_paper_is_the_leaf_of_the_report_and_no_other() -> None:
    named = re.compile(r'class="detail-path">[^<]*<a [^>]*>第\d+版：([^<]+)<')
    paper = next(paper for paper in load_papers(1) if paper.id == "chuyuan")
    sections = set()
    for path, resource in founder.build(paper, "http://127.0.0.1").items():
        if "/con/" in path:
            article = read([resource.body], url=f"http://127.0.0.1{path}")
            own = named.search(resource.body.decode())
            assert isinstance(article, Article) and own and article.section == own[1]
            sections.add(article.section)
    assert len(sections) > 2


def test_the_general_way_stands_behind_rules_that_no_longer_match() -> None:
    result = reading(GANSU.id, Rules(title=("#gone",), body=("#conter2018", ".gone")))
    assert result.method == "general"
    assert result.paragraphs == GANSU.paragraphs


def test_fields_that_no_selector_finds_come_from_the_general_way() -> None:
    result = reading(GANSU.id, Rules(body=(".a-container",), drop=(".copyright2018",)))
    assert (result.method, result.origin, result.byline) == ("selectors", "青澜日报", ("林晓岚",))


def test_a_wrong_body_selector_does_not_take_a_menu_for_the_text() -> None:
    assert reading(GANSU.id, Rules(body=(".foot",))).method == "general"


@pytest.mark.parametrize(
    ("on", "title"),
    [
        (date(2015, 5, 1), "青澜经开区为县域经济注入动力"),
        (date(2022, 5, 1), "陇上新闻网"),
        (date(2030, 1, 1), "青澜经开区为县域经济注入动力"),
    ],
)
def test_rules_hold_between_their_days(on: date, title: str) -> None:
    rules = Rules(
        valid_from=date(2020, 1, 1),
        valid_until=date(2024, 12, 31),
        title=(".position a",),
        body=(".a-container",),
    )
    assert reading(GANSU.id, rules, on=on).title == title


def test_xpath_and_css_and_a_faulty_selector() -> None:
    assert reading(GANSU.id, Rules(title=("//div[@class='title']/h1/text()",))).title
    with pytest.raises(ValueError, match="selector"):
        read([GANSU.raw()], rules=[Rules(body=("div[",))])


def test_rules_do_not_turn_an_error_page_into_an_article() -> None:
    body = "<div class='a-container'></div><p>页面不存在</p>"
    raw = f"<html><title>404</title><body>{body}</body></html>"
    assert isinstance(read([raw.encode()], rules=[Rules(body=(".a-container",))]), NotArticle)


PLATFORMS = Path(__file__).parents[2] / "crawler" / "platforms"


@pytest.mark.parametrize("platform", sorted(path.stem for path in PLATFORMS.glob("*.toml")))
def test_rules_of_platforms_read_pages_of_any_site(platform: str) -> None:
    declared = tomllib.loads((PLATFORMS / f"{platform}.toml").read_text("utf-8")).get("rules", [])
    rules = [Rules(**{name: tuple(chosen) for name, chosen in rule.items()}) for rule in declared]
    for page in PAGES.values():
        wrong = dict(faults(page, read([page.raw()], rules=rules)))
        assert not {"kind", "title", "published", "body"} & set(wrong), (page.id, wrong)


@pytest.mark.parametrize(
    ("platform", "name"),
    [
        ("enorth", "enorth_2008-zone_year"),
        ("enorth", GANSU.id),
        ("trs_wcm", "trs_gov_2021-gov_meeting"),
        ("founder_web", "founder_web_2015-school"),
        ("founder_epaper", "epaper_founder_old-long_report"),
        ("founder_epaper", "epaper_founder_new-zone_year"),
    ],
)
def test_rules_of_a_platform_hold_for_its_layout(platform: str, name: str) -> None:
    declared = tomllib.loads((PLATFORMS / f"{platform}.toml").read_text("utf-8"))["rules"]
    rules = [Rules(**{field: tuple(chosen) for field, chosen in rule.items()}) for rule in declared]
    assert reading(name, *rules).method == "selectors"


def test_nested_containers_of_one_class_count_once() -> None:
    text = (
        "青澜开发区去年完成工业总产值三百余亿元，同比增长一成多，企业负责人说变化很大，订单多了。"
    )
    nested = f'<div class="TRS_Editor"><div class="TRS_Editor"><p>{text}</p></div></div>'
    result = read(
        [f"<html><body>{nested}</body></html>".encode()], rules=[Rules(body=(".TRS_Editor",))]
    )
    assert isinstance(result, Article)
    assert result.paragraphs == (text,)
