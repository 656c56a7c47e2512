"""What is held is counted and can be read to its end; what is contradicted says so everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html as lxml_html

from archive.publish import publish
from tests.serving import Site, served
from tests.site import reports
from tests.site.reports import Report, Said

FILLER = "街口的早市开得很早，赶集的人挤满了巷子，卖菜的大嫂笑着说今年的收成不错。" * 6
HELD = 30


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a park of many held figures."""
    home = reports.build(tmp_path_factory.mktemp("doubted"))
    numbers = [f"{n}.5亿元" for n in range(101, 101 + HELD)]
    body = "，".join(f"龙山经济开发区税收{number}" for number in numbers) + "。" + FILLER
    said = [
        Said("税收", number, "tax_revenue", float(number[:-2]) * 1e8, confidence=0.5)
        for number in numbers
    ]
    reports.add(home, Report("heldaaaaaaaa", "龙山经开区的许多说法", body, said))
    publish(home)
    with served(home) as site:
        yield site


def _page(site: Site, path: str, lang: str = "zh") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(site.get(path, Cookie=f"parks_lang={lang}").text)


@pytest.mark.parametrize(("lang", "words"), [("zh", "共 %s 个"), ("en", "%s in all")])
def test_held_figures_are_counted_and_paged_to_the_last(
    doubted: Site, lang: str, words: str
) -> None:
    path, found = "/park/longshan", []
    while path:
        section = _page(doubted, path, lang).xpath("//section[@aria-labelledby='held']")[0]
        found += section.xpath(".//p[@class='number']/a/@href")
        total = HELD + 2  # two of the common fixture
        assert words % total in section.text_content()
        following = section.xpath(".//a[@rel='next']/@href")
        path = following[0] if following else ""
        assert not path or path.endswith("#held")
        path = path.partition("#")[0]
    assert len(found) == len(set(found)) == total
