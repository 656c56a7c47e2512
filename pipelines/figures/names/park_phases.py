"""Rounds of building of a park, which are projects: 某某产业园一期总投资…, 产业园(二期)占地…."""

from __future__ import annotations

import re

from pipelines.figures.names.terms import PROJECT
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# A park of somebody's that the text goes on to call 项目: 华泰产业园开工建设,项目占地300亩.
WORK_OF_ONE = later(
    "(?=(?:已|正式|顺利|如期|成功|今日|当天|举行)?(?:开工|动工|开建|奠基|签约|落地|落户|启动|破土)(?:建设|动工|兴建|[^,。;:\\d]{0,8})?"
    "[,。](?:该|这一|整个)?项目(?:由[^,。;]{2,20},)?(?:规划|计划|预计|总|概算|拟|一期|共|分[两二三]期|估算|建成|全部)*"
    "(?:占地|用地|投资|建筑面积|建设|达产|投产|后))"
)
OF_FIRMS = frozenset(
    (
        *("产业园", "科技园", "工业园", "物流园", "创新园", "智造园", "制造园", "科创园", "食品园"),
        *("产业基地", "生产基地", "制造基地", "总部基地", "产业城", "电商园"),
    )
)
# A round of building that is spoken of by what it costs or covers.
PARK_PHASE = later(
    "[一二三四五]期(?=(?:项目|工程)?(?:计划|预计|概算)?(?:总投资|投资|占地|用地|总用地|规划用地|规划面积|"
    "总建筑面积|建筑面积|主体|建设|施工|工地|现场|开工|竣工|项目|工程))(?:项目|工程)?|"
    "\\([一二三四五]期\\)(?=(?:项目|工程)?(?:计划|预计|概算|已)?(?:总投资|投资|占地|用地|总建筑面积|建筑面积))(?:项目|工程)?"
)
SPOKEN = 240  # how far after such a round the text may call it 项目


def phase_of(text: str, start: int, park: str, phase: re.Match[str]) -> Mention:
    """A round of building of a park: a project, called so where the text goes on to do so."""
    name = park + phase[0]
    stop = text.find("\n", phase.end(), phase.end() + SPOKEN)
    later = text.find("项目", phase.end(), stop if stop >= 0 else phase.end() + SPOKEN)
    if not name.endswith(("项目", "工程")) and later >= 0:
        name += "项目"
    return Mention(start, phase.end(), PROJECT, name, "项目")
