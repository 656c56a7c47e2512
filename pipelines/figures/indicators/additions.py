"""Which counts are newly added: 新增 before the thing counted, for every item that shares it."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.figures.indicators.kinds import ADDITION, LEVEL, Verdict, cues
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import COUNT, MONEY, quantity_of
from pipelines.figures.patterns import later

# 新建项目 beside 续建项目 is a stage, not an addition.
STAGE = later(r"(?:新建|新上)(?:项目|工程)?(?:数|共|有|为|达|约|[“\" ])*$")
NEWLY_BUILT = later(r"新建(?:[、和及]?续建)?(?:项目|工程)?$")
OLD_AND_NEW = later(r"新(?:建|签约?|开工)?[、和及]?续建")  # 新建续建项目到位资金: of both
ONGOING, BESIDE = "续建", 32  # characters around a number in which its sister stage stands
OWN = later(r"其中|^[,;][^,;:。\d]{2,12}(?:要|就|则|便)?占(?:了|到|去)?$")
PLACE = later(r"[一-鿿]{2,8}?(?:市|县|区|州|盟|旗|镇)\d")  # 新增11家:甲地区3家;乙市1家
PARTS = later(r"其中(?![一之])")
NEAR = 4  # links back in which the addition of the sentence before stands
COMMA = later(r"[,:。]")
PER = ("每", "万人", "人均", "亩均", "户均")  # a rate adds nothing
HEAD = 6  # characters of a clause in which its verb stands
ABLE = later(r"[^,、;:。]{0,8}的[^,、;:。]{0,10}?(?:每|可|能(?!源)|年产|日产|年加工|年处理|日处理)")
# An item with a verb of its own is not what 新 is said of: 新建管线9公里、改造变电站2座.
OWN_VERB = later(
    r"[、和及与,](?:敷设|铺设|架设|安装|埋设|修通|开通|接通|竣工|改造|实施|完成|续建|盘活|推进|淘汰|关停|修复|维修|提升|整治|申报|改建|硬化|疏通|腾退|清理|退出|减免|兑现|投产|达产|带动|吸纳|提供|安置|解决|拉动|创造|年上缴|年缴纳|上缴|年纳税|年销售)"
)
# 新增开工企业20家、投产企业17家: what they do only says which firms.
OF_THAT_SORT = later(
    r"[、和及与,](?:动工|开工|投产|达产|签约|入驻|落户|入园|在建|竣工|洽谈|储备|建成|意向|引进)(?:企业|项目)"
)
# 新增就业1.2万人,参保人数达3.6万人
REACHES = later(r"(?:(?<!将)达到?|增至|突破|(?:已|累计)建成)(?:了|约|近)?$")
AGAIN = later(r"再[上添建][一-鿿]{0,2}$")
NEW_SET = later(r"(?:在)?新(?!能源|材料|型|兴|区|技术)[^,。;\d]{1,8}中,")
# 新注册企业312家,日均超过5家: the same firms, by the day.
BY_THE_DAY = later(r",(?:平均)?(?:日均|周均|月均|每[天日月])(?:都?有)?(?:超过?|近|约|达到?)?")
THEN_ADDED = later(r"[,(](?:[比较](?:上年|去年|20\d\d年)?年?[底初末])?(?:新增|净增)了?\d")
FIRMS = frozenset({"enterprises", "above_scale_enterprises"})
RAISED = later(r"(?:完成|实现)?“?新(?:近)?(?:升规|上规|入规|入统|纳统|升规纳统)")
# 新引进某某公司年产8万吨涂料: what a plant makes is added by 新增 alone.
MADE = later(r"(?:年产|日产|年处理|日处理|年加工|日加工)(?!值)")
ALL_OF_THEM = later(r",[^,、]{0,16}的[^,、的]{2,10}有$")  # 新增规上企业1家,产值增长的规上企业有8家
# What stands from a number to the next where both are told as 3家上市企业,|5家龙头企业.
BARE_ITEM = later(r"[^,。;:、\d]{2,12},")
ITEM_ENDS = later(r"[,。;、”]")
# 对新认定的企业奖励50万元, 新签约项目平均投资额2.3亿元: what is new is not the money.
ATTRIBUTE = later(r"[^,、;:。]{0,4}的|(?:[^,、;:。\d]{0,6}(?:企业|项目))(?=[^,、;:。\d]{2})")


@dataclass(slots=True)
class State:
    """The addition under way in a sentence; unit and measure of what it added."""

    cue: str = ""
    unit: str = ""
    measure: str = ""


def begun(scene: Scene) -> State:
    """The addition that a sentence goes on with: 新引进项目20个。其中,工业项目15个."""
    topic = scene.topic
    if topic is None:
        return State()
    if scene.text[scene.start - 1 : scene.start] == ";" and PLACE.match(scene.text, scene.start):
        added = topic if topic.verdict.kind == ADDITION and topic.reading.unit == COUNT else None
        return State("新", COUNT, added.reading.unit_text) if added else State()
    if not PARTS.match(scene.text, scene.start):
        return State()
    counted = (x for x in reversed(scene.earlier[-NEAR:]) if x.reading.unit == COUNT)
    last = next(counted, None)
    if last is None or last.verdict.kind != ADDITION:
        return State()
    return State("新", quantity_of(last.reading.unit), last.reading.unit_text)


def judge(scene: Scene, link: Link, state: State, gap: int) -> Verdict:
    """The verdict on a link once the addition of its sentence is taken into account."""
    verdict, reading = link.verdict, link.reading
    if verdict.kind != LEVEL or verdict.negative:
        return verdict
    if link.reason == "same thing" and link.of is not None and link.of.verdict.kind == ADDITION:
        return link.of.verdict  # 新修道路6条,总长2395米
    words = scene.text[gap : reading.start]
    if (link.of or link).reason == "of the projects" and NEW_SET.match(scene.text, scene.start):
        return Verdict(ADDITION, False, "新…中", verdict.sure)
    begin = max(0, gap - BESIDE)
    if scene.text[scene.start - 1 : scene.start] != ";":
        begin = max(scene.start, begin)  # 续建6个,年度计划投资12亿元;新建8个
    near = scene.text[begin : reading.end + BESIDE]
    cue = _cue(words, reading.unit, ONGOING in near) or _cue_beside(scene, link)
    if cue is not None and not cue.endswith("增") and _of_plants("", link):
        state.cue, state.unit = cue, quantity_of(reading.unit)
        return verdict  # 新引进12万吨镀铜板、年产8万吨涂料等8个项目
    if cue is not None and link.code == "subsidies" and not cue.endswith("增"):
        cue = None  # 新认定高企20万元: what they are given
    if cue is not None:
        shared = not (cue.startswith("净增") and words.rstrip("约近超“ ").endswith(cue))
        if not (state.cue and words.startswith("(")):  # 新增21家(净增17家)、高企5家
            state.cue = cue if shared else ""
            state.unit, state.measure = quantity_of(reading.unit), reading.unit_text
        return Verdict(ADDITION, False, cue, verdict.sure)
    if state.cue and THEN_ADDED.match(scene.text, reading.end):
        state.cue = ""  # 其中规上企业439家,新增38家: all of them, and what was added
    if state.cue and BY_THE_DAY.fullmatch(words) and reading.unit_text == state.measure:
        return Verdict(ADDITION, False, f"{state.cue} before", verdict.sure)
    if state.cue and (_bare_item(scene.text, words, link, state) or _goes_on(words, link, state)):
        return Verdict(ADDITION, False, f"{state.cue} before", verdict.sure)
    return verdict


def _bare_item(text: str, words: str, link: Link, state: State) -> bool:
    """新引进3家上市企业,5家龙头企业: an item of number and noun alone, after another such."""
    behind = link.start >= link.reading.end and ITEM_ENDS.match(text, link.end) is not None
    if not behind or quantity_of(link.reading.unit) != state.unit:
        return False
    return BARE_ITEM.fullmatch(words) is not None and cues().ends.search(words) is None


def _cue_beside(scene: Scene, link: Link) -> str | None:
    """16家企业新升规, 明年再上一条生产线: the cue behind the number, or for one thing alone."""
    reading = link.reading
    if link.code == "production_lines" and AGAIN.search(scene.text, scene.start, reading.start):
        return "再上"
    if link.start < reading.end:
        return None
    found = cues().added.search(scene.text, reading.end, link.end)
    if found is None and link.code in FIRMS:
        found = RAISED.match(scene.text, link.end)
    if found is None or NEWLY_BUILT.match(scene.text[found.start() : link.end]):
        return None
    return found[0]


def _cue(words: str, unit: str, ongoing: bool) -> str | None:
    """The cue that governs the number: in its clause, or in an earlier one without a verb since."""
    found = list(cues().added.finditer(words))
    if not found or (ongoing and STAGE.search(words, found[-1].start())):
        return None
    cue = found[-1]
    if OLD_AND_NEW.match(words, cue.start()):
        return None
    made = not cue[0].endswith("增") and MADE.search(words, cue.end())
    if made or ABLE.match(words, cue.end()):
        return None  # 新上的冻干线每小时可处理鲜果1.5吨, 新上日产70吨的机组
    if quantity_of(unit) == MONEY and ATTRIBUTE.match(words, cue.end()):
        return None  # 对新认定的企业奖励50万元
    commas = [m.end() for m in COMMA.finditer(words, cue.end())]
    if commas and cues().ends.search(words, commas[-1]):
        return None
    return cue[0]


def _of_plants(words: str, link: Link) -> bool:
    """Whether a capacity only tells plants apart that were taken in."""
    made = MADE.search(words) is not None
    return made or (link.code == "production_capacity" and link.start >= link.reading.end)


def _goes_on(words: str, link: Link, state: State) -> bool:
    """Whether an item shares the verb: after 、 any but money, after a comma of the same sort."""
    part, words = OWN.search(words) is not None, words.removeprefix(")")
    if link.mention is not None and link.start >= 0:
        if link.mention.wording.weak and not part:
            return False  # 新开工22个、续建35个: a verb of its own
        if link.mention.wording.text.startswith(PER):
            return False
    if ALL_OF_THEM.match(words) or (_of_plants(words, link) and not state.cue.endswith("增")):
        return False
    quantity = quantity_of(link.reading.unit)
    listed = words.startswith(("、", "和", "及", "与"))
    if quantity != state.unit and (quantity == MONEY or (state.unit == MONEY and not listed)):
        return False
    if state.cue.endswith("增") and OF_THAT_SORT.match(words):
        return link.reading.unit_text == state.measure
    if OWN_VERB.match(words):
        state.cue = "" if words.startswith(",") else state.cue
        return False
    if part:
        return quantity == state.unit
    if words.startswith(("、", "和", "及", "与", "以及")) or not COMMA.search(words):
        going = cues().firm_ends.search(words) is None
    else:
        same = link.reading.unit_text == state.measure and link.start < link.reading.end
        comma = list(COMMA.finditer(words))[-1]
        ended = cues().firm_ends.search(words) or cues().ends.search(
            words, comma.end(), comma.end() + HEAD
        )
        going = same and ended is None and REACHES.search(words) is None
    if not going:
        state.cue = ""
    return going
