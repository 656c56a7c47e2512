"""Places in several things at once: 营业收入、税收均居全市第一 is a ranking of neither alone."""

from __future__ import annotations

import re
from itertools import takewhile

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, own_relative
from pipelines.figures.indicators.wordings import COUNT, OTHER, RANK, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

ALL_OF_THEM = later(
    r"[,;]?(?:增速|增幅|总量|规模|总额|体量)?(?:[这上]?[两二三四五]项[^,。;\d]{0,4})?(?:均|都|双双|皆)(?:分别)?[居列位排]"
)
SO_MANY = later("[两二三四五]项")
AT_ONCE = later(r"均|都|双双|全部|皆|[两三四五六七八九]项|[双三四]")
# 个数和总投资均居全市第一
AND_ANOTHER = later(
    r"(?:个数|数量|总数|总量|增速|增幅|规模|总额|体量|质量|效益|面积)(?:[、和与及]|以及)$"
)
# …287.5亿元, 实缴税金9.42亿元, 规模均居首位: both of them.
WHATEVER = frozenset({"规模", "总量", "增速", "增幅", "总额", "体量"})
BOTH = later(r"均|都|双双|皆")
# 产值、税收均增长20%; 2亿元、3亿元, 均为成立前的4倍
TOGETHER = later(
    r"(?:[两二三四五]项)?(?:(?<![年人亩地月日平户劳])均|都(?![市会])|双双|皆)(?![价衡匀线分等量亩])"
)
# 几项指标增速在全市排名第一
INDICATORS = later(
    r"(?:(?:各|多|几|主要|经济|核心|[三四五六七八九])项?(?:经济)?|,)指标(?:增速|总量|增幅)?(?:均|都|也|在|稳居|居|位|排|名|全)[^,。;\d]{0,12}$"
    r"|(?:各|多|几|主要)项?(?:经济)?指标[^。;\d]{0,24},(?:增速|增幅|总量)?(?:均|都|也|在|居|位|排|名|全)[^,。;\d]{0,12}$"
)
LISTING = ("、", "和", "与", "及")
PLACED = (OTHER, "parks", "ranking")
PLACED_OR_FIRMS = (OTHER, "parks", "ranking", "enterprises")
# What places the subject as a whole and not by what was told before it.
ASSESSED = later(
    r"综合(?:实力|发展|排名|排序|评价|考核|考评|评比|得分|评分|竞争力|指数)|考核|考评|评价|评估|评比|观摩|拉练|"
    r"竞争力|营商(?:软|硬)?环境|(?:发展|创新|竞争力|环境|效能)指数|民意调查|满意度调查|总排名|总体排名|(?:发展|创新)能力|"
    r"在全国[^,。;]{0,12}(?:高新区|经开区|开发区|园区)中?的(?:排名|排位|位次|名次)"  # as a whole
)


# 产值突破124亿元,跻身全省开发区前17位: said of the subject.
OF_ALL = later(r"全[国省市]排名[^,。;\d]{0,6}$")  # 建成平台10个,某高新区全国排名再进3位
JOINS = later(
    r"(?:跻身|挤进|闯入|闯进|杀入|入选|入围|进入|挺进|迈入|跨入|跨进|冲进)(?:全|国家|[省市])[^,。;\d]{0,14}$"
)


RESULT_WITHIN = 400  # characters between what was made known and a park's place in it
RESULT = later(
    "(?:考核|考评|评价|测评|评比|国考|大考)[^。;\\d]{0,12}(?:结果|排名|名次|通报|揭晓|出炉)|"
    "(?:通报|公布|发布|揭晓)[^。;]{0,24}(?:考核|考评|评价|测评|排名)"
)
PARK_STANDS = later(
    r"[一-龥“”]{2,16}[区园城港](?:[^,。;\d]{0,10},)?(?:再次|又|再|继续|连续|蝉联|则|也|均|分别)*(?:综合)?"
    r"(?:[由从](?:上年|去年|上次|上期)?的?$|位?列|位?居|排名?|排在|名列|升至|跃居|前进|上升|后退|下降|进位|退到|名次)(?:了|全市|全省|在|到|至)*"
)
# So many indicators, of which the numbers that follow are told one by one.
THESE = later(
    r"([二两三四五六七八])(?:项|类)(?:主要|经济|核心)*(?:指标|资金|收入|税收|投资|数据)?(?:也|则)?(?:分别|依次)"
)
NUMBERS = "二三四五六七八"


def each_told(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """三项指标分别达到58亿元、17亿元和1亿元, 两项资金分别占全省的69%和72%: of those just told."""
    found = THESE.search(scene.text, scene.start, reading.start)
    if found is None or verdict.kind not in ("level", "growth", "share"):
        return None
    before = [x for x in scene.links if x.verdict.kind not in RELATIVE]
    listed = [x for x in before if x.reading.start < found.start()] or scene.former
    told = list({x.code: x for x in listed if x.reading.unit != COUNT}.values())
    number = NUMBERS.index(found[1].replace("两", "二")) + 2
    place = sum(x.reading.start >= found.end() for x in scene.links)
    if len(told) < number or place >= number:
        return None
    if verdict.kind == "level" and reading.unit != told[-number:][place].reading.unit:
        return None
    return carried(reading, verdict, told[-number:][place], "one of those just told")


def in_several(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention]
) -> Link | None:
    """营业收入、税收均居全市第一: a place in several at once is a ranking."""
    if verdict.kind != "rank":
        return None
    if INDICATORS.search(scene.text, scene.start, reading.start):
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place in several at once")
    named = [m for m in before if m.wording.indicators[0].code not in PLACED]
    if not named:
        return _in_all_of_them(scene, reading, verdict)
    last = named[-1]
    said = {x.code for x in scene.recent() if x.code != OTHER}
    if last.wording.text in WHATEVER and BOTH.match(scene.text, last.end) and len(said) > 1:
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place in several at once")
    if not AT_ONCE.search(scene.text, last.end, reading.start):
        return None
    listed = len(named) > 1 and re.fullmatch(
        r"[、和与及]|以及", scene.text[named[-2].end : last.start]
    )
    if not listed and not AND_ANOTHER.search(
        scene.text, max(scene.start, last.start - 6), last.start
    ):
        return None
    indicator = wordings.lexicon().indicators["ranking"]
    return Link(reading, verdict, indicator, None, "a place in several at once")


# 在项目观摩评比中获第一名: what is judged is the whole, whatever it is named by.
JUDGED = later(
    r"[^,。;、\d]{0,6}?(?:考核|考评|评比|评价|观摩|拉练|测评|评估|竞赛)[^,。;、\d]{0,12}?"
    r"(?:获得?|居|位居|位列|列|名列|排名|排在?|夺得|摘得|荣获|取得)[^,。;\d]{0,10}"
)


def of_the_first(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], clause: int
) -> Link | None:
    """产值、税收均增长20%: one number of several at once goes by the first of them."""
    if verdict.kind not in ("growth", "multiple", "share") or reading.unit == RANK:
        return None
    together = TOGETHER.search(scene.text, clause, reading.start)
    if together is None:
        return None
    named = [m for m in before if m.end <= together.start() and not m.wording.weak]
    run = [m for m in named if m.wording.indicators[0].code not in PLACED]
    if len(run) > 1 and run[-1].end >= together.start() - 2:
        first = len(run) - 1
        while first and _next_in_list(scene.text, run[first - 1], run[first]):
            first -= 1
        if first < len(run) - 1:
            return own_relative(reading, verdict, run[first], "the first of several at once")
    if run:
        return None
    told = list(takewhile(lambda x: x.verdict.kind not in RELATIVE, scene.recent()))
    told = [x for x in told if x.reading.unit != COUNT and x.code != OTHER]
    if len(told) < 2:
        return None
    return carried(reading, verdict, told[-1], "the first of several at once")


def _next_in_list(text: str, left: Mention, right: Mention) -> bool:
    """Whether two mentions stand in one list."""
    between = text[left.end : right.start]
    return left.end <= right.start and between[:1] in LISTING and len(between) <= 5


def in_assessment(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], clause: int
) -> Link | None:
    """财政收入31亿元,在全省综合排名中列第16位; 在评价中前进2位: a place in an assessment."""
    moved = verdict.kind == "change" and reading.unit == "rank"
    if verdict.kind != "rank" and not moved:
        return None
    if scene.text[reading.start - 1] == "(" and (
        scene.last is None or scene.last.code in PLACED_OR_FIRMS
    ):
        indicator = wordings.lexicon().indicators["ranking"]  # 甲产业集聚区(24位)
        return Link(reading, verdict, indicator, None, "a place in a bracket")
    begin = clause
    named = any(m.start >= clause and m.wording.indicators[0].code not in PLACED for m in before)
    placed = scene.last is not None and scene.last.verdict.kind == "rank"
    counted = scene.last is not None and scene.last.reading.unit == COUNT and moved
    among = JOINS.search(scene.text, clause, reading.start) or (
        counted and OF_ALL.search(scene.text, clause, reading.start)
    )
    if not (named or placed) and among:
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place among others")
    if not named and _by_the_result(scene, reading):
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place in the assessment made known")
    if ASSESSED.search(scene.text, clause, reading.start) is None:
        begin = clause if scene.links else scene.start  # 电话民意调查,某县在各区市中排在首位
    if ASSESSED.search(scene.text, begin, reading.start) is None:
        return None
    here = [m for m in before if m.start >= begin]
    others = [m for m in here if m.wording.indicators[0].code not in PLACED]
    if others and JUDGED.fullmatch(scene.text, others[-1].end, reading.start) is None:
        return None
    told = [m for m in here if m.wording.indicators[0].code == "ranking"]
    if told:
        return own_relative(reading, verdict, told[-1], "a place in an assessment")
    indicator = wordings.lexicon().indicators["ranking"]
    return Link(reading, verdict, indicator, None, "a place in an assessment")


def _by_the_result(scene: Scene, reading: Reading) -> bool:
    """通报开发区考核结果。…。甲高新区列第二位: a park's place, the first thing told of it."""
    if scene.links or PARK_STANDS.fullmatch(scene.text, scene.start, reading.start) is None:
        return False
    low = max(0, scene.start - RESULT_WITHIN)
    return RESULT.search(scene.text, low, scene.start) is not None


def _in_all_of_them(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """投资31.5亿元、收入92.8亿元,均居全县首位: of all that the sentence told."""
    last = scene.last
    if last is None or not ALL_OF_THEM.match(scene.text, last.reading.end):
        return None
    # 收入61亿元,增长7%;税收1.7亿元,增长2%,两项增幅均居: so many are told over a semicolon too.
    counted = SO_MANY.search(scene.text, last.reading.end, reading.start) is not None
    told = [*scene.told, *scene.links] if counted else scene.recent()
    if len({x.code for x in told} - {OTHER}) < 2:
        return None
    indicator = wordings.lexicon().indicators["ranking"]
    return Link(reading, verdict, indicator, None, "a place in several at once")
