"""What a bare number goes back to: the whole divided, the sentence before, the main thing."""

from __future__ import annotations

from pipelines.figures.indicators import capacities, linking, wordings
from pipelines.figures.indicators.kinds import RELATIVE, SHARE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of, names_a_thing
from pipelines.figures.indicators.wordings import COUNT, MONEY, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# 乙高新区完成418亿元: the object is that of the clause before.
OBJECTLESS = later(
    r"^(?:已经?|眼下|目前|现在|如今|又|先后)*(?:开|建|签|招|引|投|落|通|完工|竣工)了(?:近|约)?$|(?:(?:完成|实现|拿到|分得|领到|贡献|占|揽下|签下|揽得|收获|斩获|摘得)|(?:区|园|县|市|镇|城|产业|行业|公司|集团)(?:则|也|分别)?(?:达到?|为|有))(?:近|约|超过?|了)*$"
)
EXPECTING = later(
    r"(?:预计|估计|预测)(?:全年|今年|年底|明年|到年底)?(?:可|将|有望|能)*(?:达到?|突破|超过?|完成|实现)*$"
)
# 项目52个,可新增岗位3.6万个。今年一季度又签了9个: of what is signed, not of the last count.
SIGNED = later(r"(?:签|签约|签下|落地|开工|动工|竣工)了?(?:约|近|超|上)*$")
# 年度计划投资186亿元,已完成76亿元
PLANNED = frozenset({"annual_planned_investment", "project_total_investment"})
DONE = later(
    r"(?:已|目前|眼下|至今|现|累计|底|月|实际|上半年|季度)[^,。;]{0,4}完成|^完成(?:了|近|约)*$"
)
# 经开区12.3亿元;工业园6.8亿元: the next area says the same of itself.
AREA = later(
    r"[,;]?(?:[^,、;:]{1,12}?(?:区|园|市|县)[、和与及])*[^,、;:]{0,12}?(?:区|园|基地|市|州|盟|旗|县|镇|乡|组团|城|类(?:企业)?|(?<![企就毕创失开停复])业|产业链|板块|集群|链)"
    r"(?:虽然?|仅|只|则|也|均|都|以|凭|同样|依次|分别|高?达|达到|为|有|约|近|超过?|突破|不足|不到|接近)*"
)
# 新材料产业产值86亿元;装备制造52亿元: a name alone says the same of itself.
PARALLEL = later(r"(?:对|向|与|从)?[一-鿿“”]{2,8}?(?:则|也|仅|只有|为|达到?|有|约|近|超过?)*")
# 光总投资20亿元以上的就有6个
DIVIDES = later(
    r"其中|包括|分别为|分为|(?<=,)(?:光|单|仅)(?:是|说)?(?=[^,。;]{0,16}的[^,。;\d]{0,4}就?[有达])"
    r"|(?<=,)(?:从|分|按)[一-鿿“”]{2,8}?(?:来)?(?:看|分),"
    r"|(?:涵盖|涉及|包含)[一-鿿]{2,8}(?<!行业|领域|产业|部门|乡镇|企业|农户)$"
)


# Before a verb that only tells what became of what was told.
ONLY_VERB = later(r"[,、](?:其中)?(?:目前|现|截至目前|眼下)?(?:已经?|共|累计|实际|先后|陆续)*")
SPENT = frozenset({"debt_bonds", "subsidies", "fund_size", "loans"})
AMONG_SUCH = later(r"(?:当|之)?[中里](?:面|头)?,")


def of_rooms(reading: Reading) -> bool:
    """Whether an area is in square metres, as floors are, and not in 亩 as land is."""
    return reading.unit == "m2" and reading.unit_text.endswith("平方米")


def alike(earlier: Link, reading: Reading) -> bool:
    """Whether two counts may be of the same things by their measure words."""
    if earlier.reading.unit_text == reading.unit_text:
        return True
    measures = earlier.indicator.measures if earlier.indicator else frozenset()
    return reading.unit_text in measures


def done(reading: Reading, verdict: Verdict, planned: Link) -> Link:
    indicator = wordings.lexicon().indicators["project_completed_investment"]
    return Link(reading, verdict, indicator, planned.mention, "done of what was planned")


def divided(scene: Scene, reading: Reading) -> Link | None:
    """What 其中 divides: the last level of this unit before it, in this sentence or the last."""
    if scene.divided < 0:
        return None
    begin = max(0, scene.divided - linking.LOOK_BACK)
    parts = scene.earlier[-linking.LOOK_BACK :] + scene.links[begin : scene.divided]
    for source in reversed(parts):
        if source.reading.unit != reading.unit or source.verdict.kind in RELATIVE:
            continue
        if of_rooms(source.reading) != of_rooms(reading):
            continue
        if reading.unit == "m2" and reading.value > source.reading.value:
            continue  # 规划46平方公里,已建成20平方公里。其中,东园23平方公里
        if source.code != OTHER and (reading.unit != COUNT or alike(source, reading)):
            return source
    return None


def said_of_told(scene: Scene, reading: Reading, near: Mention | None, gap: int) -> Link | None:
    """充电桩460个,交付170个: a verb alone in its clause, after what has the same measure word."""
    last = scene.last
    if near is None or last is None or near.wording.text not in linking.words().said_of_told:
        return None
    alone = ONLY_VERB.fullmatch(scene.text, gap, near.start) is not None
    same = last.reading.unit_text == reading.unit_text and last.verdict.kind not in RELATIVE
    if not alone or not same or near.end < reading.start - 1 or last.code == OTHER:
        return None
    spent = wordings.quantity_of(reading.unit) != MONEY or last.code in SPENT
    land = reading.unit == "m2" and not of_rooms(reading)  # its verb says which land it is
    return last if spent and not land else None


def over_semicolons(scene: Scene, reading: Reading) -> Link | None:
    """小微企业园64个,入驻企业3126家;在建21个: what was counted so before the semicolons."""
    if reading.unit != COUNT or scene.links:
        return None
    told = (x for x in reversed(scene.told) if x.reading.unit_text == reading.unit_text)
    source = next(told, None)
    return source if source is not None and source.code not in ("projects", OTHER) else None


def from_sentence_before(
    scene: Scene, reading: Reading, verdict: Verdict, words: str
) -> Link | None:
    if scene.topic is None:
        return None
    parts = DIVIDES.match(scene.text, scene.start) is not None
    if parts:
        whole = divided(scene, reading)
        if whole is not None:
            return carried(reading, verdict, whole, "a part of what was counted before")
    main = _main(scene, reading)
    if main is not None:
        return carried(reading, verdict, main, "carries on with the main thing")
    object_told = OBJECTLESS.search(words) or EXPECTING.search(words) or AREA.fullmatch(words)
    goes_on = object_told is not None or scene.sorts or _parallel(scene, reading)
    if names_a_thing(words) and not goes_on:
        return _of_rare_measure(scene, reading, verdict)
    source = _told_before(scene, reading, words)
    if source is not None and source.code in PLANNED and DONE.search(words):
        return done(reading, verdict, source)
    if source is not None:
        out = carried(reading, verdict, source, "carries on from the sentence before")
        out.doubts.append("indicator from another sentence")
        return out
    if scene.main is not None and reading.unit == scene.main.reading.unit and AREA.fullmatch(words):
        return carried(reading, verdict, scene.main, "carries on with the main thing")
    return _of_rare_measure(scene, reading, verdict)


def _told_before(scene: Scene, reading: Reading, words: str) -> Link | None:
    """What the sentence before told that may be this quantity, or the parts of this sentence."""
    before = scene.earlier[: -linking.LOOK_BACK - 1 : -1]
    before += [x for x in reversed(scene.told) if x not in before]
    signed = reading.unit == COUNT and SIGNED.search(words) is not None
    before = [x for x in before if signed and x.code == "projects"] or before
    # 产值增长24%,占规上工业总产值的63%。其中甲产业31亿元: of the output, not of that whole.
    for source in sorted(
        before,
        key=lambda x: (x.reading.unit != reading.unit, x.part, x.verdict.kind == SHARE),
    ):
        if source.indicator is None or source.code == OTHER:
            continue
        if source.indicator.category == "efficiency" and reading.value > source.reading.value * 100:
            continue  # 人均创收43.8万元。今年要干到120亿元
        if not source.indicator.accepts(wordings.quantity_of(reading.unit), reading.unit_text):
            continue
        if source.verdict.kind not in RELATIVE and (
            source.reading.unit != reading.unit
            or (reading.unit == COUNT and source.reading.unit_text != reading.unit_text)
        ):
            continue
        return source
    return None


def _main(scene: Scene, reading: Reading) -> Link | None:
    """从总量看,东区231亿元: what the report told first, where a sentence goes through it again."""
    if scene.main is None or linking.SEEN.match(scene.text, scene.start) is None:
        return None
    money = wordings.quantity_of(reading.unit) == MONEY
    return scene.main if money else None


def _parallel(scene: Scene, reading: Reading) -> bool:
    """Whether a part of a sentence begins as the one before did, with another name."""
    first = scene.earlier[0] if scene.earlier else None
    if first is None or scene.links or scene.text[scene.start - 1 : scene.start] != ";":
        return False
    if (
        first.verdict.kind in RELATIVE
        or first.reading.unit != reading.unit
        or reading.unit == COUNT
    ):
        return False
    return PARALLEL.fullmatch(scene.text, scene.start, reading.start) is not None


def _of_rare_measure(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """二期12万锭 after 18万锭车间: a rare measure word counts what it counted before."""
    if reading.unit != COUNT or reading.unit_text in capacities.COMMON:
        return None
    source = scene.rare.get(reading.unit_text)
    return carried(reading, verdict, source, "same measure word before") if source else None


def heading(scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention]) -> Link | None:
    """规上工业企业:食品类26家、建材类18家: what stands before the colon is counted after it."""
    for mention in reversed(before):
        of_them = AMONG_SUCH.match(scene.text, mention.end) is not None
        of_them = of_them and scene.text[reading.start - 1] in "的类型"  # 项目中,过10亿元的2个
        if of_them or scene.text[mention.end : mention.end + 1] == ":":
            known = indicator_of(mention, reading)
            if known is not None and known.code != "parks":
                return Link(
                    reading,
                    verdict,
                    known,
                    mention,
                    "heading of a list",
                    mention.start,
                    mention.end,
                )
    return None


def of_those_before(scene: Scene, reading: Reading, far: Mention, gap: int) -> bool:
    """19个拿到施工许可,14个破土; 3家上市,4家倒闭: what became of those counted before."""
    if "," in scene.text[gap : far.start]:
        return False
    told = scene.links[-1].reading
    return far.wording.weak or (
        reading.unit == COUNT and told.unit_text == reading.unit_text and far.start > gap
    )
