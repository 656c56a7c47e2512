"""Pages that misbehave, each with the outcome that it must have: the table of the suite's faults.

A fault is one article address of a paper. `state` is what the crawl's memory holds of it in the
end (fetched, not_article, failed), `issue` the kind that the run noted of it ('' for none), and
`reason` words that the memory gives.
"""

from __future__ import annotations

import gzip
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import zstandard

from tests.crawler.site import HTML, Answer, Raw, article

TEXT = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%，园区内企业达到35家。"
MORE = "园区管委会负责人介绍，各个项目正在抓紧建设，预计年内陆续投产，带动周边群众就业。" * 3
Page = str | Answer | Callable[[Raw], Answer | None]


@dataclass(frozen=True)
class Fault:
    """One misbehaving page and its outcome."""

    name: str
    page: Page
    state: str
    issue: str = ""
    reason: str = ""

    @property
    def leads_to(self) -> str:
        """Where the page sends its reader, '' where it sends nobody: issues name that address."""
        if isinstance(self.page, tuple):
            return self.page[1].get("Location", "")
        refresh = re.search(r"url=([^\"]+)", self.page) if isinstance(self.page, str) else None
        return refresh[1] if refresh else ""


def whole(more: str = "") -> str:
    """A page that is as it should be, with something in it."""
    return article("河右工业园区报道", TEXT, MORE, more=more)


def head(raw: Raw, *headers: tuple[str, str]) -> None:
    """The head of an answer whose body is then written by hand."""
    raw.send_response(200)
    for name, value in (("Content-Type", "text/html"), *headers):
        raw.send_header(name, value)
    raw.end_headers()


def drip(raw: Raw) -> None:
    """A byte now and then, never an end."""
    head(raw, ("Content-Length", "10000"))
    for _ in range(60):
        raw.wfile.write(b"x")
        time.sleep(0.1)


def drip_head(raw: Raw) -> None:
    """A head that comes a line now and then."""
    raw.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(60):
        raw.wfile.write(b"X-%d: 1\r\n" % n)
        time.sleep(0.1)


def reset(raw: Raw) -> None:
    """Half a page, then the connection is cut."""
    head(raw, ("Content-Length", "10000"))
    raw.wfile.write("河右工业园区报道".encode() * 20)
    raw.wfile.flush()
    raw.reset()


def silent(raw: Raw) -> None:
    """Nothing at all."""
    raw.reset()


def short(raw: Raw) -> None:
    """Fewer bytes than were promised."""
    head(raw, ("Content-Length", "50000"), ("Connection", "close"))
    raw.wfile.write(whole().encode())


def broken_chunks(raw: Raw) -> None:
    """Chunks of which the second has no length."""
    head(raw, ("Transfer-Encoding", "chunked"))
    raw.wfile.write(b"5\r\n<html\r\nnonsense\r\n")


def no_http(raw: Raw) -> None:
    """An answer of another protocol."""
    raw.wfile.write(b"\x00\x01\x02 220 mail.example ESMTP\r\n" * 3)


def bad_length(raw: Raw) -> None:
    """Two lengths that contradict each other."""
    head(raw, ("Content-Length", "12"), ("Content-Length", "90000"), ("Connection", "close"))
    raw.wfile.write(whole().encode())


def huge(raw: Raw) -> None:
    """100 MB, announced."""
    head(raw, ("Content-Length", str(100 * 2**20)))
    for _ in range(100):
        raw.wfile.write(b" " * 2**20)


def endless(raw: Raw) -> None:
    """100 MB, not announced."""
    head(raw, ("Connection", "close"))
    for _ in range(100):
        raw.wfile.write(b" " * 2**20)


def endless_head(raw: Raw) -> None:
    """Header lines without end."""
    raw.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(2_000_000):
        raw.wfile.write(b"X-Filler-%d: %s\r\n" % (n, b"a" * 100))


def huge_header(raw: Raw) -> None:
    """One header of a megabyte."""
    raw.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 2**20 + b"\r\n\r\n")


def cookies(raw: Raw) -> None:
    """Three thousand cookies beside a page that is as it should be."""
    body = whole().encode()
    flood = [("Set-Cookie", f"c{n}={'v' * 40}; Path=/") for n in range(3000)]
    head(raw, ("Content-Length", str(len(body))), *flood)
    raw.wfile.write(body)


def bomb(encoding: str) -> Answer:
    """200 MB of blanks that travel as a few KB."""
    if encoding == "zstd":
        body = zstandard.ZstdCompressor(level=19).compress(b" " * (200 * 2**20))
    else:
        packer = zlib.compressobj(9, zlib.DEFLATED, 31 if encoding == "gzip" else 15)
        body = b"".join(packer.compress(b" " * 2**20) for _ in range(200)) + packer.flush()
    assert len(body) < 300_000
    return 200, {**HTML, "Content-Encoding": encoding}, body


def fails_twice() -> Callable[[Raw], Answer]:
    """500, 502, then the page."""
    answers = iter([(500, HTML, b""), (502, HTML, b""), (200, HTML, whole().encode())])
    return lambda raw: next(answers)


def moved(target: str) -> Answer:
    """A redirect."""
    return 302, {"Location": target}, b""


def laughs() -> str:
    """Entities that would be ten thousand million words if they were expanded."""
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(11)
    )
    return f"<!DOCTYPE html [{entities}]>{whole('<p>&a10;</p>')}"


PACKED = gzip.compress(whole().encode() * 30)
GZIP = {**HTML, "Content-Encoding": "gzip"}
INSIDE = [
    "http://127.0.0.1:1/admin",
    "http://10.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fc00::1]/",
    "http://169.254.169.254/latest",
    "http://0.0.0.0/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
]

# fault, page, state, issue, reason
FAULTS = [
    Fault("slow drip", drip, "failed", "unreachable", "imeout"),
    Fault("slow drip in the head", drip_head, "failed", "unreachable", "imeout"),
    Fault("reset in the middle", reset, "failed", "unreachable"),
    Fault("reset before a byte", silent, "failed", "unreachable"),
    Fault("half a gzip", (200, GZIP, PACKED[: len(PACKED) // 2]), "failed", "unreachable", "ends"),
    Fault("broken gzip", (200, GZIP, b"\x1f\x8b\x08\x00" + b"no" * 99), "failed", "unreachable"),
    Fault("whole gzip", (200, GZIP, gzip.compress(whole().encode())), "fetched"),
    Fault("fewer bytes than stated", short, "failed", "unreachable"),
    Fault("two lengths", bad_length, "failed", "unreachable"),
    Fault("broken chunks", broken_chunks, "failed", "unreachable"),
    Fault("no HTTP", no_http, "failed", "unreachable"),
    Fault("redirect loop", lambda raw: moved(raw.path), "failed", "redirect_loop"),
    Fault("redirect off the site", moved("http://other.invalid/"), "failed", "off_site"),
    Fault("redirect to a file", moved("file:///etc/passwd"), "failed", "http_error", "HTTP 302"),
    *[Fault(f"redirect to {t}", moved(t), "failed", "off_site") for t in INSIDE],
    Fault("redirect with headers in it", moved("/x%0d%0aX-Evil:%201"), "failed", "http_error"),
    Fault("refresh into the network", '<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">',
          "failed", "off_site"),
    Fault("100 MB", huge, "failed", "too_large"),
    Fault("endless answer", endless, "failed", "too_large"),
    Fault("endless head", endless_head, "failed", "too_large", "head of the answer"),
    Fault("header of 1 MB", huge_header, "failed", "unreachable"),
    Fault("cookie flood", cookies, "fetched"),
    Fault("gzip bomb", bomb("gzip"), "failed", "too_large"),
    Fault("deflate bomb", bomb("deflate"), "failed", "too_large"),
    Fault("zstd bomb", bomb("zstd"), "failed", "too_large"),
    Fault("500, 502, then the page", fails_twice(), "fetched"),
    Fault("404", (404, HTML, b""), "failed", "http_error", "HTTP 404"),
    Fault("no body", (200, HTML, b""), "not_article", "not_article", "empty"),
    Fault("a picture that is called a page", (200, HTML, b"\x89PNG\r\n\x1a\n" + bytes(5000)),
          "not_article", "not_article", "not_html"),
    Fault("billion laughs", laughs(), "fetched"),
    Fault("one line of 5 MB", whole("<p>" + "园" * 1_700_000 + "</p>"), "fetched"),
    Fault("100,000 open elements", whole("<div>" * 100_000), "fetched"),
    Fault("words that patterns go back over", whole("<p>" + "来源：" * 60_000 + "</p>"
          + "<p>" + "2025-03-1 " * 30_000 + "</p><p>" + "增长1.1.1." * 20_000 + "</p>"), "fetched"),
    Fault("numbers without end", whole("<p>产值" + "1" * 300_000 + "亿元。</p>"), "fetched"),
    Fault("names another site as its own", whole('<link rel="canonical" href="http://x.invalid/">'),
          "fetched"),
]  # fmt: skip
