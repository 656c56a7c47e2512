"""Status and modality: which words open a plan, and which close it again."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.figures import extract

PUBLISHED = date(2024, 9, 10)


def _read(text: str, quote: str) -> tuple[str, str]:
    figure = next(f for f in extract(text, PUBLISHED) if f.quote == quote)
    return figure.status, figure.modality


@pytest.mark.parametrize(
    ("text", "quote", "status", "modality"),
    [
        ("园区力争全年税收突破3亿元。", "3亿元", "planned", "target"),
        ("园区确保全年税收达到3亿元。", "3亿元", "planned", "target"),
        ("明年，园区税收达到3亿元。", "3亿元", "planned", "target"),
        ("预计全年税收可达3亿元。", "3亿元", "planned", "estimated"),
        ("预计明年税收可达3亿元。", "3亿元", "planned", "target"),
        ("项目达产后，年产值20亿元，税收3亿元。", "3亿元", "planned", "potential"),
        ("园区正向500亿元目标迈进。", "500亿元", "planned", "target"),
        ("园区定下了产值增长15%以上的目标。", "15%", "planned", "target"),
        ("二、明年目标任务。工业总产值260亿元，税收3亿元。", "3亿元", "planned", "target"),
        ("下半年，园区要开工项目30个。", "30个", "planned", "target"),
        ("力争新开工项目总投资突破1200亿元。", "1200亿元", "planned", "target"),
        ("年底前可竣工项目18个。", "18个", "planned", "target"),
        ("今年1—8月，签约金额156亿元。", "156亿元", "actual", "agreed"),
        ("初步核算，上半年全县生产总值86亿元。", "86亿元", "actual", "estimated"),
        ("上半年，园区税收3亿元。", "3亿元", "actual", "reported"),
    ],
)
def test_what_opens_a_plan(text: str, quote: str, status: str, modality: str) -> None:
    assert _read(text, quote) == (status, modality)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("园区力争全年税收突破4亿元，1—8月已完成税收3亿元。", "3亿元"),
        ("今年计划新建厂房15万平方米，目前已建成8万平方米。", "8万平方米"),
        ("为确保项目推进，园区协调解决问题73个。", "73个"),
        ("园区争取政策资金9600万元。", "9600万元"),
        ("园区争取到位专项资金9600万元。", "9600万元"),
        ("今年主要完成了道路改造，铺设管网12公里。", "12公里"),
        ("上半年，园区完成年度计划的51.2%。", "51.2%"),
        ("去年四季度，园区税收3亿元。", "3亿元"),
        ("围绕全年发展目标，园区上半年完成产值56亿元。", "56亿元"),
        ("园区将闲置厂房5万平方米改造一新。", "5万平方米"),
        ("项目将建成未来工厂，总投资12亿元。", "12亿元"),
        ("亩均税收由6.8万元提高到9.2万元，力争明年达到10万元。", "6.8万元"),
    ],
)
def test_what_is_no_plan(text: str, quote: str) -> None:
    assert _read(text, quote)[0] == "actual"


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("年产12万吨轻钢构件项目举行开工仪式。", "12万吨", "planned"),
        ("年产12万吨轻钢构件项目建成投产。", "12万吨", "actual"),
        ("二期12万锭计划10月试车。", "12万锭", "planned"),
        ("公司首条生产线已投产，年产电池2万吨。", "2万吨", "actual"),
        ("项目投产后，每年可加工大豆30万吨。", "30万吨", "planned"),
    ],
)
def test_a_capacity_is_planned_until_the_plant_runs(text: str, quote: str, status: str) -> None:
    assert _read(text, quote)[0] == status


def test_the_words_are_named() -> None:
    figure = extract("园区力争全年税收突破3亿元。", PUBLISHED)[0]
    assert figure.because["status"] == "力争"
