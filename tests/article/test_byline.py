"""Who is credited in the words of a text: the forms of papers, and what only looks like one."""

from __future__ import annotations

import pytest

from pipelines.article import byline, credits
from pipelines.article.lines import Line, flat
from pipelines.article.names import split_names
from tests.article.scoring import bare

REST = "全市各园区去年共完成工业投资三百余亿元，同比增长一成多。"
MIDDLE = "会议还听取了有关部门关于今年工作安排的说明，并作了部署。"

OPENINGS = {
    "本报讯（记者 张力 通讯员 王小明）昨日，": ["张力", "王小明"],
    "本报讯（张力 王小明）昨日，": ["张力", "王小明"],
    "本报讯 记者张力 通讯员王小明报道 昨日，": ["张力", "王小明"],
    "本报讯（见习记者 张力）昨日，": ["张力"],
    "本报讯(首席记者张力实习生王小明)昨日，": ["张力", "王小明"],
    "晨报讯（记者 张 力）昨日，": ["张力"],
    "晨报记者 张力报道 昨日，": ["张力"],
    "本网记者 张力 报道 昨日，": ["张力"],
    "中新社北京1月17日电(记者 张力)": ["张力"],
    "中新网云州1月17日电 (张力 王小明)": ["张力", "王小明"],
    "新华社北京1月17日电（记者张力、欧阳明）": ["张力", "欧阳明"],
    "人民网北京1月17日电（张力）": ["张力"],
    "【记者张力北京报导】": ["张力"],
    "【大海声2012年01月17日讯】（大海声记者张力报导）": ["张力"],
    "（中央社記者張力台北17日電）": ["張力"],
    "〔記者張力、王小明／綜合報導〕": ["張力", "王小明"],
    "〔記者張力／台北報導〕": ["張力"],
    "【張力╱綜合報導】": ["張力"],
    "記者張力／高雄報導 ": ["張力"],
    "【記者張力／專訪】": ["張力"],
    "财经记者 张力 ": ["张力"],
    "（记者张力/文 李明/摄）昨日，": ["张力"],
    "南江日报讯（记者/张力 通讯员/王小明）昨日，": ["张力", "王小明"],
    "晚报讯（记者张力实习记者王小明文/图）昨日，": ["张力", "王小明"],
    "本报讯（记者 张力 王小明 文/图）昨日，": ["张力", "王小明"],
    "江城晚报讯 记者张力、通讯员王小明报道：": ["张力", "王小明"],
    "【海港商報訊】記者張力北京報道：": ["張力"],
    "【本報記者張力報道】": ["張力"],
    "台海醒報記者張力綜合報導 ": ["張力"],
    "本报评论员 张力 ": ["张力"],
    "本报云州1月12日讯 记者张力报道：": ["张力"],
    "每日晨讯（记者 阿不都热依木·买买提）昨日，": ["阿不都热依木·买买提"],
}
OPENING_LINES = {
    "本报记者 张力": ["张力"],
    "□本报记者 张力": ["张力"],
    "■记者 张力 实习生 王小明 文/图": ["张力", "王小明"],
    "文/张力": ["张力"],
    "文／本报记者张力": ["张力"],
    "张力/文": ["张力"],
    "◎张力": ["张力"],
    "本报记者张力实习生王小明": ["张力", "王小明"],
    "本报记者 张力 通讯员 王小明 摄影报道": ["张力", "王小明"],
    "文/图 本报记者 张力": ["张力"],
    "作者 张力": ["张力"],
    "撰文 张力": ["张力"],
    "文｜张力": ["张力"],
    "记者 | 张力": ["张力"],
    "本报驻京记者 张力": ["张力"],
    "本报记者 张力发自云州": ["张力"],
    "记者 张力 王小明 云州报道": ["张力", "王小明"],
}
CLOSINGS = {
    "（记者 张力）": ["张力"],
    "（本报记者 张力 王小明）": ["张力", "王小明"],
    "（张力）": ["张力"],
    "（张力 王小明）": ["张力", "王小明"],
    "（通讯员 张力）": ["张力"],
    "（文/张力）": ["张力"],
    "（记者 张力 编辑 王小明）": ["张力"],
    "本报记者 张力": ["张力"],
    "（作者：张力）": ["张力"],
    "（云州日报记者张力）": ["张力"],
    "记者张力报道": ["张力"],
}
NOBODY = [
    "记者从市统计局获悉，",
    "据记者了解，",
    "（图片来自网络）昨日，",
    "本报综合消息 ",
    "【本報訊】",
    "【明港專訊】",
    "（本报记者摄）昨日，",
    "记者探访发现，",
    "本报讯 昨日，",
    "中新网1月17日电 据外媒报道，",
    "昨日，记者在现场看到，",
    "财经网讯 昨日，",
    "新华社消息：",
    "新华社电 ",
    "据《云州日报》报道，",
    "【综合报道】",
    "国家统计局(社情)昨日",
]
NOBODY_AT_END = [
    "（完）",
    "（资料图）",
    "（本报综合）",
    "（新华社供本报特稿）",
    "（新华社）",
    "（CFP供图）",
    "（责任编辑：张力）",
    "（编辑 张力）",
    "（记者张力摄）",
    "（文中人物均为化名）",
    "（截至发稿）",
    "（据新华社）",
    "（云州日报）",
    "（ew）",
    "（图片由张力提供）",
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_names_that_open_a_text(opening: str) -> None:
    assert list(byline.in_text([opening + REST, MIDDLE])) == OPENINGS[opening]


@pytest.mark.parametrize("line", OPENING_LINES)
def test_names_on_a_line_before_the_text(line: str) -> None:
    assert list(byline.in_text([line, REST, MIDDLE])) == OPENING_LINES[line]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_names_that_close_a_text(closing: str) -> None:
    assert list(byline.in_text([REST, MIDDLE, MIDDLE, MIDDLE + closing])) == CLOSINGS[closing]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_names_on_a_line_behind_the_text(closing: str) -> None:
    assert list(byline.in_text([REST, MIDDLE, MIDDLE, MIDDLE, closing])) == CLOSINGS[closing]


@pytest.mark.parametrize("opening", NOBODY)
def test_openings_that_credit_nobody(opening: str) -> None:
    assert byline.in_text([opening + REST, MIDDLE]) == ()


@pytest.mark.parametrize("closing", NOBODY_AT_END)
def test_closings_that_credit_nobody(closing: str) -> None:
    assert byline.in_text([REST, MIDDLE, MIDDLE, MIDDLE + closing]) == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("张三 李四五", ["张三", "李四五"]),
        ("张三、李四五", ["张三", "李四五"]),
        ("张三/李四五", ["张三", "李四五"]),
        ("本报记者 张三 通讯员 李四五", ["张三", "李四五"]),
        ("罗科苏盈", ["罗科", "苏盈"]),
        ("张三李四五", ["张三", "李四五"]),
        ("张 三", ["张三"]),
        ("诸葛亮明", ["诸葛亮明"]),
        ("约翰·史密斯", ["约翰·史密斯"]),
        ("文/张三 图/李四", ["张三"]),
        ("张三/文 李四/图", ["张三"]),
        ("文/图 张三", ["张三"]),
        ("记者 张三 文/图", ["张三"]),
        ("记者张三 摄影记者李四", ["张三"]),
        ("记者 张三 摄影 李四", ["张三"]),
        ("张三 摄影报道", ["张三"]),
        ("张三 实习生 李四五 编辑 王小明", ["张三", "李四五"]),
        ("宣传部", []),
        ("气象局", []),
        ("佚名", []),
        ("未知", []),
        ("网络整理", []),
        ("本站编辑", []),
        ("新华社", []),
        ("admin", []),
        ("云州日报社", []),
    ],
)
def test_names_of_a_credit(value: str, names: list[str]) -> None:
    assert split_names(value) == names


@pytest.mark.parametrize(
    ("line", "origin", "names"),
    [
        ("来源：定江日报 记者蔺泽华", "定江日报", ["蔺泽华"]),
        ("来源： 定江日报　作者： 张三", "定江日报", ["张三"]),
        ("稿源：定江网  2012-01-17 10:33", "定江网", []),
        ("2012年01月17日10:33 定江晚报[微博] 张三丰 我要评论(0)", "定江晚报", ["张三丰"]),
        ("2012-01-17 10:33:12 来源：和声网 作者：", "和声网", []),
        ("（2012-01-17 来源：《定江日报》）", "定江日报", []),
        ("2012-01-17 10:33 来源: 定江网 浏览: 123 次", "定江网", []),
        ("发布时间：2012-01-17 信息来源：市发展改革委 点击数：33", "市发展改革委", []),
        ("出处：定江时报 责任编辑：李四", "定江时报", []),
        ("2012年01月17日 10:33 来源：作者：张三", None, ["张三"]),
        ("来源：本站原创 作者：佚名", "本站原创", []),
        ("2012-01-17 10:33:12 定江日报 字号：大 中 小", "定江日报", []),
        ("来源：未知 作者：admin 时间：2012-01-17", None, []),
        ("文章来源：定江报业集团", "定江报业集团", []),
        ("来源：人民江网－《江海时报》", "人民江网－《江海时报》", []),
        ("2019-01-17 10:33 | 来源：定江网 | 作者：张三 | 查看：12次", "定江网", ["张三"]),
    ],
)
def test_credits_of_a_line(line: str, origin: str | None, names: list[str]) -> None:
    made = credits.read([Line(line, 0, 0, False, 0, flat(line), False)], [], [], [])
    assert (bare(made.origin), list(made.byline)) == (bare(origin), names)
