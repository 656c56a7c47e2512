"""Words that stand for a park by its sort alone, which of them mean several, which are honours."""

from __future__ import annotations

from pipelines.figures.names.terms import Terms
from pipelines.figures.patterns import later

# Before a word for parks, they point back to several; 这 of 这些 ends no name.
POINTS_BACK = ("上述", "以上", "这些", "些")
WHOLE_DISTRICT = ("全区", "我区", "该区")
ANY_PARK = (
    "园区",
    "产业园区",
    "园内",
    "园里",
    "园子",
    "区内",
    "全园",
    "我园",
    "该园",
    "合作园",
    "这里",
    *WHOLE_DISTRICT,
)
ANY_GARDEN = (
    "园",
    "产业园",
    "工业园",
    "科技园",
    "创业园",
    "科创园",
    "经济园",
    "创新园",
    "示范园",
    "加工园",
    "制造园",
    "智造园",
    "孵化园",
)
OF_GARDENS = ("园区", "园内", "园里", "园子", "全园", "该园")
# Words that mean the parks of a place together as well as one of them.
COLLECTIVE = (
    "开发区",
    "园区",
    "产业园区",
    "工业园区",
    "集中区",
    "产业园",
    "高新区",
    "经开区",
    "集聚区",
)
# Of these a place has one of its own: 市经开区, 县高新区.
SINGLE = ("高新区", "经开区", "综保区", "高新技术产业开发区", "经济技术开发区")
# Of no other sort, whatever park was spoken of last: 高新区实现产值378亿元,临空经济区359亿元.
OWN_SORTS = (
    "临空经济区",
    "旅游度假区",
    "度假区",
    "综合保税区",
    "综保区",
    "保税区",
    "保税港区",
    "出口加工区",
    "台商投资区",
    "保税物流中心",
)
RANKED = "省市县州旗"
PROVINCE_LETTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘青宁新"
# Provinces that share a park, which its name begins with: 川渝高竹新区.
LANDS = later(f"[{PROVINCE_LETTERS}]{{2,3}}")
# An honour unless an industry stands before it: 国家生态文明建设示范区.
# A town (小镇), too, is a park only after an industry.
HONOURS = frozenset(
    ("小镇", "示范区", "示范基地", "先行区", "试验区", "先导区", "实验区", "示范园", "示范园区")
)
INDUSTRY = later(
    "综改|改革|物联网|互联网|产业|工业|产城|融合|外包|服务业|智造|双创|经济|基金|酒业|信息|电子商务|智能|健康|时尚|创新|高新|科技|农业|能源|制造|贸易|合作|物流|开放|转移|保税|金融|化工|数字|旅游|生态文化|飞地|电商|协同发展"
)


def is_honour(words: Terms, head: str, stem: str) -> bool:
    """Whether a head with no industry before it is a title that a place bears."""
    if head == "小镇" and words.industry.search(stem):
        return False
    return head in HONOURS and not INDUSTRY.search(stem)
