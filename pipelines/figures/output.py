"""产值 said of firms above designated size, or of industrial firms, is industrial output."""

from __future__ import annotations

from pipelines.figures import wordings
from pipelines.figures.linking import Link, Scene
from pipelines.figures.wordings import Mention

PLAIN = frozenset({"output_value", "gross_industrial_output"})
ABOVE = "above_scale_enterprises"
WORDS = frozenset({"产值", "总产值", "实现产值", "工业总产值", "工业产值", "现价产值", "产值规模"})
FIRMS = {
    ABOVE: "gross_industrial_output_above_scale",
    "industrial_enterprises": "gross_industrial_output",
}
# A subject of its own between the firms and the output: the output is no longer theirs.
SUBJECTS = ("园区", "开发区", "全区", "高新区", "经开区", "集中区", "产业", "公司", "全市", "全县")


def refine(scene: Scene) -> None:
    """25户规上企业完成产值97亿元: the firms before say which output it is."""
    for link in scene.links:
        if link.of is not None and link.of.reading is not link.reading and link.mention is None:
            continue
        if link.code not in PLAIN or link.mention is None or link.start < 0:
            if link.of is not None and link.of.code != link.code and link.code in PLAIN:
                link.indicator = link.of.indicator
            continue
        if link.mention.wording.text not in WORDS:
            continue
        _by_firms(scene, link)


def _by_firms(scene: Scene, link: Link) -> None:
    firms = _before(scene, link.mention)
    if firms is None:
        return
    code, stretch = firms
    if any(word in stretch for word in SUBJECTS):
        return
    assert link.mention is not None
    if code == "industrial_enterprises" and link.code == "gross_industrial_output":
        return
    link.indicator = wordings.lexicon().indicators[FIRMS[code]]
    link.reason = f"{link.reason}, of {code.replace('_', ' ')}"


def _before(scene: Scene, output: Mention | None) -> tuple[str, str] | None:
    """The last mention of such firms before the output, and the words between."""
    assert output is not None
    for mention in reversed(scene.mentions):
        if mention.end > output.start:
            continue
        code = mention.wording.indicators[0].code
        if code in FIRMS:
            return code, scene.text[mention.end : output.start]
        if code in ("enterprises", "parks"):
            return None
    return None
