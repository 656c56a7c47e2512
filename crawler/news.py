"""The one spider: list pages to articles to pages; it fetches and hands over, and reads nothing."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.store import Memory, leases, open_archive
from archive.store.connect import SHANGHAI, today
from archive.store.runs import held_until, hold, last_walk, spent
from crawler import answers
from crawler.discovery import Start, read_listing
from crawler.errand import errand
from crawler.keep import keep_list
from crawler.ledger import Ledger
from crawler.lists import Lists, Wanted
from crawler.manners import Manners
from crawler.middlewares import refused
from crawler.robots import Lacking, Refused
from pipelines.article import decode, next_part
from pipelines.model import Page, Part
from pipelines.source import Source

REDIRECTS = {301, 302, 303, 307, 308}
GARBAGE = 5_000  # objects of answers before the first look for those that hold each other
DONE = {"fetched", "not_article", "removed"}  # states of what need not be fetched
SHUT = {"robots": "forbidden", "off_site": "led_away"}  # kinds of issue, and how they are counted
ANY_STATUS = {"handle_httpstatus_list": [n for n in range(200, 600) if n not in REDIRECTS]}


class NewsSpider(scrapy.Spider):
    """Crawls one source; its arguments are those of crawler.errand.errand, and home."""

    source: Source

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """Open the archive and the run's row before the first request."""
        spider: NewsSpider = super().from_crawler(crawler, *args, **kwargs)
        spider._open(**kwargs)
        crawler.signals.connect(spider._finish, scrapy.signals.spider_closed)
        crawler.signals.connect(spider._broken, scrapy.signals.spider_error)
        crawler.signals.connect(spider._broken, scrapy.signals.item_error)
        return spider

    def _open(self, home: str = "data", **arguments: str) -> None:
        logging.raiseExceptions = False  # a full disk is said once, not with every line of the log
        self.archive = open_archive(Path(home))
        db, name = self.archive.db, self.source.id
        self.token = leases.adopt(db, name)
        if not self.token:
            raise SystemExit(f"{name}: another process crawls this source")
        self.memory = Memory(db, name)
        self.errand = errand(date.fromisoformat(today()), last_walk(db, name), **arguments)
        self.manners = Manners(self.source.fetch, spent(db, name), held_until(db, name))
        self.ledger = Ledger(self.archive, self.source, self.errand)
        self.run_id = self.ledger.run_id
        self.counts = self.ledger.counts
        self.lists = Lists(self.source, self.memory, self.errand, self.ledger)
        self.wanted: set[str] = set()
        self.ended = ""

    async def start(self) -> AsyncIterator[Request]:
        """List pages first, then what earlier runs left and what is due for a second look."""
        # What is loaded by now stays, all names of parks too: looking it over again and again
        # takes a page's time in twenty.
        gc.freeze()
        gc.set_threshold(GARBAGE)
        self.ended = self.manners.reason_to_stop()
        if self.ended:
            return
        for request in self._beginning():
            yield request

    def _beginning(self) -> Iterator[Request]:
        job = self.errand
        if job.single:
            for url in job.single:
                yield from self._article(Wanted(self.source.canonical(url), "", ""), again=True)
            return
        if job.looks:
            yield from self._looks()
        for start in self.lists.first():
            yield self._list_request(start)
        if job.mode != "walk":
            return
        for url, title, day in self.memory.waiting():
            yield from self._article(Wanted(url, title, day))
        if not job.looks:
            yield from self._looks()

    def _looks(self) -> Iterator[Request]:
        budget = self.source.fetch.budget
        for url, title, day in self.memory.due(budget, all_reports=self.errand.recheck):
            yield from self._article(Wanted(url, title, day), again=True)

    # list pages

    def _list_request(self, start: Start) -> Request:
        asked_whole = self.errand.explicit or self.errand.mode != "walk"
        validators = ("", "") if asked_whole else self.memory.validators(start.url)
        return Request(
            start.url,
            callback=self.parse_list,
            errback=self.failed_list,
            headers=answers.conditional(*validators),
            dont_filter=True,
            priority=10,
            meta=ANY_STATUS,
            cb_kwargs={"start": start},
        )

    def parse_list(self, response: Response, start: Start) -> Iterator[Request]:
        """Remember every link, ask for the wanted ones, go on to the next list page."""
        self._refuse(response, refused(response))
        if response.status == 304:
            self.counts["lists_read"] += 1
            self.counts["lists_unchanged"] += 1
            self.ledger.coverage.unchanged(start)
            return
        if response.status != 200:
            self._list_fault(response.url, "http_error", f"list page answered {response.status}")
            return
        text, _ = decode(response.body, answers.header(response, "Content-Type"))
        window = (self.errand.since, self.errand.until)
        listing = read_listing(self.source, start, response.url, text, *window)
        if self.errand.keep:
            keep_list(self.errand.keep, start, response, listing)
        self.counts["lists_read"] += 1
        self.counts["links"] += len(listing.leads)
        for note in listing.notes:
            self.ledger.issue("list_note", response.url, note)
        if not listing.leads and not listing.next:
            self._refuse(response, answers.challenge(response))
            if start.kind == "leaf":
                self.counts["empty_leaves"] += 1  # a page of advertisements, as a rule
            else:
                self.ledger.issue("empty_list", response.url, "no article link on this list page")
                if start.page == 1:
                    return  # its chain keeps a hole: nothing says that the day is covered
        self.ledger.coverage.read(start, listing)
        validators = (answers.header(response, name) for name in ("ETag", "Last-Modified"))
        self.ledger.validators[start.url] = (next(validators), next(validators))
        for wanted in self.lists.wanted(listing):
            yield from self._article(wanted)
        for following in self.lists.after(listing, self.settings.getint("LIST_PAGES_MAX")):
            yield self._list_request(following)

    # articles

    def _article(self, wanted: Wanted, *, again: bool = False) -> Iterator[Request]:
        """The request for an article that is neither known nor asked for already."""
        if wanted.url in self.wanted:
            return
        known = self.memory.known(wanted.url)
        if known and known.state == "removed":
            self.counts["removed"] += 1  # on request: it is not asked for again
            return
        if known and known.state in {"fetched", "not_article"} and not again:
            self.counts["known"] += 1
            return
        if self.errand.limit and len(self.wanted) >= self.errand.limit:
            self.ended = "limited"
            return
        self.wanted.add(wanted.url)
        validators = (known.etag, known.last_modified) if known and again else ("", "")
        yield self._article_request(wanted.url, wanted, (), answers.conditional(*validators))

    def _article_request(
        self, url: str, wanted: Wanted, parts: tuple[Part, ...], headers: dict[str, str]
    ) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.failed_article,
            headers=headers,
            dont_filter=True,
            priority=20 if parts else 0,
            meta=ANY_STATUS,
            cb_kwargs={"wanted": wanted, "parts": parts},
        )

    def parse_article(
        self, response: Response, wanted: Wanted, parts: tuple[Part, ...]
    ) -> Iterator[Request | Page]:
        """Hand over a whole page; a split article goes on to its next part first."""
        self._refuse(response, refused(response))
        if response.status == 304:
            self.counts["unchanged"] += 1
            self.memory.unchanged(wanted.url)
            return
        if response.status != 200:
            self.counts["failed"] += 1
            gone = response.status in answers.GONE
            self.memory.failed(wanted.url, f"HTTP {response.status}", gone=gone)
            self.ledger.issue("http_error", response.url, f"HTTP {response.status}")
            return
        self._refuse(response, answers.challenge(response, wanted.title))
        url = wanted.url if parts else self._own_address(response, wanted.url)
        if url != wanted.url and self._known_otherwise(wanted.url, url):
            return
        parts = (*parts, answers.part(response))
        following = self._next_part(response, parts)
        if following:
            wanted = Wanted(url, wanted.title, wanted.day)
            yield self._article_request(following, wanted, parts, {})
            return
        self.counts["fetched"] += 1
        yield Page(url, self.source.id, parts, wanted.title, wanted.day)

    def _own_address(self, response: Response, asked: str) -> str:
        """The address under which the article is kept: where a redirect led, or what the page
        itself names, if that is an article of this site and of the same day."""
        for other in (answers.named_address(response), response.url):
            url = self.source.canonical(other) if other else ""
            if url and url != asked and self.source.owns(url) and self.source.is_article(url):
                days = {self.source.url_day(asked), self.source.url_day(url)} - {None}
                if len(days) <= 1:
                    return url
        return asked

    def _known_otherwise(self, asked: str, url: str) -> bool:
        """Whether an article asked for under another address is known already."""
        self.memory.same_as(asked, url)
        known = self.memory.known(url)
        if url in self.wanted or (known and known.state in DONE):
            self.counts["same"] += 1
            return True
        self.wanted.add(url)
        return False

    def _next_part(self, response: Response, parts: tuple[Part, ...]) -> str | None:
        if len(parts) >= self.settings.getint("PARTS_MAX"):
            self.ledger.issue("too_large", response.url, "more parts than one article may have")
            return None
        if not answers.may_go_on(response.body):
            return None
        content_type = answers.header(response, "Content-Type")
        following = next_part(
            response.body, url=response.url, content_type=content_type, rules=self.source.rules
        )
        if following is None or not self.source.owns(following):
            return None
        return None if following in {part.url for part in parts} else following

    # faults

    def failed_list(self, failure: Any) -> None:
        """A list page could not be had."""
        kind, detail = self._fault(failure)
        self.counts["lists_forbidden"] += kind == "robots"
        self._list_fault(failure.request.url, kind, detail)

    def failed_article(self, failure: Any) -> None:
        """An article could not be had: it stays in the memory with the reason."""
        kind, detail = self._fault(failure)
        url = failure.request.cb_kwargs["wanted"].url
        known = self.memory.known(url)
        if kind not in SHUT:
            self.counts["failed"] += 1
        elif known is None or known.state not in DONE:
            self.counts[SHUT[kind]] += 1
        if failure.check(Lacking):  # it was not asked for, so it stays as it was
            self.counts["unasked"] += 1
            if self.counts["unasked"] > 1:
                return
        elif kind == "robots":
            self.memory.forbidden(url, detail)
        else:
            self.memory.failed(url, detail)
        self.ledger.issue(kind, failure.request.url, detail)

    def _list_fault(self, url: str, kind: str, detail: str) -> None:
        self.counts["failed_lists"] += 1
        self.ledger.issue(kind, url, detail)

    def _fault(self, failure: Failure) -> tuple[str, str]:
        """(kind of issue, detail); ends the run where the site must not be asked any more."""
        if isinstance(failure.value, Refused):
            self._refuse(failure.value.response, failure.value.detail)
        kind, detail = answers.fault(failure)
        if kind == "enough":
            raise CloseSpider(detail)
        return kind, detail

    def _refuse(self, response: Response, detail: str) -> None:
        """Stop the run where the site refuses us in the words of detail."""
        if not detail:
            return
        self.ledger.issue("refused", response.url, detail)
        until = answers.retry_after(response, datetime.now(SHANGHAI))
        if until:
            hold(self.archive.db, self.source.id, until, detail)
        raise CloseSpider("refused")

    def _broken(self, failure: Failure) -> None:
        """The archive cannot be written: go no further, what is stored is safe."""
        if failure.check(sqlite3.OperationalError) and not self.ended:
            sys.stderr.write(f"{self.source.id}: {failure.getErrorMessage()}\n")
            self.stop("stopped")

    def stop(self, reason: str) -> None:
        """End the run before its end."""
        self.ended = reason
        engine: Any = self.crawler.engine
        self.closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))

    def _finish(self, reason: str) -> None:
        if self.ended and reason == "finished":
            reason = self.ended
        try:
            self.ledger.finish(reason, self.crawler.stats, self.memory)
            leases.release(self.archive.db, self.token)
        finally:
            self.archive.close()
