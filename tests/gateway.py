"""A gateway inside the organisation: a real TLS server on this machine, with a certificate that is trusted for a test."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import pytest
import trustme


@dataclass
class Gateway:
    """What it was sent, and how it answers."""

    port: int = 0
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    """Seconds between the bytes of its answer."""
    told: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)
    answer: Callable[[bytes], bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/status"

    @property
    def own(self) -> frozenset[str]:
        return frozenset({f"localhost:{self.port}"})


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        gateway: Gateway = cast("Any", self.server).gateway
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        gateway.told.append((self.path, sent, dict(self.headers)))
        body = gateway.answer(sent) if gateway.answer else gateway.body
        self.send_response(gateway.status)
        for name, value in {"Content-Length": str(len(body)), **gateway.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for at in range(0, len(body), 1 if gateway.drip else len(body) or 1):
            self.wfile.write(body[at : at + (1 if gateway.drip else len(body))])
            time.sleep(gateway.drip)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """What a server of the name localhost shows, and the file that makes it trusted."""
    made = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(file))
    return context, str(file)


@pytest.fixture
def gateway(authority: tuple[ssl.SSLContext, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    context, file = authority
    monkeypatch.setenv("SSL_CERT_FILE", file)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  whoever is cut off meanwhile
    server.socket = context.wrap_socket(server.socket, server_side=True)
    found = Gateway(server.server_address[1])
    cast("Any", server).gateway = found
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    running.start()
    yield found
    server.shutdown()
    server.server_close()
    running.join()
