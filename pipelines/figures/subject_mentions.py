"""Every park, firm, project, sector and place that a text mentions, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.figures.park_names import is_grade, name_start
from pipelines.figures.subject_terms import (
    ENTERPRISE,
    FIRM_WORD,
    OTHER,
    PARK,
    POST_WORD,
    PROJECT,
    REGION,
    SECTOR,
    Terms,
    terms,
)

NUMBER = "[\\d一二两三四五六七八九十百千几多余]+"
COUNTED = re.compile(
    f"(?<!年产)(?<!日产){NUMBER}(?:个|项|大|批)|一批|各类|各|所有|若干|众多|部分|多个"
)
COUNT_AFTER = re.compile(
    r"[^,、。;:\n]{0,3}?(?:近|约|超|共|达|达到|有)?\d+(?:\.\d+)?余?(?:个|项|家|宗|户)"
)
ITEMS = re.compile(r"[^,。;:!?\n]{0,70}?等(?!级|候|待)")
FIRM_PREDICATE = re.compile(
    "今年|去年|目前|现|年|已|计划|一期|二期|共|主要|产品|仅|通过|拥有|还|自"
)
TRADE_AFTER = re.compile(
    "[,。;:、“”\\n\\d]|[今去]年|目前|[就是已在的将从]|上半年|一季度|一期|二期|项目|投资|实现|完成|公司|厂|产值|营收|内|年产"
)
PLACE_AFTER = frozenset("场值级域外内间位块别长道史志情属直群民辖委政")
NOT_PLACES = re.compile(
    "(?:城|都|超|上|夜|股|楼|门|地|社|园|片|景|山|厂|矿|灾|新|老|郊|功能|开发|高新|经开|服务|核心|专|售|办事|"
    "仓储|生活|生产|办公|制造|集中|全|我|该|本|各|多|两|个|省|发|设|体验|展示|示范|[ABCD一二三四五东西南北中])$"
)
NUMERAL = frozenset("0123456789一二三四五六七八九十百千两几余多个家项")
REGION_WORD = re.compile("全[省市县旗州国疆盟]|[我该][省市县旗州]")
JOINT = re.compile(
    f"(?:等(?:{NUMBER}[大个])?|{NUMBER}[大个])(?:主导|支柱|优势|特色|重点|新兴|战略性新兴|百亿级|千亿级|工业|传统)*$"
)
STRONG_POSTS = ("董事长", "总经理", "副总", "总裁", "厂长", "总工程师")
PHASE = re.compile("[一二三四]期")
GRADED = re.compile("(?:国家|省|市|自治区|[十百千万]亿)级")
CLAUSE_ENDS = frozenset(",。;:!?\n”“")
ELIDED = re.compile("(?:[、和及]|以及)")
FRONT = re.compile("(?:\\d{4}年|[今去]年|目前|其中|如今|日前|近日|上半年)+")


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
    weak: bool = False  # a short name that needs a better mention elsewhere
    entity: int = -1


def mentions(text: str) -> list[Mention]:
    """Mentions of a folded text in order, without overlaps."""
    words = terms()
    out: list[Mention] = []
    floor = 0
    for found in words.heads.finditer(text):
        head, at, end = found[0], found.start(), found.end()
        made = READERS[words.kind_of[head]](words, text, head, at, end, floor)
        if made is None:
            continue
        while out and out[-1].end > made.start and out[-1].start >= made.start:
            out.pop()
        if out and out[-1].end > made.start:
            made.start = out[-1].end
        if made.kind == PROJECT and made.group:
            out.extend(_elided(text, made, out[-1].end if out else 0))
        out.append(made)
        floor = made.end
    _mark_lists(text, out)
    known = {m.name for m in out if m.kind == ENTERPRISE and not m.weak}
    return [m for m in out if not m.weak or any(m.name in name for name in known)]


def _park(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head in words.whole_parks:
        return Mention(at, end, PARK, "", head)
    if text[end : end + 1] == "级":
        return None
    start = name_start(text, at, max(0, floor - 16))
    stem = text[start:at]
    if not stem or stem in words.pointers:
        counted = not stem and start > 0 and text[start - 1] in NUMERAL
        return Mention(start, end, PARK, "", head, group=counted)
    region = REGION_WORD.search(stem)
    if region:
        return Mention(start + region.start(), end, PARK, "", head, group=True)
    inner = words.inner_heads.match(stem) if head in words.parts else None
    if inner:  # a part of a named park: the park
        return Mention(start, start + inner.end(), PARK, inner[0], inner[1])
    if is_grade(words, stem) or GRADED.search(stem):
        return Mention(start, end, PARK, "", head, group=True)
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    if head == "基地" or quoted or text.startswith(("工程", "认定", "创建"), end):
        return None
    return Mention(start, end, PARK, stem.strip("“”‘’") + head, head)


def _firm(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head == FIRM_WORD:
        return _firm_word(words, text, at, end)
    if head.startswith(POST_WORD):
        return _firm_of_post(words, text, head, at, floor)
    if head in words.trades:
        return _short_firm(words, text, head, at, end, floor)
    if head in words.firm_anaphors:
        return Mention(at, end, ENTERPRISE, "", head)
    bracket = text.rfind("(", max(0, at - 8), at) if text[at - 1 : at] == ")" else -1
    start = name_start(text, bracket if bracket > 0 else at, max(0, floor - 16))
    stem = text[start:at].strip("“”‘’")
    if not stem or stem in words.firm_pointers:
        if head != "公司" or (start and text[start - 1] in NUMERAL):
            return None
        return Mention(start, end, ENTERPRISE, "", head)
    if len(stem) < 2 or words.firm_kinds.fullmatch(stem):
        return None
    return Mention(start, end, ENTERPRISE, stem + head, head)


def _firm_word(words: Terms, text: str, at: int, end: int) -> Mention | None:
    """企业 points to a firm after 该 or 这家, or as the topic of its clause."""
    if text[max(0, at - 2) : at] in ("这家", "，该") or text[at - 1 : at] == "该":
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    opens = at == 0 or text[at - 1] in CLAUSE_ENDS
    if opens and (words.posts.match(text, end) or FIRM_PREDICATE.match(text, end)):
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    return None


def _firm_of_post(words: Terms, text: str, head: str, at: int, floor: int) -> Mention | None:
    """某某董事长: a firm named only by its manager."""
    start = name_start(text, at, floor)
    stem = text[start:at]
    if not 3 <= len(stem) <= 10 or not stem.isalpha() or words.heads.search(stem[-2:]):
        return None
    return Mention(start, at, ENTERPRISE, stem, head)


def _short_firm(
    words: Terms, text: str, head: str, at: int, end: int, floor: int
) -> Mention | None:
    post = words.posts.match(text, end)
    if not post and not TRADE_AFTER.match(text, end):
        return None
    start = name_start(text, at, floor)
    stem = text[start:at]
    if not 2 <= len(stem) <= 6 or not stem.isalpha() or words.qualifiers.fullmatch(stem):
        return None
    strong = (
        bool(post)
        or text[end : end + 2] == "公司"
        or text[max(0, start - 4) : start] == "龙头企业"
        or text[max(0, start - 2) : start] in ("走进", "来到")
    )
    return Mention(start, end, ENTERPRISE, stem + head, head, weak=not strong)


def _project(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if text[end : end + 1] in ("部", "经", "师", "化") or (head == "工程" and at == floor):
        return None
    if head not in ("项目", "工程"):
        return Mention(at, end, PROJECT, "", head)
    start = name_start(text, at, max(0, floor - 24), project=True)
    stem = text[start:at]
    before = text[max(0, start - 2) : start]
    if (before[-1:] in ("个", "项", "批") and before[:1] in NUMERAL) or before[-1:] == "等":
        return Mention(start, end, PROJECT, "", head, group=True)
    if COUNTED.search(stem) or "等" in stem[-8:]:
        return Mention(start, end, PROJECT, "", head, group=True)
    if not stem:
        group = bool(COUNT_AFTER.match(text, end))
        return None if head == "工程" else Mention(at, end, PROJECT, "", head, group=group)
    if words.generic_project.fullmatch(stem) or COUNT_AFTER.match(text, end):
        return Mention(start, end, PROJECT, "", head, group=True)
    if head == "工程" or len(stem) < 2 or text[end : end + 3] in ("建设数", "数量"):
        return None
    phase = PHASE.match(text, end)
    end = phase.end() if phase else end
    return Mention(start, end, PROJECT, text[start:end].strip("“”‘’"), head)


def _elided(text: str, group: Mention, floor: int) -> list[Mention]:
    """The projects of 投资3亿元的甲、投资2亿元的乙等6个项目, whose items leave out 项目."""
    stop = text.rfind("等", max(floor, group.end - 14), group.end)
    if stop < 0:
        return []
    low = max(floor, stop - 120, *(text.rfind(mark, 0, stop) + 1 for mark in "。;:\n"))
    out: list[Mention] = []
    end = stop
    while end > low:
        cut = max(low, *(text.rfind(mark, low, end) + 1 for mark in "、和,"))
        item = text[cut:end]
        at = item.find("的")
        if at < 0 or not 2 <= len(item) - at - 1 <= 24:
            break
        out.append(Mention(cut + at + 1, end, PROJECT, item[at + 1 :] + "项目", "项目"))
        end = cut - 1
    group.start = max(group.start, stop)
    return out[::-1]


def _sector(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if text[end : end + 1] in ("园", "基", "区", "化", "投", "大", "工", "项", "企"):
        return None
    start = name_start(text, at, max(0, floor - 8))
    front = FRONT.match(text, start)
    stem = text[front.end() if front else start : at]
    start = at - len(stem)
    joint = JOINT.search(text, max(0, at - 14), at)
    if joint:
        low = max(at - 70, *(text.rfind(mark, 0, joint.start()) + 1 for mark in ",。;:\n“"))
        front = FRONT.match(text, low)
        low = front.end() if front else low
        if "、" in text[low : joint.start()] and not words.boundary.search(text, low, low + 4):
            return Mention(low, end, SECTOR, text[low:end], head)
    if not 2 <= len(stem) <= 14 or words.classes.fullmatch(stem) or stem[0] == "”":
        return None
    return Mention(start, end, SECTOR, stem + head, head)


def _region(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    if head in words.regions:
        return Mention(at, end, REGION, "", head)
    if text[end : end + 1] in PLACE_AFTER:
        return None
    autonomous = text.startswith("自治", at - 2)
    start = max(name_start(text, at, floor), at - (12 if autonomous else 4))
    stem = text[start:at]
    if len(stem) < 2 or NOT_PLACES.search(stem) or not stem.isalpha() or REGION_WORD.search(stem):
        return None
    if head == "省" and stem not in words.provinces:
        known = next((p for p in words.provinces if stem.endswith(p)), "")
        if not known:
            return None
        start, stem = at - len(known), known
    return Mention(start, end, REGION, stem + head, head)


def _other(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    start = name_start(text, at, floor)
    stem = text[start:at]
    if not 2 <= len(stem) <= 6 or is_grade(words, stem) or REGION_WORD.search(stem):
        return None
    return Mention(start, end, OTHER, stem + head, head)


READERS = {
    PARK: _park,
    ENTERPRISE: _firm,
    PROJECT: _project,
    SECTOR: _sector,
    REGION: _region,
    OTHER: _other,
}


def _mark_lists(text: str, found: list[Mention]) -> None:
    """Mark names that stand as examples before 等: A、B等12家企业."""
    for mention in found:
        after = text[mention.end : mention.end + 1]
        if mention.name and mention.kind != SECTOR and after in ("等", "、", "和", "与", "及"):
            item = ITEMS.match(text, mention.end)
            mention.listed = item is not None and "的" not in item[0]
