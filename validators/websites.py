"""Whose website is this? Reads what people type for one and finds the domain that tells two companies apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import urlsplit

from validators import ends
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
    Fault(
        "website.repairable",
        WARNING,
        (*WEBSITE, "suggestion"),
        "A sign or a letter is wrong, and the address that was meant is plain.",
        "www,brand.con",
        "www.brand.com",
    ),
    Fault(
        "website.private",
        WARNING,
        WEBSITE,
        "An address within a network, which nobody outside can open.",
        "http://192.168.1.10:8080",
        "http://120.77.1.2:8080",
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

_PLAIN = re.compile(
    r"(?:https?://)?(?!http|(?:127|10|192|172)\.)(?:www\.)?(?!w{2,5}\.)((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})/?"
)
"""What most fields hold: a host in small letters, with nothing that is taken off or mended, and no private one."""
_BETWEEN = re.compile(r"[\s;,、|()<>\"'“”]+|(?<=[a-z/])或者?(?=[a-z])")
_LABEL = re.compile(r"(?i)^(?:[\u3400-\u9fff]+|website|web|url)\s*(?::|\s)\s*(?=\S*\.)")  # 官网：
_NONE = re.compile(
    r"[无没未暂不待][\u3400-\u9fff]*|(?:官网|网站|网页)?(?:正?在建设?|建设|筹备|开发|备案|维护)中?"
)  # 没有网站, 网站建设中
_PAGE = re.compile(
    r"(?:微信|企业)?(?:公众号|公众平台|小程序|视频号|服务号)|抖音|快手|淘宝|天猫|京东|拼多多|阿里巴巴|微博|小红书|美团|大众点评|饿了么|facebook|instagram|wechat",
    re.IGNORECASE,
)
_TYPED_FOR = str.maketrans("。\\", "./")  # of a Chinese keyboard, of a folder
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+-]*):")  # brand.cn:8080 has a dot before the colon
_CODE = frozenset({"javascript", "data", "vbscript", "file", "blob", "about"})
_MAIL = "mailto"
_MISTYPED = re.compile(r"(?i)^(?:https?:?/*|http(?:s)?[;.]//|//)+")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_NUMERIC_HOST = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_PRIVATE = re.compile(r"(?:127|10)\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|localhost")
_WWW = re.compile(r"w{2}\.|w{4,5}\.")
_REPAIRABLE = frozenset({"website.syntax", "website.mistyped"})
_WEB = frozenset({"http", "https", "localhost"})
_RESERVED = re.compile(r"(?:.+\.)?(?:example(?:\.com|\.net|\.org)?|test|invalid|localhost|local)")
_SLIPS = (
    (re.compile(r"^(?:h+t*p+s?|t+ps?|htt?s?p?)[:;]?/+|^https?;/+"), "http://"),
    (re.compile(r"[,.·]+|\s+(?=(?:com|cn|net)\b)|(?<=www)\s+"), "."),
    (re.compile(r"(?:^|(?<=//))w{2,5}\.(?=[^.]+\.)"), "www."),
    (re.compile(r"(?:^|(?<=//))www(?=[a-z0-9-]{2,}\.[a-z])"), "www."),
)
"""What a hurried hand types for a scheme, a dot, or www."""
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
    suggestion: str = ""


def domain(raw: str) -> str:
    """The domain that tells whose website this is: without www, of a page on a platform the whole host.

    Empty where the address is none, or is the platform itself.
    """
    plainly = _PLAIN.fullmatch(raw)
    return (plainly and _plain_domain(plainly[1])) or read(raw).domain


def _plain_domain(name: str) -> str:
    """Whose a plain host is; empty where it needs to be read, as one with a slip or of a platform."""
    whole = registrable(name)
    is_known = whole in _platforms() or name in _platforms() or whole in _placeholders()
    return "" if is_known or "xn--" in name or ends.corrected(name) != name else whole


@lru_cache(maxsize=16384)
def read(raw: str) -> Website:
    """Read a website field, with or without scheme; of several addresses the first."""
    text = clean(raw)
    if is_vacant(text) or _NONE.fullmatch(text):
        return Website(text, fault="website.vacant" if text else "")
    found = _first(text)
    if found.fault == "website.syntax" and _PAGE.match(text):
        return Website(text, fault="website.platform")
    if found.fault not in _REPAIRABLE:
        return found
    meant = _meant(text)
    return replace(found, fault="website.repairable" if meant else "website.syntax", suggestion=meant)


def check(record: Record) -> Iterator[Finding]:
    """Judge the website of a record."""
    found = read(record.website)
    if found.fault:
        offered = {"website": found.raw, "suggestion": found.suggestion}
        fault = BY_CODE[found.fault]
        yield fault.at("website", **{name: offered[name] for name in fault.params})


def _first(text: str) -> Website:
    """The first address of a text, as it stands."""
    first = next(filter(None, _BETWEEN.split(_LABEL.sub("", text).translate(_TYPED_FOR).strip(" ()<>"))), "")
    scheme = _SCHEME.match(first)
    if scheme and scheme[1].lower() not in _WEB:
        name = scheme[1].lower()
        code = "unsafe" if name in _CODE else "is_mail" if name == _MAIL else "syntax"
        return Website(text, fault=f"website.{code}")
    if "@" in first:
        return Website(text, fault="website.is_mail")
    return _address(text, _MISTYPED.sub("", first))


def _meant(text: str) -> str:
    """The address that was meant by a slip; empty where no mending makes a good one of another host."""
    mended = text.casefold().translate(_TYPED_FOR).strip()
    for pattern, meant in _SLIPS:
        mended = pattern.sub(meant, mended)
    scheme, _, rest = mended.rpartition("//")
    host, slash, path = rest.partition("/")
    mended = f"{scheme}{'//' if scheme else ''}{ends.corrected(host)}{slash}{path}"
    found = _first(mended)
    return mended if mended != text.casefold() and found.url and found.fault not in _REPAIRABLE else ""


def registrable(host: str) -> str:
    """What somebody registers of a host: brand.com.cn of shop.brand.com.cn. By rule, without the public suffix list."""
    if host.count(".") <= 1:
        return host
    labels = host.split(".")
    deep = len(labels[-1]) == _COUNTRY_LENGTH and labels[-2:-1] and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def _address(text: str, rest: str) -> Website:
    host = _host(rest)
    if _PRIVATE.fullmatch(host or rest.partition("/")[0].partition(":")[0]):
        return Website(text, fault="website.private")
    if not host:
        return Website(text, fault="website.syntax")
    secure = text.lower().startswith("https")
    url = f"{'https' if secure else 'http'}://{rest}"
    if _NUMERIC_HOST.fullmatch(host):
        return Website(text, url)
    name = host.removeprefix("www.")
    if ends.corrected(name) != name:
        return Website(text, fault="website.mistyped")
    if www := _WWW.match(host):
        return replace(_named(text, url, host[www.end() :]), fault="website.mistyped")
    return _named(text, url, name)


def _named(text: str, url: str, name: str) -> Website:
    whole = registrable(name)
    if whole in _platforms() or name in _platforms():
        return Website(text, url, "" if name in _platforms() else name, "website.platform")
    if whole in _placeholders():
        return Website(text, url, fault="website.placeholder")
    return Website(text, url, whole, "website.reserved" if _RESERVED.fullmatch(name) else "")


def _host(rest: str) -> str:
    try:
        host = (urlsplit(f"//{rest}").hostname or "").strip(".")
    except ValueError:
        return ""
    if "xn--" in host:
        host = _in_letters(host)
    return host if _HOST.fullmatch(host.removeprefix("www.")) or _NUMERIC_HOST.fullmatch(host) else ""


def _in_letters(host: str) -> str:
    """The host in its own script, so that both ways of writing it are one domain."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


@cache
def _platforms() -> frozenset[str]:
    return frozenset(lines("website_platforms.txt"))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(lines("website_placeholders.txt"))
