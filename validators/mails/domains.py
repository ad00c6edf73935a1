"""Whose is the domain of a mail? Anybody's, a thrown-away one, one kept for examples, or a slip for another.

Throw-away domains by disposable-email-domains, which lists no subdomains, so parents are looked up too
(24mail.chacuo.net). Slips are listed, or made by rule from the providers whose names are long enough to be nobody else's.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from disposable_email_domains import blocklist

from validators import ends
from validators.data import lines, rows

_RESERVED = re.compile(r"(?:.+\.)?(?:example(?:\.com|\.net|\.org)?|test|invalid|localhost|local)")
_OTHER_ENDS = frozenset({"co", "cm", "om", "cn", "cc", "com.cn"})
"""Ends that exist, but not behind a provider who has com alone."""
_COM_ALONE = frozenset({"gmail", "qq", "foxmail", "163", "126", "icloud"})
_LONG = ("gmail", "hotmail", "outlook", "yahoo", "icloud", "foxmail", "aliyun", "googlemail", "protonmail")
_SOMEBODY_ELSES = frozenset({"gail.com", "mail.com", "ymail.com"})
"""What a slip in a provider's name makes, and a company owns."""


def is_public(domain: str) -> bool:
    """Whether anybody can have a mailbox under this domain, so that sharing it says nothing."""
    return domain in _public() or any(parent in _public() for parent in _parents(domain))


def is_disposable(domain: str) -> bool:
    """Whether mailboxes of this domain are thrown away within the hour."""
    return not is_public(domain) and any(name in blocklist for name in (domain, *_parents(domain)))


def is_reserved(domain: str) -> bool:
    """Whether the domain is kept for examples."""
    return bool(_RESERVED.fullmatch(domain))


def meant(domain: str) -> str:
    """The domain for which this one was typed by a slip; the domain itself where it is none.

    >>> meant("gmial.con"), meant("qq.cmo"), meant("www.brand.cn"), meant("gail.com")
    ('gmail.com', 'qq.com', 'brand.cn', 'gail.com')
    """
    domain = ends.corrected(domain.removeprefix("www."))
    label, _, rest = domain.partition(".")
    if label in _COM_ALONE and rest in _OTHER_ENDS:
        return f"{label}.com"
    return _slips().get(domain, domain)


def providers() -> tuple[str, ...]:
    """Labels of the providers that are so well known that their end goes without saying."""
    return (*_LONG, *sorted(_COM_ALONE - set(_LONG)), "sina", "sohu", "139", "189")


def _parents(domain: str) -> Iterator[str]:
    while "." in domain:
        domain = domain.partition(".")[2]
        yield domain


@cache
def _public() -> frozenset[str]:
    return frozenset(lines("mail_public.txt"))


@cache
def _slips() -> Mapping[str, str]:
    made = {f"{slip}.com": f"{label}.com" for label in _LONG for slip in _misspelt(label)}
    listed = {row[0]: row[1] for row in rows("mail_typos.txt")}
    return {typed: well for typed, well in {**made, **listed}.items() if typed not in _public() | _SOMEBODY_ELSES}


def _misspelt(label: str) -> Iterator[str]:
    """The label with a letter left out behind the first, typed twice, or changed places with the next."""
    for at in range(1, len(label)):
        yield label[:at] + label[at + 1 :]
        yield label[:at] + label[at] + label[at:]
        yield label[: at - 1] + label[at] + label[at - 1] + label[at + 1 :]
