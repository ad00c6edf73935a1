"""Would a mail reach this company? Reads mail fields: syntax, placeholders, throw-away and public mailboxes.

Syntax by email-validator, without asking the network. Throw-away domains by disposable-email-domains, which lists no
subdomains, so parents are looked up too (24mail.chacuo.net).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

from validators.data import lines, rows
from validators.fault import Fault
from validators.finding import Finding, Param, Severity
from validators.record import Record
from validators.text import clean, is_vacant

WARNING, HINT = Severity.WARNING, Severity.HINT

MAIL = ("mail",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "mail.vacant", HINT, MAIL, "The field says that there is no mail instead of staying empty.", "无", "li@brand.cn"
    ),
    Fault("mail.syntax", WARNING, MAIL, "No mail can be sent to this.", "li@brand", "li@brand.cn"),
    Fault(
        "mail.is_website", WARNING, MAIL, "A website stands in the field of the mail.", "www.brand.cn", "li@brand.cn"
    ),
    Fault(
        "mail.repairable",
        WARNING,
        (*MAIL, "suggestion"),
        "Something else stands where a mail has @ or a dot.",
        "li(at)brand.cn",
        "li@brand.cn",
    ),
    Fault(
        "mail.typo",
        WARNING,
        (*MAIL, "suggestion"),
        "The domain is a common slip for a well-known one, and belongs to somebody else or to nobody.",
        "li.wei@gmial.com",
        "li.wei@gmail.com",
    ),
    Fault(
        "mail.placeholder",
        WARNING,
        MAIL,
        "A mail that is typed to get past a mandatory field.",
        "test@test.com",
        "tess@brand.cn",
    ),
    Fault(
        "mail.disposable",
        WARNING,
        MAIL,
        "A mailbox that is thrown away within the hour.",
        "li@24mail.chacuo.net",
        "li@brand.cn",
    ),
    Fault(
        "mail.public",
        HINT,
        MAIL,
        "The company's mail is at a public provider: it may be one person's, and it says nothing about the company.",
        "brand_shop@163.com",
        "shop@brand.cn",
    ),
    Fault(
        "mail.reserved",
        HINT,
        MAIL,
        "The domain is kept for examples; no mail arrives there.",
        "li@brand.example",
        "li@brand.cn",
    ),
    Fault(
        "mail.several", HINT, ("count",), "One field holds several mails.", "li@brand.cn; wang@brand.cn", "li@brand.cn"
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}

_BETWEEN = re.compile(r"[\s;,、|/]+")
_LABEL = re.compile(r"(?i)^(?:e-?mail|mail|mailto|电子邮箱|邮箱|邮件|電子郵件|信箱)\s*:\s*")
_DOTS = str.maketrans("。｡", "..")  # the same dot in a Chinese keyboard's hand, says IDNA too
_WEBSITE = re.compile(r"(?i)(?:https?:/+|www\.)[^@]+")
_PLAIN = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}")
_MENDED = (
    (re.compile(r"(?i)\s*(?:\(at\)|\[at\]|\sat\s|@+)\s*"), "@"),
    (re.compile(r"[.·,]+|(?i:\(dot\)|\[dot\])"), "."),
)
_IN_ANGLES = re.compile(r"[^<>]*<([^<>@\s]+@[^<>\s]+)>")  # Li Wei <li@brand.cn>
_REMARK = re.compile(r"\([^()@]*\)|(?<!\S)[\u3400-\u9fff]+(?!\S)")
_RESERVED = re.compile(r"(?:.+\.)?(?:example(?:\.com|\.net|\.org)?|test|invalid|localhost|local)")
_COUNTED = re.compile(r"(\d)\1{2,}|0?1234?5?6?7?8?9?0?|9?87654321")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of a field. `address` is folded for comparing, empty where nothing can be sent; `domain` is its domain."""

    raw: str
    address: str
    domain: str
    fault: str = ""
    suggestion: str = ""


def fold(raw: str) -> str:
    """The mail of a field in the form in which two are compared; empty where none can be sent to."""
    return next((mail.address for mail in read(raw) if mail.address), "")


@lru_cache(maxsize=16384)
def read(raw: str) -> tuple[Mail, ...]:
    """Read a mail field; an empty one holds none, any other at least one, be it wrong."""
    text = _LABEL.sub("", clean(raw)).translate(_DOTS)
    if is_vacant(text):
        return (Mail(text, "", "", "mail.vacant"),) if text else ()
    parts = [part for part in _BETWEEN.split(text) if part]
    if parts and all("@" in part for part in parts):
        return tuple(_mail(_alone(part)) for part in parts)
    return (_mail(_alone(text)),)


def check(record: Record) -> Iterator[Finding]:
    """Judge every mail; that a mailbox is public is only said of the company's, a person may have any."""
    for at, raw in enumerate(record.emails):
        yield from _findings(f"emails[{at}]", raw, of_company=True)
    for who, person in enumerate(record.key_persons):
        for at, raw in enumerate(person.emails):
            yield from _findings(f"key_persons[{who}].emails[{at}]", raw, of_company=False)


def is_public(domain: str) -> bool:
    """Whether anybody can have a mailbox under this domain, so that sharing it says nothing."""
    return domain in _public() or any(parent in _public() for parent in _parents(domain))


def _findings(path: str, raw: str, *, of_company: bool) -> Iterator[Finding]:
    mails = read(raw)
    if len(mails) > 1:
        yield BY_CODE["mail.several"].at(path, count=len(mails))
    for mail in mails:
        if mail.fault:
            yield BY_CODE[mail.fault].at(path, **_params(mail))
        elif of_company and is_public(mail.domain):
            yield BY_CODE["mail.public"].at(path, mail=mail.raw)


def _alone(text: str) -> str:
    """The one mail of a text, without the name or the remark beside it; the text where that is not plain."""
    if named := _IN_ANGLES.fullmatch(text):
        return named[1]
    rest = _REMARK.sub(" ", text).strip(" ;,、|/")
    return rest if _can_be_sent(rest.casefold()) else text


def _params(mail: Mail) -> dict[str, Param]:
    offered: dict[str, Param] = {"mail": mail.raw, "suggestion": mail.suggestion}
    return {name: offered[name] for name in BY_CODE[mail.fault].params}


def _mail(text: str) -> Mail:
    folded = text.casefold().strip("<>\"'.")
    if not _can_be_sent(folded):
        mended = _mended(folded)
        fault = "mail.is_website" if _WEBSITE.fullmatch(folded) else "mail.repairable" if mended else "mail.syntax"
        return Mail(text, "", "", fault, mended)
    local, _, domain = folded.rpartition("@")
    if meant := _typos().get(domain):
        return Mail(text, folded, domain, "mail.typo", f"{local}@{meant}")
    return Mail(text, "" if _is_placeholder(local, domain) else folded, domain, _doubt(local, domain))


def _doubt(local: str, domain: str) -> str:
    if _is_placeholder(local, domain):
        return "mail.placeholder"
    if not is_public(domain) and any(name in blocklist for name in (domain, *_parents(domain))):
        return "mail.disposable"
    return "mail.reserved" if _RESERVED.fullmatch(domain) else ""


def _is_placeholder(local: str, domain: str) -> bool:
    """A word for nothing at a public provider, or the same word on both sides (abc@abc.com)."""
    label = domain.partition(".")[0]
    if len(set(local)) == 1 and local == label:
        return True
    filler = local in _fillers() or bool(_COUNTED.fullmatch(local))
    return filler and (is_public(domain) or label == local or label in _fillers())


def _can_be_sent(folded: str) -> bool:
    if _PLAIN.fullmatch(folded):
        return True
    try:
        validate_email(folded, check_deliverability=False)
    except EmailNotValidError:
        return bool(_RESERVED.fullmatch(folded.rpartition("@")[2])) and "@" in folded[1:]
    return True


def _mended(folded: str) -> str:
    """The mail with @ and dots where something like them stands; empty where that does not make one."""
    mended = folded
    for pattern, meant in _MENDED:
        mended = pattern.sub(meant, mended)
    return mended if mended != folded and _can_be_sent(mended) else ""


def _parents(domain: str) -> Iterator[str]:
    while "." in domain:
        domain = domain.partition(".")[2]
        yield domain


@cache
def _public() -> frozenset[str]:
    return frozenset(lines("mail_public.txt"))


@cache
def _typos() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("mail_typos.txt")}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(lines("mail_placeholders.txt"))
