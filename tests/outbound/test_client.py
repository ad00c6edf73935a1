"""One request goes out and one answer comes in: whole, in time, from whom the certificate names; else nothing is taken."""

import socket
import time

import pytest

from greening.outbound import Refused, Why, client, post

SECONDS, MOST = 5.0, 1_000


def ask(gateway, *, url="", seconds=SECONDS, allowed=None):
    own = gateway.own if allowed is None else allowed
    return post(url or gateway.url, b"{}", headers={"X-Key": "1"}, seconds=seconds, most_bytes=MOST, allowed=own)


def refusal(*args, **kwargs):
    with pytest.raises(Refused) as caught:
        ask(*args, **kwargs)
    return caught.value.why


def test_what_is_sent_arrives_and_the_answer_comes_back(gateway):
    gateway.status, gateway.body = 201, b'{"a": 1}'
    answer = ask(gateway)
    assert (answer.status, answer.body) == (201, b'{"a": 1}')
    path, sent, headers = gateway.told[0]
    assert (path, sent, headers["X-Key"]) == ("/status", b"{}", "1")
    assert headers["Host"] == f"localhost:{gateway.port}"


def test_inside_addresses_are_reached_only_where_they_are_named(gateway):
    assert refusal(gateway, allowed=frozenset()) is Why.OTHER_PORT
    assert gateway.told == []


def test_a_redirect_is_not_followed(gateway):
    gateway.status, gateway.headers = 302, {"Location": "https://localhost:9/"}
    assert refusal(gateway) is Why.REDIRECT


def test_an_answer_beyond_its_length_is_not_taken(gateway):
    gateway.body = b"x" * (MOST + 1)
    assert refusal(gateway) is Why.TOO_LONG
    gateway.body = b"x" * MOST
    assert len(ask(gateway).body) == MOST


def test_whoever_drips_is_cut_off_in_time(gateway):
    gateway.body, gateway.drip = b"x" * 100, 0.05
    begun = time.monotonic()
    assert refusal(gateway, seconds=0.4) is Why.TOO_SLOW
    assert time.monotonic() - begun < 2


def test_whoever_drips_after_time_was_over_while_connecting_is_cut_off_too(gateway, monkeypatch):
    def late(*args):
        time.sleep(0.3)
        return socket.create_connection(*args)

    monkeypatch.setattr(client, "create_connection", late)
    gateway.body, gateway.drip = b"x" * 100, 0.05
    begun = time.monotonic()
    assert refusal(gateway, seconds=0.2) is Why.TOO_SLOW
    assert time.monotonic() - begun < 2


def test_an_answer_that_breaks_off_is_none(gateway):
    gateway.headers = {"Content-Length": "50"}
    assert refusal(gateway, seconds=1) in {Why.NOT_REACHED, Why.TOO_SLOW}


def test_a_certificate_of_another_name_is_no_answer(gateway):
    other = f"https://127.0.0.1:{gateway.port}/status"
    assert refusal(gateway, url=other, allowed=frozenset({f"127.0.0.1:{gateway.port}"})) is Why.NOT_REACHED
    assert gateway.told == []


def test_a_certificate_nobody_vouches_for_is_no_answer(gateway, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert refusal(gateway) is Why.NOT_REACHED
    assert gateway.told == []
