"""The words that Chinese news pages wrap their articles in, both scripts: labels and chrome."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """Text in one width: full-width digits, letters and punctuation become half-width ones."""
    return unicodedata.normalize("NFKC", text)


def key(text: str) -> str:
    """Letters and digits alone, one width and case: what two writings of a title share."""
    return "".join(char for char in plain(text).casefold() if char.isalnum())


def _spaced(words: str) -> str:
    """Alternatives whose characters may be set apart with spaces, as in `来 源`."""
    return "|".join(r"[ \t]*".join(word) for word in words.split())


ORIGIN = _spaced(
    "来源于 文章来源 信息来源 新闻来源 稿件来源 内容来源 资料来源 本文来源 来源 稿源 出处 文章出处 转自 转载自 摘自 "
    "發布者 发布者 发布机构 发文机关 發佈單位 文章來源 新聞來源 資料來源 來源 出處 轉自 來稿"
)
AUTHOR = _spaced(
    "文章作者 本文作者 作者 撰文 撰稿人 撰稿 供稿人 供稿 通讯员 特约通讯员 特约记者 本报记者 本网记者 实习记者 实习生 记者 "
    "文字记者 采访 采写 文图 文字 图文 執筆 执笔 主笔 投稿者 投稿人 作 譯者 通訊員 特約記者 本報記者 記者"
)
EDITOR = _spaced(
    "责任编辑 网络编辑 本文编辑 文章编辑 新媒体编辑 实习编辑 见习编辑 值班编辑 执行编辑 本期编辑 编辑 责编 编审 编校 美编 责任编校 校对 审核 "
    "值班主任 值班总编 编发 编稿 一审 二审 三审 初审 复审 终审 签发 监制 统筹 总监制 责任校对 責任編輯 網路編輯 編輯 責編 核稿 審核 核稿編輯 "
    "录入者 录入 录入编辑 上传"
)
TIME = _spaced(
    "发布时间 发布日期 发表时间 发表日期 发稿时间 更新时间 更新日期 最后更新 时间 日期 发表于 发布于 编辑时间 录入时间 "
    "發布時間 發佈時間 發表時間 更新時間 更新日期 時間 日期 發佈日期 發布日期 添加时间 加入时间 创建时间 上传时间 稿件时间 成文日期"
)
OTHER = _spaced(
    "点击数 点击率 点击量 点击次数 点击 浏览次数 浏览量 浏览 阅读次数 阅读量 阅读数 阅读 人气 访问量 访问次数 访问 查看 "
    "评论数 评论 跟帖 回复 字号 字体 字体大小 字級 字體 大小 关键词 关键字 标签 關鍵字 標籤 分享到 分享至 分享 打印 收藏 推荐 "
    "摄影 摄影记者 图片 摄 图 攝影 視頻 视频 栏目 所属栏目 分类 类别 频道 版次 版面 版名 稿件来自 本文地址 本文网址 原标题 原題 翻译 编译 "
    "索引号 文号 主题词 有效性 语言 字数 核心提示 摘要 导读 责任 原创 电话 邮箱 核稿人 拍摄 制图 设计 新闻热线 热线 转载请注明 副标题"
)
_ALL = (ORIGIN, AUTHOR, EDITOR, TIME, OTHER)
LABEL = re.compile(
    rf"(?:(?P<origin>{ORIGIN})|(?P<editor>{EDITOR})|(?P<author>{AUTHOR})|(?P<time>{TIME})|"
    rf"(?P<other>{OTHER}))[ \t]*[:]"
)

SENTENCE = re.compile(r"[，。！？；：、,;!?…“”「」《》]")
FULL_STOP = re.compile(r"[。！？!?…；;](?:[”’」』）)\"']{0,2})$")

# A line that is furniture wherever it stands: sharing, sizes, printing, counts.
TOOLS = re.compile(
    r"^\W*(?:分享(?:到|至|给|本文)?\b|分享(?:到|至)?[::]|【?字[号體体级級大小]|我要(?:评论|分享|纠错|说两句|投稿)|打印(?:本[页文稿])?|【?(?:打印|关闭|收藏|推荐|评论|纠错|繁体|大 中 小|复制链接|大|中|小)】?(?:\W|$)"
    r"|大字|小字|关闭窗口|收藏(?:本[页文])?$|发表评论|网友评论|查看评论|我来说两句|点击(?:收藏|关注|加载)|扫(?:一扫|描)|微信扫|手机(?:看|扫|阅读|也能)|用手机|二维码|听新闻|语音播报|播放|举报|返回(?:首页|列表|顶部)|回到顶部|加载中|展开全文|"
    r"下载(?:客户端|APP)|打开(?:APP|客户端)|点赞|赞\W*\d*$|转发|微博|新浪微博|微信|QQ空间|朋友圈|复制(?:链接|成功)|已复制|T[TL]?\||A[+-]|放大|缩小|默认$|正常$|"
    r"請同意|您(?:正在|的浏览器)|当前位置|您(?:现在|当前|所在)的?位置|您的位置|現在位置|目前位置|邮箱[::]|参与互动|人?参与|\d+条?评论|已有\d*人?|责任纠错|纠错|相关链接$)"
)
# From here on the page speaks for itself again: nothing after such a line is the article.
TAIL = re.compile(
    r"^[\W_]*(?:(?:相关|延伸|推荐|更多|热门|热点|精彩|猜你|往期|热图|最新|今日|编辑|本类|本站|其他|其它|同类|关联|網友|熱門|相關|推薦|延伸|更多)"
    r"(?:相关)?(?:阅读|新闻|报道|链接|文章|内容|专题|资讯|推荐|话题|评论|视频|图片|信息|主题|标签|搜索|帖子|稿件|閱讀|新聞|報導|文章|連結|影音)"
    r"|上一[篇页条則则]|下一[篇页条則则]|前一篇|后一篇|版权(?:声明|所有|归|與)|版權(?:聲明|所有)|免责(?:声明|條款)|免責聲明|特别声明|郑重声明|本[网站]声明|声明[::]"
    r"|[本該此]?网友?评论|发表(?:我的)?评论|评论列表|最新评论|用户评论|我要评论|网友(?:评论|回应|留言)|跟帖|热门关键词|本篇新闻热门关键词|新闻热线|标签[::]|关键[词字][::]|tags?[::]|"
    r"编辑[::]|责任编辑|责编|[【\[(（]?(?:网络|本文|新媒体|值班|实习|见习)?(?:责任)?编辑[::]|[【\[(（]?責任編輯|[【\[(（]?編輯[::]|分享到|分享至|"
    r"【?(?:打印|关闭)|扫一扫|扫描二维码|关注我们|微信公众号|猜你喜欢|您可能(?:也|还)?(?:感兴趣|喜欢)|大家都在[看搜]|热点推荐|看过本文|阅读下一篇|"
    r"(?:本文|文章)(?:来源|链接|网址|地址|标题|导航|由)?[::]|原文(?:链接|地址|网址)|转载请(?:注明|保留|联系)|未经(?:授权|许可|允许)|[本此]文(?:仅|只|系|为|由).{0,30}(?:转载|观点|立场|授权)"
    r"|凡(?:注明|本网|本站|来源|是)|联系(?:电话|我们)|投稿(?:邮箱|热线)|网站声明|友情链接|网站地图|关于我们|备案号|主办单位|承办单位|\(?责任|附件[::]?$|copyright|©|all rights"
    r"|【?(?:查看|阅读)(?:原文|全文|更多)|点击(?:查看|进入|阅读)|进入.{0,8}(?:讨论|论坛|专题)|欢迎(?:关注|访问|加入|下载)|返回.{0,6}(?:首页|列表|频道)|喜欢.{0,8}(?:分享|收藏)|如果您喜欢|要了解更多|本版(?:其他|文章|新闻|导读)|"
    r"我有话说|您此时的心情|新闻表情|心情|发布者|查看本文作者|作者其他|共[有]?\d+(?:页|条)|首页\s*上一页|\[?\d+\]?\s*(?:\[?\d+\]?\s*)+(?:下一页|末页|尾页)|"
    r"(?:来源|稿源|来源于|文章来源|信息来源|新闻来源|稿件来源|来\s源)[::]|[(（【\[]\s*(?:来源|稿源|责编|编辑|责任)[::]|(?:一|二|三|初|复|终)审[::]|(?:审核|校对|监制|核稿|签发)[::])",
    re.I,
)
# Blocks whose own id or class says that no article text is inside.
FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:footer|foot|copyright|copy|breadcrumb\w*|crumbs?|sidebar|side|aside|nav|navbar|menu|toolbar|"
    r"comments?|commentlist|pinglun|replies|related?|relate\w*|recommend\w*|hot\w*|rank\w*|paihang|share\w*|bdshare\w*|"
    r"tags?|pagination|pages?-?nav|fenye|login|advert\w*|ads?|ad\d|guanggao|friendlink|links?|statement|disclaimer|"
    r"shengming|xiangguan|tuijian|prev-?next|qrcode|ewm|erweima|editor)(?=$|[\s_\d-])"
)
COPYRIGHT = re.compile(
    r"版权(?:所有|归|声明|均属)|版權|转载请(?:必须)?注明|不得转载|侵权(?:必究|删除|请)|备案|ICP[备证]|icp|公网安备|许可证|举报(?:电话|热线)|免责声明|"
    r"(?:不代表|并不意味着|無關|无关).{0,12}(?:立场|观点|本站|本网|赞同)|All Rights|Copyright|©|违法和不良信息|未经.{0,10}(?:授权|许可|同意)|"
    r"本网站?(?:转载|注明|刊载|所有)|文明上网|理性发言|遵守.{0,12}(?:法律|法规|规定|条例)|发表.{0,6}评论|用户名|验证码|密码|登录后|注册后"
)
