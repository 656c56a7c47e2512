"""One story in several papers: found when cut or retouched, not when merely alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive.store import Archive, PageStore, open_archive, save_record
from archive.store.stories import MOST, prints, runs
from tests.archive.making import FETCHED, page, record

TEXT = [
    "走进龙山经济开发区的标准厂房，自动化产线一刻不停，机械臂把成型的零件放上传送带。",
    "开发区管委会主任介绍，去年这里完成工业总产值128.6亿元，比上年增长12.4%，税收4.37亿元。",
    "为了让企业少跑路，园区把审批窗口搬进了办公楼一层，六十三个事项当天就能办完。",
    "从外省迁来的轴承厂只用七个月就投了产，厂长说最看重的是电价稳、用工近。",
    "眼下园区正在修第二条进园道路，年底通车后货车可以直接上高速公路。",
    "傍晚时分，下班的工人三三两两走出厂门，路边的夜市已经亮起了灯。",
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "home")
    yield opened
    opened.close()


def take(archive: Archive, name: str, paragraphs: list[str], day: str = "2025-03-05") -> None:
    url = f"http://paper.example/{name}.shtml"
    fetched = page(url, name.encode(), FETCHED + timedelta(minutes=len(name)))
    made = record(url, paragraphs, [])
    object.__setattr__(made.result, "published", day)
    save_record(archive, made, fetched, PageStore(archive.pages).save(fetched), [])


def stories(archive: Archive) -> dict[str, str | None]:
    rows = archive.db.execute("select url, story_id from articles order by url")
    return {row["url"].split("/")[-1][:-6]: row["story_id"] for row in rows}


def test_reprints_cut_and_retouched_are_one_story(archive: Archive) -> None:
    take(archive, "a", TEXT)
    take(archive, "bb", TEXT[:2] + TEXT[4:])
    take(archive, "ccc", TEXT[:3], "2025-03-09")
    take(archive, "dddd", ["本报讯 " + TEXT[0].replace("走进", "在"), *TEXT[1:4]])
    found = stories(archive)
    assert len(set(found.values())) == 1 and found["a"] is not None
    first = archive.db.execute("select id from articles where url like '%/a.shtml'").fetchone()
    assert found["a"] == first[0]


def test_next_years_report_in_the_same_phrases_is_another_story(archive: Archive) -> None:
    take(archive, "a", TEXT)
    later = [p.replace("128.6", "140.2").replace("12.4", "9.0") for p in TEXT]
    take(archive, "bb", later, "2026-03-05")
    assert set(stories(archive).values()) == {None}


def test_another_report_with_one_sentence_in_common_is_no_reprint(archive: Archive) -> None:
    take(archive, "a", TEXT)
    other = [
        "西河高新区的数据中心今天投入运行，机房里的服务器安静地闪着绿光。",
        TEXT[2],
        "运营方计划明年再建两栋机房，把冷却用水循环使用，一年可省水八万吨。",
        "附近三个县的医院已经把影像资料存了进来，医生在电脑前就能调阅。",
    ]
    take(archive, "bb", other)
    assert set(stories(archive).values()) == {None}


def test_two_stories_become_one_when_a_full_text_joins_them(archive: Archive) -> None:
    take(archive, "a", TEXT[:3])
    take(archive, "bb", TEXT[3:])
    assert set(stories(archive).values()) == {None}
    take(archive, "ccc", TEXT)
    assert len(set(stories(archive).values())) == 1 and None not in stories(archive).values()


def test_prints_are_few_and_those_of_a_part_are_among_those_of_the_whole() -> None:
    whole, part = runs("\n".join(TEXT * 3)), runs("\n".join(TEXT[2:4]))
    assert len(prints(whole)) <= MOST
    assert len(part & whole) / len(part) > 0.9
