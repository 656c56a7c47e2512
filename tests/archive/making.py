"""Small pages, figures and records for the archive's tests, in the shapes the pipelines make."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from archive.store.connect import SHANGHAI
from archive.store.figures import Reading
from pipelines.article import Article
from pipelines.figures import Figure
from pipelines.model import Page, Part, Record

FETCHED = datetime(2025, 3, 6, 8, 30, tzinfo=SHANGHAI)


def page(url: str, body: bytes = b"<html>1</html>", fetched: datetime = FETCHED) -> Page:
    """A one-part page as a spider hands it over."""
    headers = {"content-type": "text/html", "etag": '"a1"'}
    return Page(url, "paper", (Part(url, 200, headers, body, fetched),), "listed", "2025-03-05")


def figure(
    body: str, quote: str, label: str = "工业总产值", nth: int = 0, **other: object
) -> Figure:
    """The nth occurrence of a quote in a body as a figure of a park for the year 2024."""
    start = -1
    for _ in range(nth + 1):
        start = body.index(quote, start + 1)
    values: dict[str, object] = {
        "start": start,
        "quote": quote,
        "indicator": "gross_industrial_output",
        "label": label,
        "kind": "level",
        "value": Decimal("1670000000"),
        "value_max": None,
        "value_text": "1670000000",
        "precision": Decimal("5000000"),
        "unit": "CNY",
        "bound": "=",
        "scope": "",
        "base": "",
        "price_basis": "",
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "period_basis": "stated",
        "period_type": "year",
        "period_key": "2024",
        "status": "actual",
        "modality": "reported",
        "subject": "通渭工业集中区",
        "subject_kind": "park",
        "context": "",
        "evidence": body[max(0, start - 10) : start + len(quote)],
        "evidence_start": max(0, start - 10),
        "confidence": 0.95,
        "because": {},
    }
    return Figure(**(values | other))  # type: ignore[arg-type]


def record(url: str, paragraphs: list[str], figures: list[Figure], extractor: str = "1") -> Record:
    """A record as the pipelines make it."""
    article = Article(
        title="通渭工业集中区交出年度答卷",
        published="2025-03-05T15:48+08:00",
        published_raw="2025/03/05/ 15:48",
        origin="定西日报",
        byline=("蔺泽华",),
        editor=(),
        section="甘肃>经济",
        paragraphs=tuple(paragraphs),
        encoding="utf-8",
        method="selectors",
    )
    return Record(url, "paper", article, tuple(figures), (), True, (), extractor)


def readings(figures: list[Figure]) -> list[Reading]:
    """Figures whose parks are not resolved."""
    return [Reading(f) for f in figures]
