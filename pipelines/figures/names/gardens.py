"""Tells parks whose names end in 园 or 谷 alone from gardens, and names that open a clause."""

from __future__ import annotations

from pipelines.figures.names.judging import CLAUSE, place_at
from pipelines.figures.names.terms import Terms
from pipelines.figures.patterns import later

# A name in 园 alone (五里园) counts as a park where figures follow, and no garden is meant.
SMALL_PARK = later(
    "(?:\\d[\\d.]*(?:平方公里|平方千米|公顷|[家户])|规上|规模|实现|完成|产值|营业|已|引进|签约|入驻|今年|去年|现有|占地|上半年|前|[、和][一-龥]{2,3}园(?![区林]))"
)
NO_PARK = later(
    "公$|校$|家$|花$|果$|茶$|儿$|(?<!生)物$|乐$|田$|庄$|桃$|菜$|萄$|摘$|陵$|植$|心$|梨$|杏$|枣$|药$|游$|林$|旅$|"
    "博$|览$|竹$|梅$|荷$|橘$|橙$|莓$|桑$|蔗$|樱$|古$|苗$|圃$|牧$|养$|桔$|柚$|蔬$|稻$|麦$|禅$|圆$|满$|留$|入$|退$|进$|驻$|全$|各$|整$|好$|(?<!共)建$|开$|出$|扩$|到$|园$|有$"
)
NO_PARK_AFTER = later("[林艺丁子圃地长]")
# What the owner of figures does or has.
OWNS = later(
    "(?:[一二三]期)?(?:[,(]?(?:[今去前当]年|\\d{4}年|\\d|上半年|[一二三四]季度|前[\\d一二三四五六七八九十]+个?[月季]|截至|目前|现|同期))|"
    "(?:先后|累计|共|全年|全部|已|新|首期|[一二三]期|核心区|总)*(?:实现|完成|规上|规模以上|规划|产值|营收|营业|主营|入园|园内|"
    "工业|固定资产|进出口|出口|外贸|税收|利税|纳税|财政|地区生产|总投资|投资|占地|用地|总用地|建筑面积|总建筑面积|面积|有效|拥有|现有|共有|"
    "入驻|进驻|集聚|聚集|汇聚|落户|引进|引入|承接|签约|开工|登记|注册|新增|吸引|建成|开行|发运|有企业|企业|核心区|在建|投产|续建|竣工|动工|落地|储备|孵化|起步区|启动区|先导区|拓展区|区内)"
)
# After what a clause's subject stands: a stop, or words of time.
FRONT = later(
    "(?:^|[,。;:!?、\\n“”—]|\\d[年月日]份?|[今去前当同]年|年[初底末]|季度|半年|以来|目前|如今|期间|同期|其中)$"
)
LONGEST = 12  # characters before the 园 of a name that begins with a place
PLACE_INSIDE = ("里", "内", "中", "的", "外", "旁", "边", "是", "、", "和", "与")  # 白鹭园里
UNPLACED = 8  # of one that begins with no known place, where it opens a clause


def opens_clause(text: str, start: int, end: int) -> bool:
    """Whether a name opens its clause and goes on with what owners of figures do or have."""
    return (
        FRONT.search(text, max(0, start - 4), start) is not None
        and OWNS.match(text, end) is not None
    )


def trade_before(words: Terms, text: str, at: int) -> bool:
    """Whether an industry stands before a bare 园: 白石新材料园."""
    if text[at - 2 : at] in words.trades or text[at - 3 : at] in words.trades:
        return True
    return at > 3 and words.industries.fullmatch(text, at - 2, at) is not None


def garden(words: Terms, text: str, start: int, at: int, end: int) -> bool:
    """Whether what ends in 园 alone is no park: a garden, a school, or part of a clause."""
    stem = text[start:at].strip("“”‘’")
    if text[end : end + 2] in words.sure_trades:  # 大庄园肉业: a firm
        return True
    if NO_PARK_AFTER.match(text, end) or len(stem) < 2 or NO_PARK.search(stem):
        return True
    place = place_at(words, stem)
    if (place and len(stem) > len(place) + 1) or words.inner_heads.match(stem):
        return len(stem) > LONGEST
    opens = FRONT.search(text, max(0, start - 4), start) and not CLAUSE.search(stem)
    if opens and text[end : end + 1] not in PLACE_INSIDE:
        return len(stem) > UNPLACED
    if trade_before(words, text, at):
        return len(stem) > UNPLACED + 1
    if text[start - 1 : start] == "、" and text[end : end + 1].isdigit():
        return len(stem) > 5  # 某某工业园4.8平方公里、巩昌铝冶园3.1平方公里
    return len(stem) > 3 or SMALL_PARK.match(text, end) is None
