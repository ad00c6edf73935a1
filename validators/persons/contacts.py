"""What of a name field is a way to reach the person? Numbers, mails and messengers are taken out of the name."""

import re

_LABEL = r"(?:(?:联系|办公|移动)?(?:电话|手机|座机|号码|方式)号?码?|微信号?|邮箱|tel|phone|mobile|mob|cell|ph|wechat|whats ?app|wx|vx|qq|e-?mail|mail|line)"
_CONTACT = re.compile(
    rf"{_LABEL}?\s*[:：]?\s*(?:[a-z0-9._%+-]+@[a-z0-9.-]+|\+?\(?\d(?:[\s()-]?[\d*]){{6,}}(?:\s*[转#x-]\s*\d{{1,5}})?)"
    rf"|(?:微信号?|wechat|wx|vx|qq|whats ?app)\s*[:：]?\s*[a-z0-9][\w-]{{4,}}",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"(?:{_LABEL}|微信)(?:同号|号)?", re.IGNORECASE)
_ANY = re.compile(r"\d[\d\s()*-]{5,}\d|@|微信|(?i:wechat|whats ?app)")
_EDGES = " /,;:、|·-+()[]【】"


def without(text: str) -> str:
    """The text without numbers, mails and messengers; the text itself where it holds none.

    >>> without("沈砚秋 电话:13926580147"), without("Li Wei li@brand.cn"), without("沈砚秋")
    ('沈砚秋', 'Li Wei', '沈砚秋')
    """
    if not _ANY.search(text):
        return text
    rest = _CONTACT.sub(" ", text)
    if rest == text:
        return text
    return " ".join(_LEFT.sub(" ", rest).split()).strip(_EDGES)
