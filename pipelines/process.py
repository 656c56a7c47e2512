"""The one order of steps from a fetched page to its record, live and when read again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipelines.article import Article, NotArticle, Rules, read
from pipelines.figures import Figure, examine
from pipelines.model import Issue, Page, Record
from pipelines.version import extractor_version

# Heads of park names and the short forms papers use for them (grammar: archive gazetteer notes).
PARK_HEAD = re.compile(
    r"经开区|高新区|开发区|工业园|产业园|科技园|化工园|物流园|园区|集中区|集聚区|综保区|保税区|"
    r"保税港区|合作区|示范区|产业基地|化工基地|自贸区|自创区|新区"
)
PARK_FIGURES = 3  # so many figures of a park make the report one about parks


def process(page: Page, rules: Sequence[Rules] = ()) -> Record:
    """Read the article and every figure in it. Pure: the day comes from the page.

    Errors of the readers are not caught here; whoever calls keeps the page and counts them.
    """
    first = page.parts[0]
    result = read(
        [part.body for part in page.parts],
        url=page.url,
        content_type=first.headers.get("content-type"),
        rules=rules,
        on=page.fetched_at.date(),
        filename=first.headers.get("x-parks-filename"),
    )
    if isinstance(result, NotArticle):
        return Record(page.url, page.source_id, result, extractor=extractor_version())
    published = date.fromisoformat(result.published[:10]) if result.published else None
    found = examine(result.paragraphs, published, title=result.title, origin=result.origin or "")
    park_report = is_park_report(result, found.figures)
    issues = []
    if park_report and not found.figures:
        issues.append(Issue("no_figures", "a park report without a figure"))
    if published and published > page.fetched_at.date():
        issues.append(Issue("clock_skew", f"dated {published}, fetched {page.fetched_at:%F}"))
    return Record(
        page.url,
        page.source_id,
        result,
        tuple(found.figures),
        tuple(found.rejected),
        park_report,
        tuple(issues),
        extractor_version(),
    )


def is_park_report(article: Article, figures: Sequence[Figure]) -> bool:
    """Whether a park is the subject of the title or the lead, or of at least three figures."""
    if sum(figure.subject_kind == "park" for figure in figures) >= PARK_FIGURES:
        return True
    lead = article.paragraphs[0] if article.paragraphs else ""
    return bool(PARK_HEAD.search(article.title) or PARK_HEAD.search(lead[:120]))
