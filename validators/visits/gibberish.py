"""Is a note no words at all? Punctuation, digits alone, one thing over and over, keys in a row."""

import re

_REPEATED = re.compile(r"(.{1,4}?)\1+")
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefgh", "poiuytrewq", "lkjhgfdsa", "mnbvcxz")
_KEYS = 3
_VARIED = 20  # different characters, which no hand hits by chance
_TRIALS = frozenset({"test", "testing", "ceshi", "测试", "demo"})
_UNSPEAKABLE = re.compile(r"[b-df-hj-np-tv-xz]{6,}")
"""More consonants than any word begins with; shorter ones are abbreviations."""


def is_gibberish(text: str) -> bool:
    """Whether a cleaned text in lower case was typed only to fill the field."""
    if len(set(text)) > _VARIED:
        return False
    bare = "".join(filter(str.isalnum, text))
    if not bare or bare.isdigit():
        return True
    repeated = _REPEATED.fullmatch(bare)
    if bare in _TRIALS or (repeated and len(repeated[1]) <= 2 and len(bare) > 2):  # noqa: PLR2004  啊啊啊啊, hahaha
        return True
    bare = repeated[1] if repeated else bare
    if " " in text or not bare.isascii() or not bare.isalpha():
        return False
    return bool(_UNSPEAKABLE.fullmatch(bare)) or (len(bare) >= _KEYS and any(bare in row for row in _KEY_ROWS))
