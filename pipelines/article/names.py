"""Names of people as credits write them, several at once and with or without separators."""

from __future__ import annotations

import re

# The surnames that nearly all Chinese bear, single and double, both scripts.
SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成"
    "苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾"
    "隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴"
    "丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣"
    "信展阴昝智幸奉植衡富尧闭由張劉陳楊黃趙吳孫馬鄭謝羅許韓馮鄧蕭葉蘇魏呂盧鐘譚陸賈韋鄒閆龍陶賀顧龔邵萬錢嚴湯溫齊喬龐顏莊聶魯單塗駱藍遊華喻饒時農車項連麥婁竇費衛"
    "應師榮叢鞏邊蓋練國門雲樓滿聞區權強來養"
)
DOUBLE = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "呼延",
        "歐陽",
        "司馬",
        "諸葛",
        "東方",
    ]
)
TITLES = re.compile(
    r"(?:本报|本刊|本网|本台|本站|特派|特约|首席|见习|实习|驻.{2,4}|文字|摄影|全媒体|融媒体?|新华社|人民网|中新社|中新网|中新社|新华网|本報|中央社|特約)*"
    r"(?:记者|通讯员|实习生|特派员|特约撰稿人|撰稿人|编译|评论员|撰稿|作者|記者|通訊員|報導|編譯|實習生)[:：]?"
)
NOBODY = re.compile(
    r"佚名|匿名|未知|不详|本站|原创|网络|综合|整理|转载|编辑|小编|管理员|admin|网站|来源|网友|集体|系统|记者$|作者|无$|暂无|站长|责编|摄影|摄$|点击|阅读|评论|发布|浏览|字号|打印|时间|日期|更新|收藏|分享|热线|电话|"
    r"公司|有限|客户端|微信|微博|日报|晚报|早报|时报|商报|周刊|杂志|新闻|电视|频道|广播|在线|中心|新华社|中新社|讯$|报$|社$|[网網]$|台$|http|www|\.com|\d{3,}|null|root|编者|本报|本刊|"
    r"文章|图片|视频|报道|标签|关键|内容|未经|授权|声明|资料|提供",
    re.I,
)
SEPARATORS = re.compile(r"[\s,，、;；/&|]+|和(?=[\u4e00-\u9fff]{2,3}$)")
HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0002ffff]+$")
FOREIGN = re.compile(r"^[\u3400-\u9fff]{1,8}(?:[·•・．.][\u3400-\u9fffA-Za-z]{1,10})+$")
LATIN = re.compile(r"^[A-Z][A-Za-z.'-]{1,20}$")
ENDS = re.compile(
    r"[|【】\[\]<>。！？()（）]|\d{4}|(?:文|图|摄|摄影报道|报道|报导|報導|整理|编译)\s*$"
)


def split_names(value: str, *, strict: bool = True) -> list[str]:
    """The people in a credit such as `张三 李四` or `本报记者张三、通讯员李四五`.

    strict keeps only what can be a Chinese name, a transcribed one or a Latin one; otherwise
    short pen names pass too.
    """
    value = TITLES.sub("、", value)
    value = re.sub(r"^[\s:：/]+", "", value)
    value = re.sub(r"[/／]?(?:文|图|摄|摄影)(?:[/／]?(?:文|图|摄|摄影))*\s*[:：/]", " ", value)
    cut = ENDS.search(value)
    if cut:
        value = value[: cut.start()]
    names: list[str] = []
    parts = [part.strip("·.:：“”\"'-—_ ") for part in SEPARATORS.split(value)]
    for part in _joined([part for part in parts if part]):
        for name in _people(part) if strict else [part]:
            if name and not NOBODY.search(name) and name not in names and len(name) <= 24:
                names.append(name)
    return names[:8]


def _joined(parts: list[str]) -> list[str]:
    """Two single characters set apart are one name: `张 三`."""
    found: list[str] = []
    for part in parts:
        if found and len(part) == 1 and len(found[-1]) == 1 and HAN.match(part + found[-1]):
            found[-1] += part
        elif found and LATIN.match(part) and LATIN.match(found[-1].split()[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _people(part: str) -> list[str]:
    if HAN.match(part):
        size = len(part)
        if 2 <= size <= 3 or (size == 4 and part[:2] in DOUBLE):
            return [part]
        if size <= 1:
            return []
        return _unglue(part)
    if FOREIGN.match(part) or LATIN.match(part.split()[0]):
        return [part]
    return []


def _unglue(part: str) -> list[str]:
    """Names written without a separator, each a surname and one or two characters more."""
    if len(part) > 9:
        return []
    for size in (3, 2):
        head, rest = part[:size], part[size:]
        if head[0] in SINGLE and (not rest or is_name(rest) or (len(rest) > 3 and _unglue(rest))):
            return [head, *([rest] if is_name(rest) else _unglue(rest))]
    return [part] if len(part) == 4 and part[0] in SINGLE else []


def is_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name: surname and one or two characters."""
    if not HAN.match(word):
        return False
    return (2 <= len(word) <= 3 and word[0] in SINGLE) or (
        len(word) in (3, 4) and word[:2] in DOUBLE
    )
