"""What counted firms met or became: helped, punished, closed, listed, titled."""

from __future__ import annotations

from pipelines.figures.indicators import linking
from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import Mention
from pipelines.figures.patterns import later

ADVERBS = (
    r"(?:被|新|先后|相继|陆续|成功|顺利|正式|已经?|则|还|也|又|都|均|双双|一举|首次|再次|再度|同时|获|荣"
    r"|累计|分别)*"
)
LISTING = later(
    r"(?:已经?|先后|相继|成功|正式|全部|均|都)*(?:登陆[^,。;]{0,10}|在[^,。;]{0,10})?(?:成功|正式|敲钟|实现|完成)*"
    r"(?:(?:上市|挂牌)(?!后备|辅导)|(?:登陆|闯进|走进|走上|迈进|进入|叩开)了?(?:多层次|境内外|国内)?资本市场"
    r"|登陆(?:新三板|科创板|北交所|创业板|主板|港交所|纳斯达克|A股)|过会(?![员议]))"
)
BECAME = later(
    ADVERBS
    + r"(?:认定为?|评定为|评为|授予|批准为|确定为|纳入|入选|入围|入库|上榜|获评|获批|获颁|获得|取得"
    r"|列入|通过|[成升晋]为|成了|做成|长成|变成|成长[为成]|晋[升级][为到]?|升[级格]为|发展[为成]|蝶变[为成]|跻身|进入|跨入|跨进|迈入"
    r"|迈进|步入|挤进|加入|摘得|摘下|摘取|斩获|夺得|拿下|拿到|拿回|捧[回得]|[荣喜]膺|[荣喜]获|戴上|挂上|当选)了?"
)
FATE_BACK = 12  # characters before firms that may tell what was done to them
PUNISHED = later(
    r"(?:因[^,。;]{1,12}?)?(?:已|先后|均)*被(?:依法)?"
    r"(?:处罚|罚款|查处|立案|约谈|通报|责令(?:限期)?整改)"
)
PUNISHED_THOSE = later(r"被(?:处罚|查处|立案|约谈|通报|罚款)的[^,。;]{0,4}$")
CLOSED = later(
    r"(?:因[^,。;]{1,12}?)?(?:已经?|先后|陆续|相继|全部|均|都|被|依法|责令|勒令|主动|悄悄)*"
    r"(?:退出|退园|离园|关停|关闭|取缔|清退|淘汰|注销|倒闭|破产|歇业|停业|中途退园|搬离|迁出|撤离|“?请”?了?出|搬走了?(?=[,。;]))(?!后)"
)
# 完成12家企业的关停搬迁
SHUT_THEM = later(r"的?(?:关停|关闭|淘汰|腾退|取缔)(?:搬迁|退出|取缔|任务|工作)*(?=[,。;])")
# 搬迁入园9家, 整治提升“低散乱”企业47家: what happened to them keeps them.
KEPT = later(r"(?:入园|进园|升级|提升|改造|转产|转型)[了的约近“”低散乱污小企业()作坊]*$")
SOLVED = later(r"(?:解决|化解|破解|疏通|协调)(?:好|了)*(?:近|约)?$")
TROUBLE = later(r"的?[^,。;]{0,10}?(?:难题|问题|困难|诉求|堵点|需求)")
GOT = later(
    r"(?:累计|已|共|先后|陆续|(?:通过|凭|依托|借助)[^,。;\d]{2,14}?(?=拿到|获得|得到|贷到|取得)){1,4}"
)
RAISED = later(
    r"(?:新|已经?|均|都|则|还|也|成功|顺利|先后|相继|当月|本月|年内|月度|完成|实现|“|[去今明]年|[上下]半年|年底前?|在?\d+月份?|可以|[可将能]|有望|可望)*"
    r"(?:小?升了?规(?!模|范|划)|入了?规(?!模|范|划)|达规|入库(?:纳统|入统)|上规|入统|纳统|升入规上"
    r"|(?:[进入上够达成跨迈升]|成长|晋升|成为|跃升)(?:了|进|入|到|为|上)*“?(?:规上|规模以上|规模|规下转规上)(?!化|[^,。;]{0,4}(?:较|小|大)))"
)
# “小升规”的企业32家
RAISED_THOSE = later(r"(?:(?<!待)(?<!拟)(?<!培育)升规|上规|入规|入统|纳统)”?的[^,。;]{0,4}$")
# 9家企业拿到维修资质: nobody gave them money.
PAPERS = later(r"[^,。;]{0,16}?(?:资质|资格|证书|许可|认证|牌照|执照|订单|批文|专利|证)")
SIGNED = later(r"(?:在)?(?:现场|当场|集中|已|与[^,。;]{1,8}){0,4}(?:签约|签下|签订|签了|达成)")
LENT = later(r"银企|授信|贷款|融资")
CONCERNED = later(r"(?:涉及|覆盖|受惠|受益)(?:各类|全区|园区|中小微?|小微|民营)*$")
BENEFITED = later(r"(?:从中|直接|已经?|均|都)*(?:受益|受惠|获益|得益|沾光|得了?实惠|尝到甜头)")
BECOMING = frozenset({"enterprises", "high_tech_enterprises"})
GIVEN = frozenset({"tax_relief", "subsidies", "loans"})


def fared(scene: Scene, link: Link) -> None:
    """48家企业里,7家升规,2家上市,3家关停: each of the firms counted before goes by its own fate."""
    told, whole = link.of, link.of
    while whole is not None and whole.of is not None:
        whole = whole.of
    if told is None or whole is None or whole.indicator is None:
        return
    if whole.indicator.category != "enterprise" or link.verdict.kind in RELATIVE:
        return
    if became(scene, link, link.reading.end):
        return
    if whole.code in BECOMING and BENEFITED.match(scene.text, link.reading.end):
        settle(link, "benefited_enterprises", "they got something")
        return
    said = whole.start >= whole.reading.end  # the whole is called by its own fate as well
    if (said or whole.code in BECOMING) and CLOSED.match(scene.text, link.reading.end):
        settle(link, "closed_enterprises", "they were closed")


def met(scene: Scene, link: Link, mention: Mention) -> None:
    """14家企业拿到贷款 got something; 3家企业入选“小巨人” became something; 4家企业被关停."""
    text, after = scene.text, mention.end
    if mention.start < link.reading.end:
        before = text[max(scene.start, link.start - FATE_BACK) : link.start]
        if RAISED_THOSE.search(before):
            settle(link, "above_scale_enterprises", "they grew above size")
        elif PUNISHED_THOSE.search(before):
            settle(link, "penalties", "they were punished")
        elif CONCERNED.search(before) and _money_given(scene, link):
            settle(link, "benefited_enterprises", "the money reached them")
        return
    if not mention.wording.text.endswith("企业"):
        return
    if became(scene, link, after):
        return
    if PUNISHED.match(text, after):
        settle(link, "penalties", "they were punished")
    elif CLOSED.match(text, after):
        settle(link, "closed_enterprises", "they were closed")
    elif SHUT_THEM.match(text, after):
        settle(link, "closed_enterprises", "they are to be closed")
    elif _helped(scene, after) or _troubled(scene, link, after):
        settle(link, "benefited_enterprises", "they got something")


def _helped(scene: Scene, after: int) -> bool:
    """Whether firms got money or help, or signed with those who lend it."""
    given = linking.words().helped_after.match(scene.text, _past(scene.text, after))
    if given is not None:
        return PAPERS.match(scene.text, given.end(), scene.end) is None
    signed = SIGNED.match(scene.text, after) is not None
    return signed and LENT.search(scene.text, scene.start, scene.end) is not None


def _troubled(scene: Scene, link: Link, after: int) -> bool:
    """解决了19家企业的用电难题: firms whose trouble was seen to."""
    begin = max(scene.start, link.reading.start - FATE_BACK)
    solved = SOLVED.search(scene.text, begin, link.reading.start)
    return solved is not None and TROUBLE.match(scene.text, after) is not None


def _past(text: str, at: int) -> int:
    """Where a verb begins behind the adverbs before it: 累计收到."""
    found = GOT.match(text, at)
    return found.end() if found else at


def _money_given(scene: Scene, link: Link) -> bool:
    """减免租金1246万元,涉及小微企业315户: whether the sentence tells of money for firms."""
    return any(x.code in GIVEN for x in scene.links[max(0, link.at - 2) : link.at])


def became(scene: Scene, link: Link, after: int) -> bool:
    """12家企业入选“小巨人”, 3家上市: firms that became something are counted as that."""
    if LISTING.match(scene.text, after):
        settle(link, "listed_companies", "they were listed")
        return True
    if RAISED.match(scene.text, after):
        settle(link, "above_scale_enterprises", "they grew above size")
        return True
    title_begins = BECAME.match(scene.text, after)
    if title_begins is None:
        return False
    end = linking.phrase(scene.text, title_begins.end(), scene.end)
    for title in scene.between(title_begins.end(), end):
        titled = linking.indicator_of(title, link.reading)
        if titled is not None and titled.category == "enterprise":
            settle(link, titled.code, "they became that")
            return True
    return False
