"""Which numbers tell one of several apart? 第二, 三局, 七百零五分店, II, No. 3: as digits."""

import re

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二两三四五六七八九十百千]+|[0-9]+"
_COUNTED = re.compile(
    rf"第({_NUMERAL})|({_NUMERAL})(?=局|厂|分|店|处|队|院|公司|工区|支队|航|冶|中学|小学|幼儿园|建设?$|化$)|([0-9]+)"
)
_ANY = re.compile(r"[零〇一二两三四五六七八九十百千0-9]")
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)?")


def ordinals(text: str) -> tuple[str, ...]:
    """The numbers of a Chinese name that count something, in order."""
    counted = _COUNTED.findall(text) if _ANY.search(text) else ()
    return tuple([str(value(next(filter(None, found)))) for found in counted])


def value(numeral: str) -> int:
    """What a Chinese numeral up to thousands, or digits, count."""
    if numeral.isdecimal() and numeral.isascii():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[character], 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return total + digit


def counted(word: str) -> str:
    """The number that a word of a name in letters stands for, as digits; empty where it is none."""
    if plain := _ORDINAL.fullmatch(word):
        return str(int(plain[1]))
    known = ROMAN.get(word) or WORDS.get(word)
    return str(known) if known else ""
