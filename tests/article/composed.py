"""Pages composed at random of pieces that each say what they show: any head over any text, with
any furniture inside, behind and around it."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests.article.corpus import FORMS, HERE, Page, _Filler

TITLES = (
    "老桥加固工程本周完工 夜间不再限行",
    "“一湾清水”是怎样回来的",
    "三问县城书店：凭什么活下去？",
    "江湾市:供热管网改造提前20天完成",
    "王家坳的新桥（图）",
    "清沙江治理十年记——来自一线的报告",
    "前三季度外贸进出口增长8.6%",
    "关于加强渔港安全管理的几点看法",
    "从“看天吃饭”到“知天而作”",
    "云州|老街改造之后",
)
OUTLETS = (
    "江湾日报",
    "云州网",
    "东岭晚报",
    "新声社",
    "江岸区融媒体中心",
    "市发改委",
    "清沙江观察",
    "经济周刊",
    "青柏县人民政府办公室",
    "《江湾商报》",
    "中川证券报·中证网",
    "江湾发布",
    "澄江高新区管委会",
)
AUTHORS = ("张晓明", "李芳 王建国", "陈思思", "欧阳倩", "刘洋", "赵一德")
SECOND, EDITOR = "何静", "孙毅"
DAYS = {
    "2009-03-05": "2009-03-05",
    "2012年6月18日": "2012-06-18",
    "2015/08/09": "2015-08-09",
    "2018.11.02": "2018-11-02",
    "2021-1-7": "2021-01-07",
    "2011年12月09日": "2011-12-09",
    "2023-06-30": "2023-06-30",
}
CLOCKS = {"08:12": "08:12", "17:05": "17:05", "9:40": "09:40", "23:58": "23:58"}
# Texts and the authors whom they name themselves.
TEXTS: dict[str, list[str]] = {
    "port": [],
    "gov_meeting": [],
    "product": [],
    "road_funds": [],
    "rail_laid": ["王海涛"],
    "new_bat": [],
    "ginkgo": ["程惠", "施建平"],
    "barber": [],
    "sunflowers": [],
    "penny_bridge": [],
    "fry": [],
    "short_notice": [],
    "warehouse_fire": [],
    "zone_year": ["林晓岚"],
    "lake_rescue": [],
    "cable_theft": [],
    "cold_rain": [],
    "scooter_rules": [],
    "shared_kitchen": [],
    "stone_street": [],
    "court": ["骆成", "葛一鸣"],
}
PARAGRAPHS = ("p", "nbspp", "section", "divp", "divs", "ps", "spanp", "fontp")
BREAKS = ("brbr", "nbspbr", "divbr", "spans", "brindent", "trs")
HEADLINES = (
    "<h1>{}</h1>",
    "<div class='title'>{}</div>",
    "<h2>{}</h2>",
    "<table><tr><td align=center><b><font size=5>{}</font></b></td></tr></table>",
    "<p style='text-align:center;font-size:24px'>{}</p>",
)
CONTAINERS = (
    "<div class='content'>{}</div>",
    "<div id='zoom'>{}</div>",
    "<div class='TRS_Editor'>{}</div>",
    "<div><div>{}</div></div>",
    "<table width='95%'><tr><td class='txt'>{}</td></tr></table>",
    "<article>{}</article>",
    "<div class='news_nr'>{}</div>",
)
NAMES = ("{t}_{s}", "{t}-要闻-{s}", "{t}", "{s}", "{t} - {s}", "{s} {t}")
SITES = ("江湾网", "云州新闻网", "东岭在线")
CRUMBS = (
    "",
    "<div>当前位置：<a>首页</a> &gt; <a>要闻</a> &gt; 正文</div>",
    "<div class='c'><a>首页</a>&gt;&gt;<a>要闻</a></div>",
)
DECK = "摘要：这是一段摘要文字，说的是渔港和老桥的事。"
# What may stand in the body or not.
OPTIONAL = (
    DECK,
    "（图片由受访者提供）",
    "（作者系江湾市渔业局工程师）",
    "(原载《江湾日报》)",
    "作者单位：江湾市渔业局",
    "参考资料：《渔港志》",
    "图为施工现场。吴天 摄",
    "施工现场（资料图）",
    "小标题一",
    "引用的一句话，出自渔港志。",
)
FILLER = re.compile(r"\{(links|teasers|comments|linkrows):(\d+)\}")


@lru_cache(maxsize=1)
def _pieces() -> dict[str, Any]:
    return tomllib.loads((HERE / "pieces.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return tomllib.loads((HERE / "texts.toml").read_text("utf-8"))


@dataclass(frozen=True)
class _Chosen:
    """What a page shows."""

    text: str
    head: dict[str, Any]
    title: str
    outlet: str
    authors: str
    day: str
    clock: str

    @classmethod
    def of(cls, chance: random.Random) -> _Chosen:
        return cls(
            chance.choice(tuple(TEXTS)),
            chance.choice(_pieces()["head"]),
            chance.choice(TITLES),
            chance.choice(OUTLETS),
            chance.choice(AUTHORS),
            chance.choice(tuple(DAYS)),
            chance.choice(tuple(CLOCKS)),
        )

    def put(self, html: str) -> str:
        """A piece with what it shows in its places."""
        return html.format(
            d=self.day,
            t=self.clock,
            o=self.outlet,
            a=self.authors,
            a2=SECOND,
            e=EDITOR,
            t2=self.title,
        )

    def expect(self) -> dict[str, Any]:
        """What a reader takes from it."""
        clock = f"T{CLOCKS[self.clock]}+08:00" if self.head["clock"] else ""
        named = self.authors.split() if self.head["authors"] else TEXTS[self.text]
        return {
            "title": self.title,
            "published": DAYS[self.day] + clock,
            "byline": [*named, SECOND] if self.head["authors"] == 2 else named,
            **({"origin": self.outlet} if self.head["origin"] else {}),
        }


def compose(seed: int) -> tuple[Page, bytes]:
    """The page of a number and what a reader takes from it."""
    chance = random.Random(seed)
    chosen = _Chosen.of(chance)
    lines = tuple(line for line in _texts()[chosen.text].splitlines() if line.strip())
    page = Page(
        f"composed-{seed}", "", chosen.text, {}, chosen.expect(), "", OPTIONAL, paragraphs=lines
    )
    filler = _Filler(page)
    html = FILLER.sub(
        lambda match: getattr(filler, f"_make_{match[1]}")(int(match[2])),
        _html(chance, chosen, lines),
    )
    return page, html.encode()


def _maybe(chance: random.Random, name: str, share: float) -> str:
    piece: str = chance.choice(_pieces()["pieces"][name]) if chance.random() < share else ""
    return piece


def _html(chance: random.Random, chosen: _Chosen, lines: tuple[str, ...]) -> str:
    pick = chance.choice
    site, title = pick(SITES), chosen.title
    below = "".join(chance.sample(_pieces()["pieces"]["below"], chance.randint(1, 4)))
    deck = f"<div class='summary'>{DECK}</div>" if chance.random() < 0.25 else ""
    return (
        f"<html><head><meta charset='utf-8'><title>{pick(NAMES).format(t=title, s=site)}</title>"
        f"</head><body><div>{{links:{chance.randint(2, 12)}}}</div>{pick(CRUMBS)}"
        f"{_maybe(chance, 'before', 0.8)}<div class='m'>{pick(HEADLINES).format(title)}"
        f"{chosen.put(chosen.head['html'])}{deck}{_body(chance, chosen, lines)}"
        f"{below.replace('{t3}', '热词：' + title[:4])}</div>{_maybe(chance, 'after', 0.75)}"
        f"{pick(('', '{links:15}'))}"
        f"<div class='f'>版权所有 {site} 备案号：ICP备0000001号</div></body></html>"
    )


def _body(chance: random.Random, chosen: _Chosen, lines: tuple[str, ...]) -> str:
    form = chance.choice((*PARAGRAPHS, *BREAKS))
    texts = [FORMS[form].format(line) for line in lines]
    if form in PARAGRAPHS:
        texts[1:] = [_maybe(chance, "within", 0.5) + text for text in texts[1:]]
    body = "".join(texts)
    body = f"<table>{body}</table>" if form == "trs" else body
    behind = chosen.put(_maybe(chance, "behind_text", 0.8))
    return chance.choice(CONTAINERS).format(body + behind)
