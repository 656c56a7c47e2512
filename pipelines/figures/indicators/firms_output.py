"""Output and value added that a sentence tells of its firms: 25户规上企业完成产值97亿元.

So does what it told before of industry: 规上工业增加值增长9%;产值增长6%.
"""

from __future__ import annotations

from bisect import bisect_right

from pipelines.figures.indicators import linking
from pipelines.figures.indicators.kinds import ADDITION
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import Mention
from pipelines.figures.patterns import later

FAR = 40  # wordings of one sentence that are looked back over
FIRMS = {
    "above_scale_enterprises": "gross_industrial_output_above_scale",
    "industrial_enterprises": "gross_industrial_output",
}
WHOLES = frozenset({"enterprises", "industrial_enterprises"})
VALUE_ADDED = {"above_scale_enterprises": "industrial_value_added_above_scale"}
# A subject of its own between the firms and the output: the output is no longer theirs.
SUBJECTS = later("园区|开发区|全区|高新区|经开区|集中区|产业(?!化)|公司|全市|全县|全园")
# 规上企业达到86户;1至10月完成产值96亿元
WHEN = later(
    r"(?:[\d至到—~-]+月(?:份|底|末)?|上半年|全年|一季度|前[\d一二三四五六七八九十]+个?(?:月|季度)|今年|去年)*,?"
    r"(?:累计|共)*(?:完成|实现)?"
)
OF_WHICH = later(r"其中,?[^,。;\d]{0,6}$")
ONLY_COUNTED = later(
    r"(?:总数|数)?(?:已|达到?|为|有|共|约|仅|只)*[\d.,]*[余多]?[家户个]?(?:左右|以上)?"
    r"(?:、[^,、。;\d]{2,12}\d{1,4}[余多]?[家户个]){0,3},"
)

# 规上工业增加值增长9%,比上月回落1个百分点;产值增长6%: the next measure of the same industry.
NEXT_MEASURE = later(r"[,;、和](?:同期|累计|共|则|也)*(?:实现|完成)?")
SAME_INDUSTRY = {
    "output_value": {
        "industrial_value_added_above_scale": "gross_industrial_output_above_scale",
        "industrial_value_added": "gross_industrial_output",
    },
    "value_added_other": {
        "gross_industrial_output_above_scale": "industrial_value_added_above_scale",
        "gross_industrial_output": "industrial_value_added",
    },
}


def refine(scene: Scene, link: Link, output: Mention) -> None:
    """Say whose an output or a value added is that names nobody itself."""
    if output.wording.text != "增加值":
        by_firms(scene, link, output)
    by_industry(scene, link, output)


def by_industry(scene: Scene, link: Link, output: Mention) -> None:
    """A bare 产值 or 增加值 right after figures of the other: of the industry told before."""
    codes = SAME_INDUSTRY.get(link.code)
    if codes is None or link.settled:
        return
    told = scene.links[link.at - 1] if link.at else None
    if told is None and scene.earlier and scene.text[scene.start - 1 : scene.start] == ";":
        told = scene.earlier[-1]
    if told is None or told.code not in codes:
        return
    if NEXT_MEASURE.fullmatch(scene.text, told.reading.end, output.start):
        settle(link, codes[told.code], "of the industry before")


def by_firms(scene: Scene, link: Link, output: Mention) -> None:
    """25户规上企业完成产值97亿元: the firms before say which output it is."""
    at = bisect_right(scene.mentions, output.start, key=lambda mention: mention.end)
    for mention in reversed(scene.mentions[max(0, at - FAR) : at]):
        code = mention.wording.indicators[0].code
        if code in FIRMS:
            break
        if code in ("enterprises", "parks"):
            return
    else:
        _by_firms_of_part(scene, link, output)
        return
    if SUBJECTS.search(scene.text, mention.end, output.start) or "四上" in mention.wording.text:
        return
    near = scene.links[max(0, link.at - linking.LOOK_BACK) : link.at]
    begin = scene.text.rfind(",", mention.end, output.start) + 1
    if begin and linking.names_a_thing(scene.text[begin : output.start]):
        return  # 规模企业增至124家,电子陶瓷产值105亿元
    apart = ONLY_COUNTED.match(scene.text, mention.end, output.start)
    part = apart is not None and (
        OF_WHICH.search(scene.text, scene.start, mention.start) is not None
        or any(x.code in WHOLES and x.reading.start < mention.start for x in near)
    )
    if part:
        return  # 入驻企业67户,其中规上企业32户,完成产值34亿元: of the whole
    done = apart is not None and scene.text.startswith(("完成", "实现", "累计完成"), apart.end())
    if link.code in ("gross_industrial_output", "industrial_value_added") and apart and not done:
        return  # 规上企业33户,工业总产值39亿元: of the whole
    if any(x.mention == mention and x.of is None and x.verdict.kind == ADDITION for x in near):
        return
    if code == "industrial_enterprises" and link.code == "gross_industrial_output":
        return
    settle(link, _theirs(link, code), "of the firms before")


def _theirs(link: Link, firms: str) -> str:
    """The code of output or value added that such firms have."""
    if link.code.startswith("industrial_value_added"):
        return VALUE_ADDED.get(firms, link.code)
    return FIRMS[firms]


def _by_firms_of_part(scene: Scene, link: Link, output: Mention) -> None:
    """31户规上工业企业实现增加值6亿元;工业总产值达到21亿元: the firms before the semicolon."""
    opens = scene.text[scene.start - 1 : scene.start] == ";"
    opens = opens and WHEN.fullmatch(scene.text, scene.start, output.start) is not None
    if not opens or not scene.earlier or scene.earlier[0].code != "above_scale_enterprises":
        return
    if any(x.code.endswith("above_scale") for x in scene.earlier[1:]):
        settle(link, _theirs(link, "above_scale_enterprises"), "of the firms before")
