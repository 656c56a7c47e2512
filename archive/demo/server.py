"""A real HTTP server for the demo's papers: one port a paper, one thread a connection."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any

from archive.demo import enorth, founder, trs
from archive.demo.content import load_papers
from archive.demo.resource import Resource, Routes

HOST = "127.0.0.1"
FAMILIES: Mapping[str, ModuleType] = {"enorth": enorth, "trs": trs, "founder_epaper": founder}


@dataclass(frozen=True, slots=True)
class Request:
    """One answered request, as the demo counts them."""

    paper: str
    path: str
    status: int


def routes_of(edition: int, ports: Mapping[str, int]) -> dict[str, Routes]:
    """Paper id to all its addresses in one edition; the pages name their own host and port."""
    return {
        paper.id: FAMILIES[paper.family].build(paper, f"http://{HOST}:{ports[paper.id]}")
        for paper in load_papers(edition)
    }


class DemoSite:
    """All papers of the demo, served from threads of this process until closed.

    ports gives each paper's port; the edition can be turned while the servers run. A port
    that is taken raises OSError and closes those already opened.
    """

    def __init__(self, ports: Mapping[str, int], edition: int = 1) -> None:
        self.ports = dict(ports)
        self.requests: list[Request] = []
        self._lock = threading.Lock()
        self._servers: list[_PaperServer] = []
        self._routes: dict[str, Routes] = {}
        self.turn_to(edition)
        try:
            for paper, port in self.ports.items():
                self._servers.append(_PaperServer(self, paper, port))
        except OSError:
            self.close()
            raise
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
            server.running = True

    def turn_to(self, edition: int) -> None:
        """Serve the given edition from now on."""
        self._routes = routes_of(edition, self.ports)
        self.edition = edition

    def find(self, paper: str, path: str) -> Resource | None:
        """The answer for one path of one paper, without its query; None where there is none."""
        return self._routes[paper].get(path.partition("?")[0])

    def note(self, request: Request) -> None:
        """Remember an answered request."""
        with self._lock:
            self.requests.append(request)

    def take_requests(self) -> list[Request]:
        """The requests answered since this was last asked."""
        with self._lock:
            taken, self.requests = self.requests, []
        return taken

    def close(self) -> None:
        """Stop serving and free the ports."""
        for server in self._servers:
            if server.running:
                server.shutdown()
            server.server_close()
        self._servers = []

    def __enter__(self) -> DemoSite:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _PaperServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: DemoSite, paper: str, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.site = site
        self.paper = paper
        self.running = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    wbufsize = -1  # one write per answer: head and body in two would wait for each other
    timeout = 30
    server: _PaperServer

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        found = self.server.site.find(self.server.paper, self.path)
        resource = found or _MISSING
        status = 304 if found and _unchanged(resource, self.headers) else resource.status
        self.send_response(status)
        if found:
            self.send_header("ETag", resource.etag)
            self.send_header("Last-Modified", resource.last_modified)
        body = b"" if status == 304 else resource.body
        if status != 304:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)
        self.wfile.flush()
        self.server.site.note(Request(self.server.paper, self.path, status))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the demo counts its requests itself."""


_MISSING = Resource(
    b"<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1>"
    b"</center><hr><center>nginx</center></body></html>\r\n",
    "text/html",
    datetime(2020, 1, 1, tzinfo=UTC),
    404,
)


def _unchanged(resource: Resource, headers: Message) -> bool:
    """Whether the client's marks still hold; an entity tag decides alone where it is given."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        given = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in given or resource.etag in given
    since = headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return resource.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
