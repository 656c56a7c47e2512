"""A news site of our own on loopback, over real sockets, that can misbehave as real ones do."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, Mapping[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
ROBOTS = "User-agent: *\nDisallow: /inner/\n"


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    at: float = 0.0  # seconds of a clock that only runs forward


@dataclass
class Site:
    """Pages by path; a page is text, an answer, or a function that answers each request or
    writes to the socket itself."""

    port: int = 0
    pages: dict[str, str | Answer | Callable[[Raw], Answer | None]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self, prefix: str = "/") -> list[str]:
        """Paths asked for, in order."""
        return [a.path for a in self.asked if a.path.startswith(prefix)]


class Raw(BaseHTTPRequestHandler):
    """Hands a request to the site; wire and send are for pages that break the protocol."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(Asked(self.path, dict(self.headers), time.monotonic()))
        page = self.site.pages.get(self.path)
        if page is None:
            page = (404, HTML, b"<title>404</title>") if self.path != "/robots.txt" else ROBOTS
        if callable(page):
            answer = page(self)
            if answer is None:
                self.close_connection = True
                return
            page = answer
        if isinstance(page, str):
            page = (200, HTML, page.encode())
        status, headers, body = page
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def reset(self) -> None:
        """Cut the connection as a crashed server does."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # struct linger: on, no time: RST
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output quiet."""


@contextmanager
def serving(port: int = 0) -> Iterator[Site]:
    """A site that answers until the block ends."""
    site = Site()
    handler = type("Handler", (Raw,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] broken pipes are the point
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def article(title: str, *paragraphs: str, time: str = "2025-03-05 15:48", more: str = "") -> str:
    """A page in the plain manner of a county paper, with its usual clutter."""
    body = "".join(f"<p>　　{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}_河右新闻网</title></head>"
        '<body><div class="top"><a href="/">首页</a><a href="/yq/">园区</a></div>'
        '<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; '
        '<a href="/yq/">园区经济</a></div>'
        f'<h1>{title}</h1><div class="info">{time}　来源：河右日报　记者 田一禾</div>'
        f'<div class="content" id="zoom">{body}{more}</div>'
        '<div class="bottom">河右日报社版权所有 未经授权不得转载</div></body></html>'
    )


def listing(*links: tuple[str, str, str], following: str = "") -> str:
    """A list page of (address, title, day) rows."""
    rows = "".join(
        f'<li><a href="{url}">{title}</a><span class="time">{day}</span></li>'
        for url, title, day in links
    )
    turn = f'<a class="next" href="{following}">下一页</a>' if following else ""
    return (
        "<!doctype html><meta charset=utf-8><title>园区经济_河右新闻网</title>"
        f'<ul class="news">{rows}</ul><div class="pages">{turn}</div>'
    )
