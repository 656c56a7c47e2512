"""Looks up every name once in a run: the addresses that were judged are those connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer  # type: ignore[import-untyped]

PATIENCE = 20.0  # seconds for one look-up
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # stands for the IPv4 address in its last 32 bits
COMPATIBLE = ipaddress.IPv6Network("::/96")  # the oldest form of the same
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_pinned: dict[str, tuple[str, ...]] = {}  # of this process, which is one run


async def addresses(host: str) -> tuple[str, ...]:
    """The addresses of a host, asked for once and kept to the end of the run. Raises
    CannotResolveHostError for a name that leads nowhere."""
    host = host.lower()
    if host not in _pinned:
        asked = asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.wait_for(asked, PATIENCE)
        except (OSError, UnicodeError, TimeoutError) as fault:
            raise CannotResolveHostError(f"{host} leads nowhere: {fault}") from fault
        _pinned.setdefault(host, tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
    return _pinned[host]


def proxied() -> set[str]:
    """Hosts of the proxies that the operator's environment names; they are looked up as ever."""
    return {(urlsplit(url).hostname or "").lower() for url in getproxies().values()} - {""}


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, whatever other address is written into it."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in _meant(ip))


def _meant(ip: IP) -> list[IP]:
    """The address, or the IPv4 addresses to which gateways and stacks take it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip, ip.sixtofour]
    if ip.teredo:
        return [ip, *ip.teredo]
    if ip in NAT64 or ip in COMPATIBLE:
        return [ip, ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip]


@implementer(IHostnameResolver)
class Pinned:
    """Answers Twisted with the addresses that `addresses` found before, and with no others: a
    name that leads elsewhere a moment later is never followed there."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor
        self.system: Any = reactor.nameResolver
        self.proxied = proxied()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Pinned:
        """Built by Scrapy."""
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Called by Scrapy."""
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[Any]] | None = None,
        transportSemantics: Any = "TCP",
    ) -> Any:
        """Hand over what is known of a name."""
        name = hostName.lower()
        if name in self.proxied and name not in _pinned:
            return self.system.resolveHostName(
                resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
            )
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        for address in _pinned.get(name, ()):
            kind = IPv6Address if ":" in address else IPv4Address
            if addressTypes is None or kind in addressTypes:
                resolutionReceiver.addressResolved(kind(transportSemantics, address, portNumber))
        resolutionReceiver.resolutionComplete()
        return resolution
