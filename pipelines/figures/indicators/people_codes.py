"""Codes of people of whom work is said: 带动1200名村民在家门口上班."""

from __future__ import annotations

from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.patterns import later

FROM_MEN = later(r"(?:由|从)[^,。;\d]{0,6}$")
TO_MEN = later(
    r"[^,。;\d]{0,4}(?:减|压|降|精简|缩|增|扩|添|加|升|涨|发展|壮大|做|干)[^,。;\d]{0,3}[到至]"
)
CUT_MEN = later(
    r"[人名][^,。;\d]{0,4}(?:减|压|降|精简|缩|增|扩|添|加|升|涨|发展|壮大|做|干)[^,。;\d]{0,3}[到至](?:现在的|目前的|如今的|了)?$"
)
# 368名牧民经培训当上产业工人
BECAME = later(
    r"[^,。;\d]{0,14}(?:(?:当上|成为|变身|转为)[^,。;\d]{0,6}(?:工人|员工|职工)"
    r"|就了业|找到了?工作|有了(?:稳定的?)?工作|端上了?[^,。;\d]{0,8}饭碗|(?:提供|带来|送去|送上|捧来|找到)了?[^,。;\d]{0,8}(?:饭碗|活计|营生)|有了[^,。;\d]{0,4}(?:饭碗|活干|活计)|(?:就近|就地|家门口)(?:实现)?就业)"
)
AT_WORK_ARE = later(
    r"(?:务工|上班|就业|打工|上岗)的(?:[^,。;\d]{1,8}?|[^,。;\d]{0,8},[^,。;\d]{0,20}?(?:里|内|中)?)(?:已|达到?|有|共|近|约|超过?)*$"
)
LETS = later(r"[能可将](?:让|使)(?:上|近|约|超过?)?$")
GATHERED = later(r"(?:带动|吸纳|接收|接纳|安置|帮助|组织|让|使)[^,。;、\d]{0,8}$")
WORKS = later(r"[^,。;\d]{0,14}(?:就业|上班|有班上|务工|上岗|进厂|工资|当上[^,。;]{0,4}工人|打工)")
# 一条线从前要60个人看着, 手下管着28个人, 工地现场700多人
AT_POST = later(
    r"\d条(?:生产|产)?线、(?:近|约)?$|(?:生产线|条线|车间|工地|现场|手下|班组|岗位)[^,。;、\d]{0,8}(?:要|需|只有|有|管着|留|用)?(?:近|约)?$"
)
MEN = later(r"[,。;、!]|干活|上班")  # 目前只有4个人
HAS = later(r"(?:只有|仅有|目前有|现有|就有?|才|仅|剩下?|共|一共|不到|也就)(?:近|约)?$")
RESEARCH = later(
    r"[^,。;\d]{0,4}?(?:专做|专搞|专攻|专门做|专门搞|专门从事|专职|从事|搞|负责|在做)(?:产品|技术|新药|新材料)?的?研发"
)
RESEARCH_BEFORE = later(
    r"(?:专做|专搞|专攻|做|搞|从事|负责)(?:产品|技术|新药)?研发的(?:员工|人员|人|职工)?(?:已|就|共|达|有|约|近)*$"
)
# 用工1.2万人,女工5600人,大专以上2100人: by what they learnt.
SCHOOLED = later(
    r"(?:学历|职称|(?:中专|大专|高中|本科|硕士|技师|高级工|中级)(?:及)?(?:以上)?)"
    r"(?:的|者|员工|人员|人才|毕业生)*(?:有|达|共|近|约|超过?|占)*$"
)
# 用工4600人,本地1700人: who the employed are, in a word.
QUALIFIED = later(
    r",(?:其中)?(?:本地|本县|本市|当地|周边|外地|外来|女性|男性|残疾|脱贫户|返乡|持证|参保|缴纳社保|签订合同|长期|季节性|固定|临时"
    r"|[6789]0后|00后|少数民族|退役军人|一线)[^,。;、\d]{0,6}"
)
STAFF = frozenset({"employment", "talents", "jobs_created"})
NEXT_GROUP = later(r"[、和与及][^,。;、\d]{2,10}")
MINDS = later(r"(?:就够|看着|守着|操作|盯着|干的|干一|三班倒)")


def at_work(scene: Scene, link: Link) -> str:
    """带动1200名村民在家门口上班: people of whom work is said."""
    if link.reading.quote.endswith("个人") and MEN.match(scene.text, link.reading.end):
        there = HAS.search(scene.text, max(scene.start, link.reading.start - 8), link.reading.start)
        return "employment" if there and link.verdict.kind not in RELATIVE else ""
    if link.code == "employment" and link.start == link.reading.end:
        lets = LETS.search(scene.text, max(scene.start, link.start - 12), link.reading.start)
        return "jobs_created" if lets else ""  # 能让1200人就业
    if _researches(scene, link):
        return "talents"
    people = link.code == "other" and link.reading.unit_text in ("人", "名", "位")
    beside = _beside(scene, link) if people else ""
    if beside:
        return beside
    living = link.mention is not None and "人口" in link.mention.wording.text
    if not people or living or link.verdict.kind in RELATIVE:
        return ""
    if AT_WORK_ARE.search(
        scene.text, max(scene.start, link.reading.start - 36), link.reading.start
    ):
        return "employment"  # 在园区务工的农民已有5644人
    gathered = GATHERED.search(
        scene.text, max(scene.start, link.reading.start - 12), link.reading.start
    )
    begin = max(scene.start, link.reading.start - 14)
    if FROM_MEN.search(scene.text, begin, link.reading.start) and TO_MEN.match(
        scene.text, link.reading.end
    ):
        return "employment"  # 由120人减到26人
    if link.of is not None and CUT_MEN.search(scene.text, begin, link.reading.start):
        return "employment"
    if BECAME.match(scene.text, link.reading.end, scene.end):
        return "jobs_created"
    works = WORKS.match(scene.text, link.reading.end, scene.end)
    if gathered and works:
        return "jobs_created"
    placed = AT_POST.search(
        scene.text, max(scene.start, link.reading.start - 16), link.reading.start
    )
    minds = MINDS.match(scene.text, link.reading.end, scene.end)
    return "employment" if link.start < 0 and (placed or minds) else ""


def _beside(scene: Scene, link: Link) -> str:
    """其中贫困户126人、搬迁群众233人: the next of the parts that 其中 lists."""
    if not link.at or link.verdict.kind in RELATIVE:
        return ""
    before = scene.links[link.at - 1]
    if SCHOOLED.search(scene.text, before.reading.end, link.reading.start):
        people = (x for x in scene.links[: link.at][::-1] if x.code in STAFF)
        told = next(people, None)
        return told.code if told is not None else ""
    if before.code == "employment" and QUALIFIED.fullmatch(
        scene.text, before.reading.end, link.reading.start
    ):
        return before.code
    if not link.part:
        return ""
    same = before.reading.unit_text in ("人", "名", "位") and before.verdict.kind not in RELATIVE
    if not same or not before.part or before.code not in ("employment", "jobs_created"):
        return ""
    listed = NEXT_GROUP.fullmatch(scene.text, before.reading.end, link.reading.start)
    return before.code if listed is not None else ""


def _researches(scene: Scene, link: Link) -> bool:
    """96人专做研发, 搞研发的有96人: people by the work that the clause says they do."""
    counted = link.code in ("other", "employment") and link.reading.unit_text in ("人", "名", "位")
    if not counted or link.verdict.kind in RELATIVE:
        return False
    if RESEARCH.match(scene.text, link.reading.end, scene.end):
        return True
    begin = max(scene.start, link.reading.start - 18)
    return RESEARCH_BEFORE.search(scene.text, begin, link.reading.start) is not None
