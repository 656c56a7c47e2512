"""The noun that a number counts, after the number: 18个项目, 9家省市级企业技术中心."""

from __future__ import annotations

from pipelines.figures.indicators import capacities, linking, wordings
from pipelines.figures.indicators.linking import Scene, indicator_of
from pipelines.figures.indicators.wordings import COUNT, Indicator, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

MAX_BACK = 60  # characters after a number in which what is said of the counted may stand
OF_ROOMS = later(r"的[^,。;、\n]{0,8}?(?:厂房|楼|车间|仓库|公寓|写字楼|办公|仓储)")
OFFICIALS = later(
    r"[^,。;、\d]{0,8}?(?:干部|领导|专员|联络员|服务员|网格员|特派员|代办员|工作人员|队员|负责人|委员|代表|书记)"
)
# Places that are counted, with what they do.
PLACES_DO = later(
    "(?:省|市|县|州|区|旗|市州|地市|县区|县市|市县|乡镇|镇街|镇|乡)(?:签约|开工|引进|完成|实现|共|已|累计|先后|同步|组团|参与|参加|集中|联合|新[增签引])"
)
SORTS = ("类项目", "类企业", "型项目", "型企业", "类产业", "类工业", "类重")
ABOUT = later(r"(?:左右|以上)的?(?=[一-鿿])")
LIMITED = later(
    r"[^,、。;\d]{0,8}?(?:超过?|过|达到?|突破|不低于|逾)?(?:[\d.一二三四五六七八九十百千]+[万亿]*|亿)元?(?:以上|级)?的"
)
# 9家省市级企业技术中心, 3个已开工项目: what stands before the noun and is no noun of its own.
GRADED = later(
    r"(?:(?:国家|自治区|[省市州县区部盟旗镇乡])级?(?:以上)?[、和及或与]?){1,2}(?=(?:国家|自治区|[省市州县区部盟旗镇乡])级)"
    r"|(?:国家|[省市县区州]){1}级?、(?=[省市县区州]级?重点)"
    r"|(?:已|未|拟|正在|计划|集中)(?=(?:开工|签约|投产|供地|落地|竣工|建成|入驻|备案|获批|立项|投运|开工建设|批|报批|核准|审批|引进|完工|达产|复工)的?[^,。;的]{0,4}(?:项目|企业))"
)
# 9家钢铁、焦化企业: the trades of the firms counted.
TRADES = later(
    r"(?:(?:(?!企业|公司|机构|平台|项目|银行|高校|院|医|中心|基地|单位|人|的)[一-鿿]){2,6}[、和与及]){1,4}"
    r"(?=(?:(?!企业)[一-鿿]){1,6}企业)"
)
# 23个新建、扩建项目: the sorts of the projects counted.
SORTS_OF_PROJECTS = later(
    r"(?:(?:(?!企业|公司|机构|平台|项目|银行|高校|院|中心|基地|单位|园区|县|市|省|人|的)[一-鿿]){2,6}[、和与及]){1,3}"
    r"(?=(?:(?!企业|平台|园区)[一-鿿]){1,6}(?:项目|工程)(?!部|师))"
)
# 3个应于3月底前开工的项目: what is said of the counted stands before their noun.
SUCH = later(
    r"(?!(?:国家级?|省级|市级)?(?:经济|高新|工业|产业)?(?:技术)?(?:开发区|高新区|经开区|园区|集聚区|集中区))[^,、。;:\n]{2,14}?的(?=(?:(?:重[大点]|优质|工业|产业|招商|亿元以上)?项目|(?:重点|工业)?企业|工程|产业集群|集群|生产线)(?:[^的]|$))"
)
# 等23个总投资47亿元的工业项目: the sum of those counted stands before their noun.
SUMMED = later(
    r"(?:计划|协议|合计|合同)?(?:总投资|投资|总金额|总产值|年产值|产值)(?:额|共|合计)?(?:约|近|超过?|达到?)?[\d.,]+[百千万亿]*美?元(?:人民币)?(?:以上|左右)?的"
    r"|(?:总长|全长|长)度?(?:约|近)?[\d.,]+(?:米|公里|千米)的?"
)
# What may stand between the label of the next number and that number.
NEXT = later(
    r"(?:开工|竣工|签约|投产|建成|落地)|(?:总数|数量|数|共|已|累计)*(?:达到?|为|有|突破|超过?|增至|增加到|发展到)(?:约|近|了)?"
)
# 46家企业中,17家建有研发机构: what they have is not what is counted.
DOES = later(
    r"建有|设有|设立|拥有|建立|建起|组建|拿到|取得|领到|参与|利用|采用|配备|(?<![参])与|跟"
)
# What the counted things do or undergo is no part of their noun: 26个项目办理前期手续.
DOINGS = (
    "办理",
    "达成",
    "解决",
    "争取",
    "获得",
    "提供",
    "带动",
    "吸纳",
    "协调",
    "申报",
    "兑现",
    "招聘",
)


def find(scene: Scene, reading: Reading, until: int, *, labelled: bool) -> Mention | None:
    """The noun that a number counts: the last of an unbroken run of fitting mentions after it."""
    text = scene.text
    begin, end = _head_after(scene, reading, until, labelled)
    if end - begin < 2 or (reading.unit == COUNT and _of_places(text, begin, reading)):
        return None
    rooms = reading.unit == "m2" and OF_ROOMS.match(text, reading.end) is not None
    found: Mention | None = None
    for mention in _nouns(scene, reading, begin, end):
        indicator = indicator_of(mention, reading)
        if found is not None and mention.start > found.end:
            break
        if indicator is None and reading.unit == COUNT and found is None:
            inner = _inner(scene, reading, mention, begin)
            if inner is not None:
                return inner
        if indicator is None or mention.wording.weak:
            if reading.unit != COUNT and mention.start - begin > 6:
                break
            continue
        if found is not None and _another(scene, mention, indicator, until):
            break
        if found is None and not rooms and _ended(text, reading, begin, mention.start):
            break
        if labelled and mention.end == until and until < scene.end:
            break  # the label of the number that follows
        if found is not None and _one_noun(reading, found, mention, indicator):
            return Mention(found.start, mention.end, found.wording)
        found = mention
    return found


def _ended(text: str, reading: Reading, begin: int, at: int) -> bool:
    """Whether the noun phrase behind a number is over before `at`."""
    if linking.words().head_ends.search(text, begin, at):
        return True
    return reading.unit == COUNT and DOES.search(text, begin, at) is not None


def _of_places(text: str, begin: int, reading: Reading) -> bool:
    """Whether what follows a count is no noun: 8个的…, 全省13个|市签约“飞地”项目1050个."""
    return text[begin] == "的" or PLACES_DO.match(text, reading.end) is not None


def _nouns(scene: Scene, reading: Reading, begin: int, end: int) -> list[Mention]:
    """The mentions of a noun phrase, without those that say of what sort: 21个总部类项目.

    42名县级领导包联企业126家: those who go to the firms are no visits.
    """
    found = [m for m in scene.between(begin, end) if not scene.text.startswith(SORTS, m.end)]
    people = reading.unit_text in ("名", "位", "人") and OFFICIALS.match(scene.text, reading.end)
    if people:
        return [m for m in found if m.wording.indicators[0].category != "service"]
    return found


def _inner(scene: Scene, reading: Reading, mention: Mention, begin: int) -> Mention | None:
    """58家规上工业企业产值: the firms that the first wording after the number begins with."""
    inner = wordings.within(mention, COUNT, reading.unit_text)
    ended = linking.words().head_ends.search(scene.text, begin, mention.start)
    return None if ended else inner


def _one_noun(reading: Reading, found: Mention, mention: Mention, indicator: Indicator) -> bool:
    """Whether a mention only ends the noun before it: 高新技术企业, 工业项目建设."""
    known = indicator_of(found, reading)
    if known is None:
        return False
    if known is indicator and mention.start < found.end:
        return True
    plain = mention.wording.text in linking.words().plain_nouns
    return plain and known.category == indicator.category


def _another(scene: Scene, mention: Mention, indicator: Indicator, until: int) -> bool:
    """Whether a mention behind the noun is no part of it.

    2条生产线年产酒瓶1.8亿只; 11个产业园区入驻企业数达到960个: the label of the next number.
    """
    if indicator.code in capacities.MAKING or mention.wording.text.startswith(DOINGS):
        return True
    if mention.wording.text == "签约":
        return True  # 7个产业集聚区签约引进
    if mention.end == until < scene.end and mention.wording.text.startswith("签约"):
        return True  # 86个园区签约项目1240个
    return until < scene.end and NEXT.fullmatch(scene.text, mention.end, until) is not None


def _head_after(scene: Scene, reading: Reading, until: int, labelled: bool) -> tuple[int, int]:
    """Where the noun after a number may stand: behind a 的, behind the limit of a group."""
    text, begin = scene.text, reading.end
    if reading.unit == COUNT:
        summed = SUMMED.match(text, begin, min(scene.end, begin + MAX_BACK))
        if summed:
            return summed.end(), linking.phrase(text, summed.end(), scene.end)
        limited = LIMITED.match(text, begin, min(until, begin + MAX_BACK))
        limited = limited or SUCH.match(text, begin, min(until, begin + MAX_BACK))
        begin = limited.end() if limited else begin  # 3个产值超百亿元的产业集群
        graded = GRADED.match(text, begin, min(until, begin + MAX_BACK))
        begin = graded.end() if graded else begin
        sorts = TRADES if reading.unit_text in ("家", "户") else SORTS_OF_PROJECTS
        if reading.unit_text in ("家", "户", "个", "项"):
            trades = sorts.match(text, begin, min(until, begin + MAX_BACK))
            begin = trades.end() if trades else begin
    elif about := ABOUT.match(text, begin):
        begin = about.end()  # 安排2亿元左右专项资金
    elif text[begin : begin + 1] == "的" and not labelled:
        begin += 1  # 2亿元的产业引导基金
    return begin, linking.phrase(text, begin, until)
