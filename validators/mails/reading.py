"""Which mails stand in a field? Syntax by email-validator, without asking the network."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from email_validator import EmailNotValidError, validate_email

from validators.data import lines
from validators.mails import domains, mending
from validators.text import clean, is_vacant

LONGEST, LONGEST_LOCAL = 254, 64  # characters, by RFC 5321
_BETWEEN = re.compile(r"[\s;,、|/]+|(?<=[a-z0-9])(?:或者?|和|及|与)(?=\S)", re.IGNORECASE)
_LABEL = re.compile(r"(?i)^(?:e-?mail|mail|mailto|电子邮箱|邮箱|邮件|電子郵件|信箱|[\u3400-\u9fff]{1,6}(?=:))\s*:\s*")
_QUERY = re.compile(r"\?[a-z]+=.*$", re.IGNORECASE)  # mailto:li@brand.cn?subject=x
_DOTS = str.maketrans("。｡", "..")  # the same dot in a Chinese keyboard's hand, says IDNA too
_WEBSITE = re.compile(r"(?i)(?:https?:/+|www\.)[^@]+")
_PLAIN = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}")
_IN_ANGLES = re.compile(r"[^<>]*<([^<>@\s]+@[^<>\s]+)>")  # Li Wei <li@brand.cn>
_REMARK = re.compile(r"\([^()@]*\)|(?<!\S)[\u3400-\u9fff]+(?!\S)")
_NONE = re.compile(r"[^@\w]*[无没未暂不同见略][\u3400-\u9fff\s]*(?:e?mail)?[^@\w]*", re.IGNORECASE)  # 没有邮箱, 见名片
_MASKED = re.compile(r"x{2,}$|.*\*$")
_A_WORD = re.compile(r"[a-z]", re.IGNORECASE)  # it may be part of the mail: li wei@brand.cn
_UNREAD = re.compile(r"(?:no|do-?not|donot)[._-]?reply|mailer-daemon|postmaster|bounces?")
_COUNTED = re.compile(r"(\d)\1{2,}|0?1234?5?6?7?8?9?0?|9?87654321")
_NO_DOMAIN = frozenset({"xx", "xxx", "xxxx", "yourdomain", "domain", "yourcompany", "noemail", "nomail"})


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
    if _PLAIN.fullmatch(raw):
        local, _, domain = raw.partition("@")
        if len(raw) <= LONGEST and len(local) <= LONGEST_LOCAL and "xn--" not in domain:  # it folds to itself
            return "" if _MASKED.match(local) or _is_placeholder(local, domain) else raw
    return next((mail.address for mail in read(raw) if mail.address), "")


@lru_cache(maxsize=16384)
def read(raw: str) -> tuple[Mail, ...]:
    """Read a mail field; an empty one holds none, any other at least one, be it wrong.

    What stands beside a mail and is none, a number or a word, is left out.
    """
    text = _LABEL.sub("", clean(raw)).translate(_DOTS)
    if is_vacant(text) or _NONE.fullmatch(text):
        return (Mail(text, "", "", "mail.vacant"),) if text else ()
    text = _QUERY.sub("", text)
    if _PLAIN.fullmatch(text):
        return (_mail(text),)
    parts = [part for part in _BETWEEN.split(text) if part]
    with_mail = [part for part in parts if "@" in part]
    beside = [part for part in parts if "@" not in part]
    is_clear = not beside or all(can_be_sent(_bare(part)) for part in with_mail)
    if with_mail and is_clear and not any(_A_WORD.search(part) for part in beside if not is_vacant(part)):
        return tuple(_mail(_alone(part)) for part in with_mail)
    return (_mail(_alone(text)),)


def can_be_sent(folded: str) -> bool:
    """Whether a mail in lower case is one by the book, its domain by the ends that exist at least as long as two letters."""
    local, _, domain = folded.rpartition("@")
    if len(folded) > LONGEST or len(local) > LONGEST_LOCAL:
        return False
    if _PLAIN.fullmatch(folded):
        return True
    if domains.is_reserved(domain):
        return bool(local)
    try:
        validate_email(folded, check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(domain.rpartition(".")[2]) > 1


def _alone(text: str) -> str:
    """The one mail of a text, without the name or the remark beside it; the text where that is not plain."""
    if named := _IN_ANGLES.fullmatch(text):
        return named[1]
    rest = _REMARK.sub(" ", text).strip(" ;,、|/")
    return rest if can_be_sent(rest.casefold()) else text


def _bare(text: str) -> str:
    return text.casefold().strip("<>\"'.()")


def _mail(text: str) -> Mail:
    folded = _bare(text)
    if "**" in folded and "@" in folded:
        return Mail(text, "", "", "mail.masked")
    if not can_be_sent(folded):
        mended = mending.mended(folded, can_be_sent)
        fault = "mail.is_website" if _WEBSITE.fullmatch(folded) else "mail.repairable" if mended else "mail.syntax"
        return Mail(text, "", "", fault, mended)
    local, _, domain = folded.rpartition("@")
    if "xn--" in domain:
        domain = validate_email(folded, check_deliverability=False).domain
        folded = f"{local}@{domain}"
    if _is_placeholder(local, domain):
        return Mail(text, "", domain, "mail.placeholder")
    if _MASKED.match(local):
        return Mail(text, "", domain, "mail.masked")
    if (meant := domains.meant(domain)) != domain:
        return Mail(text, folded, domain, "mail.typo", f"{local}@{meant}")
    return Mail(text, folded, domain, _doubt(local, domain))


def _doubt(local: str, domain: str) -> str:
    if domains.is_disposable(domain):
        return "mail.disposable"
    if domains.is_reserved(domain):
        return "mail.reserved"
    return "mail.unread" if _UNREAD.fullmatch(local) else ""


def _is_placeholder(local: str, domain: str) -> bool:
    """A word for nothing at a public provider, or the same word on both sides (abc@abc.com)."""
    label = (domain.removeprefix("mail.") if domain.count(".") > 1 else domain).partition(".")[0]
    if label in _NO_DOMAIN or (len(set(local)) == 1 and local == label):
        return True
    filler = local in _fillers() or bool(_COUNTED.fullmatch(local))
    return filler and (domains.is_public(domain) or label == local or label in _fillers())


@cache
def _fillers() -> frozenset[str]:
    return frozenset(lines("mail_placeholders.txt"))
