"""Tells what stands around a word for a park and shows that it names none."""

from __future__ import annotations

from pipelines.figures.patterns import later

# What makes another word of the last letter of a head: 产业带动, 创新城市, 智慧港口.
GOES_ON_AS = {
    "带": "动来领头给火",
    "城": "市乡镇郊际区",
    "港": "口",
    "区": "域",
    "镇": "长",
    "谷": "物底类",
    "地": "园经",  # “飞地|园区”, “飞地|经济”园区
    "内": "资需外陆置涝容",  # 经济协作区|内资项目
}
# What is done to a park ends no name: 划地建产业园, 搬进产业园; but 福建, 共建 and 先进 do.
DONE = later(
    "(?:(?<![福共城基武])建|(?<![先跃促奋])进|(?<![方导定志面趋])向|(?<![一崛再])起|(?<![进突])出|[到驻满遍往来去至办入])$"
)

WORK = later("(?:共同|联合|合作|携手|开发|建设|规划|打造|兴建|新建|管理|运营|提升|改造)+")


def splits_word(text: str, head: str, end: int) -> bool:
    """Whether the last letter of a head belongs to a longer word of the text."""
    after = text[end : end + 1]
    return after != "" and after in GOES_ON_AS.get(head[-1], "")


def done_to(stem: str) -> bool:
    """Whether what stands before a head ends with what somebody does there or to it."""
    return DONE.search(stem) is not None or WORK.fullmatch(stem) is not None
