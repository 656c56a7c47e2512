"""Reads the names of firms, projects and industries from their heads."""

from __future__ import annotations

from pipelines.figures.park_names import name_start
from pipelines.figures.patterns import later
from pipelines.figures.subject_brands import says_trade, short_firm, works
from pipelines.figures.subject_names import placed
from pipelines.figures.subject_places import NUMERAL, WHOLE_REGION
from pipelines.figures.subject_terms import (
    ENTERPRISE,
    FIRM_WORD,
    POST_WORD,
    PROJECT,
    SECTOR,
    Terms,
)
from pipelines.figures.subject_types import Mention

NUMBER = "[\\d一二两三四五六七八九十百千几多余]+"
COUNTED = later(
    f"(?<!年产)(?<!日产){NUMBER}(?:个|项|大|批|宗|单)|一批|各类|各|所有|若干|众多|部分|多个"
)
COUNT_AFTER = later(
    r"[^,、。;:\n]{0,3}?(?:近|约|超|共|达|达到|有)?\d+(?:\.\d+)?余?(?:个|项|家|宗|户)"
)
FIRM_PREDICATE = later(
    "今年|去年|目前|现|年|已|计划|一期|二期|共|主要|产品|仅|通过|拥有|还|自|投资|总投资|占地|专门"
)
ANY_WORKS = later("废弃|老|旧|原|大型|小|国营|当地|附近|一家|破产|关停|停产|多家|不少|许多")
# Posts that many bodies have: not of a firm where such a body stands before them.
PART_OF_POST = later("(?:联合|联席|轮值|执行|常务|首席|原|前|现任)$")  # 某某联合创始人
BODIES = later(
    "(?:[厅署局委办部会院所处站科馆园区市县省镇乡村组队方行社]|中心|项目|单位|企业|公司|集团|机构|政府|平台|相关|主要|有关|分管|主管|该|其)$"
)
DESCRIBED = later("首家|首个|唯一|最大|一家|第[一二三]家|其中")
IN_BRANDS = tuple("为和与向对同将及从")  # stops that the brands of firms may hold
# The last part of an industry that is named with what goes with it.
AND_ALLIED = later(
    "[及和](?:其)?(?:零部件|配件|部件|配套|相关|关联|衍生|延伸|上下游|[一-龥]{2,6}零部件)$"
)
# The industry that was named before: 该产业, 这条产业链.
THIS_TRADE = later("(?:该|这一|这个|这条|此)$")
ASKED = later("哪[一二三几]?[个些条类种]?|什么|啥|某[个些]?|何种")  # 哪个产业: none yet
PLACED = later("(?:[一-龥]{2,4}[省市县区州])+")  # 南康区家具产业
# What a work that is one project is followed by: 中水回用工程(设计规模1万吨).
COSTS = later("\\(?(?:设计|建设)?(?:总投资|投资|概算|规模|占地|能力|处理)[^,。;:]{0,3}\\d")
# Trades that are named by one word: 其中,制鞋业产值61亿元.
ALONE = later("(?:制鞋|造纸|酿酒|印染|食品|家具|陶瓷|冶金|医药|服装|皮革|化纤|纺织|冶炼)业")
# What is said of all the projects of a trade: 其中新能源装备项目3.9亿元.
OF_A_TRADE = later(
    "(?:共|已|累计)?(?:完成投资|到位资金|投资占|占|约|近|超)?\\d[\\d.]* ?[万亿]|(?:投资)?占比?"
)
NATION_BANKS = later(
    "(?:中国)?(?:工商|农业|建设|交通|招商|民生|兴业|浦发|平安|光大|中信|华夏|广发|邮政储蓄|邮储|农业发展|国家开发|进出口)$"
)
BANK_THINGS = later("[卡业贷存账柜家间系界股]|机构|体系|信贷|理财|经理|同业|承兑")
LIST_NUMBER = later("\\d{1,2}\\.(?!\\d)")
# 一家光伏企业 that opens its clause is one firm, though nobody says which.
ONE_FIRM = later("(?<![^,。;:“\\n])一家([一-龥]{2,8})$")
THIS_ONE = later("这家(?:[^,。;:、\\d“”]{1,12}的?)?$")  # 这家成立不到五年的企业
NO_TRADE_OF = later("标准|平均|规范|准入|协会|前列|龙头|领先|首位|第[一二三]")  # 制定行业标准
NOTE = later("\\([^()]{1,12}\\)$")
PHASE = later("[一二三四]期")
# The name of a project that is one only with its firm's.
PHASE_ALONE = later("(?:[一二三四]期|扩建|技改|新建)(?:扩建|技改|建设)?项目")
# What a project costs, in front of its name: 投资6.8亿元建设某某项目.
PRICED = later(
    "[^,。;]{0,12}?\\d[\\d.]*[万亿]+(?:美元|欧元|港元|元)(?:人民币)?(?:投资)?(?:开工)?(?:建设|新建|实施|打造|兴建|扩建|的)*"
)
# What is done with projects, not the end of a project's name: 狠抓项目, 尽心建项目; but 扩建项目.
DONE = later(
    "[抓谋促推盯争跑攻办做选干拼帮签扶看比晒找要挖拓引上]$|(?<![扩新改续兴迁共援重在代筹已])建$"
)
NOT_DONE = later("(?:牵引|线上|海上|水上|以上|云上|路上)$")
# A measure of something else before a project: 腾出土地1120亩用于某某项目.
MEASURED = later(".*\\d(?:余|多)?(?:亩|平方米|平方公里|公顷|家|户|人|名|个|%|公里)")
# Who builds it with whom: 在园区共同开发建设某某项目.
TOGETHER = later(
    "(?:园区|园内|区内|该园|该区|当地|我[市县区])?(?:共同|联合|合作|合资)(?:投资|开发|建设|打造|兴建|实施)+"
)
# A name that says whose project it is, or how much it makes, is one also before 负责人.
OF_FIRM = later("(?:公司|集团|年产\\d)[^,。;、]{2,}$")
NO_PROJECT = later("[部经师化制库]|负责人|总监|方|业主")
REACH = 1500  # characters before and after a name in which it may stand again
QUOTED = 12  # characters of a brand within its quotation marks
BODY = later("(?:协会|商会|学会|公司|集团|厂|大学|学院|研究院|合作社)$")
PRICE_OF = later("[万亿]美?元(?:人民币)?的$")
# A project that is only pressed ahead: 狠抓项目建设, 加快项目落地.
PRESSED = later(
    "建设(?!现场|工地|内容|周期|地点|工期|规模|完成|总|面积|用地|期)|落地|推进|储备|谋划|签约|招引|引进|攻坚|数|库|前期|审批"
)
# What dates or places a round of projects: 某市2024年春季重大项目, 我市新一轮项目.
ROUND = later(
    r"^(?:[^\d]{0,9}(?:[省市县旗州]|区(?=\d{4}年|[春夏秋冬]季|新一轮|第)))?(?:\d{4}年)?(?:度|上半年|下半年|[一二三四]季度|[春夏秋冬]季|新一轮|第[一二三四五六七八九十\d]+[批期次轮])*"
)
JOINT = later(
    f"(?:等(?:{NUMBER}[大个])?|{NUMBER}[大个])(?:主导|支柱|优势|特色|重点|新兴|战略性新兴|百亿级|千亿级|工业|传统)*$"
)
FRONT = later(
    "(?:\\d{4}年|[今去当全]年|前[三\\d]+个?(?:季度|月)|[一二三四]季度|[\\d至—-]+月份?|目前|其中|如今|日前|近日|上半年|以)+"
)


def firm(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A firm by name, by its manager's post, or by pointer (该公司, 企业)."""
    if head == FIRM_WORD:
        return _firm_word(words, text, at, end)
    if head.startswith(POST_WORD):
        return _firm_of_post(words, text, head, at, floor)
    if head == "厂":
        return works(words, text, at, end, floor)
    if head in words.trades:
        return short_firm(words, text, head, at, end, floor)
    if head in words.firm_anaphors:
        return Mention(at, end, ENTERPRISE, "", head)
    if head == "银行" and not _bank(words, text, at, end, floor):
        return None
    bracket = text.rfind("(", max(0, at - 8), at) if text[at - 1 : at] == ")" else -1
    before = bracket if bracket > 0 else at
    start = name_start(text, before, max(0, floor - 16))
    branded = text[start - 1 : start] in IN_BRANDS  # 希为科技: trades alone are no name
    trades = start < before and words.industries.fullmatch(text, start, before) is not None
    full = start < before and head.endswith("有限公司") and says_trade(words, text[start:before])
    if branded and (trades or full):  # 天润和棉纺有限公司
        start = name_start(text, start - 1, max(0, floor - 16))
    elif trades:
        start = name_start(text, before, max(0, floor - 16), whole=True)
    return _full_firm(words, text, head, start, at, end)


def _full_firm(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """A firm by its full name, or by pointer where nothing but a pointer stands before 公司."""
    stem = text[start:at].strip("“”‘’")
    if not stem or stem in words.firm_pointers:
        if head not in ("公司", "集团") or (start and text[start - 1] in NUMERAL):
            return None
        return Mention(start, end, ENTERPRISE, "", head)
    if stem[0] == "家" and text[start - 1 : start] in ("这", "该", "那"):
        return Mention(start - 1, end, ENTERPRISE, "", head)  # 这家初创公司
    if stem[0] == "家" and text[start - 1 : start] in NUMERAL:
        return None
    park = words.inner_pointer.match(stem)  # 园区运营公司
    if park and words.firm_kinds.fullmatch(stem, park.end()):
        return None
    if len(stem) < 2 or words.firm_kinds.fullmatch(stem) or DESCRIBED.search(stem):
        return None
    if head[-1] == "厂" and not _own_works(words, stem, head):
        return None
    return Mention(start, end, ENTERPRISE, stem + head, head)


def _bank(words: Terms, text: str, at: int, end: int, floor: int) -> bool:
    """Whether a bank has a name, of a place or of the whole land; 银行卡 and 网上银行 have none."""
    if BANK_THINGS.match(text, end):
        return False
    stem = text[name_start(text, at, floor) : at]
    return NATION_BANKS.match(stem) is not None or bool(stem and placed(words, stem))


def _own_works(words: Terms, stem: str, head: str) -> bool:
    """Whether works have a name, 工厂 one of brand, trade and place: 宏途汽车诸城工厂."""
    if head != "工厂":
        return not (ANY_WORKS.search(stem) or words.industries.fullmatch(stem))
    trade = next((at for at in range(2, len(stem) - 1) if stem[at : at + 2] in words.trades), 0)
    if trade > 0:
        return stem[trade + 2 :] in words.places
    place = next((n for n in (3, 2) if len(stem) - n >= 2 and stem[-n:] in words.places), 0)
    brand = stem[: len(stem) - place]  # 特斯拉上海工厂
    return place > 0 and len(brand) <= 5 and brand.isalpha() and not says_trade(words, brand)


def _firm_word(words: Terms, text: str, at: int, end: int) -> Mention | None:
    """企业 points to a firm after 该 or 这家, or as the topic of its clause."""
    if THIS_ONE.search(text, max(0, at - 16), at) or text[at - 1 : at] == "该":
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    one = ONE_FIRM.search(text, max(0, at - 12), at)
    if one:
        return Mention(one.start(1), end, ENTERPRISE, text[one.start(1) : end], FIRM_WORD)
    opens = at == 0 or text[at - 1] in ",。;:!?\n”“"
    if opens and (words.posts.match(text, end) or FIRM_PREDICATE.match(text, end)):
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    return None


def _firm_of_post(words: Terms, text: str, head: str, at: int, floor: int) -> Mention | None:
    """某某董事长: a firm named only by its manager."""
    start = name_start(text, at, floor)
    part = PART_OF_POST.search(text, start, at)
    at = part.start() if part else at
    stem = text[start:at].strip("“”‘’")
    if not 3 <= len(stem) <= 10 or not stem.isalpha() or BODIES.search(stem):
        return None
    if words.heads.search(stem[-2:]) and stem[-2:] not in words.trades:
        return None
    return Mention(start, at, ENTERPRISE, stem, head)


def _project_start(text: str, at: int, floor: int) -> int:
    """Where a project's name begins: after a price, and at its head where something is done."""
    start = name_start(text, at, max(0, floor - 24), project=True)
    for front in (PRICED, MEASURED, TOGETHER):
        hit = front.match(text, start, at)
        start = hit.end() if hit else start
    number = LIST_NUMBER.match(text, start, at)
    start = number.end() if number else start
    done = DONE.search(text, start, at) and not NOT_DONE.search(text, start, at)
    return at if done else start


def _quoted_start(text: str, start: int, at: int, floor: int) -> int:
    """Where a name begins whose brand is quoted: “工改工”连片改造项目, 某协会“抱团”项目."""
    if text[start - 1 : start] != "”":
        return start
    quote = text.rfind("“", max(0, start - QUOTED), start)
    if quote < 0 or "”" in text[quote : start - 1]:
        return start
    owner = name_start(text, quote, max(0, min(floor, quote)))
    if owner < quote and BODY.search(text, owner, quote):
        return owner
    return quote if at > start else start


def project(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A project by name, by pointer (该项目) or as a group (13个招引项目)."""
    named = NO_PROJECT.match(text, end) and OF_FIRM.search(text, max(floor, at - 28), at)
    if (NO_PROJECT.match(text, end) and not named) or (head == "工程" and at == floor):
        return None
    if head not in ("项目", "工程"):
        return Mention(at, end, PROJECT, "", head)
    start = _project_start(text, at, floor)
    start = _quoted_start(text, start, at, floor)
    stem = text[start:at]
    group = Mention(start, end, PROJECT, "", head, group=True)
    before = text[max(0, start - 2) : start]
    if (before[-1:] in ("个", "项", "批") and before[:1] in NUMERAL) or before[-1:] == "等":
        return group
    if COUNTED.search(stem) or stem[-1:] == "类" or "等" in stem[-8:] or WHOLE_REGION.match(stem):
        return group
    if not stem:
        group.group = bool(COUNT_AFTER.match(text, end) or PRESSED.match(text, end))
        return None if head == "工程" else group
    rest = ROUND.sub("", stem)
    if words.generic_project.fullmatch(rest) or COUNT_AFTER.match(text, end):
        return group
    priced = PRICE_OF.search(text, max(0, start - 8), start)  # 15亿元的单晶项目落地: one
    trade = words.industries.fullmatch(rest) is not None and not priced
    if trade and OF_A_TRADE.match(text, end) and _once(text, start, end):
        return group
    if len(stem) <= 3 and PRESSED.match(text, end) and not priced:
        return group
    if (
        (head == "工程" and not COSTS.match(text, end))
        or len(stem) < 2
        or text.startswith(("建设数", "数量"), end)
    ):
        return None
    if stem.startswith(("企业", "公司")):
        start += 2
        if start == at:
            return Mention(at, end, PROJECT, "", head)
    phase = PHASE.match(text, end)
    end = phase.end() if phase else end
    name = text[start:end]
    name = name if name[0] == "“" and "”" in name[1:-1] else name.strip("“”‘’")
    return Mention(start, end, PROJECT, name, head)


def _once(text: str, start: int, end: int) -> bool:
    """Whether a name stands nowhere else near."""
    name = text[start:end]
    return name not in text[max(0, start - REACH) : start] and name not in text[end : end + REACH]


def elided(text: str, group: Mention, floor: int) -> list[Mention]:
    """The projects of 投资3亿元的甲、投资2亿元的乙等6个项目, whose items leave out 项目."""
    stop = text.rfind("等", max(floor, group.end - 14), group.end)
    if stop < 0:
        return []
    low = max(floor, stop - 120)
    low = max(low, *(text.rfind(mark, low, stop) + 1 for mark in "。;:\n"))
    out: list[Mention] = []
    end = stop
    while end > low:
        cut = max(low, *(text.rfind(mark, low, end) + 1 for mark in "、和,"))
        item = text[cut:end]
        at = item.find("的")
        if at < 0 or not 2 <= len(item) - at - 1 <= 24:
            break
        out.append(Mention(cut + at + 1, end, PROJECT, item[at + 1 :] + "项目", "项目"))
        end = cut - 1
    group.start = max(group.start, stop)
    return out[::-1]


def sector(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """An industry, several that are one topic, or (a group) a statistical class of them."""
    if head in words.divisions:
        return Mention(at, end, SECTOR, head, head)
    if text[end : end + 1] in ("园", "基", "区", "化", "投", "大", "工", "项", "企", "城", "新"):
        return None
    low = max(0, floor - 8)
    note = NOTE.search(text, max(low, at - 14), at)
    before = note.start() if note else at  # 食品饮料(以白酒为主)产业
    start = name_start(text, before, low)
    if text[start - 1 : start] == "及" and start - 1 > low:  # 铝冶炼及精深加工产业
        start = name_start(text, start - 1, low)
    joined = AND_ALLIED.search(text, low, before)
    if joined and joined.start() - 1 > low:  # 汽车及零部件产业, 新能源汽车及配套产业
        start = name_start(text, joined.start(), low)
    start = max(start, floor) if text[floor - 1 : floor] == "区" and floor < at else start
    front = FRONT.match(text, start)
    start = front.end() if front else start
    whole = WHOLE_REGION.match(text, start, at) or words.inner_pointer.match(text, start, at)
    whole = whole or PLACED.match(text, start, at - 1)
    start = whole.end() if whole else start
    stem = text[start:before]
    joint = JOINT.search(text, max(0, at - 14), at)
    if joint:
        low = max(0, at - 70)
        low = max(low, *(text.rfind(mark, low, joint.start()) + 1 for mark in ",。;:\n“"))
        front = FRONT.match(text, low)
        low = front.end() if front else low
        if "、" in text[low : joint.start()] and not words.boundary.search(text, low, low + 4):
            return Mention(low, end, SECTOR, text[low:end].replace("”", ""), head)
    if not stem and ALONE.fullmatch(head):
        return Mention(start, end, SECTOR, head, head)
    if stem == "全" or (head == "行业" and NO_TRADE_OF.match(text, end)):
        return None
    if THIS_TRADE.search(text, max(0, at - 3), at):
        return Mention(at, end, SECTOR, "", "该" + head)
    if not stem or words.classes.fullmatch(stem) or ASKED.fullmatch(stem):
        return Mention(start, end, SECTOR, "", head, group=True)
    if len(stem) > 18 or (len(stem) < 2 and stem not in words.short_sectors) or stem[0] == "”":
        return None
    return Mention(start, end, SECTOR, stem + head, head)
