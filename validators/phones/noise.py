"""What in a field has digits and is no telephone number? Mail, ids, dates, hours, floors, list numbers."""

import re

_MOBILE = r"\+?(?:86)?1[3-9][0-9]{9}(?![0-9])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9])?"
_STOREYS = r"号楼|[楼樓层層室栋幢]"
_SPAN = rf"{_HOUR} ?(?:[-~至到]+|to) ?{_HOUR}"

_NO_PHONE = re.compile(
    r"(?i)[\w.+-]+@(?:[\w-]+\.)*[a-z][\w.-]+"
    # of a messenger, or a postcode
    rf"|(?:qq群?|(?<![a-z])q(?=:)|微信号?|wechat|weixin|wx|vx|抖音号?|快手号?|小红书号?|旺旺|邮编|郵編|郵遞區號|zip ?code)[\s:]*(?!{_MOBILE})[a-z0-9_-]{{4,}}"
    # what a company numbers, and the number within a company that only colleagues can dial
    rf"|(?:编号|編號|工号|单号|卡号|账号|帐号|税号|学号|身份证号?|房号|短号|小号|集团号|[vV]网)[\s:]*(?!{_MOBILE})[a-z]{{0,3}}[0-9]{{1,20}}"
    rf"|(?:19|20)[0-9]{{2}}(?:年|[-/.])(?:0?[1-9]|1[0-2])(?:月|[-/.]){_DAY}(?:日|(?![0-9]))"
    r"|(?<![0-9])(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?|(?<![0-9])[0-9]{1,2}月[0-9]{1,2}[日号]?"
    rf"|(?<![0-9:+])(?:\({_SPAN}\)|{_SPAN}(?=[点點时時]|am|pm)|(?<=[一二三四五六日天午]) ?{_SPAN}(?![0-9]))"
    r"|(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?![0-9])|(?<![0-9])7 ?[x*×] ?24(?![0-9])|(?<![0-9])24 ?(?:h\b|hours)"
    rf"|(?:(?<![0-9+-])(?<![0-9][ -])|(?<=[0-9]{{7}} ))[0-9]{{1,4}} ?(?:{_STOREYS}|[座线線条條门路部人位点點月日岁个组]|小时|小時|(?:lines?|floors?|am|pm)\b)"
    rf"|(?<![0-9+-])[0-9]{{1,2}} ?(?:{_STOREYS})"
    r"|(?<![^\s,;。])[0-9]{1,2} ?[:、.)](?= ?(?:\+?86)?(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6}))"
)
_COMPACT_DATE = re.compile(r"(?:19[5-9][0-9]|20[0-4][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_PLAIN = re.compile(r"(?!.*(?:19|20)[0-9]{2}-[0-9]{1,2}-)(?:[0-9+ -]|\([0-9]+\))*")
"""Nothing but digits, and no day: what most fields hold, so that nothing has to be looked for."""


def blanked(text: str) -> str:
    """The cleaned text, of the same length, with full stops where something stands that is no telephone number."""
    return text if _PLAIN.fullmatch(text) else _NO_PHONE.sub(lambda found: "。" * len(found[0]), text)


def is_date(digits: str) -> bool:
    """Whether eight digits would be a day: beside a number, 20240501 is when somebody wrote it down."""
    return bool(_COMPACT_DATE.fullmatch(digits))
