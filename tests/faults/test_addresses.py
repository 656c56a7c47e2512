"""No name and no form of an address leads a public source's crawl into a private network."""

from __future__ import annotations

import socket
import sys
from typing import Any

import pytest
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.address import IPv4Address, IPv6Address

from crawler import resolving
from crawler.resolving import Pinned, addresses, is_public
from tests.crawler.press import WINDOW, paper
from tests.loops import run_apart

PRIVATE = ["papers.example", "mixed.papers.example", "six.papers.example"]
PUBLIC = "93.184.216.34"
# A name service of the crawl's own process, put in front of the machine's: what DNS would answer.
NAMES = """
import socket
asked = socket.getaddrinfo
def answer(host, *args, **more):
    names = {"papers.example": ["127.0.0.1"], "mixed.papers.example": ["93.184.216.34", "10.0.0.1"],
             "six.papers.example": ["::ffff:127.0.0.1"]}
    found = names.get(host.decode() if isinstance(host, bytes) else host)
    return [one for to in found or [host] for one in asked(to, *args, **more)]
socket.getaddrinfo = answer
"""


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "fc00::1", "fd12:3456::1", "fe80::1%eth0", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", f"::ffff:{PUBLIC}", "64:ff9b::5db8:d822"],
)
def test_what_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("form", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0", "localhost"])
def test_other_ways_to_write_a_private_address(form: str) -> None:
    found = run_apart(addresses(form))
    assert found and not any(map(is_public, found))


class Receiver:
    """Takes what a resolver tells Twisted."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.done = False

    def resolutionBegan(self, resolution: Any) -> None:
        self.told = []

    def addressResolved(self, address: Any) -> None:
        self.told.append(address)

    def resolutionComplete(self) -> None:
        self.done = True


def connected(name: str) -> list[Any]:
    """The addresses to which a connection to a name would be tried."""

    class Reactor:
        nameResolver = None

    receiver = Receiver()
    Pinned(Reactor()).resolveHostName(receiver, name, 80)
    assert receiver.done
    return receiver.told


def test_a_name_that_leads_elsewhere_a_moment_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([[PUBLIC, "2606:2800:220:1::1"], ["127.0.0.1"]])

    def answer(host: str, port: Any, *args: Any, **more: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, 0)) for address in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(resolving, "_pinned", {})
    judged = run_apart(addresses("Rebinding.example"))
    assert judged == (PUBLIC, "2606:2800:220:1::1")
    assert run_apart(addresses("rebinding.example")) == judged
    assert connected("rebinding.EXAMPLE") == [
        IPv4Address("TCP", PUBLIC, 80),
        IPv6Address("TCP", "2606:2800:220:1::1", 80),
    ]


def test_a_name_that_nobody_judged_is_not_connected_to() -> None:
    assert connected("localhost.unjudged.example") == []


def test_a_name_that_leads_nowhere_is_a_fault() -> None:
    with pytest.raises(CannotResolveHostError):
        run_apart(addresses("a" * 70 + ".invalid"))


def test_public_names_that_lead_into_the_network_are_refused(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("names")
    (folder / "sitecustomize.py").write_text(NAMES, encoding="utf-8")
    with paper(folder) as press:
        port = press.site.port
        hosts = [f"{name}:{port}" for name in PRIVATE]
        pages = ", ".join(f'"http://{host}/yq/index.html"' for host in hosts)
        press.declare(
            domain='", "'.join(hosts),
            base=f"http://{hosts[0]}",
            fetch="delay = 1.0",
            discovery=f'way = "channels"\npages = [{pages}]',
        )
        press.publish(range(10, 12))
        path = f"{folder}:{':'.join(sys.path)}"
        press.env |= {"PARKS_CONTACT": "desk@example.org", "PYTHONPATH": path}
        done = press.parks("crawl", "hexi", *WINDOW)
        assert done.returncode == 1
        assert press.site.asked == []
        assert press.issues() == ["private_address"] * len(hosts)
        assert press.last()["outcome"] == "unreachable"
