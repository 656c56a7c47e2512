"""What travels through the pipelines: a fetched page, the article in it, and what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pipelines.article import Article, NotArticle
from pipelines.figures import Figure, Rejected


@dataclass(frozen=True, slots=True)
class Part:
    """One response as it came: a whole page, or one page of a split article."""

    url: str
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    fetched_at: datetime  # aware, Asia/Shanghai


@dataclass(frozen=True, slots=True)
class Page:
    """All parts of one report, in reading order, as fetched from one source."""

    url: str  # canonical address of the first part
    source_id: str
    parts: tuple[Part, ...]
    listed_title: str = ""  # what the list page called it
    listed_day: str = ""  # YYYY-MM-DD where the list or the e-paper issue gives it

    @property
    def fetched_at(self) -> datetime:
        """When the first part came."""
        return self.parts[0].fetched_at


@dataclass(frozen=True, slots=True)
class Issue:
    """Something worth counting that went wrong or was passed over; nothing is silent."""

    kind: str  # closed list in archive.schema.ISSUE_KINDS
    detail: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was read out of one page: an article with its figures, or why it is none."""

    url: str
    source_id: str
    result: Article | NotArticle
    figures: tuple[Figure, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    is_park_report: bool = False
    issues: tuple[Issue, ...] = ()
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A page that is safe on disk and waits to be read; before it, where another reader had read
    it, the page that stands, so that both are read by the same one."""

    page: Page
    fetch_id: int
    before: Stored | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A stored page with what was read from it, or the fault that stopped the reading."""

    page: Page
    fetch_id: int
    record: Record | None
    fault: Exception | None = None
    before: Read | None = None
