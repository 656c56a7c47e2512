"""Names of outlets: what a label's value or a bare word beside the time says of where a report
comes from."""

from __future__ import annotations

import re

from pipelines.article import dates
from pipelines.article.labels import LABEL, TOOLS
from pipelines.article.names import is_name, is_plain_name, is_word

_CHANNELS = (
    "社会|国内|国际|财经|时政|体育|娱乐|科技|教育|文化|军事|法治|地方|本地|民生|经济|产业|图片|滚动|热点|今日|即时|最新|焦点|"
    "头条|港澳|台湾|房产|汽车|健康|旅游|理论|评论|行业|公司|企业|部门|工作|园区|招商|社會|國內|國際|財經|體育|娛樂|地方|要聞"
)
OUTLET = re.compile(
    r"(?:报|報|网|網|社|台|臺|电视|广播|新闻|新聞|周刊|週刊|杂志|雜誌|月刊|在线|线上|频道|頻道|财经|科技|传媒|客户端|发布|融媒体?|"
    r"[厅局委办署部院]|办公[室厅]|(?:管|管理)?委(?:员)?会|政府|中心|論壇|论坛|观察|視窗|视窗|通讯|頭條|头条|热线|资讯|资讯网|经济报道|公众号|微信|微博|"
    r"原创|周末|之声|半月谈|直通车|研究院|研究所|智库|协会|学会|集团|公司|大学|快讯|之家|家园|日记|号|[A-Za-z]{3,}\d*|\.com|\.cn|卫视|电讯|综合|报·?(?:海外|农村|国际|北美|欧洲|亚太|华[东南北中]|社区|周末|数字|电子)版)$|公众号|^综合|[社报網网视刊台]《[^《》]+》?$"
)
# What only outlets end in; others may be channels and departments too.
PRESS = re.compile(
    r"(?:报|報|网|網|社|台|臺|周刊|週刊|杂志|雜誌|月刊|在线|卫视|客户端|融媒体?|周末|之声|报·?(?:海外|农村|国际|北美|欧洲|亚太|华[东南北中]|社区|周末|数字|电子)版|[社報网網报刊台]《[^《》]+》?)$"
)
NOT_ORIGIN = re.compile(
    r"^(?:[\W\d_]*|[大中小无無人次条个赞]|原创|转载|独家|首发|关注|发[布表]|刊发|推荐|热点|新闻|要闻|时政|国内|国际|社会|财经|科技|体育|娱乐|经济|本地|[\w.]+\.(?:com|cn|net|example)(?:\.cn)?|未知|不详|佚名|匿名|admin\w*|(?:超级|系统|网站)?管理员|小编|站长|webmaster|root|test|暂无|null|none|正文|首页|手机|往期\S*|第?\s*[A-Z]?\d+\s*版?(?:[:：]\S*)?|\S*\d号|\S+(?:记者|通讯员|导航)|编辑|责编|作者|来源)$"
    rf"|^(?:{_CHANNELS})(?:新闻|要闻|频道|资讯|动态|万象|快讯|热点|聚焦|新聞|頻道)$"
    r"|^(?:人?(?:阅读|评论|浏览|参与)|评论|我要|打印|收藏|字[号体]|分享|点击|浏览|阅读|订阅|纠错|关闭|复制|网友|参与|查看|发表|转发|返回|扫|进入|推荐|投稿|繁体|简体|讨论|"
    r"已有|共有|来自\S{2,4}$|(?:IP|ip)\W?属地|星期|总?第\d+期|[上下]一[期版篇条]|周[一二三四五六日]|今[天日](?:是|:|\d|$)|当前|您|更新|发布时间|https?:|视频|听|\d+[次人条]|T\b|RSS$)",
    re.I,
)
OWN = ("本报", "本网", "本刊", "本台", "本站")  # what stands before a role, not behind an outlet
SEAT = re.compile(r"\s*[(]([\u4e00-\u9fff]{2,4})[)]$")
EDGES = " \t:,，。;；、|/·-—_>»“”\"'《》•"
BRACKETS = str.maketrans("", "", "【】[]〔〕")
STOP = re.compile(
    r"[|丨【】\[\]>»<]|\t| {2,}| [·∙•▪‧]|\s(?=进入)|/(?=[\u4e00-\u9fff]{2,3}\s)"
    r"|\s?,\s?(?=作者|记者|编辑)|[(](?=\d|大|字|记者|作者|编辑|文[:/]|[Ii][Dd]\W|[A-Za-z]*http)"
    r"|(?:\s|^)(?=[\d,]+\s*(?:次|人|条|阅读|评论))|(?=我要|查看评论|发表评论|分享到)"
    r"|\s(?=(?:编辑|责编|责任编辑|点击|浏览|阅读|评论|(?:放大|缩小)?字号|字体|打印(?:本[页文稿])?|关闭(?:窗口|本页)?|收藏(?:本[页文])?|我来说两句|我有话说|参与互动|手机看|纠错|分享|跟帖|跟贴|举报|订阅|记者|作者|责任|原创)(?:\W|$|新闻))"
)
APART = re.compile(r"(?<=[ \t])([\u4e00-\u9fff])[ \t]([\u4e00-\u9fff])(?=$|[ \t、,])")  # 张 雪
# What a platform says of an account behind its name: 川江日报官方帐号, 优质财经领域创作者.
CERTIFIED = re.compile(
    r"(?:官方[帐账][号戶户]|官方百家号|\S{0,6}领域(?:优质)?(?:创作者|作者|爱好者|博主|达人)|\S{0,4}(?:认证|創作者)|(?<=\s)优质\S{0,6}(?:创作者|作者))$"
)
# A count of readers, or several things at once.
VALUE = re.compile(
    r"^[\d.,]+ ?[万萬wk]?\+?(?:次|人|条|條|人[气氣]"
    r"|人?(?:阅读|閱讀|浏览|瀏覽|观看|點擊|点击|评论|評論|回复|赞|讚))*$|^人[气氣]$|/",
    re.I,
)


def joined(value: str) -> str:
    """A value in which names of two characters are one word, however print sets them."""
    return APART.sub(r"\1\2", value)


def origin_of(value: str) -> str | None:
    """A label's value as the name of an outlet, or None."""
    value = joined(value.lstrip(EDGES + "\t"))
    moment = dates.search(value)
    if moment:
        value = value[: moment.start] if moment.start > 1 else value[moment.end :]
    value = CERTIFIED.sub("", value.strip(EDGES))
    cut = STOP.search(value)
    if cut and cut.start() > 0:
        value = value[: cut.start()]
    value = _balanced(value.translate(BRACKETS)).strip(EDGES)
    seat = SEAT.search(value)  # where the outlet sits
    if seat and (is_word(seat[1]) or (PRESS.search(value[: seat.start()]) and seat[1][-1] != "版")):
        value = value[: seat.start()]
    words = value.split(" ")
    while len(words) > 1 and (
        any(fits(words[-1]) for fits in (is_word, NOT_ORIGIN.match, TOOLS.match, bare_name))
        or words[-1] in words[:-1]
        or words[-1] in OWN
        or (PRESS.search(words[-2]) and is_plain_name(words[-1], rare=True))
    ):
        words.pop()  # where the account sits, who wrote, what else may be done
    value = " ".join(words)
    value = re.sub(r"^(?:https?://)?[\w.-]+/\S*$", "", value)
    if not value or len(value) > 40 or NOT_ORIGIN.match(value):
        return None
    return _closed(value)


def _closed(value: str) -> str:
    """A name whose marks at its edges were taken off, with both of them again."""
    if value.count("《") > value.count("》"):
        return f"{value}》"
    return f"“{value}" if value.count("”") > value.count("“") else value


def _balanced(value: str) -> str:
    if value.count(")") > value.count("("):
        value = value.rstrip(")") if value.endswith(")") else value[: value.index(")")]
    if value.count("(") > value.count(")"):
        value = value[: value.rindex("(")]
    return value


def word_of(word: str) -> str:
    """A word as an outlet's name, '' where it can be none."""
    word = re.sub(r"(?:佚名|未知|匿名|官方[帐账]号)$", "", word.strip(EDGES + "()[]【】"))
    fits = 2 <= len(word) <= 20 and not NOT_ORIGIN.match(word) and not word.isdigit()
    fits = fits and not LABEL.fullmatch(f"{word}:") and not VALUE.search(word)
    if not fits or dates.search(word) or re.fullmatch(r"[\W\d]*|(?:www\.|http).*", word):
        return ""
    return word


def bare_name(word: str) -> bool:
    """Whether a word without any label is a person's name."""
    if OUTLET.search(word):
        return False
    return is_plain_name(word) or (len(word) == 2 and is_name(word) and not is_word(word))
