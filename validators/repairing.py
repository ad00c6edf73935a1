"""What would a field hold if what a finding offers were taken? The text as typed, with only the doubted part changed."""

import re

from validators.catalog import CATALOG
from validators.finding import Finding
from validators.text import INVISIBLE, clean

SUGGESTION = "suggestion"


def repaired(typed: str, finding: Finding) -> str | None:
    """The text of the finding's field after the repair; None where it offers none, or doubts what is no longer there.

    Nothing repairs by itself: whoever typed it takes the offer or leaves it.

    >>> from validators.finding import Severity
    >>> finding = Finding("mail.typo", "emails[0]", Severity.WARNING, {"mail": "li@brand.con", "suggestion": "li@brand.com"})
    >>> repaired("li@brand.con, wang@brand.com", finding)
    'li@brand.com, wang@brand.com'
    """
    fault, offered = CATALOG.get(finding.code), finding.params.get(SUGGESTION)
    if fault is None or not isinstance(offered, str) or not offered:
        return None
    doubted = re.escape(str(finding.params[fault.params[0]]))
    alone = re.compile(rf"(?<![0-9A-Za-z]){doubted}(?![0-9A-Za-z])")
    for text in (clean(typed),) if INVISIBLE.search(typed) else (typed, clean(typed)):
        if found := alone.search(text):
            return text[: found.start()] + offered + text[found.end() :]
    return None
