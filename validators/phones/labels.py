"""What do the words in a field say about its numbers? That there is none, or that one is a fax."""

import re

from validators.text import is_vacant

_DIGIT = re.compile(r"[1-9]")
_NOUN = re.compile(
    r"(?i)(?:联系|聯絡|办公|公司)?(?:电话|電話|手机|手機|座机|固话|联系方式)?(?:号码|號碼|号)?:?|phone(?: number)?:?|tel:?"
)
_NOTHING = re.compile(
    r"(?i)0{1,2}|0{4}|no|x+|(?:没|未|不)(?:有)?(?:留|填|给|提供|告知|方便.*|愿.*|肯.*)|客户不[给肯愿].*|拒绝.*|unlisted|#(?:n/a|ref!|value!|name\?|null!|num!|div/0!)"
)
_FAX = re.compile(r"(?i)传真|傳真|(?<![a-z])(?:tele)?fax(?![a-z])|(?<![a-z])f(?=[:.) ]*$)")
_BRACKETED_FAX = re.compile(r"(?i)\s*\(\s*(?:传真|傳真|fax|f)\s*\)")
_FAX_AT_THE_END = re.compile(r"(?i)\s*-?\s*(?:传真|傳真|fax)\s*$")
_VOICE = re.compile(r"(?i)电话|電話|手机|座机|总机|(?<![a-z])(?:tele?(?:phone)?|phone|t)(?![a-z])|转")


def says_nothing(text: str) -> bool:
    """Whether a cleaned field only says that there is no number: 无, N/A, 没有电话, 客户不给."""
    if _DIGIT.search(text):
        return False
    left = _NOUN.sub("", text).strip()
    return is_vacant(text) or is_vacant(left) or bool(_NOTHING.fullmatch(left))


def is_fax(text: str, begin: int, start: int, end: int, stop: int) -> bool:
    """Whether the number at `start` to `end` is labelled as a fax and nothing else.

    What belongs to it stands from `begin` and up to `stop`: before it, or in brackets or at the end behind it.
    """
    before = text[begin:start]
    if _FAX.search(before):
        return not _VOICE.search(before)
    behind = text[end:stop]
    return bool(_BRACKETED_FAX.match(behind) or (stop == len(text) and _FAX_AT_THE_END.fullmatch(behind)))
