"""Whose website is this? Reads what people type for one and finds the domain that tells two companies apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from validators.data import lines
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.record import Record
from validators.text import clean, is_vacant

WARNING, HINT = Severity.WARNING, Severity.HINT

WEBSITE = ("website",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "website.vacant",
        HINT,
        WEBSITE,
        "The field says that there is no website instead of staying empty.",
        "无",
        "brand.cn",
    ),
    Fault(
        "website.unsafe",
        WARNING,
        WEBSITE,
        "The text is code and no address: it must not become a link.",
        "javascript:alert(1)",
        "https://brand.cn",
    ),
    Fault("website.syntax", WARNING, WEBSITE, "No website can have this address.", "brand", "brand.cn"),
    Fault("website.is_mail", WARNING, WEBSITE, "A mail stands in the field of the website.", "li@brand.cn", "brand.cn"),
    Fault(
        "website.placeholder",
        WARNING,
        WEBSITE,
        "An address that is typed to get past a mandatory field.",
        "www.xxx.com",
        "www.xinxing.cn",
    ),
    Fault(
        "website.platform",
        HINT,
        WEBSITE,
        "A page on a market place or a social network: not the company's own domain.",
        "https://brandshop.1688.com",
        "https://brand.cn",
    ),
    Fault("website.reserved", HINT, WEBSITE, "The domain is kept for examples.", "brand.example", "brand.cn"),
)
BY_CODE = {fault.code: fault for fault in FAULTS}

_BETWEEN = re.compile(r"[\s;,、|()<>]+")
_LABEL = re.compile(r"(?i)^(?:[\u3400-\u9fff]+|website|web|url)\s*(?::|\s)\s*(?=\S*\.)")  # 官网：
_TYPED_FOR = str.maketrans("。\\", "./")  # of a Chinese keyboard, of a folder
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+-]*):")  # brand.cn:8080 has a dot before the colon
_MISTYPED = re.compile(r"(?i)^(?:https?:?/*|http(?:s)?[;.]//|//)+")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_NUMERIC_HOST = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_WEB = frozenset({"http", "https", "localhost"})
_RESERVED = re.compile(r"(?:.+\.)?(?:example(?:\.com|\.net|\.org)?|test|invalid|localhost|local)")
# Registries of countries that sell names below com, co and their like.
_SECOND_LEVEL = frozenset(
    {"com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "idv", "ltd", "plc", "me", "gob", "mil"}
)
_COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Website:
    """An address as typed. `url` can become a link, `domain` is whose it is; both empty where it cannot."""

    raw: str
    url: str = ""
    domain: str = ""
    fault: str = ""


def domain(raw: str) -> str:
    """The domain that tells whose website this is: without www, of a page on a platform the whole host.

    Empty where the address is none, or is the platform itself.
    """
    return read(raw).domain


@lru_cache(maxsize=16384)
def read(raw: str) -> Website:
    """Read a website field, with or without scheme; of several addresses the first."""
    text = clean(raw)
    if is_vacant(text):
        return Website(text, fault="website.vacant" if text else "")
    first = _BETWEEN.split(_LABEL.sub("", text).translate(_TYPED_FOR).strip(" ()<>"))[0]
    scheme = _SCHEME.match(first)
    if scheme and scheme[1].lower() not in _WEB:
        return Website(text, fault="website.unsafe")
    if "@" in first:
        return Website(text, fault="website.is_mail")
    return _address(text, _MISTYPED.sub("", first))


def check(record: Record) -> Iterator[Finding]:
    """Judge the website of a record."""
    found = read(record.website)
    if found.fault:
        yield BY_CODE[found.fault].at("website", website=found.raw)


def registrable(host: str) -> str:
    """What somebody registers of a host: brand.com.cn of shop.brand.com.cn. By rule, without the public suffix list."""
    labels = host.split(".")
    deep = len(labels[-1]) == _COUNTRY_LENGTH and labels[-2:-1] and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def _address(text: str, rest: str) -> Website:
    host = _host(rest)
    if not host:
        return Website(text, fault="website.syntax")
    secure = text.lower().startswith("https")
    url = f"{'https' if secure else 'http'}://{rest}"
    if _NUMERIC_HOST.fullmatch(host):
        return Website(text, url)
    name = host.removeprefix("www.")
    whole = registrable(name)
    if whole in _placeholders():
        return Website(text, url, fault="website.placeholder")
    if whole in _platforms() or name in _platforms():
        return Website(text, url, "" if name in _platforms() else name, "website.platform")
    return Website(text, url, whole, "website.reserved" if _RESERVED.fullmatch(name) else "")


def _host(rest: str) -> str:
    try:
        host = (urlsplit(f"//{rest}").hostname or "").strip(".")
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host.removeprefix("www.")) or _NUMERIC_HOST.fullmatch(host) else ""


@cache
def _platforms() -> frozenset[str]:
    return frozenset(lines("website_platforms.txt"))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(lines("website_placeholders.txt"))
