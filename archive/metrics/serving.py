"""Answers Prometheus on an address that the public cannot reach."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import AF_INET6

from archive.faults import ArchiveError

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def private_address(listen: str) -> tuple[str, int]:
    """Host and port of `ADDRESS:PORT`. Raises ArchiveError where the public could reach it."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    try:
        address = ipaddress.ip_address(host)
        number = int(port)
    except ValueError as fault:
        raise ArchiveError(f"{listen}: ADDRESS:PORT is wanted, such as 127.0.0.1:9308") from fault
    if address.is_unspecified or not (address.is_private or address.is_loopback):
        raise ArchiveError(
            f"{listen}: these numbers are not for the public; name a private address"
        )
    return host, number


def serve(listen: str, text: Callable[[], str], say: Callable[[str], object]) -> None:
    """Serve /metrics until interrupted; say gets the address once it listens."""
    host, port = private_address(listen)

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            if self.path != "/metrics":
                self.send_error(404)
                return
            body = text().encode()
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a scrape a minute is no event."""

    class Server(HTTPServer):
        address_family = AF_INET6 if ":" in host else HTTPServer.address_family

    try:
        server = Server((host, port), Handler)
    except OSError as fault:
        raise ArchiveError(f"cannot listen on {listen}: {fault.strerror}") from fault
    with server:
        say(f"metrics on http://{listen.rpartition(':')[0]}:{server.server_address[1]}/metrics")
        server.serve_forever()
