"""Finds the people of a report who speak of their own money, land and work."""

from __future__ import annotations

from pipelines.figures.names.terms import OTHER
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴云佟游仇骆盛桂褚尤窦苗戚卓冉阎牟靳"
)
# What makes somebody a private person: a trade, an age, a village.
PRIVATE = (
    "村民|农民|农户|工人|职工|员工|女工|居民|牧民|果农|菜农|茶农|渔民|(?:种植|养殖|种粮)大户|退休(?:教师|干部|医生)|务工人员|务工者|脱贫户|贫困户|种植户|养殖户|"
    "搬迁户|移民|低保户|留守妇女|宝妈|大叔|大妈|大嫂|阿姨|退伍军人|退役军人|普工|操作工|操作员|焊工|电焊工|挡车工|缝纫工|打包工|包装工|分拣员|分拣工|装配工|钳工|车工|学徒工|学徒|搬运工|装卸工|快递员|外卖员|保洁员|采茶工|手艺人|低保户|帮扶户|户主|老人|大姐|小伙|姑娘|绣娘|店主|摊主|农场主|车主|船主|棚主|窑主|鱼排主|渔船主|大学生|台商|港商|侨商|创业者|返乡青年|技术员|打工者|创客|货车司机|司机|\\d岁的(?:[一-龥]{0,6}?[员工匠手师嫂妹娘])?|[村镇乡屯寨班队组](?:里)?的|(?:出身|返乡创业|回乡创业|返乡|回乡|下岗|退休|打工|务工|经商|闯荡)(?:多年|[\\d一二三四五六七八九十]+多?年)?的"
)
AFTER = (
    "一边|嘴[上里]|手[上里头]|脸上|眼[里中]|满[脸心口]|忙|低头|抬头|难掩|自豪|憨|背着|指着|捧着|拿着|坐在|站在|走|笑|当年|带着|带领|刚|一家|正|说|告|坦|笑|高兴|开心|激动|乐|也|是|的|在|从|来|把|靠|每|有|和|夫妇|第|今|去|现|以前|过去|种|养|算|感慨|\\d|投资|创办|办|借|贷|"
    "租|开播|加入|应聘|跟着|返|边|回忆|成了|成为|就|还|刚|[,。:、“]"
)
# Where no known word follows, most names have three letters; these surnames are words besides.
WORDS_TOO = "于向万方高金任成包施温单关安石林田江"
NAMED = later(
    f"(?:{PRIVATE})((?:[{SURNAMES}][一-龥]{{1,2}}?|老[{SURNAMES}]|[一-龥]{{2,7}}?·[一-龥]{{2,7}}?))(?={AFTER})|"
    f"(?<=[,。;\\n”])([一-龥]{{2,7}}?·[一-龥]{{2,7}}?)(?=[今去]年|每|种|在|说|家|把|从)|"
    f"来自[^,。;:“”\\d]{{2,12}}的([一-龥]{{2,7}}·[一-龥]{{2,7}}?)(?={AFTER})|"
    f"(?:村民|果农|牧民|脱贫户|贫困户|搬迁户|种植户|养殖户|(?:种植|养殖|种粮)大户|退休(?:教师|干部|医生)|绣娘|\\d岁的)((?![{WORDS_TOO}])[{SURNAMES}][一-龥]{{2}})(?=[一-龥])"
)
# One of these stands before every name that is found so; most texts have none.
TOLD_BY = later(
    "村民|农民|农户|工人|职工|员工|女工|居民|牧民|果农|菜农|茶农|渔民|大户|退休|务工|脱贫户|贫困户|种植户|养殖户|搬迁户|移民|低保户|帮扶户|"
    "户主|老人|大姐|小伙|姑娘|绣娘|店主|摊主|农场主|车主|船主|棚主|窑主|鱼排主|渔船主|大学生|台商|港商|侨商|创业者|返乡|技术员|"
    "留守妇女|宝妈|大叔|大妈|大嫂|阿姨|退伍|退役|普工|操作[工员]|焊工|挡车工|缝纫工|打包工|包装工|分拣|装配工|钳工|车工|学徒|搬运工|装卸工|快递员|外卖员|保洁员|采茶工|手艺人|"
    "打工|创客|司机|·|岁的|村的|镇的|乡的|屯的|寨的|班的|队的|组的|里的|出身|回乡|下岗|退休|经商|闯荡|来自"
)
TITLED = later(f"^([{SURNAMES}][一-龥]{{1,2}})的(?=[^,。:]*[“一二三四五六七八九十])")
# Somebody who works there and speaks of himself, as of his wage.
WORKER = later(
    "(?:(?:[村镇乡]的)?(?:村民|农民|工人|职工|员工|女工|居民|牧民|务工人员|务工者|脱贫户|贫困户|搬迁户|种植户|养殖户|果农|技术员|质检员|操作工|焊工|挡车工|缝纫工|打包工|司机|快递员|店主|摊主|老人|绣娘)|(?:[村镇乡]的|\\d+岁的)(?:[一-龥]{1,4}?[村镇乡屯寨]的?(?=[村农工职员女居牧脱贫搬种]))?(?:村民|农民|工人|职工|员工|女工|农妇|居民|牧民|脱贫户|贫困户|搬迁户|种植户)?)([一-龥·]{2,12}?)"
    "(?=[摘放擦抹捧端扶搓挥咧掏掰拍翻蹲坐站弯俯踮抱挎提拎扛推握攥递]|每个?月|月工资|月薪|一个月|一边|高兴|开心|笑|告诉|说|坦言|激动|乐呵|正|边|感慨|算|嘴[上里]|手[上里头]|脸上|眼[里中]|满[脸心口]|忙|低头|抬头|回忆|感叹|自豪|憨|爽快|难掩|伸|,)"
)
PRONOUN = later("(?<![其吉])[她他](?!们)")
MOST = 40  # namings of one person that are looked for


def people(text: str, title: str) -> list[Mention]:
    """Every naming of the private persons of a text, pronouns too where there are such."""
    names = dict.fromkeys(hit[1] for hit in TITLED.finditer(title))
    if TOLD_BY.search(text):
        names.update(
            dict.fromkeys(next(filter(None, hit.groups())) for hit in NAMED.finditer(text))
        )
    out: list[Mention] = []
    for name in names:
        at = text.find(name)
        while at >= 0 and len(out) < MOST * len(names):
            out.append(Mention(at, at + len(name), OTHER, name, name))
            at = text.find(name, at + 1)
    if out:
        out += [Mention(m.start(), m.end(), OTHER, "", m[0]) for m in PRONOUN.finditer(text)]
    return sorted(out, key=lambda mention: mention.start)
