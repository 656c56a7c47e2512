"""What a site's answer means for the crawl: a page, a refusal, or a fault of a named kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.store.connect import SHANGHAI, now
from archive.store.runs import HOLD_MAX
from crawler.handler import HeadTooLarge
from crawler.middlewares import CutShort, Enough, OffSite, PrivateAddress
from crawler.robots import LOOP, Lacking
from pipelines.article import NotArticle, decode, read
from pipelines.model import Part

GONE = {404, 410}
DIGITS = 10  # of seconds in a Retry-After; more are no number that anybody meant
SMALL = 12_000  # bytes; a page that asks for a check holds little else
CANONICAL = re.compile(rb"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>", re.I)
HREF = re.compile(rb"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.I)
HEAD = 20_000
HEADERS_MAX, HEADER_MAX = (
    100,
    2000,
)  # how many of an answer's headers are kept, and how much of each


# What stands on every page that goes on to another, in the two encodings of such sites: words that
# say so, or a link that is a number and nothing else. One pattern for each: without a common
# beginning a search looks at every byte with the whole of its pattern.
GAP = rb"(?:\s|&nbsp;|<[^<>]{0,80}>)*"


def _turn(encoding: str) -> Iterator[re.Pattern[bytes]]:
    one = re.escape("一".encode(encoding))
    page = b"|".join(re.escape(sign.encode(encoding)) for sign in "页頁")
    for sign in "下后後":
        begin = re.escape(sign.encode(encoding))
        yield re.compile(begin + GAP + b"(?:" + one + GAP + b")?(?:" + page + b")")


GOES_ON = (
    *_turn("utf-8"),
    *_turn("gb18030"),
    # Whatever this takes up between tag and sign is never given back: nothing else would fit.
    re.compile(rb">[^<>\w]{0,12}+(?:[23][^<>\w]{0,12}+<|[Nn][Ee][Xx][Tt]\b)"),
)


def may_go_on(body: bytes) -> bool:
    """Whether a page can be a part that is followed by another: looked at before it is parsed,
    which takes most of the time that such a page costs."""
    return any(pattern.search(body) for pattern in GOES_ON)


def header(response: Response, name: str) -> str:
    """A header's value, '' where it is missing."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""


def part(response: Response) -> Part:
    """The response as it is kept."""
    headers = {
        key.decode("latin-1").lower(): b", ".join(values).decode("latin-1")[:HEADER_MAX]
        for key, values in list(response.headers.items())[:HEADERS_MAX]
        if key.lower() != b"set-cookie"  # none is ever sent back
    }
    return Part(
        response.url, response.status, headers, response.body, datetime.fromisoformat(now())
    )


def conditional(etag: str, last_modified: str) -> dict[str, str]:
    """Request headers that ask for a page only if it has changed."""
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}


def challenge(response: Response, title: str = "") -> str:
    """Whether a page asks for a check instead of showing what its link promised.

    A page that holds the words of its link is what it promised, whatever it is about.
    """
    if len(response.body) > SMALL:
        return ""
    content_type = header(response, "Content-Type")
    if title and title[:10] in decode(response.body, content_type)[0]:
        return ""
    result = read([response.body], url=response.url, content_type=content_type)
    blocked = isinstance(result, NotArticle) and result.reason == "block_page"
    return "a challenge page" if blocked else ""


def retry_after(response: Response, at: datetime) -> datetime | None:
    """Until when the site asks us to stay away; None where it does not say."""
    text = header(response, "Retry-After").strip()
    if not text:
        return None
    most = at + HOLD_MAX
    if text.isdigit():
        seconds = int(text) if len(text) < DIGITS else HOLD_MAX.total_seconds()
        until = min(at + timedelta(seconds=min(seconds, HOLD_MAX.total_seconds())), most)
        return until if until > at else None
    try:
        until = parsedate_to_datetime(text)
        until = until if until.tzinfo else until.replace(tzinfo=SHANGHAI)
        until = min(until.astimezone(SHANGHAI), most)
    except (TypeError, ValueError):
        return None
    except OverflowError:  # 31 Dec 9999 23:59:59 GMT is no moment in Shanghai
        return most
    return until if until > at else None


def named_address(response: Response) -> str:
    """The address that the page itself names as its own, '' where it names none."""
    link = CANONICAL.search(response.body[:HEAD])
    href = HREF.search(link.group()) if link else None
    try:
        return str(response.urljoin(href.group(1).decode("latin-1"))) if href else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def fault(failure: Failure) -> tuple[str, str]:
    """(kind of issue, detail) of a request that brought no answer."""
    message = str(failure.getErrorMessage())
    if failure.check(OffSite):
        return "off_site", message
    if failure.check(PrivateAddress):
        return "private_address", message
    if failure.check(Enough):
        return "enough", message
    if failure.check(CutShort, Lacking):
        return "unreachable", message
    if isinstance(failure.value, HttpError):
        return "http_error", f"HTTP {failure.value.response.status}"
    if failure.check(IgnoreRequest):
        if "robots" in message:
            return "robots", "robots.txt forbids this address"
        if LOOP in message:
            return "redirect_loop", "more redirects than one address may take"
        return "too_large", message[:300]
    name = type(failure.value).__name__
    if HeadTooLarge.__name__ in message:
        return "too_large", "the head of the answer is larger than any"
    if "maxsize" in message or "DownloadCancelled" in name or "size" in message:
        return "too_large", message[:300] or "the answer is larger than any"
    return "unreachable", f"{name}: {message}"[:300]
