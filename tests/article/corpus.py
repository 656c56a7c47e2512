"""The page corpus: layouts written by hand, filled with our own texts and with real page weight."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORDS = """
城市 产业 春季 江边 教育 医保 园区 交通 夜市 新规
物流 中学 博物馆 樱花 草原 高速 地铁 台风 社区 老街
工厂 码头 果园 雪场 茶叶 灯会 机场 水库 骑行 乡村
菜价 公积金 志愿者 书店 电影 足球 消防 马拉松 湿地 渔船
""".split()  # noqa: SIM905 - a list of words
VERBS = "迎来 发布 启动 增长 回应 走进 告别 亮相 试点 开放 探访 升级 公布 完成 调整".split()  # noqa: SIM905
ENDS = """
新变化 三年计划 首批名单 最新进展 市民关注 专家解读 一图读懂 现场直击 背后的故事 再创新高
""".split()  # noqa: SIM905
WEIGHT = 82_000  # bytes that a page has at least
PLACE = re.compile(r"\{\{(\w+)(?::([^{}]*))?\}\}")


@dataclass(frozen=True)
class Page:
    """A page of the corpus and what a reader takes from it."""

    id: str
    layout: str
    text: str
    show: dict[str, str]
    expect: dict[str, Any]
    encoding: str = ""
    optional: tuple[str, ...] = ()
    origin_also: tuple[str, ...] = ()
    title_also: tuple[str, ...] = ()
    cut: str = ""  # what the last paragraph ends in and is no text
    lead: str = ""  # what the page prints before the first paragraph's words
    paragraphs: tuple[str, ...] = field(default=(), compare=False)

    def html(self) -> str:
        """The page's text, the same at every call, of the weight of a real page."""
        filler = _Filler(self)
        text = filler.fill((HERE / "layouts" / f"{self.layout}.html").read_text("utf-8"))
        lacking = WEIGHT - len(text.encode())
        if lacking <= 0:
            return text
        before, body, after = text.rpartition("</body>")
        return before + filler.weight(lacking) + body + after

    def charset(self) -> str:
        """The encoding it is saved in: as given, else the one that its meta tag names."""
        declared = re.search(r"charset=[\"']?([\w-]+)", self.html()[:1200])
        name = self.encoding or (declared[1].lower() if declared else "utf-8")
        return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)

    def raw(self) -> bytes:
        """The bytes of the page."""
        return self.html().encode(self.charset(), "xmlcharrefreplace")


class _Filler:
    """Puts texts and page weight in the places of a layout."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chance = random.Random(page.id)

    def fill(self, layout: str) -> str:
        return PLACE.sub(self._place, layout)

    def _place(self, match: re.Match[str]) -> str:
        name, argument = match[1], match[2] or ""
        if name == "body":
            return self._body(argument)
        maker = getattr(self, f"_make_{name}", None)
        if maker is not None:
            return str(maker(int(argument)))
        value = self.page.show.get(name, "")
        return value if "<br>" in value else escape(value, quote=False)

    def _body(self, argument: str) -> str:
        span, _, mode = argument.rpartition(":")
        texts = list(self.page.paragraphs)
        if span:
            begin, _, end = span.partition("-")
            texts = texts[int(begin) : int(end) if end else None]
        return "".join(FORMS[mode].format(escape(text, quote=False)) for text in texts)

    def weight(self, size: int) -> str:
        """Scripts and a hidden menu of the site of about this many bytes."""
        links = self._make_links(size // 400)
        return f'<div style="display:none">{links}</div>{self._make_script(size // 2000)}'

    def headline(self) -> str:
        """A headline of some other page."""
        pick = self.chance.choice
        return f"{pick(WORDS)}{pick(WORDS)}{pick(VERBS)}{pick(WORDS)}{pick(ENDS)}"

    def _href(self) -> str:
        return f"/{self.chance.randrange(2003, 2025)}/{self.chance.randrange(10**7)}.html"

    def _make_menu(self, count: int) -> str:
        links = (
            f'<li><a href="{self._href()}">{self.chance.choice(WORDS)}</a></li>'
            for _ in range(count)
        )
        return f"<ul>{''.join(links)}</ul>"

    def _make_links(self, count: int) -> str:
        return "".join(
            f'<li><a href="{self._href()}" target="_blank">{self.headline()}</a></li>\n'
            for _ in range(count)
        )

    def _make_resultlinks(self, count: int) -> str:
        return "".join(
            f'<li class="resultList"><a href="{self._href()}">{self.headline()}</a></li>'
            for _ in range(count)
        )

    def _make_linkrows(self, count: int) -> str:
        return "".join(
            f'<tr><td height=22>·<a href="{self._href()}">{self.headline()}</a>'
            f" (2009-{1 + n % 9}-12)</td></tr>"
            for n in range(count)
        )

    def _make_teasers(self, count: int) -> str:
        return "".join(
            f'<div class="item"><a href="{self._href()}"><img src="/t.jpg"></a>'
            f'<h4><a href="{self._href()}">'
            f"{self.headline()}</a></h4><p>{self.headline()}，{self.headline()}，记者从有关部门了解到更多情况。"
            "</p></div>"
            for _ in range(count)
        )

    def _make_comments(self, count: int) -> str:
        return "".join(
            f'<div class="c-item"><span>网友{self.chance.randrange(1000)}</span><span>3天前</span>'
            f"<p>{self.chance.choice(WORDS)}这件事大家怎么看？我觉得挺好，支持一下。</p><span>回复</span></div>"
            for _ in range(count)
        )

    def _make_posts(self, count: int) -> str:
        return "".join(
            f'<div id="post_{n}"><div class="pls"><a href="/u">山友{n}</a>'
            f"<p>主题 {n} 帖子 {n * 7} 积分 {n * 31}</p>"
            f"<p>发短消息 加为好友</p></div><div class='plc'><em>发表于 2012-5-{n + 1} "
            f"10:2{n}</em> | 只看该作者 {n + 1}#"
            f"<div class='t_f'>{self.headline()}，周末我们去了三个地方，路况还行，就是停车难，"
            f"下次早点出发。</div></div></div>"
            for n in range(count)
        )

    def _make_flatteasers(self, count: int) -> str:
        return "".join(
            f'·<a href="{self._href()}">{self.headline()}</a> [2012-5-{n + 1}]<br>'
            f"{self.headline()}，有关负责人介绍了情况，"
            f"并表示下一步还将继续推进。{self.headline()}……<br><br>\n"
            for n in range(count)
        )

    def _make_excerpts(self, count: int) -> str:
        return "".join(
            f'<article><h2 class="entry-title"><a href="{self._href()}">{self.headline()}</a></h2>'
            '<div class="entry-meta">'
            f"2019年1月{n + 1}日 · 产业 · {n} 条评论</div><div class='entry-summary'><p>"
            + "".join(f"{self.headline()}，这是我们走访十余家企业后得出的结论。" for _ in range(9))
            + f' <a href="{self._href()}">继续阅读</a></p></div></article>'
            for n in range(count)
        )

    def _make_datedteasers(self, count: int) -> str:
        return "".join(
            f"<dl><dt><b>1{n}</b><span>2019-0{n % 9 + 1}</span></dt>"
            f'<dd><a href="{self._href()}">{self.headline()}</a>'
            f"<p>{self.headline()}，{self.headline()}，与会人员参观了生产线并座谈。</p></dd></dl>"
            for n in range(count)
        )

    def _make_images(self, count: int) -> str:
        return "".join(f'<div><img src="/{n}.jpg" alt=""></div>' for n in range(count))

    def _make_script(self, kilobytes: int) -> str:
        line = (
            'var _t{n}={{"k":"{k}","url":"//cdn.example/{k}.js","text":"热点推荐，点击查看。"}};\n'
        )
        lines = []
        size = 0
        while size < 1000 * kilobytes:
            lines.append(line.format(n=len(lines), k=self.chance.randrange(10**9)))
            size += len(lines[-1])
        return f'<script type="text/javascript" charset="utf-8">{"".join(lines)}</script>'


FORMS = {
    "p": "<p>\u3000\u3000{}</p>\n",
    "pp": "<p>\u3000\u3000{}</p>\n",
    "ps": "<p>{}</p>\n",
    "br": "\u3000\u3000{}<br>\n",
    "brbr": "{}<br><br>\n",
    "nbspbr": "&nbsp;&nbsp;&nbsp;&nbsp;{}<BR>\n",
    "nbspp": "<P>&nbsp;&nbsp;&nbsp;&nbsp;{}</P>",
    "divbr": "<div>\u3000\u3000{}</div><br />",
    "section": '<section style="margin:0"><span style="font-size:16px">{}</span></section>',
    "spans": "<div><span>{}</span></div>",
    "fontp": '<p><font face="宋体">\u3000\u3000{}</font></p>',
    "plain": "{}",
    "spanp": '<p><span style="font-size:14px">{}</span></p><p>&nbsp;</p>',
    "divp": '<div class="x-p"><p>{}</p></div>',
    "prelines": "    {}\n\n",
    "divs": "<div>{}</div>",
    "trs": "<tr><td>\u3000\u3000{}</td></tr>",
    "h3": "<h3>{}</h3>",
    "lis": "<li>{}</li>",
    "lit": "\\u003Cp\\u003E{}\\u003C\\u002Fp\\u003E",
    "esc": "<p>\u3000\u3000{}<\\/p>",
    "brindent": "\u3000\u3000{}<br>",
}


@lru_cache(maxsize=1)
def others() -> tuple[tuple[str, bytes, tuple[str, ...]], ...]:
    """Pages that are no article: name, bytes and the reasons that are right."""
    found = []
    for name, reasons in tomllib.loads((HERE / "others.toml").read_text("utf-8")).items():
        page = Page(name, name, "", {"site": "江湾网"}, {})
        html = _Filler(page).fill((HERE / "others" / f"{name}.html").read_text("utf-8"))
        declared = re.search(r"charset=[\"']?([\w-]+)", html)
        encoding = "gb18030" if declared and declared[1].startswith("gb") else "utf-8"
        found.append((name, html.encode(encoding), tuple(reasons)))
    return tuple(found)


@lru_cache(maxsize=1)
def pages() -> tuple[Page, ...]:
    """All pages of the corpus."""
    texts = tomllib.loads((HERE / "texts.toml").read_text("utf-8"))
    found = []
    for entry in tomllib.loads((HERE / "pages.toml").read_text("utf-8"))["page"]:
        lines = tuple(line for line in texts[entry["text"]].splitlines() if line.strip())
        found.append(
            Page(
                f"{entry['layout']}-{entry['text']}",
                entry["layout"],
                entry["text"],
                entry["show"],
                entry["expect"],
                entry.get("encoding", ""),
                tuple(entry.get("optional", ())),
                tuple(entry.get("origin_also", ())),
                tuple(entry.get("title_also", ())),
                entry.get("cut", ""),
                entry.get("lead", ""),
                lines,
            )
        )
    return tuple(found)
