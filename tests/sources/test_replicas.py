"""Every site's article pages in its own shape: each field through its declared selectors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from crawler.registry import sources
from pipelines.article import Article, read
from pipelines.source import Source

SHAPES = tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))
SOURCES = sources()
MOMENT = datetime(2025, 3, 5, 15, 48)
FETCHED = date(2026, 11, 23)
PARAGRAPHS = (
    "今年上半年，河右工业园区实现规模以上工业总产值126.4亿元，同比增长10.2%，入园企业达到87家。",
    "园区管委会负责人介绍，下半年将加快推进循环化改造，新建标准厂房6万平方米，力争全年招商到位资金30亿元。",
    "在园区的一家新材料企业，技术人员正在调试新安装的生产线，预计年底前可以投产，届时将带动就业260人。",
)
WORDS = {
    "title": "河右工业园区上半年产值增长一成",
    "origin": "河右日报",
    "byline": "田一禾",
    "editor": "柳青山",
    "section": "园区经济",
}


@dataclass(frozen=True)
class Replica:
    """One page in a site's shape."""

    source: Source
    number: int
    url: str
    date: str
    html: str

    def __str__(self) -> str:
        return f"{self.source.id}-{self.number}"

    @property
    def fields(self) -> list[str]:
        """What the page shows."""
        named = re.findall(r"\{(\w+)\}", self.html)
        return [name for name in dict.fromkeys(named) if name != "time" or self.date]

    def read(self) -> Article:
        """What is read of it, in the encoding that older sites still use."""
        body = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
        values = WORDS | {"body": body, "time": MOMENT.strftime(self.date or "%Y-%m-%d")}
        page = self.html.format_map(values)
        menu = "".join(f'<li><a href="/{n}/">频道{n}</a></li>' for n in range(9))
        whole = (
            '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
            f"<title>{WORDS['title']}-{self.source.name}</title></head><body>"
            f'<div class="top"><ul>{menu}</ul></div>{page}'
            f'<div class="foot">{self.source.name}版权所有 未经授权不得转载</div></body></html>'
        )
        result = read(
            [whole.encode("gb18030")],
            url=self.source.canonical(self.url),
            content_type="text/html",
            rules=self.source.rules,
            on=FETCHED,
        )
        assert isinstance(result, Article), result
        return result


def replicas() -> Iterator[Replica]:
    """All pages, numbered within their site."""
    counts: dict[str, int] = {}
    entries = [(entry["source"], entry) for entry in SHAPES["template"]]
    entries += [(name, entry) for entry in SHAPES["epaper"] for name in entry["sources"]]
    for name, entry in entries:
        counts[name] = counts.get(name, 0) + 1
        source = SOURCES[name]
        example = source.examples[entry.get("example", 0)]
        yield Replica(source, counts[name], example, entry.get("date", ""), entry["html"])


REPLICAS = list(replicas())
CASES = [(replica, field) for replica in REPLICAS for field in replica.fields]


@pytest.mark.parametrize(("replica", "field"), CASES, ids=[f"{r}-{f}" for r, f in CASES])
def test_a_field_is_read_in_the_sites_own_shape(replica: Replica, field: str) -> None:
    article = replica.read()
    if field == "time":
        timed = "%H" in replica.date
        assert article.published == ("2025-03-05T15:48" if timed else "2025-03-05") + (
            "" if not timed else (article.published or "")[16:]
        )
    elif field == "body":
        found = [text.strip() for text in article.paragraphs]
        assert found[: len(PARAGRAPHS)] == list(PARAGRAPHS)
        assert len(found) <= len(PARAGRAPHS) + 1  # a credit may stand in the body's own element
    elif field in {"byline", "editor"}:
        assert list(getattr(article, field)) == [WORDS[field]]
    else:
        assert getattr(article, field) == WORDS[field]


@pytest.mark.parametrize("replica", REPLICAS, ids=str)
def test_the_declared_selectors_find_the_body(replica: Replica) -> None:
    declares = any(rule.body for rule in replica.source.rules)
    assert replica.read().method == ("selectors" if declares else "general")


def test_every_site_has_a_page_in_its_own_shape() -> None:
    assert {replica.source.id for replica in REPLICAS} == set(SOURCES)
