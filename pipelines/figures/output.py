"""Codes that other words of the sentence make more exact, once all of it is read."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.figures import capacities, linking, wordings
from pipelines.figures.kinds import ADDITION, RELATIVE
from pipelines.figures.linking import Link, Scene
from pipelines.figures.wordings import Mention

PLAIN = frozenset({"output_value", "gross_industrial_output"})
OUTPUT = frozenset({"产值", "总产值", "实现产值", "工业总产值", "工业产值", "现价产值", "产值规模"})
FIRMS = {
    "above_scale_enterprises": "gross_industrial_output_above_scale",
    "industrial_enterprises": "gross_industrial_output",
}
# A subject of its own between the firms and the output: the output is no longer theirs.
SUBJECTS = re.compile("园区|开发区|全区|高新区|经开区|集中区|产业(?!化)|公司|全市|全县|全园")
INVESTED = frozenset(
    {"project_total_investment", "annual_planned_investment", "project_completed_investment"}
)
BUILDING = re.compile(r"基础设施(?![^,。;]{0,6}项目)")
FAR = 40  # wordings of one sentence that are looked back over
SCALES = frozenset({"总规模", "规模", "首期规模", "资产规模", "总额"})
FUND = re.compile(r"(?:人民币)?的?[^,。;、\n]{0,16}?(?:基金|资金池|母基金)")
LISTING = re.compile(r"(?:已|先后|相继|成功|正式)*(?:在[^,。;]{0,10})?(?:上市|挂牌)(?!后备|辅导)")
BECAME = re.compile(
    r"(?:被|新|先后|成功|已|相继|获)*"
    r"(?:认定为?|入选|获评|获批|列入|获得|成为|评为|入库|跻身|入围|通过)"
)
LISTED = re.compile(r"[、和与及]")


def govern(scene: Scene, link: Link, begin: int, gap: int) -> None:
    """走访规上企业86家次, 盘活土地300亩: the verb right before the label says what is counted.

    begin is where the label begins; a label without words of its own keeps its code.
    """
    rules = linking.words().governed.get(link.code)
    if rules is None or link.start < 0 or link.verdict.kind not in ("level", "addition"):
        return
    text, reading = scene.text, link.reading
    ends = [reading.start] if link.start >= reading.end else [begin, link.start]
    heads = [text[max(scene.start, end - 6) : end] for end in ends]
    if gap <= link.start < reading.start and LISTED.match(text, gap):
        heads += _starts(_label_before(scene, link))
    for verbs, code in rules:
        if any(map(verbs.search, heads)):
            _code(link, code, "by its verb")
            return


def _label_before(scene: Scene, link: Link) -> str:
    return scene.links[link.at - 1].reading.label if link.at else ""


def _starts(label: str) -> list[str]:
    """The beginnings of a label that may be a shared verb: 盘活闲置厂房12万平方米、土地860亩."""
    return [label[:size] for size in range(2, min(5, len(label)) + 1)]


def refine(scene: Scene) -> None:
    """Firms above size make 产值 theirs; 带动 makes 就业 jobs; 基础设施 makes 投资 its own."""
    for at in range(len(scene.links) - 2, -1, -1):
        _before_capacity(scene, at)
    for at, link in enumerate(scene.links):
        if link.mention is None or link.start < 0:
            pass
        elif link.code in PLAIN and link.mention.wording.text in OUTPUT:
            _by_firms(scene, link, link.mention)
        elif link.code == "employment" and "就业" in link.mention.wording.text:
            _jobs(scene, link, link.mention)
        elif link.code == "enterprises":
            _helped(scene, link, link.mention)
        elif link.mention.wording.text in SCALES:
            _fund(scene, link)
        elif link.code in INVESTED and "总" not in link.mention.wording.text:
            _infrastructure(scene, at)
        if link.of is not None and link.mention is link.of.mention and link.start < 0:
            _with_source(link)


def _code(link: Link, code: str, reason: str) -> None:
    link.indicator = wordings.lexicon().indicators[code]
    link.reason = f"{link.reason}, {reason}"


def _with_source(link: Link) -> None:
    """What carries on takes the refined code of what it carries on."""
    source = link.of
    assert source is not None
    if link.reading.unit == source.reading.unit or link.verdict.kind in RELATIVE:
        link.indicator = source.indicator


def _by_firms(scene: Scene, link: Link, output: Mention) -> None:
    """25户规上企业完成产值97亿元: the firms before say which output it is."""
    at = bisect_right(scene.mentions, output.start, key=lambda mention: mention.end)
    for mention in reversed(scene.mentions[max(0, at - FAR) : at]):
        code = mention.wording.indicators[0].code
        if code in FIRMS:
            break
        if code in ("enterprises", "parks"):
            return
    else:
        return
    if SUBJECTS.search(scene.text, mention.end, output.start):
        return
    near = scene.links[max(0, link.at - linking.LOOK_BACK) : link.at]
    if any(x.mention == mention and x.verdict.kind == ADDITION for x in near):
        return
    if code == "industrial_enterprises" and link.code == "gross_industrial_output":
        return
    _code(link, FIRMS[code], "of the firms before")


def _jobs(scene: Scene, link: Link, mention: Mention) -> None:
    """带动周边边民就业400多人 is jobs made, 园区就业6200人 people employed."""
    clause = re.split(r"[,;:。]", scene.text[scene.start : mention.start])[-1]
    if linking.words().job_verbs.search(clause):
        _code(link, "jobs_created", "with a verb of making")


def _helped(scene: Scene, link: Link, mention: Mention) -> None:
    """14家企业拿到贷款 got something; 3家企业入选“小巨人” became something."""
    if mention.start >= link.reading.end and mention.wording.text.endswith("企业"):
        _became(scene, link, mention)
    counted = mention.start >= link.reading.end and mention.wording.text == "企业"
    if counted and linking.words().helped_after.match(scene.text, mention.end):
        _code(link, "benefited_enterprises", "they got something")


def _became(scene: Scene, link: Link, mention: Mention) -> None:
    if LISTING.match(scene.text, mention.end):
        _code(link, "listed_companies", "they were listed")
        return
    became = BECAME.match(scene.text, mention.end)
    if became is None:
        return
    end = linking.phrase(scene.text, became.end(), scene.end)
    for title in scene.between(became.end(), end):
        titled = linking.indicator_of(title, link.reading)
        if titled is not None and titled.category == "enterprise":
            _code(link, titled.code, "they became that")
            return


def _fund(scene: Scene, link: Link) -> None:
    """设立总规模20亿元的科创引导基金: the scale is a fund's."""
    if FUND.match(scene.text, link.reading.end):
        _code(link, "fund_size", "of a fund")


def _infrastructure(scene: Scene, at: int) -> None:
    """完善基础设施,今年计划投资4.8亿元建设道路: the topic of the sentence says what is built."""
    link = scene.links[at]
    assert link.mention is not None
    begin = scene.links[at - 1].reading.end if at else scene.start
    if BUILDING.search(scene.text, begin, link.mention.start) or BUILDING.match(
        scene.text, link.reading.end
    ):
        _code(link, "infrastructure_investment", "of infrastructure")


def _before_capacity(scene: Scene, at: int) -> None:
    """纺纱65万锭、服装2500万件的年生产能力: the capacity after a list is all of its items'."""
    link = scene.links[at]
    if link.indicator is not None:
        return
    following = scene.links[at + 1]
    if following.reason != "names a plant after":
        return
    if LISTED.match(scene.text, link.reading.end):
        found = capacities.capacity_link(link.reading, link.verdict, link.reading.end)
        found.start = found.end = -1
        found.at = at
        scene.links[at] = found
