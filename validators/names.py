"""Which company is meant by a name as typed? The key under which two ways of typing it meet, and the brand in it."""

import re
from functools import lru_cache

from validators import regions
from validators.data import lines
from validators.text import folded

# Ways of writing one legal form. Different forms (有限公司, 股份有限公司) stay different: they are different companies.
# Each by what no text lacks that holds it: looking for that takes a tenth of the time.
_SAME_FORM = (
    ("责任", re.compile(r"有限责任公司"), "有限公司"),
    ("(股)", re.compile(r"\(股\)(?:有限)?公司"), "股份有限公司"),
    ("limited", re.compile(r"\blimited\b"), "ltd"),
    ("incorporated", re.compile(r"\bincorporated\b"), "inc"),
    ("corporation", re.compile(r"\bcorporation\b"), "corp"),
    ("company", re.compile(r"\bcompany\b"), "co"),
)
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_HAN_FORM = re.compile(
    r"(?:(?:集团)?(?:股份)?有限(?:责任)?公司|股份公司|集团公司|公司|集团|\(股\)|合伙企业|普通合伙|有限合伙|株式会社|有限会社|合同会社)+.*$"
)
_WORD = re.compile(r"[^\W_]+")
LATIN_FORMS = frozenset(lines("legal_forms.txt"))
KEPT_CORE = 2  # characters: with fewer, what looked like a place is the brand itself (东方, 长安)


@lru_cache(maxsize=1024)  # of one record, several rules ask
def normalise(name: str) -> str:
    """The key of a name: script, width, case, blanks and punctuation do not matter, place and legal form do.

    >>> normalise("杭州澜序科技有限责任公司") == normalise(" 杭州瀾序科技（有限公司）")
    True
    """
    while (key := _key(name)) != name:
        name = key
    return key


@lru_cache(maxsize=16384)
def core(company: str) -> str:
    """What is left of a name without its place, its legal form and what stands behind that: brand and trade.

    >>> core("蘇州瀾序機械有限公司吳江分公司"), core("The Larkmoor Trading Co., Ltd.")
    ('澜序机械', 'larkmoor trading')
    """
    plain = folded(company)
    if plain.isascii():
        return " ".join(word for word in _WORD.findall(plain) if word not in LATIN_FORMS and word != "the")
    shorn = _HAN_FORM.sub("", _BRACKETS.sub("", plain)) or plain
    rest = regions.find(shorn).rest.removeprefix("市")
    return "".join(_WORD.findall(rest if len(rest) >= KEPT_CORE else shorn))


def brand(core_name: str, characters: int) -> str:
    """What companies of one house share: the first word of a Latin name, the first characters of a Han one.

    Characters that companies of many houses begin with do not count, so more of the name is asked for.
    """
    if core_name.isascii():
        return core_name.partition(" ")[0]
    common = max((len(word) for word in lines("common_beginnings.txt") if core_name.startswith(word)), default=0)
    return core_name[: common + characters]


def _key(name: str) -> str:
    plain = folded(name)
    for telling, pattern, form in _SAME_FORM:
        if telling in plain:
            plain = pattern.sub(form, plain)
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))
