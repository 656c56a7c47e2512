"""Why a page is no article: lists, forums, galleries, missing and blocked pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.article import dates
from pipelines.article.decoding import is_text
from pipelines.article.edges import Found
from pipelines.article.labels import ENDED, plain
from pipelines.article.lines import MAX_LINES, Line, Sheet
from pipelines.article.marks import is_signed_day
from pipelines.article.types import NotArticle

MAX_TAGS = 240_000  # both kinds; a page of 2 MB that is nothing else would take half a second
MAX_BYTES = 8 * 1024 * 1024  # no news page is near it; above it parsing would cost seconds
MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"BZh",
    b"Rar!",
    b"7z\xbc",
)
OTHER_TYPES = re.compile(
    r"^\s*(?:image|video|audio|font)/|/(?:pdf|zip|json|javascript|octet-stream|msword|vnd\.)", re.I
)

MISSING = re.compile(
    r"发生错误|错误的.{0,6}参数|(?:没有|相应的?)操作权限|"
    r"(?:页面|网页|頁面|網頁|文章|内容|信息|新闻|地址|文件|稿件|资源).{0,8}(?:没有找到|未找到|找不到|不存在|已(?:被)?删除|已(?:经)?(?:失效|下线|过期|移除)|無法找到|无法访问|飞走|丢失|走丢)|"
    r"(?:没有|未能?|无法)找到.{0,10}(?:页面|网页|文章|内容|信息)|\b404\b|not found|页面出错|"
    r"参数错误|该(?:文|信息|新闻).{0,6}(?:删除|不存在)|抱歉.{0,20}(?:不存在|找不到|删除|没有)",
    re.I,
)
BLOCKED = re.compile(
    r"访问(?:被|受|过于|太)(?:拒绝|阻断|限制|拦截|频繁)|被拦截|安全(?:验证|检查|检测)|"
    r"人机(?:验证|校验)|滑动(?:验证|滑块)|请完成.{0,6}验证|验证码.{0,10}继续|网站防火墙|"
    r"访问频率|访问行为|access denied|forbidden|"
    r"just a moment|checking your browser|captcha|verify you are|enable javascript|"
    r"请开启JavaScript|需要启用|请求(?:被|已被)|攻击行为|IP.{0,6}(?:封禁|限制)|412 "
    r"precondition|WAF|(?:带有|含有|包含)(?:不合法|非法|危险|敏感)的?(?:参数|字符|内容)|设置(?:为)?拦截"
    r"|疑似.{0,4}(?:攻击|机器人|爬虫)|(?:造成|存在).{0,4}安全(?:威胁|风险)|安全策略|云盾|创宇盾|加速乐|安全狗"
    r"|网站卫士|云防护|应用防火墙|security policy|(?:has been|was) blocked|unusual traffic"
    r"|网络环境.{0,4}异常|访问(?:量|人数)(?:过|较)大|正在(?:检查|检测|验证)[您你]",
    re.I,
)
# What a page that checks its visitors calls itself, alone or before the site's name.
CHALLENGED = re.compile(
    r"^\W*(?:安全|人机|滑[动块]|访问|身份|浏览器)?(?:验证码?|校验|检测|检查|拦截|防护|限制)"
    r"(?:中|中心|页面?|提示|系统)?(?:\W|$)"
    r"|^\W*访问(?:被|受|已被)?(?:拒绝|阻断|拦截|限制|异常|禁止|过于频繁)"
    r"|^\W*(?:您的(?:访问|请求)|网站(?:防火墙|卫士)|云防护|\S{0,6}(?:云盾|安全狗)|请稍[候等]"
    r"|just a moment|attention required|access denied|(?:web)?应用防火墙)",
    re.I,
)
# What it prints of the visit for those who complain.
TRACED = re.compile(
    r"(?:事件|拦截|请求|追踪|日志|错误|访问)\s*(?:编号|序号|标识|ID)\s*[:为是]"
    r"|(?:客户端|您的|访问者?|当前|来源)\s*IP\s*(?:地址)?\s*[:为是]"
    r"|(?:request|event|incident|ray|trace)[ _-]?id\s*:",
    re.I,
)
# A page that is called by the number of its answer: 405, 403 Forbidden, 521 - 江岸网.
NUMBERED = re.compile(
    r"^\W*(?:error|错误)?\s*(?P<number>[45]\d\d)\s*(?:$|[-_|:]|错误|[A-Za-z])", re.I
)
GONE = ("404", "410")
LONGEST_HEADING = 30  # characters of a heading that says that nothing is here
LOGIN = re.compile(
    r"(?:请|需要|您还没有|尚未)(?:先)?登[录陆]|用户登[录陆]|登[录陆]后(?:查看|访问|浏览)|忘记密码|找回密码|没有权限|无权(?:访问|查看)"
)
FORUM = re.compile(
    r"楼层|第\s*\d+\s*楼|^\d+\s*[楼#]$|(?:^|\s)(?:沙发|板凳|地板)(?:\s|$)|只看(?:该作者|楼主)|发表于\s*\d|(?:帖子|精华|威望|积分|金币|经验|在线时间|注册时间|UID|等级|能力值|得分)\s*[::]?\s*[\d-]+|楼主|回帖|返回列表|发新[帖话]|引用回复|查看个人|加为好友|发短消息"
)
BOARD = re.compile(r"论坛|社区|\bBBS\b|贴吧|Powered by (?:Discuz|phpwind|Dvbbs)", re.I)
TURNING = re.compile(
    r"^\W*(?:上一张|下一张|查看原图|全部图片|缩略图|上一图集|下一图集|支持键盘|点击查看大图)"
)
SEARCH = re.compile(
    r"搜索结果|检索结果|(?:共|为您|约)(?:搜索到|找到|检索到).{0,12}(?:条|篇|个|项)|找到相关.{0,8}(?:条|篇)|搜索用时|相关搜索"
)
# A search page by what it calls itself, and by what it says above its results.
SEARCHED = re.compile(
    r"(?:^|[-_|—])\W{0,3}(?:站内|全文|全站|新闻|资讯|高级|信息)?(?:搜索|检索|查询)(?:结果|中心|引擎)?(?:页面?|列表)?"
    r"\W{0,3}(?:$|[-_|—])|[\"“”'’》」】:\s]\s*的?(?:搜索|检索|查询)结果(?:页|列表)?\s*(?:$|[-_|—(])"
)
COUNTED = re.compile(
    r"\W*(?:本次|总)?(?:共|为您|约|已)*(?:搜索到?|找到|检索到?|查询到?|查到)(?:了|相关)?.{0,30}?\d[\d,]*\s*(?:条|篇|个|项)"
    r"|.{0,60}(?:用时|耗时)\W{0,3}[\d.]+\s*(?:秒|毫秒|ms)"
)
COUNTER = re.compile(r"^\s*\(?\d{1,3}\s*/\s*\d{1,3}\)?")
GALLERY = re.compile(
    r"图集|组图|高清图|幻灯|图片频道|查看原图|键盘.{0,6}翻|点击图片.{0,8}(?:下一|翻)|上一图集|下一图集"
)
FILMED, SHOWN = re.compile(r"视频"), re.compile(r"图集|组图|高清图|图片频道")
# What a page is headed that says who runs it.
PROFILE = re.compile(
    r"(?:[\u4e00-\u9fff（）()]{2,20})?(?:简介|概况)|(?:公司|企业|集团|学校|医院|园区|单位|报社|网站)介绍"
    r"|(?:关于|联系|走进|加入)(?:我们|本[站网报社台公司]{1,2})|联系方式"
    r"|(?:组织|机构)(?:机构|架构|结构|设置|职能)|领导(?:班子|之窗|分工|成员)|企业(?:文化|理念|荣誉|资质)"
    r"|发展(?:历程|沿革)|资质荣誉|董事长致辞|投资(?:环境|指南|优势)|区位(?:优势|交通)|招聘信息|诚聘英才|人才招聘"
    r"|(?:网站|版权|法律|免责|隐私)(?:声明|条款|政策)|隐私(?:保护|权)(?:政策)?|(?:用户|服务)协议"
    r"|广告(?:服务|刊例|报价)|网站地图|常见问题|使用帮助|订阅须知|about us|contact us",
    re.I,
)
# How a teaser ends that the article goes on behind.
CUT_SHORT = re.compile(
    r"(?:…|\.{3,}|[\[(【<「]|>>|\s)\s*(?:详细|[查点]看全文|阅读全文|全文|更多|详情|查看详情|阅读更多|了解更多|继续阅读|查看更多|MORE)\s*[>»\])】」…]*$"
    r"|(?:…+|\.{3,})$",
    re.I,
)
LEAST_CUT = 3
# The day beside an entry of a list; chronicles write theirs out.
ENTRY_DAY = re.compile(
    r"\W*(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|[01]?\d[-/][0-3]?\d)"
    r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\W*"
)
SHOP = re.compile(r"[￥¥]\s?\d|购物车|立即(?:购买|下单|订购)|商品详情|销量\W?\d|七天无理由")
PICTURES = 5  # that a page of one sentence may show
TURNING_ANY = re.compile(
    r"上一张|下一张|查看原图|全部图片|缩略图|上一图集|下一图集|点击查看大图|图集已浏览"
)
FLASH = 16  # characters of a report of one sentence
LONG = 260  # characters of prose that make an article of nearly any page
SHORT_TEXT = 120  # below this a page that speaks of errors and logins is about nothing else
SHORT = 60  # below this nothing is an article


def of_bytes(body: bytes, content_type: str) -> NotArticle | None:
    """What the bytes themselves already rule out."""
    if not body or body.isspace():
        return NotArticle("empty", "the page has no content")
    if len(body) > MAX_BYTES:
        return NotArticle("too_large", f"{len(body)} bytes, more than {MAX_BYTES}")
    if len(body) > MAX_TAGS and body.count(b"<") > MAX_TAGS:
        return NotArticle("too_large", f"more than {MAX_TAGS} tags")
    if body.startswith(MAGIC) or OTHER_TYPES.search(content_type):
        return NotArticle("not_html", f"not a web page ({content_type or 'by its first bytes'})")
    if not is_text(body):
        return NotArticle("not_html", "the bytes are no text in any encoding")
    return None


def of_sheet(
    sheet: Sheet,
    found: Found | None,
    named: str,
    *,
    dated: bool,
    headed: bool,
    placed: bool = False,
    title: str = "",
) -> NotArticle | None:
    """What the page as a reader sees it rules out. named is its title element; dated and headed
    say whether a date and a headline that the title element confirms stand above the text, placed
    whether a headline stands right above the date."""
    visible = [line for line in sheet.lines if not line.hidden]
    prose = found.prose if found else 0
    if found and dated and found.size < 3 * prose:
        prose = found.size  # verse and lists have few marks
    size = sum(len(line.text) for line in visible)
    top = " ".join(line.flat for line in visible[:40])[:1500]
    if found and found.last >= MAX_LINES - 3:
        return NotArticle("too_large", f"the text goes on behind line {MAX_LINES}")
    if size == 0:
        return NotArticle("empty", "no visible text")
    if not dated and found is not None and PROFILE.fullmatch(title.strip()):
        return NotArticle("profile", "the site speaks of itself, on no day")
    called = None if headed else _by_name(named, title) or _by_heading(visible)
    if called is not None:
        return called
    if not headed and prose < LONG and (CHALLENGED.search(named) or TRACED.search(top)):
        return NotArticle("block_page", "the site asks for a check or refuses")
    # A report with headline and date may be about such things.
    reported = found is not None and dated and (headed or placed) and _ends(sheet, found)
    if not reported and (prose < SHORT_TEXT or (prose < LONG and not dated)):
        own = " ".join(sheet.lines[i].flat for i in found.lines) if found else ""
        early = _short_page(f"{top if size < 1200 else ''} {own}", named)
        if early:
            return early
    floors = sum(1 for line in visible if len(line.text) < 60 and FORUM.search(line.flat))
    board = BOARD.search(named.replace(title, " ")) is not None and floors >= 4
    if board or (floors >= 6 and floors * 150 > prose):
        return NotArticle("forum", f"{floors} lines of floors and members")
    if not reported and SEARCH.search(top) and _linked(sheet) > 0.15:
        return NotArticle("search", "results of a search")
    if found is None or (prose < SHORT and not (reported and _is_flash(sheet, found, named))):
        return _without_text(sheet, named, prose)
    pictures = _pictures(sheet, found, named, prose) if prose < LONG else None
    return pictures or _listing(sheet, found, prose, dated=dated, headed=headed)


def _by_name(named: str, title: str) -> NotArticle | None:
    """What a page without a headline of its own calls itself."""
    number = NUMBERED.match(named)
    if number is not None:
        reason = "soft_404" if number["number"] in GONE else "block_page"
        return NotArticle(reason, f"the page is called {number['number']}")
    if SEARCHED.search(plain(named)) or COUNTED.match(plain(title)):
        return NotArticle("search", "results of a search")
    return None


def _pictures(sheet: Sheet, found: Found, named: str, prose: int) -> NotArticle | None:
    """Galleries whose little text is a caption."""
    first = sheet.lines[found.first].flat
    turning = sum(
        not line.hidden and len(line.text) < 40 and TURNING.match(line.flat) is not None
        for line in sheet.lines
    )
    if turning >= 2 and len(found.lines) <= 2:
        return NotArticle("gallery", "pictures to turn over, with a caption")
    if COUNTER.match(first) or (GALLERY.search(named) and prose < 120 and sheet.images > 5):
        return NotArticle("gallery", "pictures with a caption only")
    return None


def _short_page(top: str, named: str) -> NotArticle | None:
    both = f"{named} {top}"
    if MISSING.search(both):
        return NotArticle("soft_404", "the page says that there is nothing here")
    if BLOCKED.search(both):
        return NotArticle("block_page", "the site asks for a check or refuses")
    if LOGIN.search(both):
        return NotArticle("login", "the page asks to sign in")
    return None


def _by_heading(lines: Sequence[Line]) -> NotArticle | None:
    """What a heading rules out that says that the page is gone, whatever stands in its place."""
    for line in lines:
        words = line.flat.strip()
        heads = line.heading in (1, 2) and len(words) <= LONGEST_HEADING
        if heads and (words in GONE or MISSING.search(words)):
            return NotArticle("soft_404", "a heading says that there is nothing here")
    return None


def _ends(sheet: Sheet, found: Found) -> bool:
    """Whether the text ends as a sentence does, or as a notice is signed; who made it may stand
    behind it."""
    ends = [sheet.lines[i] for i in found.lines[-2:]]
    return is_signed_day(ends[-1]) or any(ENDED.search(line.text) for line in ends)


def _is_flash(sheet: Sheet, found: Found, named: str) -> bool:
    """Whether a few words that end as a sentence does are a report of one: the page is not about
    pictures or films."""
    whole = len(found.lines) <= 2 and found.size >= FLASH
    shown = " ".join(line.flat for line in sheet.lines if not line.hidden and len(line.text) < 40)
    pictured = FILMED.search(named) or (sheet.images > PICTURES and SHOWN.search(named))
    return whole and not (pictured or TURNING_ANY.search(shown))


def _linked(sheet: Sheet) -> float:
    size = sum(len(line.text) for line in sheet.lines if not line.hidden) or 1
    return sum(line.links for line in sheet.lines if not line.hidden) / size


def _without_text(sheet: Sheet, named: str, prose: int) -> NotArticle:
    anchors = sum(1 for line in sheet.lines if line.links)
    many = sheet.images > 15 and anchors < sheet.images
    if GALLERY.search(named) or (many and _linked(sheet) < 0.4):
        return NotArticle("gallery", "pictures without text")
    if anchors >= 10:
        return NotArticle("list", f"{anchors} lines of links, {prose} characters of text")
    return NotArticle("empty", f"{prose} characters of text")


def _is_linked(line: Line) -> bool:
    """Whether a line is a link, with hardly more beside it than a day."""
    size = len(line.text)
    if line.links <= 0.3 * size:
        return False
    if line.links > 0.6 * size:
        return True
    moment = dates.search(line.flat)
    return moment is not None and line.links > 0.6 * (size - len(moment.raw))


def _sells(line: Line) -> bool:
    return len(line.text) < 40 and not line.hidden and SHOP.search(line.flat) is not None


def _listing(
    sheet: Sheet, found: Found, prose: int, *, dated: bool, headed: bool
) -> NotArticle | None:
    """Channel pages: teasers each under a link, or prose too thin among the links."""
    inside = [line for line in sheet.lines[found.first : found.last + 1] if not line.hidden]
    linked = [line for line in inside if len(line.text) >= 8 and _is_linked(line)]
    paragraphs = [i for i in found.lines if len(sheet.lines[i].text) >= 30]
    heading = sum(
        len(one.text) >= 8 and _is_linked(one) and not _is_linked(other)
        for one, other in pairwise(inside)
    )  # links with something else below: those of a box inside a text stand below one another
    listed = len(linked) >= 4 and heading >= 3
    own = len({line.text for line in linked})  # an advertisement comes again
    if listed and own >= 0.8 * len(paragraphs) and prose < 150 * own:
        return NotArticle("list", f"{len(linked)} linked headlines among {len(paragraphs)} teasers")
    cut = sum(CUT_SHORT.search(sheet.lines[i].flat) is not None for i in paragraphs)
    if cut >= LEAST_CUT and cut >= 0.5 * len(paragraphs):
        return NotArticle("list", f"{cut} of {len(paragraphs)} paragraphs are cut short")
    if not dated and prose < LONG and sum(map(_sells, sheet.lines)) >= 2:
        return NotArticle("list", "goods for sale")
    if not dated and not headed:
        if len(linked) >= 3 and len(linked) >= 0.4 * len(paragraphs):
            return NotArticle("list", f"{len(linked)} headlines, none of them this page's own")
        if prose < LONG and _linked(sheet) > 0.5:
            return NotArticle("list", f"{prose} characters of text, no headline, no date")
    by_day = sum(ENTRY_DAY.fullmatch(line.flat) is not None for line in inside)
    if by_day >= LEAST_CUT and by_day >= 0.5 * len(paragraphs):
        return NotArticle("list", f"{by_day} entries, each with its day")
    days = sum(1 for line in inside if len(line.text) < 60 and dates.search(line.flat))
    if days >= 3 and len(linked) >= 3 and days >= 0.5 * len(paragraphs):
        return NotArticle("list", f"{days} dates among {len(linked)} headlines")
    if prose < SHORT_TEXT and not dated and not headed:
        return NotArticle("list", f"only {prose} characters of text and no date")
    return None
