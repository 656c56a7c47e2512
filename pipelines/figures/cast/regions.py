"""What 全县, 我市, 全省 and 县财政 stand for in a report."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.origin import body_of, home, paper_of, told_by_paper
from pipelines.figures.cast.own_province import (
    LARGE,
    SPOKEN_OF,
    all_places,
    autonomous,
    province_of,
)
from pipelines.figures.names.judging import place_at
from pipelines.figures.names.terms import ENTERPRISE, PARK, REGION, terms
from pipelines.figures.names.types import Entity
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

WHOSE = later("(?:全[省市州县区]|[一-龥]{2,8}?(?:省|市|州|县|自治区))")
OF_PLACE = later(
    "[一-龥]{2,8}?(?:省|市|县|旗|州|自治区|区(?=[\\d两三四五六七八九十]))"
)  # whose parks they are
COUNTRY = ("全国", "我国")
OWN_WORDS = ("全区", "我区", "本区")
PROVINCIAL = ("省", "自治区")
SHORTEST = 2  # letters of a place without its rank
SEVERAL_PARKS = 3
SIDE_OF_TOWN = later(
    "(?:[城东西南北中滨临沿江河湖海山]{2}|[临空陆]港|临空|保税)[新]?$"
)  # 城北, 滨江: of no place's name
# Whose economy a title speaks of, and what else may stand before the word.
ECONOMY = later("(?<=[一-龥])([一-龥]{2})(?:工业|经济)(?![一-龥]{0,4}[园区城])")
NO_PLACE = later(
    "[的了和与在为是把让从向对全各县省市区型性化级色业品民营私体]|[规发推加助拉带促]|^[一二三大小新老]|中国|我国"
)
HAN = later("[一-龥]{2,3}")
TITLE_PART = later("[ ,:;|!?—“”《》【】]+")
# The land in which a place lies, before its name; 平原 in it is no county: 江汉平原|沔阳县.
LANDFORM = later(
    "[一-龥]{0,4}?(?:平原|盆地|高原|草原|谷地|河谷|走廊|丘陵|半岛|山区|山地|库区|湖区|流域|腹地|"
    "三角洲|沿线|沿岸|北岸|南岸|东岸|西岸|北麓|南麓|东麓|西麓|之滨|之畔)(?=[一-龥]{1,4}[省市州县旗区])"
)
# Units of the same rank, for a word that names one of them.
ENDS = {
    "省": ("省", "自治区"),
    "自治区": ("自治区",),
    "疆": ("自治区",),
    "市": ("市", "州", "盟"),
    "县": ("县", "旗", "市"),
    "旗": ("旗",),
    "州": ("州",),
    "盟": ("盟",),
    "镇": ("镇",),
    "乡": ("乡",),
    "区": ("区",),
}

# The place with which a title begins, and what it has or does: 某州市省级以上开发区一季度….
TITLE_TIME = (
    "(?:\\d{4}年|[今去前]年)?"
    "(?:[上下]半年|[前首一二三四]+季度?|[前\\d一二三四五六七八九十至—~-]+个?月(?:份)?|全年)?"
)
TITLE_PLACE = later(
    f"{TITLE_TIME}((?![全我本各])[一-龥]{{1,3}}[^城都超全我本各里门][市县州旗])"
    "(?=省级|国家级|市级|重点|各|[0-9一二三四五六七八九十]+[家个大]|[工产化][业工]园|园区|开发区|经开区|高新区|"
    "综保区|集中区|集聚区|产业集|县域|部分|工业|经济)"
)


def owner_of_parks(cast: Cast, group: int | None) -> int | None:
    """The place whose parks are spoken of together: 某市, of 某市开发区."""
    name = "" if group is None else cast.entities[group].name
    provinces = terms().provinces
    bare = next((p for p in provinces if name.startswith(p)), "")
    if bare and provinces[bare] != "市" and not name.startswith(bare + provinces[bare]):
        return cast.get(REGION, bare + provinces[bare])  # 广东省, of 广东综保区
    found = OF_PLACE.match(name) if name else None
    return cast.get(REGION, found[0]) if found else None


def place_of_group(name: str) -> str:
    """Whose the parks are that a name tells of together: 浙江省 of 浙江开发区, '' for none."""
    whose = WHOSE.match(name)
    province = next((p for p in terms().provinces if name.startswith(p)), "")
    return whose[0] if whose else province + terms().provinces.get(province, "")


def region_name(cast: Cast, doc: Document, word: str) -> str:
    """The name of the place that a word like 全县 means here, '' where nothing tells it."""
    level = _level(word)
    said = _said_so(cast, doc, word) or _from_title(doc, level)
    if said:
        return said
    for end in ENDS.get(level, (level,)):
        if end != level:
            name = _from_parks(cast, level)
            if name:
                return name
        found = [n for n in cast.of_kind(REGION) if cast.entities[n].name.endswith(end)]
        found = [n for n in found if end != "区" or not cast.entities[n].name.endswith(LARGE)]
        if end != level:  # 全县 may mean a city, but none that has counties
            found = [n for n in found if not _has_counties(cast.entities[n].name)]
            found = [n for n in found if cast.entities[n].weight >= SPOKEN_OF]
        if cast.region in found:
            return cast.entities[cast.region].name
        if found:
            return cast.entities[found[0]].name
    if level in PROVINCIAL or level == "疆":
        province = province_of(cast, doc)
        return province if level != "省" or province.endswith("省") else ""
    own = next((n for n in home(doc) if n.endswith(level)), "") if doc.origin else ""
    if own:
        return own
    office = body_of(doc) if level in "县市州旗" else ""
    if office:
        return office if office.endswith(level) else office + level
    unknown = cast.home + level if cast.home and level in "县市州旗" else ""
    named = _from_parks(cast, level) or _opens_title(doc, level) or _of_paper(doc, level)
    named = named or _titled_by_paper(doc, level)
    named = named or _from_stem(cast, doc, level)
    named = named or _from_text(cast, doc, level) or _from_front(cast, doc, level)
    named = named or unknown or _of_economy(doc, level)
    paper = told_by_paper(doc, alone=True) if not named and level == "市" else ""
    return paper + level if paper else named


def _said_so(cast: Cast, doc: Document, word: str) -> str:
    """中国 for 全国; the autonomous region for 全区 where the text speaks for one."""
    if word in COUNTRY:
        return "中国"
    return autonomous(cast, doc) if word in OWN_WORDS and "自治区" in doc.folded else ""


def _has_counties(name: str) -> bool:
    """Whether a place is a province-level city, 重庆市, which no county of it means by 全县."""
    return name[:-1] in terms().provinces


def _of_paper(doc: Document, level: str) -> str:
    """玉溪市 from its paper 玉溪日报, where the text names no place in full."""
    paper = paper_of(doc)
    if paper:
        return paper + level if level in "市县州" and paper in _of_level(level) else ""
    return told_by_paper(doc) + level if level == "市" and told_by_paper(doc) else ""


def _opens_title(doc: Document, level: str) -> str:
    """清远市 from a title that begins with 清远, a city or county of the lists."""
    place = place_at(terms(), fold(doc.title))
    return place + level if level in "市县州" and place in _of_level(level) else ""


def _titled_by_paper(doc: Document, level: str) -> str:
    """淝南县 from a title that begins with 淝南 in a paper that does, 淝南新闻."""
    paper = fold(doc.origin)
    if level not in "县市旗州" or paper[:2] in terms().provinces:
        return ""
    for part in _title_parts(doc):
        name = paper[:3] if part[:3] == paper[:3] else paper[:2]
        if part.startswith(name) and HAN.fullmatch(name) and not NO_PLACE.search(name):
            return name.removesuffix(level) + level
    return ""


def _title_parts(doc: Document) -> list[str]:
    return [part for part in TITLE_PART.split(fold(doc.title)) if part]


def _from_title(doc: Document, level: str) -> str:
    """淠州市 from a title that begins with it: no park named below is of another place's whole."""
    found = TITLE_PLACE.match(doc.title)
    if found is None or (found[1][:-1] in terms().provinces and level in "县旗"):
        return ""
    return found[1] if found[1].endswith(level) else ""


def _of_economy(doc: Document, level: str) -> str:
    """象城市 from 象城工业 in title and text, where nothing else names the place."""
    words = terms()
    if level not in "县市":
        return ""
    for found in ECONOMY.finditer(fold(doc.title)):
        name = found[1]
        common = words.industry.search(name) or words.classes.fullmatch(name)
        if not common and doc.folded.find(found[0]) >= 0 and not NO_PLACE.search(name):
            return name + level
    return ""


def points_to(word: str, place: str) -> bool:
    """Whether a word like 全市 may mean a place by its rank: never a 区 or 县."""
    level = _level(word)
    return place.endswith(ENDS.get(level, (level,)))


def _level(word: str) -> str:
    if word == "自治区":
        return word
    return word[0] if word.endswith(("财政", "政府", "上", "里")) else word[-1]


def _known(entity: Entity, places: Container[str]) -> str:
    """The one of the places that a park or place is named after, '' where it is none."""
    name = entity.parts.stem if entity.parts else entity.name
    if name.startswith("杭州湾"):
        return ""  # several cities lie on it
    return next((name[:n] for n in (4, 3, 2) if name[:n] in places), "")


def _from_parks(cast: Cast, level: str) -> str:
    """云岭县 from 云岭县工业集中区."""
    for entity in (cast.entities[n] for n in cast.of_kind(PARK)[:20]):
        land = LANDFORM.match(entity.name)
        name = entity.name[land.end() if land else 0 :]
        province = terms().province_head.match(name)  # 新疆|喀拉塔格县阿克塔木产业园
        name = name[province.end() :] if province and not province[0].endswith("市") else name
        longest = 6 if level in "县旗" else 4  # 河阳回族自治县
        found = re.match(f"(?:.*?[省市])?(.{{2,{longest}}}?{level})(?!域|级)", name)
        if found and not found[1].endswith((*terms().park_heads, *terms().parts)):
            return found[1]
    return ""


def _from_stem(cast: Cast, doc: Document, level: str) -> str:
    """嘉宁市 from 嘉宁高新区, the park that the report is most about."""
    parks, heads = cast.of_kind(PARK)[:SEVERAL_PARKS], tuple(_title_parts(doc))
    stems = {n: one.stem for n in parks if (one := cast.entities[n].parts) and len(one.stem) > 1}
    titled = [n for n in stems if any(head.startswith(stems[n]) for head in heads)]
    for number in (titled or parks)[:1]:  # 淝南经济稳中有升: of 淝南经开区, not of 新港工业园
        parts = cast.entities[number].parts
        city = _known(cast.entities[number], terms().cities)
        if city and level == "市":
            return city + level
        town = _town(parts.stem) if parts and level in "镇乡" else ""
        if town:
            return town + level
        # Named on the way, a park whose place is in no list need not be the text's.
        passing = cast.entities[number].passing and not cast.entities[number].titled
        stem = parts.stem if parts is not None else ""
        unsure = bool(SIDE_OF_TOWN.match(stem)) or (passing and stem not in terms().places)
        unsure |= _one_of_many(cast, number) and stem[:2] not in doc.origin
        unsure |= level == "市" and _beside_others(cast, doc, number)
        unsure &= not titled
        unsure |= _of_other_rank(cast, stem, level) or _no_land(cast, number, stem)
        unsure |= stem[:1] in "省市县区"  # 县科技产业园
        if 2 <= len(stem) <= 3 and level in "市县旗州" and not unsure:
            return stem if stem.endswith(level) else stem + level
    return ""


def _of_other_rank(cast: Cast, stem: str, level: str) -> bool:
    """Whether the text has a county of the name: 青山县 of 青山县产业园 makes no 青山市."""
    bare = stem.removesuffix(level)
    bare = bare[:-1] if bare[-1:] in "县旗区州" and len(bare) > SHORTEST else bare
    return any((REGION, bare + rank) in cast.index for rank in "县旗市区州" if rank != level)


def _no_land(cast: Cast, park: int, stem: str) -> bool:
    """Whether a park is called by a trade or by the firm that built it: 食品加工区, 恒森科技园."""
    words, parts = terms(), cast.entities[park].parts
    if stem in words.places or parts is None or parts.family != "park":
        return False
    firms = (cast.entities[n].name for n in cast.of_kind(ENTERPRISE))
    trade = words.industries.fullmatch(stem) is not None
    return trade or (len(stem) > 1 and any(firm.startswith(stem) for firm in firms))


def _one_of_many(cast: Cast, park: int) -> bool:
    """Whether a park is one of several of a round-up, each of another place."""
    one = cast.entities[park]
    own = one.parts.stem if one.parts is not None else one.name
    others = (cast.entities[n].parts for n in cast.of_kind(PARK)[1:SEVERAL_PARKS])
    apart = sum(parts is not None and parts.stem[:2] != own[:2] for parts in others)
    return not one.titled and apart >= SEVERAL_PARKS - 1


def _beside_others(cast: Cast, doc: Document, park: int) -> bool:
    """Whether a park is one of two and more in the daily of another city, 云岭日报."""
    paper = told_by_paper(doc, alone=True)
    one = cast.entities[park]
    own = one.parts.stem if one.parts is not None else one.name
    if not paper or own.startswith(paper) or one.titled:
        return False
    others = (cast.entities[n].parts for n in cast.of_kind(PARK)[:SEVERAL_PARKS] if n != park)
    return any(parts is not None and parts.stem[:2] != own[:2] for parts in others)


def _town(stem: str) -> str:
    """长安寨 of 长安寨电子工业园: what stands before the trade of a town's park."""
    sizes = (size for size in (2, 3, 4) if size < len(stem))
    trade = terms().industries
    town = next((stem[:size] for size in sizes if trade.fullmatch(stem, size)), "")
    return "" if town in terms().inner_places else town


def _from_text(cast: Cast, doc: Document, level: str) -> str:
    """凤阳县 from 凤阳 in title and text, the county or city that they name most often."""
    if level not in ("县", "市", "州"):
        return ""
    places = all_places(cast, doc)
    found = [place for place in places if place in _of_level(level)]
    best = max(found, key=lambda place: places[place], default="")
    return best + level if best and places[best] > 1 else ""


def _from_front(cast: Cast, doc: Document, level: str) -> str:
    """莲浦县 from 福建莲浦雕艺文化创意产业园, where the text says 莲浦 alone as well."""
    words = terms()
    if level not in ("县", "旗"):
        return ""
    for name in (cast.entities[n].name for n in cast.of_kind(PARK)[:SEVERAL_PARKS]):
        province = words.province_head.match(name)
        front = name[province.end() if province else 0 :][:2]
        alone = doc.folded.count(front) > doc.folded.count(name)
        trade = front in words.words_before_trades or words.industries.fullmatch(front)
        if alone and not trade and front.isalpha() and front[-1] not in "省市县区旗州":
            return front + level
    return ""


def _of_level(level: str) -> Container[str]:
    """The short names of the known counties, cities or prefectures."""
    words = terms()
    if level == "州":
        return words.prefectures
    return words.inner_places - words.cities if level == "县" else words.cities


def few_names(cast: Cast, doc: Document, count: int) -> str:
    """The places named side by side that 三县 stands for, '' where there are not so many."""
    found = [m for m in cast.mentions if m.kind == REGION and m.name and m.entity >= 0]
    for first in range(len(found) - count + 1):
        run = found[first : first + count]
        beside = (doc.folded[a.end : b.start] in ("与", "和", "、") for a, b in pairwise(run))
        names = list(dict.fromkeys(cast.entities[m.entity].name for m in run))
        if len(names) == count and all(beside):
            return "、".join(names)
    return ""


def pair_name(cast: Cast, doc: Document) -> str:
    """The two places joined by 与 or 和 that 两地 stands for, '' where there are none."""
    found = [m for m in cast.mentions if m.kind == REGION and m.name]
    for left, right in pairwise(found):
        if doc.folded[left.end : right.start] in ("与", "和", "、"):
            names = [cast.entities[m.entity].name for m in (left, right) if m.entity >= 0]
            if len(set(names)) == 2:
                return "、".join(names)
    return ""
