"""Joins mentions to entities, names each as fully as the report does, and finds the main one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipelines.figures.park_names import ParkName, same_park, taken_apart
from pipelines.figures.subject_mentions import Mention, mentions
from pipelines.figures.subject_terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR, terms
from pipelines.figures.text import fold
from pipelines.figures.types import Document

LEGAL = re.compile(
    r"\(集团\)|有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|股份公司|公司$|集团$"
)
REGION_TITLE = re.compile(r"全[省市县旗州]|我[省市县]")
MANY = re.compile(r"[\d一二两三四五六七八九十]+[个家](?:[^,。]{0,6})(?:园区|开发区|集中区)")


@dataclass(slots=True)
class Entity:
    """One subject of a report under its fullest name."""

    kind: str
    name: str
    parts: ParkName | None = None
    weight: float = 0.0
    first: int = 0
    aliases: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """The entities of a report, its mentions in order, and the default subject (or None)."""

    entities: list[Entity]
    mentions: list[Mention]
    main: int | None
    index: dict[tuple[str, str], int]

    def get(self, kind: str, name: str) -> int:
        """The entity of a kind and name, made where new."""
        key = (kind, name)
        if key not in self.index:
            self.index[key] = len(self.entities)
            self.entities.append(Entity(kind, name, first=10**9))
        return self.index[key]


def cast(doc: Document) -> Cast:
    """Everybody who appears in a report."""
    found = mentions(doc.folded)
    titled = mentions(fold(doc.title))
    out = Cast([], found, None, {})
    first = doc.paragraphs[0].end if doc.paragraphs else 0
    known = [m for m in found if m.name] + [m for m in titled if m.name]
    for mention in sorted(known, key=lambda m: -len(m.name)):
        _place(out, mention)
    for mention in found:
        if mention.entity >= 0:
            one = out.entities[mention.entity]
            early = 2.0 if mention.start < first else 0.0
            one.weight += (
                1.0 + (early if one.first > mention.start and not mention.listed else 0.0)
            ) * (0.5 if mention.listed else 1.0)
            one.first = min(one.first, mention.start)
    for mention in titled:
        if mention.entity >= 0:
            out.entities[mention.entity].weight += 4.0
    out.main = _main(out, doc)
    return out


def _place(out: Cast, mention: Mention) -> None:
    """Give a mention its entity; longer names come first, so shorter ones fold into them."""
    key = (mention.kind, mention.name)
    if key in out.index:
        mention.entity = out.index[key]
        return
    parts = taken_apart(mention.name, mention.head) if mention.kind == PARK else None
    for number, entity in enumerate(out.entities):
        if entity.kind != mention.kind:
            continue
        if parts and entity.parts:
            same = same_park(parts, entity.parts)
        elif mention.kind == ENTERPRISE:
            same = _same_firm(mention.name, entity.name)
        elif mention.kind == PROJECT:
            same = entity.name.endswith(mention.name) and len(mention.name) >= 5
        else:
            same = False
        if same:
            out.index[key] = mention.entity = number
            return
    mention.entity = out.index[key] = len(out.entities)
    out.entities.append(Entity(mention.kind, mention.name, parts, first=10**9))


def bare_firm(name: str) -> str:
    """A company's name without its legal form."""
    return LEGAL.sub("", name)


def _same_firm(short: str, long: str) -> bool:
    a, b = bare_firm(short), bare_firm(long)
    return len(a) >= 3 and (a in b) or len(a) >= 4 and a[-2:] == b[-2:] and _in_order(a, b)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _main(out: Cast, doc: Document) -> int | None:
    if doc.about:
        return out.get(PARK, doc.about)
    parks = [n for n, e in enumerate(out.entities) if e.kind == PARK and e.weight > 0]
    regions = [n for n, e in enumerate(out.entities) if e.kind == REGION and e.weight > 0]
    parks.sort(key=lambda n: -out.entities[n].weight)
    title = fold(doc.title)
    if regions and (REGION_TITLE.search(title) or MANY.search(title)):
        return max(regions, key=lambda n: out.entities[n].weight)
    if parks:
        return parks[0]
    if regions:
        return max(regions, key=lambda n: out.entities[n].weight)
    others = [n for n, e in enumerate(out.entities) if e.kind in (ENTERPRISE, PROJECT)]
    return max(others, key=lambda n: out.entities[n].weight, default=None)


PLACE = re.compile(r"^(.*?(?:自治区|自治州|[省市县旗州盟区镇]))")
LEVEL_WORDS = {
    "省": "省",
    "市": "市",
    "县": "县",
    "旗": "旗",
    "州": "州",
    "盟": "盟",
    "镇": "镇",
    "乡": "乡",
}


def region_name(out: Cast, doc: Document, word: str) -> str:
    """What 全县, 我市, 自治区 stand for in this report."""
    if word in ("全国", "我国"):
        return "中国"
    level = "自治区" if word in ("自治区", "全疆") else word[-1]
    ends = {"省": ("省", "自治区"), "市": ("市",), "州": ("州",)}.get(level, (level,))
    best = [e for e in out.entities if e.kind == REGION and e.name.endswith(ends) and e.weight > 0]
    if best:
        return max(best, key=lambda e: e.weight).name
    if level in ("省", "自治区"):
        for source in (doc.text, doc.title, doc.origin):
            for province, suffix in terms().provinces.items():
                if province in source and (suffix == "省" or level == "自治区"):
                    return province + suffix
    main = out.entities[out.main] if out.main is not None else None
    if main and main.parts:
        found = re.match(f"(?:.*?省)?(.{{2,4}}?{level})", main.name)
        if found:
            return found[1]
        if len(main.parts.stem) in (2, 3) and level in "市县旗州":
            return main.parts.stem + level
    for mention in out.mentions:
        if mention.kind == PARK and mention.name:
            found = re.match(f"(.{{2,3}}?{level})", mention.name)
            if found:
                return found[1]
    return ""


def short_kind(kind: str) -> bool:
    """Whether a kind of subject lasts for its own clauses only."""
    return kind == SECTOR
