"""Words for the sorts and the grades of parks that are spoken of together."""

from __future__ import annotations

PARK_SORT = (
    "(?:经济技术|高新技术产业|经济|高新|工业|产业|化工|科技|小微企业|小微|中小企业)?"
    "(?:园区|开发区|集中区|集聚区|经开区|高新区|示范区|产业园|工业园|企业园|小微园|创业园|功能区|综保区|综合保税区|合作区|片区|产业城|物流园|科技园)"
)

# What parks that are counted may be called besides: 5个市际飞地园区, 七个南北共建园区.
GRADES = (
    "(?:省级及?以上|国家级|省级|市级|重点|主要|县域|县级|乡镇|示范|特色|专业|主题|受灾|重灾|南北|共建|合作|帮扶|协作|对口|[市省县]际|"
    "跨[省市县区]域?|沿[江海边]|边境|飞地|化工|绿色|零碳|低碳|智慧|现代|农业|文化|物流)*"
)
