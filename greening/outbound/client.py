"""How is one request sent and its answer taken? To the address that was looked at, within its time, and not beyond its length."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, create_connection
from threading import Event, Timer

from greening.outbound.destination import Destination, Refused, Why, destination

PIECE = 16_384
REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: for the program, never to be shown to whoever typed the address."""

    status: int
    body: bytes


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    most_bytes: int,
    allowed: frozenset[str] = frozenset(),
) -> Answer:
    """Send a body and take the answer, all within `seconds` after the name was resolved, no longer than `most_bytes`.

    `allowed` are ``host:port`` of this organisation's own that need not be public. Raises: Refused.
    """
    to = destination(url, allowed=allowed)
    connection = _Connection(to, seconds)
    with _no_longer_than(seconds, connection) as late:
        try:
            connection.request("POST", to.path, body, dict(headers))
            with connection.getresponse() as answer:
                if answer.status in REDIRECTS:
                    raise Refused(Why.REDIRECT, to.host)
                took = Answer(answer.status, _body(answer, to, most_bytes))
        except (OSError, HTTPException) as failed:
            slow = late.is_set() or isinstance(failed, TimeoutError)
            raise Refused(Why.TOO_SLOW if slow else Why.NOT_REACHED, to.host) from None
        if late.is_set():
            raise Refused(Why.TOO_SLOW, to.host)
        return took


class _Connection(HTTPSConnection):
    """A connection to one address, whose certificate has to have the name."""

    def __init__(self, to: Destination, seconds: float) -> None:
        super().__init__(to.host, to.port, timeout=seconds)
        self._to = to
        self._wire: ssl.SSLSocket | None = None
        self._is_cut = False

    def connect(self) -> None:
        plain = create_connection((self._to.address, self._to.port), self.timeout)
        context = ssl.create_default_context()
        self._wire = context.wrap_socket(plain, server_hostname=self._to.host, do_handshake_on_connect=False)
        self.sock = self._wire
        if self._is_cut:  # while there was nothing to cut yet
            raise TimeoutError
        self._wire.do_handshake()

    def cut(self) -> None:
        """End whatever is being read or written, or about to be, from another thread."""
        self._is_cut = True
        if self._wire:
            with suppress(OSError):
                self._wire.shutdown(SHUT_RDWR)


@contextmanager
def _no_longer_than(seconds: float, connection: _Connection) -> Iterator[Event]:
    """Cut the connection when its time is over: whoever drips byte by byte meets no time limit of a single read."""
    late = Event()

    def cut() -> None:
        late.set()
        connection.cut()

    watch = Timer(seconds, cut)
    watch.daemon = True
    watch.start()
    try:
        yield late
    finally:
        watch.cancel()
        connection.close()


def _body(answer: HTTPResponse, to: Destination, most: int) -> bytes:
    """The whole body. Raises: Refused, where it is too long; ConnectionError, where it was cut off."""
    got = bytearray()
    while piece := answer.read1(PIECE):
        got += piece
        if len(got) > most:
            raise Refused(Why.TOO_LONG, to.host)
    if answer.length:
        raise ConnectionError
    return bytes(got)
