"""Marks who is only a cause, partner or exception: 受甲项目投产带动, 与乙银行签约, 不含丙集团."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.names.terms import ENTERPRISE
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

HAPPENED = "[^,。;:\\n“”]{2,24}?(?:停产|检修|减产|停工|限产|搬迁|转产|下滑|不足|增产|放量)"
CAUSES = later(
    "受(?<![接享感遭承经禁难蒙忍]受)(?![理访托让聘])[^,。;:\\n“”]{2,28}?(?:影响|带动|拖累|拉动|推动|冲击|制约|驱动|支撑|刺激|波及|限制|牵引)|"
    f"因为?{HAPPENED}|由于{HAPPENED}|"
    "(?:不含|不包括|不包含|不计|剔除|扣除)[^,。;:\\n“”()]{2,28}|\\(含[^,。;:\\n“”()]{2,28}\\)|"
    "(?:位居|位列|名列|稳居|[居列])[^,。;:\\n“”\\d第]{2,16}第[\\d一二三四五六七八九十]{1,4}[位名]|"
    "[由以有][^,。;:\\n\\d]{2,40}?等?(?:\\d+[家户])?(?:[^,。;:、\\n\\d]{0,6}企业)?(?:打头|领衔|领军|挑头|压阵|坐镇)|"
    "(?:^|(?<=[。;,”\\n]))[一-龥]{0,6}(?:园区|开发区|高新区|经开区|化工区|工业区|新区|产业园|集中区|保税区)"
    "(?:开发|发展|投资|建设|管理|运营|控股|实业|产业|服务)+(?:集团)?(?:有限|股份)*(?:责任)?公司"
    "(?=[^,。;:]{0,6}(?:董事长|总经理|总裁|经理|负责人|总监)[^,。;:]{0,8}(?:说|介绍|表示|透露|坦言))|"
    "以[^,。;:\\n\\d]{2,40}?为(?:龙头|代表|首|核心|引领|依托|主导|主体|骨干|牵引|支撑|标杆|样板|榜样|典型|典范|示范|旗帜|领头雁?|抓手|突破口?|纽带|旗舰|主力|载体|平台|基础|蓝本|参照|圆心|试点)的?|"
    "与(?<!参与)[^,。;:\\n“”\\d]{2,36}?(?:签订|签署|签约|达成|建立|结成|结为|开展)"
)

# Sites that share one word for them all: 布局云山居、白石沟、同和医药五大康养产业园.
SITES = later(
    "(?<=[局设造成即括为:是])((?:[^,。;:、\\n\\d]{2,10}、){2,8}[^,。;:、\\n\\d]{2,10}?)(?:等|这)?[三四五六七八九十\\d]{1,2}[大个座]"
    "[一-龥]{0,6}?(?:产业园|园区|基地|片区|板块|景区|小镇|组团|功能区|庄园|园)(?![一-龥])"
)


def mark_causes(text: str, found: list[Mention]) -> None:
    """Let nobody be the topic who stands within such words: the clause speaks of somebody else."""
    starts = [mention.start for mention in found]
    for hit in SITES.finditer(text) if found else ():
        for mention in found[bisect_left(starts, hit.start()) : bisect_left(starts, hit.end(1))]:
            mention.listed |= mention.kind == ENTERPRISE  # a brand's letters in a site's name
    for hit in CAUSES.finditer(text) if found else ():
        for mention in found[bisect_left(starts, hit.start()) : bisect_left(starts, hit.end())]:
            mention.listed = True
            if mention.start == hit.start() and mention.name[:1] == "受":  # 某开发区受甲项目带动
                mention.start, mention.name = mention.start + 1, mention.name[1:]
