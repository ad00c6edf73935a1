"""What was meant by a text that is nearly a mail? Something else stands where @ or a dot belongs, or it is missing."""

import re
from collections.abc import Callable

from validators.mails import domains

_PROVIDER = "|".join(domains.providers())
_MENDED = (
    (re.compile(r"\s*(?:\(at\)|\[at\]|\sat\s|@+)\s*"), "@"),
    (re.compile(r"\s*[.·,]+\s*|\s*(?:\(dot\)|\[dot\]|\sdot\s)\s*"), "."),
    (re.compile(r"^([^@#￥\s]+)[#￥](?=[a-z0-9-]+\.[a-z])"), r"\1@"),
    (re.compile(rf"@({_PROVIDER})\s*com$"), r"@\1.com"),
    (re.compile(rf"@({_PROVIDER})$"), r"@\1.com"),
    (re.compile(rf"^([^@\s]+?)({_PROVIDER})\.com$"), r"\1@\2.com"),
    (re.compile(r"^(?:qq\s*:?\s*)?([1-9]\d{4,9})$"), r"\1@qq.com"),
)
"""What is typed for a mail, and the mail; a bare number of five to ten digits is an account at QQ."""


def mended(folded: str, can_be_sent: Callable[[str], bool]) -> str:
    """The mail that was meant, with a domain that is no slip; empty where that makes none."""
    plain = folded
    for pattern, meant in _MENDED:
        plain = pattern.sub(meant, plain)
    local, at, domain = plain.rpartition("@")
    plain = f"{local}{at}{domains.meant(domain)}"
    return plain if plain != folded and can_be_sent(plain) else ""
