"""Nothing that points inside is connected to, however it is written; every refusal says why."""

import socket

import pytest

from greening.outbound.destination import Refused, Why, destination, is_public

INSIDE = (
    "127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
    "localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "１２７.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "169.254.169.254", "2852039166", "0xa9fea9fe", "10.0.0.1", "10.1",
    "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.257", "100.64.0.1", "198.18.0.1", "192.0.0.1", "224.0.0.1",
    "239.255.255.250", "255.255.255.255", "240.0.0.1", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]",
    "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[64:ff9b::7f00:1]", "[2001:0:53aa:64c:0:fbff:80ff:fffe]",
    "[fec0::1]", "[::7f00:1]", "[::10.0.0.1]", "[4000::1]",
)  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_an_inside_address_is_refused_in_every_notation(host):
    with pytest.raises(Refused) as caught:
        destination(f"https://{host}/status")
    assert caught.value.why in {Why.NOT_PUBLIC, Why.NO_SUCH_NAME}


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://8.8.8.8/", Why.NO_HTTPS),
        ("ftp://8.8.8.8/", Why.NO_HTTPS),
        ("file:///etc/passwd", Why.NO_HTTPS),
        ("//8.8.8.8/", Why.NO_HTTPS),
        ("https://8.8.8.8:22/", Why.OTHER_PORT),
        ("https://8.8.8.8:80/", Why.OTHER_PORT),
        ("https://8.8.8.8:99999/", Why.BROKEN),
        ("https://user@8.8.8.8/", Why.CREDENTIALS),
        ("https://8.8.8.8@127.0.0.1/", Why.CREDENTIALS),
        ("https://:secret@8.8.8.8/", Why.CREDENTIALS),
        ("https://", Why.BROKEN),
        ("https://[::1", Why.BROKEN),
        ("https://8.8.8.8/a b", Why.BROKEN),
        ("https://8.8.8.8/\r\nHost: inside", Why.BROKEN),
        ("https://" + "a" * 64 + ".example/", Why.BROKEN),
    ],
)
def test_what_is_no_public_web_address_is_refused(url, why):
    with pytest.raises(Refused) as caught:
        destination(url)
    assert caught.value.why is why


@pytest.mark.parametrize("host", ["8.8.8.8", "[2001:4860:4860::8888]"])
def test_a_public_address_is_gone_to_as_it_was_looked_at(host):
    found = destination(f"https://{host}/a?b=c")
    assert (found.host, found.port, found.path, found.address) == (host.strip("[]"), 443, "/a?b=c", host.strip("[]"))


def test_of_a_name_with_one_address_inside_none_is_taken(monkeypatch):
    """As a hostile name server answers: a public address and an inside one for the same name."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(Refused) as caught:
        destination("https://rebound.example/")
    assert caught.value.why is Why.NOT_PUBLIC


def test_a_name_nobody_has_is_refused(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Refused) as caught:
        destination("https://no-such-name.example/")
    assert caught.value.why is Why.NO_SUCH_NAME


def test_an_own_gateway_is_reached_by_its_very_name_and_port():
    assert destination("https://127.0.0.1:8443/x", allowed=frozenset({"127.0.0.1:8443"})).address == "127.0.0.1"
    with pytest.raises(Refused):
        destination("https://127.0.0.1:8444/x", allowed=frozenset({"127.0.0.1:8443"}))


def test_public_is_only_what_anybody_reaches():
    assert is_public("8.8.8.8")
    assert not is_public("fe80::1%eth0")
