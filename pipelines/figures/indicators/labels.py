"""The label of a figure: the wording with what narrows it, as the report words it."""

from __future__ import annotations

from pipelines.figures.indicators import bases, linking, nouns_after, output, scope
from pipelines.figures.indicators.kinds import LEVEL, RELATIVE, SHARE
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.patterns import later

LONGEST = 24
BEFORE_NUMBER = ' “"(约近超逾'
PACE = later("[日月]均|平均每[天日月]")
# 投资额超10亿元的项目3个: the size that stands before the noun.
SIZED = later(
    "(?:^|[,、;。])(?:其中)?"
    "((?:总?投资|产值|税收|营收|纳税)额?(?:超过?|过|突破|不低于)[^,、;。的]{1,6}[万亿]美?元)的$"
)
# Where a part of what is made goes: 发绿电11亿千瓦时,外送4亿度.
GOES_TO = ("外送", "外售", "外销", "内销", "上网", "自用", "直供", "返销")
SOME_OF = later("(?:(?<!其)中|为)$")
DIGITS = later("\\d")
RATES = ("/年", "/日", "/天", "/月")
QUOTE = 14  # characters of a name in quotation marks before a noun, with them
SAID = 8  # characters of what may be said of a count
OF_PROJECTS = frozenset(
    {
        "project_total_investment",
        "annual_planned_investment",
        "project_completed_investment",
        "contracted_investment",
    }
)
EDGES = " \u3000的了"
BEGUN_ANEW = later("开[(（]复[)）]工")

# What stands between the name of a quantity and its number.
QUOTED = later("“(?P<name>[^“”,。;:]{2,12})”(?:约|近|超)?$")
SAID_OF = later(
    "(?:^|[,、;:。“”])(?:[^,;。:“”]{0,12}(?:的|把|将|使|让|光))?(?P<name>[一-鿿A-Za-z]{2,10}?)"
    "(?:已经?|也|就|便|可|能|将|还|仍|却|又|都|均|则)*"
    "(?:由|从|不到|不足|不过|将?近|接近|仍有|还有|只有|仅有|高达|低至|达到?|超过?|为|缺)"
    "(?:(?:20)?\\d{2}年[底末初]?的?|(?:上年|去年|过去|原来|最初|以前)的?)?[近约]?$"
)
NO_NAME = later(
    "[季时天年月日期里中上下前后边]$|^(?:每|这|那|其|最|答案|我们|他们|大家|现在|如今|目前)"
)
TO = later(
    "(?:[降升减增缩压提]|下降|回落|上升|提高|提升|缩短|压缩|压减|恢复|减少|增加)[到至为]?[近约]?"
)
GOODS = later("(?!以上|以下|以内|左右|上下|的)(?P<name>[一-鿿]{2,4})(?=[,。;、”])")

WHO = later("(?:我|咱|他|她|你)们(?:先后|已|共|又|还)?")
# A governing verb just before the number's label belongs to it: 签约项目, 新开工.
VERBS = later(
    r"(?:(?:累计|已|新|共|集中|全年|正在|目前)*(?:签约|开工|在建|储备|谋划储备|谋划|竣工|投产|建成投产|招引|引进|落地|续建|在谈|洽谈|实施|盘活|惠及|"
    r"投产|入驻|注册|入园|协议|合同|意向|申报|申请|授权|入库|开复工|复工|建成|新建))$"
)


def fill(scene: Scene, link: Link, gap: int) -> None:
    """Set label, label_start, scope, base and price basis of a reading."""
    reading = link.reading
    start, end = _own(scene, link, gap)
    output.govern(scene, link, start, gap)
    output.follow(link)
    reading.indicator = link.code
    if start < 0:
        _inherit(scene, link, gap)
    else:
        while start < end - 1 and scene.text[start] in EDGES:
            start += 1
        start = _past_others(scene.text, start, end)
        start, end = _whole_word(scene.source, start, end)
        reading.label = scene.source[start:end].rstrip()
        reading.label_start = start
        wording = link.mention.wording.text if link.mention is not None else ""
        verb = scene.text[max(scene.start, start - 6) : start]
        if reading.label in RATES:  # 25万吨/年淀粉: what is made
            stop = linking.phrase(scene.text, end, scene.end)
            reading.label = scene.source[end : min(stop, end + SAID)].strip(EDGES)
        reading.scope = scope.of(reading.label, wording, verb, link.indicator)
        if link.code in OF_PROJECTS and link.verdict.kind == LEVEL:
            _of_projects(scene, link)
        elif link.verdict.kind == SHARE and wording.endswith("率"):
            reading.scope = scope.joined(reading.scope, f"part:{wording}")
    part = _part_of(scene, link)
    if part:
        reading.scope = scope.joined(reading.scope, f"part:{part}")
    pace = PACE.search(scene.text, max(gap, scene.start), reading.start)
    if pace is not None and link.verdict.kind not in RELATIVE:
        reading.scope = scope.joined(reading.scope, f"part:{pace[0]}")  # 日均新增68户
    sized = SIZED.search(scene.text, scene.start, max(reading.label_start, scene.start))
    if sized is not None and reading.label_start > 0 and reading.unit == "count":
        reading.scope = scope.joined(reading.scope, scope.of(sized[1], "", "", link.indicator))
    bases.fill(scene, link, gap)


def _past_others(text: str, start: int, end: int) -> int:
    """Past what belongs to the words before a label: 今年以|来|进出口, 我们|关停企业."""
    if text.startswith("来", start) and text.endswith("以", 0, start):
        start += 1
    who = WHO.match(text, start, end)
    return who.end() if who and who.end() < end - 1 else start


def _whole_word(source: str, start: int, end: int) -> tuple[int, int]:
    """Where a label stands that begins or ends inside 开（复）工."""
    for found in BEGUN_ANEW.finditer(source, max(0, start - 4), end + 4):
        if found.start() < end < found.end():
            end = found.end()
        if found.start() < start < found.end():
            start = found.start()
    return start, end


def _part_of(scene: Scene, link: Link) -> str:
    """9个园区中8个园区营收正增长, 为47家企业协调电价: what is said behind those counted."""
    reading = link.reading
    some = SOME_OF.search(scene.text, max(0, reading.start - 2), reading.start)
    if reading.unit != "count" or not some or link.start < reading.end:
        return ""
    said = scene.text[link.end : linking.phrase(scene.text, link.end, scene.end)]
    said = DIGITS.split(said, maxsplit=1)[0].strip(EDGES)[:SAID]
    return said if len(said) > 1 else ""


def _of_projects(scene: Scene, link: Link) -> None:
    """意向项目17个,总投资172亿元: the investment is that of the projects counted before it."""
    for earlier in reversed(scene.links[max(0, link.at - 3) : link.at]):
        if earlier.code in OF_PROJECTS or earlier.verdict.kind in RELATIVE:
            continue
        if earlier.reading.unit == "count":
            reading = link.reading
            own = earlier.reading.scope
            if earlier.code != "projects" and earlier.reading.label:
                own = own or f"part:{earlier.reading.label}"
            reading.scope = scope.joined(reading.scope, own)
        return


def _inherit(scene: Scene, link: Link, gap: int) -> None:
    """Label and scope of what a number carries on, narrowed by the words around it."""
    reading = link.reading
    source = link.of.reading if link.of is not None else None
    if source is None:
        _own_words(scene, link, gap)
        return
    reading.label, reading.label_start = source.label, source.label_start
    reading.scope = source.scope
    if not source.scope and link.reason == "same thing":
        reading.scope = scope.of(source.label, "", "", link.indicator)
    shared = link.of.shared if link.of is not None else None
    if link.verdict.kind in RELATIVE:
        link.shared = shared  # for the next item: 工业项目238亿元,占58%,服务业项目146亿元
        return
    link.shared = reading.scope if shared is None else shared
    narrowed = _narrowed(scene, link, gap)
    if narrowed and narrowed != source.label:
        reading.label = narrowed + _bare(link, reading.label)
        reading.label_start = -1
        reading.scope = scope.without_sisters(link.shared, narrowed)
        reading.scope = scope.joined(
            reading.scope, scope.of(narrowed, "", narrowed, link.indicator)
        )
        return
    said = _said_after(scene, link)
    if said:
        reading.scope = scope.joined(
            link.shared, scope.of(said, "", "", link.indicator) or f"part:{said}"
        )


def _own_words(scene: Scene, link: Link, gap: int) -> None:
    """A number without a known wording is named by the words right before or after it."""
    reading = link.reading
    start = max(gap, reading.start - LONGEST, scene.start)
    stop = linking.words().label_stops.match(scene.text, start, reading.start)
    start = stop.end() if stop else start
    end = start + len(scene.text[start : reading.start].rstrip(BEFORE_NUMBER))
    if end - start < 2 and reading.unit == "count":
        start, end = reading.end, linking.phrase(scene.text, reading.end, scene.end)
        end = min(end, start + SAID)
    if end - start < 2:
        start, end = _words_further_off(scene, link, gap)
    named = end - start >= 2
    reading.label = scene.source[start:end] if named else ""
    reading.label_start = start if named else -1
    if named and scope.of_many_sorts(link.indicator):
        reading.scope = scope.of(reading.label, "", "", link.indicator)


def _words_further_off(scene: Scene, link: Link, gap: int) -> tuple[int, int]:
    """The words that name a number across what is said of it: 损耗率可从|两成降到|5%以内."""
    text, reading = scene.text, link.reading
    low = max(gap, reading.start - LONGEST, scene.start)
    for pattern in (QUOTED, SAID_OF):
        found = pattern.search(text, low, reading.start)
        if found and linking.names_a_thing(found["name"]) and not NO_NAME.search(found["name"]):
            return found.span("name")
    last = scene.links[link.at - 1].reading if link.at else None
    if (
        last
        and last.label_start >= 0
        and last.unit == reading.unit
        and TO.fullmatch(text, gap, reading.start)
    ):
        return last.label_start, last.label_start + len(last.label)
    if reading.unit != "count":
        found = GOODS.match(text, reading.end, scene.end)
        return found.span("name") if found else (0, 0)
    return 0, 0


def _said_after(scene: Scene, link: Link) -> str:
    """其中19个通过, 已有31家建成运营: what is said of some of those counted before."""
    reading = link.reading
    if reading.unit != "count":
        return ""
    end = linking.phrase(scene.text, reading.end, scene.end)
    said = scene.text[reading.end : end].strip(EDGES + "已正在均")
    if said[:1].isdigit():
        return ""  # 完成年度任务82个的58.5%
    if "其中" in scene.text[scene.start : reading.start] and len(said) > SAID:
        said = said[:SAID]  # 其中9项经国务院批准在全国复制推广
    return said if 2 <= len(said) <= SAID else ""


def _own(scene: Scene, link: Link, gap: int) -> tuple[int, int]:
    """Where the label stands: the wording, reached back over the words that narrow it."""
    if link.start < 0:
        return -1, -1
    text, reading = scene.text, link.reading
    if link.start >= reading.end:
        apart = link.verdict.kind in RELATIVE or nouns_after.SUMMED.match(text, reading.end)
        return (link.start if apart else reading.end), link.end
    gap = gap if gap <= link.start else scene.start
    floor = max(gap, link.start - LONGEST, scene.start)
    stop = linking.words().label_stops.match(text, floor, link.start)
    start = stop.end() if stop else floor
    if text[start - 1 : start] == "”" and reading.unit == "count":
        opened = text.rfind("“", max(floor, start - QUOTE), start)
        start = opened if opened >= 0 else start  # “飞地”项目4个
    verb = VERBS.search(text, floor, start) if link.code == "projects" else None
    if verb:
        start = verb.start()
    return start, link.end


def _bare(link: Link, label: str) -> str:
    """The label that is narrowed anew, without the grade and size of the one before."""
    if link.mention is not None:
        return scope.ungraded(link.mention.wording.text)
    return "" if link.reason == "goods in a list" else label


NARROWS = later(
    r"[,、;和与及。]?(?:其中|另有|另|还有|包括|涵盖|涉及|包含)?(?P<words>[^,、;。:()]{2,16}?)(?:数量|数|为|有|达到?|超过?|近|约|共)*$"
)
# 其中东城经开区24家: the park is the subject, it narrows nothing.
SUBJECT = later(
    r"[一-鿿—-]{1,10}(?:开发区|园区|新区|经开区|片区|保税区|集中区|集聚区|港区|产业园|工业园|县|市|镇|组团)(?:完成|实现)?"
)
GIVEN = later("给|来自|用于|对|向")
COMPARES = later(
    r"分别|[比较]|同期|净增|新增|增加|提高|调整|任务|目标|计划|合计|由|至$|到$|年$|月$|降"
)


def _narrowed(scene: Scene, link: Link, gap: int) -> str:
    """The words of an inherited level that narrow it: 其中国家级5家, 过亿元的12家."""
    if gap == link.reading.start and link.at:
        label = scene.links[link.at - 1].reading.label
        return "" if link.of is scene.links[link.at - 1] else label
    found = NARROWS.search(scene.text, gap, link.reading.start)
    if found is None or COMPARES.search(found["words"]):
        return ""
    words = found["words"]
    if words in GOES_TO:
        return words
    if SUBJECT.fullmatch(words) and not GIVEN.search(words):
        return ""
    named = linking.names_a_thing(words, places=True) or linking.words().done.fullmatch(words)
    return words if named or scope.graded(words) else ""
