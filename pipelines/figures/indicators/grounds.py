"""Land and how far away things are: got, brought back to use, levelled, or merely taken up."""

from __future__ import annotations

from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later

# 紧靠公路, 距车站9公里: how far away is no length of a road.
AWAY = later(r"(?:(?<!差)距(?:离)?|相距|离)[^,。;、\d]{1,16}$")
# 332亩土地完成挂牌出让, 2000亩场地已经平整完毕, 714亩闲置土地得到盘活
AND_THEN = (
    r"(?:的|已经?|全部|顺利|成功|先后|陆续|相继|正在|完成|实现|得到|通过|进入|启动|开始|均|都|也|被"
    r"|依法|公开|重新|集中)+"
)
GROUND = later(r"的?(?:土|空|闲置|工业)?地(?![区方下上标级])")
STARTED_ON = later("的?起步区(?:的?基础设施|的?(?:基本)?配套|已|基本|全部|初步)")
SUPPLYING = later(
    rf"{AND_THEN}(?:挂牌|招拍挂|出让|供应|供地|拿地|摘牌|收储|征收|征迁|征用|征拆|平整|报批|交付)"
)
DEALING = later(rf"{AND_THEN}(?:处置|盘活|清理|腾退|收回|消化|再利用|整治)")
LEVELLED = later(rf"{AND_THEN}(?:平整|征收|征迁|收储|出让|供应|摘牌)(?:完毕|到位|完成|结束|,|。)")
# The park itself reaches so far: 园区达到4200亩, 全园扩大到9平方公里.
WHOLE = later(
    r"(?:园区|产业园|工业园|开发区|高新区|经开区|集中区|集聚区|全园|全区)(?:总?规模|总?面积|范围)?"
    r"(?:将|要|可|已)*(?:达到?|扩大?到|扩大?至|扩展到|拓展到|增加到)(?:约|近)?$"
)
REVIVED = later(r"(?:盘活|腾退|收回|消化|处置|清理)[^,。;、\d]{0,8}$")
ROOMS = later(r"(?:场地|使用|办公|经营|服务|营业|孵化|展示|经营性|生产)面积$")


def of_ground(scene: Scene, link: Link) -> str:
    """完成1200亩闲置土地的处置; 紧靠公路, 距车站9公里."""
    if link.code == "road_length":
        begin = max(scene.start, link.reading.start - 20)
        return OTHER if AWAY.search(scene.text, begin, link.reading.start) else ""
    label = scene.text[link.start : link.end] if link.start >= 0 else ""
    begin = scene.links[link.at - 1].reading.end if link.at else scene.start
    whole = link.code in ("land_supplied", "land_revitalised") and link.verdict.kind == "level"
    if whole and WHOLE.search(scene.text, begin, link.reading.start):
        return "land_area"  # 平整1600亩。…力争园区达到4200亩
    if link.code == "land_area" and 0 <= link.start < link.reading.start:
        if REVIVED.search(scene.text, begin, link.start):
            return "land_revitalised"  # 盘活处置“三类土地”1460亩
        if link.reading.unit_text.endswith("平方米") and ROOMS.search(label):
            return "floor_area"  # 场地面积7200平方米
    if link.code == "floor_area" and link.reading.unit_text.endswith("亩"):
        emptied = "腾" in scene.text[max(scene.start, link.start) : link.reading.start]
        if GROUND.match(scene.text, link.reading.end):
            return "land_revitalised" if emptied else "land_area"  # 老厂房腾出来的310亩地
        return "" if "建筑" in label or emptied else "land_area"  # 盖新厂房,12亩
    plot = link.code in ("planned_area", "land_area") and link.start < 0
    if plot and LEVELLED.match(scene.text, link.reading.end):
        return "land_supplied"  # 首期1494亩已平整完毕
    if link.code == "planned_area" and STARTED_ON.match(scene.text, link.reading.end):
        return "built_area"  # 完成3平方公里起步区的基础设施
    dealt = link.code == "land_area" and link.start >= link.reading.end
    if dealt and SUPPLYING.match(scene.text, link.end):
        return "land_supplied"
    return "land_revitalised" if dealt and DEALING.match(scene.text, link.end) else ""
