"""The park of a text that never calls it by its name: told by the title, by its place, by 园区."""

from __future__ import annotations

from collections import Counter

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.origin import made, paper_of
from pipelines.figures.names.judging import place_at
from pipelines.figures.names.park_areas import of_area
from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.terms import PARK, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

OF_PARKS = later("园区|管委会|入园|入驻|片区|园内")
# What a place does, so that the word after it ends no name: 酒泉建设新能源基地.
DOES = (
    "建设|打造|加快|争当|构建|推进|崛起|迈向|创建|聚力|全力|做强|做大|入选|如何|"
    "[筑让把在将引抢向为以与和变从要用获怎托撑带跑跃走写交拿打争]"
)
UNHEADED = later(
    f"[市县区]?(?![省市县区年月日上下第])(?:(?!{DOES})[一-龥·]){{2,10}}?"
    "(?:示范区|试验区|实验区|先行区|示范园|小镇|园|城|谷|港|岛|湾区?|走廊|集群|基地|产业带)"
    "(?![一-龥]{0,1}(?:[省市县]|经济|产业|化))"
)
NAMELESS = later(
    "(?<![一-龥])(?:[在我全本])?([市县区旗州])?((?:经济(?:技术)?|高新(?:技术)?(?:产业)?|工业)?(?:开发区|高新区|经开区|园区|集中区))"
)
# A title that begins with the sort of park alone: 上半年经开区….
OPENED = later(
    "(?:[去今前]年|\\d{4}年|前?[\\d一二三四—至-]+(?:月份?|季度)|上半年|全年|[市县区我])*"
    "((?:经济(?:技术)?|高新(?:技术)?(?:产业)?)?(?:开发区|高新区|经开区|综保区)|(?:综合)?保税区|保税港区|"
    "(?:先进制造业|产业)?集聚区|工业集中区|工业园区|产业园区)"
)
# What a text calls its park by what it is for; the name of its place alone is missing.
OWN_SORT = later(
    "(?:小微(?:企业)?(?:创业|工业|产业)?|返乡(?:入乡)?创业|扶贫产业|移民产业|科创|文创|众创|双创|创业|孵化|电商|物流|冷链|"
    "软件|动漫|服装|纺织|家具|家居|陶瓷|皮革|箱包|鞋业|食品|医药|化工|光伏|铝业|稀土|石材|茶叶|花卉|飞地|循环(?:经济)?)园(?!区|林)"
)
PLACE_OF = later("[一-龥]{2,4}?[市县区旗州]")
SEVERAL_TIMES = 3  # namings from which on a text is about a park
# What a place calls its own park by, where it has but one; 园区 and 产业园 may be anybody's.
SORTS_OF_PARK = frozenset(
    ("经济开发区", "开发区", "经开区", "高新区", "示范园区", "工业集中区", "产业集聚区", "工业园区")
)
PROVINCES = ("省", "自治区")
NO_PARK = (
    "这里",
    "前者",
    "后者",
    "全区",
    "我区",
    "该区",
    "两区",
    "三区",
)  # may be districts or anything
# What a park has become: 升格为省级高新区.
BECAME = later(
    "(?:升格|升级|晋升|晋级|跻身|获批|获评|更名|改名|认定|批准|批复|(?<!形)成)[^,。;\\n]{0,12}?"
    "(高新技术产业开发区|高新技术产业园区|高新区|经济技术开发区|经济开发区|经开区|产业集聚区|工业集中区|产业园区|工业园区|综合保税区|综保区)"
)
IS = later("系|是|位于|坐落|地处|始建|规划|占地|总投资")  # what a text begins with of its park
# 信陵人搞工业: who lives somewhere; and what sort of people they may be instead.
PEOPLE = later(
    "(?<![一-龥])([一-龥]{2,3})人(?=[搞办干说爱有没不敢靠管把常都也最想用的认盼过当走自看吃会要能善懂讲重种做叫称信尝闯]|世代|历来|素来|祖祖|终于|开始|重新|知道|心里|骨子|硬是|一直|从|并)"
)
COMMON_PEOPLE = later(
    "年轻|当地|本地|外地|打工|生意|负责|带头|领头|投资|务工|中国|山里|城里|乡下|村里|厂里|园区|企业|公司|工|客|商|农|军|军|"
    "老|家|主持|继承|经纪|候选|接班|受益|管理|经营|创始|合伙|介绍|陌生|普通|多数|很多|许多|不少|每个|所有|全县|全市|全省|有些|一些|那些|这些|东北|南方|北方|机器|残疾|成年|脱贫|贫困"
)
# The scene of a feature's first words: 八月的某某，风里还带着咸味.
SCENE = later(
    "(?:[一二三四五六七八九十]+月|[初盛仲暮早晚深隆孟]?[春夏秋冬](?:日|时节|天)?|清晨|傍晚|雨后|雪后)的([一-龥]{2,5}),"
)
SCENERY = later(
    "[阳光风雨雪雾霜夜晨空浪]$|两岸|岸边|大地|田野|原野|车间|厂[区房]|工地|山村|小[城镇]|县城|边[陲境城]|草原|沙漠|戈壁|"
    "深处|脚下|腹地|之滨|之畔|海面|江面|街头|乡村|农村|城市|北国|南国|水乡|山区|这里|那里|一天|一个"
)
PART_OF_LAND = later(
    "[东西南北中][方部]|江南|江北|[沿临滨][江海河湖边]|塞[上北外]|岭南|关中|华[东南西北中]|[东西][北南]|中原|高原|草原|山[城村乡]|海[滨边]|园区|"
    "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇青宁新疆][东西南北中]"
)


def named_by_title(cast: Cast, doc: Document) -> int | None:
    """The park of a text whose body names none, told by its title and its origin."""
    name = _unheaded(doc) or _titled(cast, doc)
    if not name:
        return None
    number = cast.get(PARK, name)
    cast.entities[number].titled = True
    return number


def _unheaded(doc: Document) -> str:
    """The park that the title names by a word that few parks are called, '' where it names none.

    A place, then a word such as 城, 谷 or 岛, in the title of a text that speaks of 园区 or of who
    moves in: 成都天府智慧岛.
    """
    title = fold(doc.title)
    if not OF_PARKS.search(doc.folded):
        return ""
    for at in range(len(title) - 3):
        place = place_at(terms(), title, at)
        found = UNHEADED.match(title, at + len(place)) if place else None
        if found:
            return doc.title[at : found.end()]
    return ""


def _titled(cast: Cast, doc: Document) -> str:
    """The park that a report of its own place calls by no name: 县经济开发区 from 某某县信息网."""
    found = NAMELESS.search(fold(doc.title))
    place = PLACE_OF.match(fold(doc.origin))
    if not found or not place or len(_pointers(cast)) < SEVERAL_TIMES:
        return ""
    own = not found[1] or place[0].endswith(found[1])
    return place[0] + found[2] if own else ""


def opened_by(cast: Cast, doc: Document) -> int | None:
    """The park that title and text begin with by its sort alone, before any park is named.

    开发区抢抓机遇: what is named later, of another sort, is only a part or a neighbour of it.
    """
    opened = OPENED.match(fold(doc.title))
    known = CLASS_OF.get(opened[1]) if opened else None
    if opened is None or known is None:
        return None
    bare = next((m for m in _pointers(cast) if CLASS_OF.get(m.head) == known), None)
    named = [m for m in cast.mentions if m.kind == PARK and m.name]
    families = {one.parts.family for n in cast.of_kind(PARK) if (one := cast.entities[n]).parts}
    if bare is None or known in families or any(m.start < bare.start for m in named):
        return None
    place = cast.entities[cast.region].name if cast.region is not None else paper_of(doc)
    if cast.region is None and fold(doc.title)[: opened.start(1)].endswith("县"):
        place = "县"  # of a county that the paper of its city does not name
    return made(cast, place + opened[1], opened[1])


def as_called(cast: Cast, doc: Document) -> str:
    """What a text calls its park that has no other word for it: by its title, by 园区; else ''."""
    opened = OPENED.match(fold(doc.title))
    bare = [m.head for m in _pointers(cast) if not m.group]
    if opened is not None and bare:
        return opened[1]
    if _of_several(cast, len(bare)):
        return ""
    return next((word for word in bare if word not in NO_PARK), bare[0] if bare else "")


def _of_several(cast: Cast, bare: int) -> bool:
    """Whether a text tells of parks of a sort (49个国家级开发区) more often than of 园区."""
    several = (m for m in cast.mentions if m.kind == PARK and (m.group or of_area(m.name)))
    return sum(1 for _ in several) > bare


def _pointers(cast: Cast) -> list[Mention]:
    return [m for m in cast.mentions if m.kind == PARK and not m.name]


def spoken_of(cast: Cast, doc: Document) -> int | None:
    """The park of a text that says 园区 again and again and never its name: the place's.

    A place that the text speaks of as often is what the text is about; a title that names the
    park by its sort (经济开发区:循环经济结硕果) tells without repeating it.
    """
    bare = [m for m in _pointers(cast) if not m.group and m.head not in NO_PARK]
    region = cast.region
    weight = cast.entities[region].weight if region is not None else 0
    weight += sum(m.head in terms().regions for m in cast.mentions if not m.name)
    sort, times = _sort(fold(doc.title) + doc.folded)
    first = next((m for m in cast.mentions if m.kind == PARK), None)
    if first is not None and not sort and first.start == 0 and not first.name:
        opens = doc.folded[: first.end]  # 现代生态农业示范园系灾后新建园区
        sort = opens if len(opens) > len(first.head) + 1 and IS.match(doc.folded, first.end) else ""
    title = fold(doc.title)
    heads = sorted({m.head for m in bare if m.head in title and m.head in SORTS_OF_PARK}, key=len)
    titled = heads[-1] if heads and not _of_several(cast, len(bare)) else ""
    if not titled and (len(bare) < SEVERAL_TIMES or len(bare) + times <= weight):
        return None
    if region is None:
        cast.home = _home(doc.folded)
    place = cast.entities[region].name if region is not None else cast.home
    if titled and place.endswith(PROVINCES):
        place = ""  # no park is called by a province alone
    if sort:  # the park of a town is named without the town's rank: 某某小微园
        place = place[:-1] if len(place) > 2 and place[-1] in "县镇乡" else place
    return made(cast, place + (sort or titled or _word(doc, bare)), "")


def _sort(text: str) -> tuple[str, int]:
    """The sort of park as which the text knows it, and how often: 小微园; '' for none."""
    bare = text.replace("“", "").replace("”", "")
    word, times = next(iter(Counter(OWN_SORT.findall(bare)).most_common(1)), ("", 0))
    return (word, times) if times >= SEVERAL_TIMES else ("", 0)


def _word(doc: Document, bare: list[Mention]) -> str:
    """What sort of park it is: what it has become, else the word that it is called by.

    A word that stands once tells where the title has it too, or nothing else is said before it.
    """
    became = list(BECAME.finditer(doc.folded))
    if became:
        return became[-1][1]
    often = Counter(m.head for m in bare if m.head in CLASS_OF).most_common(1)
    if not often:
        return "园区"
    word, times = often[0]
    return word if times > 1 or word == bare[0].head or word in fold(doc.title) else "园区"


def _home(text: str) -> str:
    """A place that no list knows, by its people or by the scene that a feature opens with."""
    for found in PEOPLE.finditer(text):
        if text.count(found[1]) >= SEVERAL_TIMES and not COMMON_PEOPLE.search(found[1]):
            return found[1]
    scene = SCENE.match(text)
    if scene is None or PART_OF_LAND.fullmatch(scene[1]) or SCENERY.search(scene[1]):
        return ""
    sure = scene[1] in terms().places or len(scene[1]) > 2 or text.count(scene[1]) > 1
    return scene[1] if sure else ""
