"""Words around a park that make it a place, a part or an object of its clause, not its topic."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.subject_types import Mention

PARTS_OF = ("由", "包括", "分为", "包含", "涵盖", "下辖", "设有", "下设", "含")
# What a subject makes use of, as one plays a card: 用好综保区这张牌.
USES = ("用好", "用足", "用活", "打好", "借力", "借势", "叠加", "放大", "释放")
AROUND_IT = ("围绕", "聚焦", "紧扣", "锚定", "对照", "紧盯")  # what a clause does it for
# What somebody is to become or to build, by its rank among all: 打造国内重要的|牛仔制衣园.
GOAL = later(
    "(?:打造|建成|建设|成为|争创|创建|培育|形成)(?:成为?|为|了)?(?:一个|一座)?[^,。;:、\\d]{0,10}?"
    "(?:最大|重要|领先|一流|知名|唯一|影响力|竞争力|示范性|有名|特色鲜明|世界级|全国性?|国内|国际|区域性?)[^,。;:、\\d]{0,4}$"
)
RANKED = ("世界级", "国际一流", "国内一流", "全国一流", "国际领先")
# Parks that something is done to or with: 再建3个同类园区, 为3个开发区下放事项,
# 将9个开发区整合为3个, 与我市8个园区“牵手”.
DONE_TO = later(
    "(?:(?:考察|走访|调研|对比|比较|看)(?:过|了)|(?:再建|新建|建成|建设|打造|布局|培育|支持|帮助|为|给|对|向|把|将)了?|"
    "[与和同](?:[我全][省市县区州])?)[\\d一二两三四五六七八九十]+[个家](?:同类|新)?$"
)
# What a place lays on its park is the park's: 给园区下达的节能任务是16%.
LAID_ON = later("(?:下达|定下|定的|分配|核定|分解|交办|下派|压给|明确|划定)了?的")
INNER = ("区内", "园内", "园里")
LAID_TO = ("下达给", "定给", "分给", "分配给", "分解给", "交给", "压给", "派给")
COMPARED_WITH = later(
    "(?:比|较|高于|低于|比起|相比|不如|不及|对比|赶超|反超)(?:邻近|相邻|周边|隔壁|对岸|同城|同市|邻[省市县镇])的?$|"
    "(?:比起|相比于?|相较于?|对比|有别于|不同于|不如)$"
)
# Parks that something is given to: 对考核前三名的开发区奖励…
GIVEN_TO = later("[对给向为][^,。;:]{1,8}$")
GIFT = later("(?:分别)?(?:给予|奖励|安排|补助|奖补|兑现|实施|实行|通报|约谈|进行|开展|下达|拨付)")
OBJECT = later(
    "的?(?:水[、电路]|电[、路]|路[、网]|道路|管网|厂房|环境|设施|"
    "基础设施|建设|发展|提质|扩|转型|升级|配套|整合|承载|功能|专项|资金|基金)"
)
WORKS_ON = (
    "设立",
    "安排",
    "投入",
    "投向",
    "补助",
    "补贴",
    "完善",
    "提升",
    "支持",
    "加快",
    "推进",
    "推动",
    "建设",
    "做强",
    "做大",
    "做优",
    "把",
    "加强",
    "用于",
)
# A task begins with what is done, and is about whom it is done to: 全力推进开发区扩区升级.
TO_WORK = later(
    "(?:^|[。; \\n]|[一二三四五六七八九十]、|[一二三四五六七八九十\\d]\\)|\\d\\.)"
    "(?:全力|大力|着力|奋力|合力|聚力|加快|持续|积极|深入|深化|继续|重点|坚持|务实|统筹|扎实|稳步|有序|进一步|要|将)*[一-龥]{2}$"
)
# What happens to something else at a place: 某某园在某某新区破土动工.
SETTLES = later(
    "(?:正式)?(?:破土|动工|开工|落户|落地|投产|揭牌|奠基|注册|挂牌|落成|竣工|建成|开园)"
)
# Who has come to a park: what is counted of them is the park's.
WHO_ARE_THERE = later(
    "的(?:工业|规上|规模以上|各类|中小)*(?:企业|项目|商户|公司|客商)(?:已|共|达|比|增|有|超|近|\\d)"
)
# A share of a place's that the subject has: 在全县工业总产值中占67%, 全县产值的七成出自这里.
HAS_OF = later(
    "[^,。;:\\d]{2,16}(?:[中里]的?(?:占|比重|份额)|"
    "的(?:近|约|超)?(?:[\\d.]+%|[一二三四五六七八九]成[多半]?)(?:以上|左右)?(?:出自|来自|由|集中在|在)这?里?)"
)
# What a place has set for the subject: 市政府定的考核指标.
SET_BY = later(
    "[里上]?(?:年初)?(?:下达|定|确定|核定|分解|交办|部署|考核|给)[^,。;:\\d]{0,4}的(?=[^,。;:\\d]{0,8}(?:任务|目标|指标|计划|考核|要求))"
)
# An honour of somebody among others, after which the text goes on about the subject.
HONOURED_TOO = later(
    "(?:先后|成功|还|也)?(?:被(?:确定|认定|评|评定|列|授予|命名|纳入)为?|获评|入列|入选|获批|入围|跻身)[^,。;\\d]{2,40}[,;]"
)


def aimed_at(text: str, mention: Mention) -> bool:
    """Whether a name only says what somebody means to become: 建成世界级盐湖产业基地."""
    start = mention.start
    for rank in RANKED:
        if text.startswith(rank, start):
            start += len(rank)
    return GOAL.search(text, max(0, start - 30), start) is not None
