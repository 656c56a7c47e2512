"""Every park, firm, project, sector and place that a text mentions, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.figures.park_names import is_grade, name_start
from pipelines.figures.subject_terms import (
    ENTERPRISE,
    FIRM_WORD,
    PARK,
    PROJECT,
    REGION,
    SECTOR,
    Terms,
    terms,
)

COUNTED = re.compile(
    r"[\d一二两三四五六七八九十百几多余]+(?:余|多)?(?:个|家|项|大|批|户|条)|一批|各类|各|所有|若干|众多|部分"
)
COUNT_AFTER = re.compile(
    r"[^,、。;:\n]{0,3}?(?:近|约|超|共|达|达到)?\d+(?:\.\d+)?余?(?:个|项|家|宗|户)"
)
ITEMS = re.compile(r"[^,。;:!?\n]{0,70}?等")
REGION_WORD = re.compile(r"全[省市县旗州国疆盟]|[我该][省市县旗州]")
FIRM_ANAPHOR = re.compile(r"(?:今年|去年|目前|现|年|已|计划|一期|二期|共|主要|产品)")
TRADE_AFTER = re.compile(
    r"[,。;:、“”\n\d]|[今去]年|目前|[就是已在与和的等将]|上半年|一期|二期|项目|投资|实现|完成|公司|产值|营|年|内"
)
PLACE_AFTER = frozenset("场值级域外内间位块别长道史志情属直群民区辖")
NOT_PLACES = re.compile(
    r"(?:城|都|超|上|夜|股|楼|门|地|社|园|片|景|山|厂|矿|灾|新|老|郊|功能|开发|高新|经开|服务|核心|"
    r"仓储|生活|生产|办公|制造|集中|全|我|该|本|各|多|两|个|省|发|设|[ABCD一二三四五东西南北中])$"
)
NUMERAL = frozenset("0123456789一二三四五六七八九十百千万亿两几余多个家项")


@dataclass(slots=True)
class Mention:
    """One naming of a subject: name '' means that it points back (该公司, 园区)."""

    start: int
    end: int
    kind: str
    name: str
    head: str
    group: bool = False  # several things, none named
    listed: bool = False  # an example in a list that ends in 等
    entity: int = -1


def mentions(text: str) -> list[Mention]:
    """Mentions of a folded text in order, without overlaps."""
    words = terms()
    out: list[Mention] = []
    floor = 0
    for found in words.heads.finditer(text):
        head, at, end = found[0], found.start(), found.end()
        kind = words.kind_of[head]
        made = READERS[kind](words, text, head, at, end, floor)
        if made is None:
            continue
        while out and made.start < out[-1].end and out[-1].start >= made.start:
            out.pop()
        out.append(made)
        floor = end
    _mark_lists(text, out)
    return out


def _park(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head in ("全区", "我区", "该区", "区内", "园内", "全园", "我园", "该园"):
        return Mention(at, end, PARK, "", head)
    if text[end : end + 2] in ("域内", "级重", "政府", "委书", "委区"):
        return None
    start = name_start(text, at, max(0, floor - 16))
    stem = text[start:at]
    if not stem or stem in words.pointers or stem in ("市", "县", "省", "区", "旗", "州"):
        counted = start > 0 and text[start - 1] in NUMERAL and not stem
        return Mention(start, end, PARK, "", head, group=counted)
    region = REGION_WORD.search(stem)
    if region:
        return Mention(start + region.start(), end, PARK, "", head, group=True)
    inner = words.inner_heads.match(stem) if head in words.parts else None
    if inner:  # a part of a named park: the park
        return Mention(start, start + inner.end(), PARK, inner[0], inner[1])
    if is_grade(words, stem):
        return Mention(start, end, PARK, "", head, group=True)
    if head == "基地" or stem[0] in "”’":
        return None
    return Mention(start, end, PARK, stem.strip("“”‘’") + head, head)


def _firm(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head == FIRM_WORD:
        rest = text[end : end + 8]
        if text[at - 1 : at] in ("该", "家"):
            return Mention(at, end, ENTERPRISE, "", head)
        if at == 0 or text[at - 1] in ",。;“”\n":
            if words.posts.match(rest) or FIRM_ANAPHOR.match(rest):
                return Mention(at, end, ENTERPRISE, "", head)
        return None
    if head in words.trades:
        return _short_firm(words, text, head, at, end, floor)
    bracket = text.rfind("(", max(0, at - 8), at) if at and text[at - 1] == ")" else -1
    start = name_start(text, bracket if bracket > 0 else at, max(0, floor - 16))
    stem = text[start:at].strip("“”‘’")
    if head.startswith(("该", "这", "我", "本")) or head in ("厂区", "厂里"):
        return Mention(at, end, ENTERPRISE, "", head)
    if not stem or stem in words.firm_pointers:
        if head != "公司" or (start and text[start - 1] in NUMERAL):
            return None
        return Mention(start, end, ENTERPRISE, "", head)
    if len(stem) < 2 or words.firm_kinds.fullmatch(stem):
        return None
    return Mention(start, end, ENTERPRISE, stem + head, head)


def _short_firm(
    words: Terms, text: str, head: str, at: int, end: int, floor: int
) -> Mention | None:
    post = words.posts.match(text, end)
    if not post and not TRADE_AFTER.match(text, end):
        return None
    start = name_start(text, at, floor)
    stem = text[start:at]
    if not 2 <= len(stem) <= 6 or words.qualifiers.fullmatch(stem) or not stem.isalpha():
        return None
    strong = (
        bool(post)
        or text[end : end + 2] in ("公司", "项目")
        or text[max(0, start - 4) : start] in ("龙头企业",)
    )
    return Mention(start, end, ENTERPRISE, stem + head, head if strong else "short")


def _project(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if text[end : end + 1] in "部经师" or text[at - 1 : at] in ("施",):
        return None
    if head not in ("项目", "工程"):
        return Mention(at, end, PROJECT, "", head)
    start = name_start(text, at, max(0, floor - 24), project=True)
    stem = text[start:at]
    counted = COUNTED.match(stem) or (
        start and text[start - 1] in "个项批" and start > 1 and text[start - 2] in NUMERAL
    )
    if counted or text[max(0, start - 1) : start] == "等" or "等" in stem[-8:]:
        return Mention(start, end, PROJECT, "", head, group=True)
    if not stem:
        if head == "工程":
            return None
        group = bool(COUNT_AFTER.match(text, end))
        return Mention(at, end, PROJECT, "", head, group=group)
    if words.generic_project.fullmatch(stem) or COUNT_AFTER.match(text, end):
        return Mention(start, end, PROJECT, "", head, group=True)
    if head == "工程" or len(stem) < 2:
        return None
    return Mention(start, end, PROJECT, stem.strip("“”‘’") + head, head)


def _sector(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    start = name_start(text, at, floor)
    stem = text[start:at]
    if (
        not 2 <= len(stem) <= 14
        or words.classes.fullmatch(stem)
        or text[end : end + 1] in "园基区化企投"
    ):
        return None
    return Mention(start, end, SECTOR, stem + head, head)


def _region(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head in words.regions:
        return Mention(at, end, REGION, "", head)
    if text[end : end + 1] in PLACE_AFTER:
        return None
    start = max(name_start(text, at, floor), at - 4)
    stem = text[start:at]
    if not 2 <= len(stem) or NOT_PLACES.search(stem) or not stem.isalpha():
        return None
    return Mention(start, end, REGION, stem + head, head)


READERS = {PARK: _park, ENTERPRISE: _firm, PROJECT: _project, SECTOR: _sector, REGION: _region}


def _mark_lists(text: str, found: list[Mention]) -> None:
    """Mark names that stand as examples before 等: A、B等12家企业."""
    for mention in found:
        after = text[mention.end : mention.end + 1]
        if mention.name and after in ("等", "、", "和", "与", "及"):
            item = ITEMS.match(text, mention.end)
            mention.listed = item is not None and "的" not in item[0]
