"""Finds short names of parks, firms and projects that a text names in full: 锡通园, 甬金金属."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from pipelines.figures.names.judging import placed
from pipelines.figures.names.park_names import taken_apart
from pipelines.figures.names.park_words import LANDS
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

LEGAL = later(
    r"\(集团\)|有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|股份公司|公司$|集团$"
)
BRAND = 4  # characters of a firm's brand and trade that stand for it alone
TRADES_OF_ALL = ("企业", "产业", "行业", "产品", "”区域", "”品牌", "”公用", "品牌", "区域公用")
# Where a brand alone is the topic, and no part of another word.
BRAND_FRONT = (",", "。", ";", ":", "\n", "“", "、", "像", "年", "在", "”", "")
OF_COUNTY = later("[一-龥]{2,3}[县旗乡](?=[一-龥]{3})")
WALKED = later("[进到从入访].+[的,车厂生总出]")  # 走进威拓的车间
ITEM_END = tuple('、,。;和与及等两三四五六七八九十"”')
LONGEST_GARDEN = 5  # characters of a name in 园 that grammar alone cannot tell from a garden
LONGEST_PLACE = 4  # characters of the place that a zone of trial is called by
RANKED = 3  # letters of a place with its rank
# What is told of the whole of a place.
OF_PLACES = (
    "(?:规上|规模以上|全部)?工业(?:总产值|增加值|投资)|地区生产总值|生产总值|GDP|财政|一般公共|固定资产|外贸|进出口|社会消费|"
    "经济总量|全社会|规上"
)
STEM = (3, 4)  # letters of a stem
MOST = 60  # names whose short forms are looked for
CLASSED = ("经济开发区", "技术开发区", "产业开发区", "工业开发区", "旅游开发区")
ZONES_OF_TRIAL = ("示范区", "试验区", "实验区", "先行区", "合作区")
SORT_OF_TRIAL = later(
    "(?:经济|综合|产业|改革|创新|合作|开发|开放|先行|协同|发展|承接|转移|集中)*(?:示范区|试验区|实验区|先行区|合作区)$"
)
PARTNERS = later(r"[一-龥]{2,4}\(([一-龥]{2,4})\)(?=.{2})")
# What a park goes on to do under its place's name.
GOES_ON = (
    "要|拟|力争|计划|将|则|凭|靠|打算|准备|瞄准|确保|提出|剑指|冲刺|不甘|紧随|紧追|紧跟|稳居|稳坐|领跑|垫底|"
    "只有|仅有|仅(?=\\d)|同期|也有|已有|则有|只引进|仅引进|反超|紧咬|落后|"
    "主攻|主打|专攻|专注|以[^,。;:\\d]{1,8}为(?:主|龙头|特色)|是\\d{4}年|走的是|打的是|靠的是|则以|"
    "后来居上|异军|奋起|起步|何以|为何|怎么|也不|同样|的秘诀|的做法|的答案|的办法"
)
# What is told at once of a park by a name that is no known city's: 柳河口以24.1亿美元居首.
HAS = (
    "以[\\d.]+[万亿%]|(?:约|近|超|逾)?\\d[\\d.]*余?多?(?:[万亿]|家|个|户|%)|就没|也没|没有|那边|这边|同比|完成|实现|增长|下降|"
    "居全|位[列居]|排[名在]|[今去全]年|累计|先后|上半年|工业|产值|税收|出口|进出口|签约|引进|新"
)
# What is told of a project that is built, and works that have no name of their own.
TOLD_OF_WORKS = (
    "(?:计划|预计)?总?投资|占地|用地|总建筑|总用地|建筑面积|规划|分[两二三四]期|是|由|位于|于|一期|"
    "[今去]年|目前|现已|已|正|将|全部|建成|投产|达产"
)
# What opens a clause, and what is told of a firm there.
OPENS = ("", ",", "。", ";", ":", "\n", "”")
TOLD_OF_FIRM = later(
    "主要|专业|专注|主营|是一?家|成立|[今去]年|目前|现有|已|正|位于|总投资|投资|占地|拥有|年[产销]"
)
COMMON_WORK = later(
    "(?:建设|改造|提升|扩建|处理|利用|联产|供[热水气电]|基础设施|配套|工程|[一二三四]期)$"
)
DECLARED = later(
    r"\((?:(?:以下|下文)?(?:均|统|合)?(?:简称|称之?为)|[以下]*(?:文|均|统)*称|又称|又名|也称|亦称|俗称|简写)[为作]?:?"
    r"[“\"'「]?([^()”\"'」]{2,12})[”\"'」]?\)"
    r"|[,—]+(?:当地|本地|县里|镇上|老百姓|人们|大家|乡亲)?[^,。;“—]{0,4}?(?:习惯|喜欢|更愿)?"
    r"(?:叫|称|唤)(?:它|作|做|为|之为)+“(?P<called>[^”,。;]{2,10})”(?=[,。;—])"
)


def add_short_names(
    text: str, found: list[Mention], known: frozenset[str] = frozenset()
) -> list[Mention]:
    """The mentions with those of declared and of evident short names, in text order.

    Names of `known` parks that end in no word for a park (中关村) are found here too.
    """
    extra: list[Mention] = []
    names_without, first = _headless(known) if known else ((), None)
    if first is not None and first.search(text):
        for name in names_without:
            extra += _occurrences(text, 0, name, PARK, name)
    names: dict[tuple[str, str], int] = {}  # where each full name first stood
    for mention in found:
        if mention.name and not mention.weak:
            names.setdefault((mention.kind, mention.name), mention.end)
    for short, mention in _declared(text, found):
        extra += _occurrences(text, mention.end, short, mention.kind, mention.name, told=True)
    for (kind, name), end in list(names.items())[:MOST]:
        also = name[name.rfind("(") + 1 : -1] if kind == PARK and name[-1] == ")" else ""
        if also.endswith("园") and len(also) > 2:  # 桂川产业园区(石岭园), then 石岭园
            extra += _occurrences(text, end, also, kind, name, told=True)
        garden = kind == PARK and name[-1] == "园" and "区" not in name
        if garden and len(name) <= LONGEST_GARDEN:
            extra += _occurrences(text, end, name, kind, name)  # 增速最快的是五渡园
        for short in _short_forms(kind, name):
            extra += _occurrences(text, end, short, kind, name)
            if kind == ENTERPRISE and len(short) == BRAND:
                extra += _before_its_name(text, end, short, name)
    extra += _by_place(text, names, found) + _projects_again(text, names, found)
    extra += _places_again(text, names)
    return _merged(found, extra) if extra else found


def _places_again(text: str, names: dict[tuple[str, str], int]) -> list[Mention]:
    """A county without its rank, of which the clause speaks: 潭东工业总产值要过300亿元."""
    ranked = {
        name[:-1]: (name, end)
        for (kind, name), end in names.items()
        if kind == REGION and len(name) == RANKED and name[-1] in "区县市" and name[:-1].isalpha()
    }
    if not ranked:
        return []
    forms = "|".join(map(re.escape, ranked))
    said = re.compile(f"(?<=[。;:,\\n“])({forms})(?={OF_PLACES})")
    return [
        Mention(hit.start(), hit.end(), REGION, ranked[hit[1]][0], hit[1])
        for hit in said.finditer(text)
        if hit.start() >= ranked[hit[1]][1]
    ]


def _by_place(text: str, names: dict[tuple[str, str], int], found: list[Mention]) -> list[Mention]:
    """Of several parks each may be called by its place alone as it goes on: 习水要冲80亿元.

    Not where the text speaks of the place itself by its rank.
    """
    parks = [(name, end) for (kind, name), end in names.items() if kind == PARK][:MOST]
    if len(parks) < 2:
        return []
    ranked = {m.name[:-1] for m in found if m.name and m.kind == REGION}
    called: dict[str, list[tuple[str, int]]] = {}
    for name, end in parks:
        province = terms().province_head.match(name)
        start = province.end() if province else 0
        stem = _stem(name[start:])
        for form in {name[start : start + 2], name[start + 2 : start + 4], stem}:
            known = form in ranked or form in terms().kind_of
            if form.isalpha() and not known and (len(form) == 2 or form == stem):
                called.setdefault(form, []).append((name, end))
    single = {form: of[0] for form, of in called.items() if len(of) == 1}
    forms = "|".join(map(re.escape, single))
    own = "|".join(map(re.escape, single.keys() - terms().inner_places))
    has = f"|(?<=[。;:,\\n!?])(?:{own})(?={HAS})" if own else ""
    goes_on = re.compile(f"(?:(?<=[。;:,\\n!?])(?:{forms})(?={GOES_ON}){has})")
    return [
        Mention(hit.start(), hit.end(), PARK, single[hit[0]][0], hit[0])
        for hit in (goes_on.finditer(text) if single else ())
        if hit.start() >= single[hit[0]][1]
    ]


def _stem(name: str) -> str:
    """The place or brand of three or four letters that a park is called by: 柳河口."""
    head = next((head for head in terms().park_heads if name.endswith(head)), "")
    stem = taken_apart(name, head).stem if head else ""
    fits = STEM[0] <= len(stem) <= STEM[1] and name.startswith(stem)
    return stem if fits and stem[-1] not in "省市县区旗州" else ""


@lru_cache(maxsize=4)
def _headless(known: frozenset[str]) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """Names that end in no word for a park, and a pattern that tells whether a text has one."""
    heads = terms().park_heads
    names = tuple(sorted(name for name in known if not name.endswith(heads)))
    return names, re.compile("|".join(map(re.escape, names))) if names else None


def bare_firm(name: str) -> str:
    """A company's name without its legal form."""
    return LEGAL.sub("", name)


def _declared(text: str, found: list[Mention]) -> list[tuple[str, Mention]]:
    """甲开发区(以下简称“乙”): the short name and the mention before the bracket."""
    ends = {m.end: m for m in found if m.name}
    hits = [hit for hit in DECLARED.finditer(text) if hit.start() in ends]
    return [(hit[1] or hit["called"], ends[hit.start()]) for hit in hits][:MOST]


def _short_forms(kind: str, name: str) -> list[str]:
    """What a full name is shortened to where the text does not say."""
    words = terms()
    province = words.province_head.match(name)
    start = province.end() if province else 0
    if kind == PARK and name.endswith("开发区") and not name.endswith(CLASSED):
        return _short_zones(name[start:-3])
    if kind == PARK and name.endswith(ZONES_OF_TRIAL):
        return _short_trials(name[start:])
    if kind == PARK and "园" in name[-3:] and len(name) - start >= 6:
        return _short_parks(name, start)
    if kind == ENTERPRISE:
        bare = bare_firm(name)[start:]
        brand = _brand(bare)
        forms = (bare[:BRAND], bare[2 : 2 + BRAND])
        trades = words.industries.fullmatch
        return [f for f in forms if len(f) == BRAND and f.isalpha() and not trades(f)] + brand
    return []


def _short_parks(name: str, start: int) -> list[str]:
    """锂电园 for 某某锂电产业园: what begins a name, or the part inside a zone, or ends it."""
    words = terms()
    head = next((head for head in words.park_heads if name.endswith(head)), name[-1:])
    outer = words.inner_heads.match(name)
    inner = name[outer.end() : len(name) - len(head)] if outer else ""
    stem = name[start : len(name) - len(head)]
    forms = dict.fromkeys(f"{part}园" for part in (stem[:2], inner[:2], stem[-2:]))
    forms = {name[start : start + 2] + "园": None} | forms
    pair = PARTNERS.match(name, start)  # 甲(乙)产业转移工业园: 甲(乙)园, 乙园
    of_pair = [pair[0] + "园", pair[1] + "园"] if pair else []
    return of_pair + [form for form in forms if len(form) == 3 and form not in words.kind_of]


def _short_zones(stem: str) -> list[str]:
    """汽开区 for 某某汽车开发区: the trade's first character, with or without the place."""
    if len(stem) < 4 or stem[-2:] in terms().places or stem[-2] in "展新重正公离":
        return []
    return [stem[:2] + stem[-2] + "开区", stem[-2] + "开区"]


def _short_trials(name: str) -> list[str]:
    """综改区, 航空港区 for a 综改示范区, a 航空港经济综合实验区: without the sort."""
    stem = SORT_OF_TRIAL.sub("", name)
    forms = dict.fromkeys(stem[-n:] + "区" for n in (2, 3) if len(stem) >= n + 2)
    lands = LANDS.match(stem)
    bare = stem[lands.end() :] if lands else stem
    if 2 <= len(bare) <= LONGEST_PLACE and name != bare + name[-3:]:
        forms[bare + name[-3:]] = None  # 大桥示范区 for 川渝大桥协同发展示范区
    return [form for form in forms if form not in terms().kind_of]


def _brand(bare: str) -> list[str]:
    """鸣弦 for 鸣弦乐器制造有限公司: the two characters between a place and a trade."""
    words = terms()
    place = next((n for n in (4, 3, 2) if bare[:n] in words.places), 0)
    place += bare[place : place + 1] in ("市", "县", "区")
    county = None if place else OF_COUNTY.match(bare)
    place = county.end() if county else place  # 湄泉县|永安电瓷厂, of a county in no list
    brand, rest = bare[place : place + 2], bare[place + 2 :]
    usual = (
        brand in words.kind_of
        or words.industries.fullmatch(brand)
        or brand in words.places
        or brand in words.common_brands
    )
    return [brand] if brand.isalpha() and len(brand) == 2 and len(rest) > 1 and not usual else []


def _before_its_name(text: str, end: int, short: str, name: str) -> list[Mention]:
    """洁源净化主要造洁净室…江东洁源净化工程公司副总说: who is named in full only as he speaks."""
    return [
        one
        for one in _occurrences(text[:end], 0, short, ENTERPRISE, name)
        if text[one.start - 1 : one.start] in OPENS and TOLD_OF_FIRM.match(text, one.end)
    ]


def _projects_again(
    text: str, names: dict[tuple[str, str], int], found: list[Mention]
) -> list[Mention]:
    """A project may go on without the word: (锦川庄园项目开工。)锦川庄园总投资6亿元."""
    firms = {one.name for one in found if one.kind == ENTERPRISE}
    stems = {
        name.removesuffix("项目"): (name, end)
        for (kind, name), end in list(names.items())[:MOST]
        if kind == PROJECT and name.endswith("项目")
    }
    proper = [
        stem
        for stem in stems
        if len(stem) >= BRAND and stem.isalpha() and stem not in firms and not _of_trade(stem)
    ]
    again = re.compile(f"(?<![一-龥A-Za-z])({'|'.join(map(re.escape, proper))})(?={TOLD_OF_WORKS})")
    return [
        Mention(hit.start(), hit.end(), PROJECT, stems[hit[1]][0], "项目")
        for hit in (again.finditer(text) if proper else ())
        if hit.start() >= stems[hit[1]][1]
    ]


def _of_trade(stem: str) -> bool:
    """Whether a name says only what is done, as any project's may: 热电联产, 厂房建设."""
    return terms().industries.fullmatch(stem) is not None or COMMON_WORK.search(stem) is not None


def _occurrences(
    text: str, after: int, short: str, kind: str, name: str, *, told: bool = False
) -> list[Mention]:
    out: list[Mention] = []
    at = text.find(short, after)
    while at >= 0 and len(out) < MOST:
        if kind == ENTERPRISE and text.startswith(TRADES_OF_ALL, at + len(short)):
            at = text.find(short, at + 1)  # 28家天然色素企业: not the one firm
            continue
        other = text[at - 1 : at] == "、" and text[at + 2 : at + 3] not in ITEM_END
        led = text[at - 1 : at] in BRAND_FRONT or WALKED.search(text, at - 1, at + len(short) + 1)
        if kind == ENTERPRISE and len(short) == 2 and (other or not led):
            # 余川煤业、余川热电: another firm of that place
            at = text.find(short, at + 1)
            continue
        out.append(Mention(at, at + len(short), kind, name, short, told=told))
        at = text.find(short, at + 1)
    return out


def _uncovered(found: list[Mention], told: list[Mention]) -> list[Mention]:
    """Without the mentions that lie inside a longer declared name: 某某港 in 某某港片区."""
    spans = sorted((one.start, one.end) for one in told)
    if not spans:
        return found
    ends = sorted(end for _, end in spans)
    out = []
    for mention in found:
        place = bisect_left(spans, (mention.start + 1, 0)) - 1
        start, end = spans[place] if place >= 0 else (0, 0)
        same = (mention.start, mention.end) == (start, end)
        inside = start <= mention.start and mention.end <= end and not same
        if inside and end - start > len(mention.name):
            continue
        at = bisect_left(ends, mention.end)
        swallowed = at < len(ends) and ends[at] == mention.end and mention.kind == PARK
        if swallowed and mention.name and not same and not placed(terms(), mention.name):
            continue  # 翻开高新区, where 高新区 is declared
        out.append(mention)
    return out


def _merged(found: list[Mention], extra: list[Mention]) -> list[Mention]:
    """Both lists without overlaps; what was read by grammar stays, pointers take the name."""
    found = _uncovered(found, [one for one in extra if one.told])
    starts = [m.start for m in found]
    out = list(found)
    taken: set[int] = set()
    for one in extra:
        place = bisect_left(starts, one.start)
        near = found[max(0, place - 1) : place + 1]
        held = [m for m in near if m.start < one.end and one.start < m.end]
        for mention in held:
            free = one.told or not mention.name
            own = mention.kind != PARK or mention.name == one.head  # 乙园, read as a name
            free = free or (one.kind == PARK and one.head != one.name and own)
            if mention.start == one.start and mention.end == one.end and free:
                mention.name, mention.kind, mention.group = one.name, one.kind, False
        if not held and not any(at in taken for at in range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            out.append(one)
    out.sort(key=lambda m: m.start)
    return out


def call_as_declared(text: str, found: list[Mention], titled: list[Mention]) -> None:
    """Take a district that is called by a declared short name for the park: (简称“火炬区”)."""
    if "称" not in text:
        return
    zones = [(short, one) for short, one in _declared(text, found) if one.kind == PARK]
    for mention in found + titled if zones else ():
        if mention.kind != REGION:
            continue
        for short, park in zones:
            if mention.name.endswith(short):
                mention.kind, mention.name, mention.head = PARK, park.name, park.head


def short_of_parks(own: list[Mention], found: list[Mention]) -> None:
    """Take what looks like a firm by its letters for the park that is called so: 兴岭今年引进…"""
    stems = {
        taken_apart(m.name, m.head).stem: m for m in found if m.kind == PARK and m.name and m.head
    }
    for one in own:
        park = stems.get(one.name) if one.guessed else None
        if park is not None:
            one.kind, one.name, one.head, one.guessed = PARK, park.name, park.head, False
