"""What did somebody type as a digit? Digits of every script become 0 to 9; letters that look like digits are only told."""

import re
import unicodedata

from validators.text import clean

LONGEST_FIELD = 200  # characters; what stands behind is no telephone number

_ENCLOSED = "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"  # ① ⑴ ⒈ ⓪ ❶, which cleaning would turn into plain digits
_KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")
_DRAWN = re.compile(f"[{_ENCLOSED}]+|(?:{_KEYCAP.pattern})+")
_SHORTEST_DRAWN, _FEWEST_DRAWN = 4, 7  # in a row, or of a field, that are a number's; fewer number a list

_NUMERALS = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸幺", "00123456789123456789236" + "1", strict=True))
_ANY = "".join(_NUMERALS)
_SPELLED = re.compile(
    rf"[{_ANY}][{_ANY}○]{{2,}}"  # 一三九, 二○二; but not the two of 三一重工
    rf"|(?<=[0-9])[{_ANY.replace('一', '')}](?=[0-9])"  # 139二6580147; 一 there is a dash
    rf"|(?<=[转轉按])[{_ANY}]{{1,2}}(?![\u4e00-\u9fff])"  # 转八
)
_CIRCLES = re.compile("[〇○]{2,}")  # hide digits, by themselves
_SPELLED_DIGIT = str.maketrans({**_NUMERALS, "○": "0"})

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─━╌╴➖⁃﹣", "-") | dict.fromkeys("〜∼∽", "~") | {"丨": "|", "∣": "|"})
_WITH_ONE = re.compile(r"(?<![0-9一])1(?=[0-9一]{10}(?![0-9一]))[0-9一]+")  # 13926580一47, of eleven digits with it
_CHINESE_DASH = re.compile(r"(?:(?<=[0-9])|(?<=[0-9]\s))[一ー](?=\s?[0-9])")

LOOKALIKE = re.compile(
    r"(?<![A-Za-z])(?:(?<=[0-9])[lIiOo]{1,4}|[lIiOo]{1,4}(?=[0-9])|(?<=[0-9])[SBZsbzqgQDG]{1,2}(?=-?[0-9]))(?![A-Za-z])"
)
_FOREIGN = re.compile("(?<=[0-9])[ОоΟοЗз](?=[0-9])|^[ОоΟο](?=[0-9])")  # Cyrillic and Greek
_MEANT = str.maketrans("lIiOoSBZsbzqgQDGОоΟοЗз", "1110058256299006000033")


def plain(raw: str) -> str:
    """The cleaned field with the digits of every script as 0 to 9, and every dash as one."""
    if raw.isascii():
        return clean(raw)[:LONGEST_FIELD]
    text = clean(_plainly_drawn(raw) if _DRAWN.search(raw) else raw)[:LONGEST_FIELD]
    text = "".join(str(unicodedata.decimal(character, character)) for character in text)
    text = _WITH_ONE.sub(_spelled, text.translate(_DASHES))
    text = _CHINESE_DASH.sub("-", text)
    return _SPELLED.sub(_spelled, text)


def digits_for_letters(text: str) -> str:
    """The text with letters beside digits read as the digits that they look like (l, O, S); of the same length."""
    text = LOOKALIKE.sub(_meant, text)
    return text if text.isascii() else _FOREIGN.sub(_meant, text)


def _spelled(found: re.Match[str]) -> str:
    return found[0] if _CIRCLES.fullmatch(found[0]) else found[0].translate(_SPELLED_DIGIT)


def _meant(found: re.Match[str]) -> str:
    return found[0].translate(_MEANT)


def _plainly_drawn(raw: str) -> str:
    """The text with digits in circles or on keys as digits where they are many; else they number a list."""
    is_number = len(_digits(raw)) >= _FEWEST_DRAWN

    def drawn(found: re.Match[str]) -> str:
        digits = _digits(found[0])
        return digits if is_number or len(digits) >= _SHORTEST_DRAWN else "。"

    return _DRAWN.sub(drawn, raw)


def _digits(text: str) -> str:
    signs = "".join(_DRAWN.findall(text))
    return "".join(str(unicodedata.digit(sign)) for sign in signs if unicodedata.digit(sign, -1) >= 0)
