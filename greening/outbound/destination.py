"""May something be sent to this address, and to which machine does it go?"""

import socket
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

HTTPS_PORT = 443
GLOBAL = IPv6Network("2000::/3")
"""All that has been given out for the open internet. Beyond it lie site-local, IPv4-compatible and translated addresses, which
may be anything inside."""


class Why(StrEnum):
    """Why nothing was sent, or no answer taken."""

    BROKEN = "broken"
    NO_HTTPS = "no_https"
    OTHER_PORT = "other_port"
    CREDENTIALS = "credentials"
    NO_SUCH_NAME = "no_such_name"
    NOT_PUBLIC = "not_public"
    NOT_REACHED = "not_reached"
    TOO_SLOW = "too_slow"
    TOO_LONG = "too_long"
    REDIRECT = "redirect"
    NO_ANSWER = "no_answer"
    """It answered, but not with what was asked for."""


class Refused(Exception):
    """Nothing was sent to `host`, or what came back is not taken; `why` says which."""

    def __init__(self, why: Why, host: str = "") -> None:
        super().__init__(f"{why.value}: {host}")
        self.why, self.host = why, host


@dataclass(frozen=True, slots=True)
class Destination:
    """A machine to connect to. `host` is the name that its certificate must have, `address` the one that was looked at."""

    host: str
    port: int
    path: str
    address: str


def destination(url: str, *, allowed: frozenset[str] = frozenset()) -> Destination:
    """Where a URL leads. `allowed` are ``host:port`` of this organisation's own that need not be public.

    Raises: Refused.
    """
    host, port, path = _split(url)
    own = f"{host}:{port}" in allowed
    if port != HTTPS_PORT and not own:
        raise Refused(Why.OTHER_PORT, host)
    found = _addresses(host, port)
    if not own and not all(is_public(one) for one in found):
        raise Refused(Why.NOT_PUBLIC, host)
    return Destination(host, port, path, found[0])


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, whichever way it is written."""
    return _is_public(ip_address(address.partition("%")[0]))


def _split(url: str) -> tuple[str, int, str]:
    """Host, port and path. Raises: Refused."""
    try:
        parts = urlsplit(url)
        port = parts.port or HTTPS_PORT
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:
        raise Refused(Why.BROKEN) from None
    if parts.scheme != "https":
        raise Refused(Why.NO_HTTPS, host)
    if parts.username is not None or parts.password is not None:
        raise Refused(Why.CREDENTIALS, host)
    if not host or not url.isprintable() or " " in url:
        raise Refused(Why.BROKEN, host)
    return host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _addresses(host: str, port: int) -> list[str]:
    """Every address that the name has; those of odd notations such as ``0x7f.1`` too. Raises: Refused."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(Why.NO_SUCH_NAME, host) from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if within := address.ipv4_mapped or address.sixtofour:
            return _is_public(within)
        if address.teredo or address not in GLOBAL:
            return False
    return address.is_global and not address.is_multicast
