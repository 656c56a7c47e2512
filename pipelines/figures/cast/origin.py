"""What the origin of a text tells: the park whose office wrote it, the place whose paper it is."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.mentions import mentions
from pipelines.figures.names.park_names import CLASS_OF, same_park, taken_apart
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

# Who in a park writes, and where it is read: 某某经开区管委会, 某某高新发布.
OFFICE = (
    "管委会|管理委员会|管理局|党工委|工委|党政|财政|统计|经发|招商|投促|投资促进|宣传|办公室|"
    "发布|官方|官微|官网|微信|公众号|融媒|在线|资讯|门户|政务|网|报|新闻|信息|"
    "(?:工作)?(?:简报|动态|快报|通讯|通报|专报|要情|总结|年鉴|年报|大事记)"
)
WRITES = later(OFFICE)
# A park that its own account calls by less than its name.
ACCOUNT = later(f"([一-龥]{{2,6}}?)(高新|经开|综保|边合|临港|临空|自贸)(?={OFFICE})")

# A body of a place writes for the place, whose name need be in no list: 某某人大网, 某某市政府.
BODY_OF = later(
    "([一-龥]{2,4}?)(?:人大|政协|政府|人民政府|党政|机关|发改|统计|商务|经信|工信|工业和信息化|"
    "财政局|审计局|商务局|招商局|自然资源|年鉴)"
)

# What papers of the whole country or of a province are called by.
WIDE = frozenset(
    (
        *("中国", "人民", "经济", "新华", "光明", "大众", "南方", "解放", "农民", "工人", "科技"),
        *("法治", "青年", "国际", "每日", "证券", "商务", "金融", "环境", "企业", "三农", "消费"),
        *("开发区", "园区"),
    )
)
TITLED = 3  # a place in the title counts as often
# What a text calls its own place by, and a province at the head of a title or of an origin.
WHOLE = frozenset(("全省", "我省", "全市", "我市", "全县", "我县", "全州", "全旗"))
PROVINCE = later("(?<![一-龥])((?:(?![全我本各某年月日度上下])[一-龥]){2,3}省)(?![级会道际外内])")
# The paper of a city or county: 某某日报. Only known places are taken for one.
PAPER_OF = later("([一-龥]{2,4}?)(?:日报|晚报|时报|晨报|早报|新报|新闻网|电视台|广播电视|融媒)")


def body_of(doc: Document) -> str:
    """The name without its rank of the place whose office a text comes from, '' where none."""
    found = BODY_OF.match(fold(doc.origin)) if doc.origin else None
    return found[1] if found and found[1] not in ("中国", "全国") else ""


def publisher(cast: Cast, doc: Document) -> int | None:
    """The park whose own office publishes a text, None where none does."""
    origin = fold(doc.origin)
    for named in mentions(origin):
        told = named.end == len(origin) or WRITES.match(origin, named.end)
        if named.kind == PARK and named.name and told:
            return _entity(cast, named.name, named.head)
    account = ACCOUNT.match(origin)
    return _entity(cast, account[1] + account[2] + "区", account[2] + "区") if account else None


def _entity(cast: Cast, name: str, head: str) -> int:
    """The park of the text that a name from outside means, made where the text names none."""
    parts = taken_apart(name, head)
    for number in cast.of_kind(PARK):
        known = cast.entities[number].parts
        if known is not None and same_park(parts, known):
            return number
    return made(cast, name, head)


def made(cast: Cast, name: str, head: str) -> int:
    """A park that the text speaks of without its name."""
    number = cast.get(PARK, name)
    if CLASS_OF.get(head) is not None:
        cast.entities[number].parts = taken_apart(name, head)
    return number


def paper_of(doc: Document) -> str:
    """The name without its rank of the known place whose paper printed a text, '' where none."""
    found = PAPER_OF.match(fold(doc.origin)) if doc.origin else None
    return found[1] if found and found[1] in terms().inner_places else ""


def told_by_paper(doc: Document, *, alone: bool = False) -> str:
    """The place, in whatever list or none, whose paper prints a text that is about it.

    alone asks for the name of a daily that nothing in the text bears out.
    """
    found = PAPER_OF.match(fold(doc.origin)) if doc.origin else None
    if found is None or found[1] in WIDE:
        return ""
    named = fold(doc.title).count(found[1]) * TITLED + doc.folded.count(found[1])
    own = (
        alone
        and found[0].endswith("日报")
        and found[1] not in WIDE
        and found[1] not in terms().provinces
    )
    return found[1] if named >= TITLED or own else ""


def home(doc: Document) -> list[str]:
    """The places that the origin of a text names with their ranks: 某某县人民政府网."""
    return [m.name for m in mentions(fold(doc.origin)) if m.kind == REGION and m.name]


def named_outside(cast: Cast, doc: Document) -> str:
    """The place of a text that says only 全省 or 我市: named in its title or by who publishes it.

    A place of no list is known by its rank there: 青岚省2022年外资通报, of 青岚省商务厅.
    """
    ranks = {m.head[-1] for m in cast.mentions if m.head in WHOLE and not m.name}
    for source in (fold(doc.title), fold(doc.origin)):
        named = [m.name for m in mentions(source) if m.kind == REGION and m.name]
        named += [found[1] for found in PROVINCE.finditer(source)]
        own = next((n for n in named if n[-1] in ranks and "某" not in n), "")
        if own:
            return own
    return ""
