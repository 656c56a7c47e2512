"""The page corpus: every field of every page, one failure a field; changed pages; no articles."""

from __future__ import annotations

import random

import pytest

from pipelines.article import Article, NotArticle, read
from tests.article import variations
from tests.article.corpus import Page, others, pages
from tests.article.scoring import faults

FIELDS = ("kind", "title", "published", "origin", "byline", "editor", "section", "body")
PAGES = {page.id: page for page in pages()}
OTHERS = {name: (raw, reasons) for name, raw, reasons in others()}


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[str, str]]:
    """What is wrong with each page, by field."""
    return {name: dict(faults(page, read([page.raw()]))) for name, page in PAGES.items()}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", PAGES)
def test_field_of_page(readings: dict[str, dict[str, str]], name: str, field: str) -> None:
    assert field not in readings[name], readings[name][field]


def test_the_corpus_is_what_it_says_to_be() -> None:
    assert len(PAGES) >= 60
    assert len({page.layout for page in PAGES.values()}) >= 30
    assert all(60_000 <= len(page.raw()) <= 260_000 for page in PAGES.values())


# What still goes wrong where a page has lost the marks that these fields rest on.
SHARE = {"kind": 0.97, "title": 0.94, "published": 0.99, "body": 0.97}


def _changed(page: Page, name: str) -> bytes:
    change = variations.LAYOUTS.get(name)
    if change is None:
        return variations.ENCODINGS[name](page.html(), random.Random(page.id))
    return change(page.html(), random.Random(page.id)).encode(page.charset(), "xmlcharrefreplace")


@pytest.mark.parametrize("name", [*variations.LAYOUTS, *variations.ENCODINGS])
def test_changed_pages_read_the_same(name: str) -> None:
    wrong: dict[str, list[str]] = {field: [] for field in SHARE}
    for page in PAGES.values():
        for field, fault in faults(page, read([_changed(page, name)])):
            if field in wrong:
                wrong[field].append(f"{page.id}: {fault}")
    for field, share in SHARE.items():
        assert len(wrong[field]) <= (1 - share) * len(PAGES) + 1e-9, wrong[field]


@pytest.mark.parametrize("name", OTHERS)
def test_pages_that_are_no_article(name: str) -> None:
    raw, reasons = OTHERS[name]
    result = read([raw])
    assert isinstance(result, NotArticle), result.title
    assert result.reason in reasons, (result.reason, result.detail)
    assert result.detail


def test_the_result_says_how_the_page_was_read() -> None:
    result = read([PAGES["enorth_2008-zone_year"].raw()])
    assert isinstance(result, Article)
    assert (result.method, result.encoding) == ("general", "gb18030")
    assert result.published_raw == "2008-12-09 13:04"
