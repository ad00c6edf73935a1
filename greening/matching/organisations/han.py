"""How is a Chinese company's name read? Place, brand, trade, form, and behind the form the branch.

The traps: a place may be the brand (东方, 长安, 柳州 of 柳州钢铁), so it stays where nothing but a trade would be left; a bank is
named by its place; and what stands in brackets may be place, form or branch.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from greening.matching.organisations.numerals import ordinals
from greening.matching.organisations.parts import Name
from greening.matching.organisations.shortening import NATION, STOCK, initials, letters
from greening.matching.organisations.words import listed, meanings
from validators import names, regions
from validators.regions.tree import line_of, short_name
from validators.text import changed, folded

_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_LIMITED = r"(?:集团)?(?:控股)?(?:集团)?(?:股份|控股)?有限(?:责任)?"
_FORM = re.compile(
    rf"{_LIMITED}(?:公司)?|(?:集团|控股|股份)+(?:公司)?$|(?:集团|股份|总)?公司|\(股\)|股份公司|"
    r"有限合伙|普通合伙|合伙企业|株式会社|有限会社|合同会社"
)
_BEGINNINGS = "集控股有公总(普合株"
_BEGINS_A_FORM = re.compile(f"[{_BEGINNINGS}]")
"""With what every form begins: looking for that takes a fifth of the time."""
_FORM_WORDS = re.compile(r"有限合伙|特殊普通合伙|普通合伙|集团|控股|股份|有限公司|股")
_BRANCH_END = r"(?:分公司|分行|支行|分理处|储蓄所|营业部|营业所|分店|门店|专卖店|旗舰店|连锁店|店|分部|分厂|办事处|分社|分校|分院|门市部|服务部|服务中心|经营部|项目部|代表处)"
_BRANCH = re.compile(rf".{{1,40}}{_BRANCH_END}")
_HEADED = re.compile(rf"(.{{2,}}?(?:银行|信用社|证券|保险|药房|超市))(.{{1,30}}{_BRANCH_END})")
_PLAIN_BRANCH = re.compile(
    r"(.{4,}?)((?:第[一二三四五六七八九十百零\d]+)?(?:分公司|分店|分行|支行|分部|办事处|分厂|分校))"
)
_INNER_BRANCH = re.compile(r"分行(?=.*支行)")  # 深圳分行中心区支行 is 深圳中心区支行
_SHOP = re.compile(r".+(?:店|营业部|门市部|专柜)")
# A Japanese form before the name, and what stock exchanges add to short names: -U, -W; *ST, DR, A only those of stock companies.
_MARKS = re.compile(r"^(?:株式会社|有限会社|合同会社)|(?<=[\u3400-\u9fff])[-\u2013][a-z]{1,3}$")
_LISTED = re.compile(r"^(?:s?\*?st|dr|xd|xr|s)(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ab]$")
_BEGINS_A_MARK = "株有合s*dx"
_NOISE = re.compile(r"[\W_]+")
SHORTEST_BRAND = 2  # characters
_OF_A_BANK = re.compile(r"(?:行|部|处|所|中心|公司|社)$")
GROUP = "集团"  # a form that names say before their trade too
AFTER_NATION = 4  # characters that have to follow, to be a name without it: 工商银行, not 移动


def parse(plain: str) -> Name:
    """Read a folded name."""
    text = "".join(plain.split())
    if (plainly := _plain().fullmatch(text)) and text[:2] not in _lengths():
        head, form = plainly.groups()
        return _named(head, form, whole=head + form.replace("责任", ""), folded_head=head)
    return _read_slowly(plain, text)


def _read_slowly(plain: str, text: str) -> Name:
    """Read a name that may hold brackets, marks, a branch; `text` is it without blanks."""
    marked = unmarked = text
    if unmarked[:1] in _BEGINS_A_MARK or unmarked[-1].isascii():  # no mark ends otherwise
        marked = _MARKS.sub("", marked)
        unmarked = _LISTED.sub("", marked)
    opened, places, form_inside = _unbracketed(_spelled(unmarked))
    head, form, branch = _cut(opened)
    head = _heard(head) or _heard(_NOISE.sub("", unmarked))  # of a name that stands in brackets they say nothing
    form = form_inside + form
    if not form:
        form = STOCK if unmarked != marked else ""
    elif GROUP in head:
        form = GROUP + form
    return _named(head, form, whole=names.normalise(plain), folded_head=folded(head), places=places, branch=branch)


def _named(
    head: str, form: str, *, whole: str, folded_head: str, places: tuple[str, ...] = (), branch: str = ""
) -> Name:
    """The name whose head is read for its place, brand and trades."""
    shorn, at = _placed(head, folded_head)
    brand, trades = _without_trades(shorn)
    if not brand or brand == NATION:
        shorn, brand, trades = (head, head, ()) if at else (shorn, shorn, ())
    every = tuple(dict.fromkeys((*at, *places))) if places else at
    return Name(
        whole=whole,
        core=shorn,
        brand=brand,
        trades=trades,
        places=every,
        form=form,
        branch=_branch_key(branch),
        ordinals=(*ordinals(head), *ordinals(branch)) if branch else ordinals(head),
        is_han=True,
        head=head,
        letters=letters(head, shorn, every, form),
        sound=sound(brand),
        initials=initials(head, shorn, every, form),
    )


@cache
def _plain() -> re.Pattern[str]:
    """What most names are: a head that folds to itself, without brackets and marks, and a form that is written out.

    Reading anything else finds these two in such a name, and its key is the name, forms written one way.
    """
    sign = rf"[^\W_A-Z\x7f-\u4dff\ua000-\U0010ffff{_BEGINNINGS}{changed()}]"
    return re.compile(rf"(?![{_BEGINS_A_MARK}])({sign}{{{SHORTEST_BRAND},}}(?<![分支]))({_LIMITED}公司)")


def sound(text: str) -> str:
    """The syllables of a text without tones: what names that sound alike have in common."""
    return " ".join(map(_syllable, text))


def spoken(name: str) -> str:
    """A name as it is said, in letters without blanks: 陶磊 and "tao lei" are one."""
    return name if name.isascii() else "".join(map(_syllable, name))


@cache
def _syllable(character: str) -> str:
    """How a character is usually read; which of its readings is meant hardly ever tells two names apart."""
    return "".join(lazy_pinyin(character))


def _spelled(plain: str) -> str:
    """A name whose beginning is short for what everybody knows, written out: 农行 is 农业银行."""
    lengths = _lengths().get(plain[:2])
    if not lengths:
        return plain
    known = meanings("short_han.txt")
    short = next((plain[:length] for length in lengths if plain[:length] in known), "")
    rest = plain.removeprefix(short)
    is_meant = short and (not short.endswith("行") or not rest or _OF_A_BANK.search(rest))
    return known[short] + rest if is_meant else plain


@cache
def _lengths() -> Mapping[str, Sequence[int]]:
    """By its first two characters, how long what everybody shortens may be, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for way in meanings("short_han.txt"):
        found[way[:2]].add(len(way))
    return {start: sorted(lengths, reverse=True) for start, lengths in found.items()}


def _unbracketed(plain: str) -> tuple[str, tuple[str, ...], str]:
    """The name without its brackets, the places that they held, and the form."""
    if not _BRACKETS.search(plain):
        return plain, (), ""
    places: list[str] = []
    forms: list[str] = []

    def told(bracket: re.Match[str]) -> str:
        inner = bracket[1]
        found = regions.find(inner)
        codes = (found.code,) if found.code else _innermost(found.candidates)
        if inner in {"中国", "大陆"} or (codes and len(found.rest) < SHORTEST_BRAND):
            places.extend(codes)
            return ""
        if _FORM_WORDS.fullmatch(inner):
            forms.append(inner)
            return ""
        return inner if _BRANCH.fullmatch(inner) else ""

    text = _BRACKETS.sub(told, plain)
    return text, tuple(places), "".join(forms)


def _cut(text: str) -> tuple[str, str, str]:
    """Head office's name, legal form, and what stands behind it."""
    formed = _formed(text)
    if formed and not text[: formed.start()].endswith(("分", "支")):
        return text[: formed.start()], formed[0], text[formed.end() :]
    if headed := _HEADED.fullmatch(text) or _PLAIN_BRANCH.fullmatch(text):
        return headed[1], "", headed[2]
    at = _shop_at(text) if _SHOP.fullmatch(text) else 0
    return (text[:at], "", text[at:]) if at else (text, "", "")


def _formed(text: str) -> re.Match[str] | None:
    """The first legal form behind what is long enough for a brand."""
    begins = _BEGINS_A_FORM.search(text)
    for found in _FORM.finditer(text, begins.start()) if begins else ():
        if found.start() >= SHORTEST_BRAND:
            return found
    return None


def _shop_at(text: str) -> int:
    """Where a shop's place begins behind the name of its house: 小米之家|上海南京东路店; 0 where it says none."""
    places = range(SHORTEST_BRAND + 1, len(text) - SHORTEST_BRAND)
    return next((at for at in places if regions.find(text[at:]).code), 0)


def _placed(head: str, folded_head: str) -> tuple[str, tuple[str, ...]]:
    """What stands behind the place that a name begins with, and its region codes; the head itself where there is none."""
    codes, rest = _place(head, folded_head)
    if head.startswith(NATION) and not codes and len(head) >= len(NATION) + AFTER_NATION:
        return head.removeprefix(NATION), ()
    rest = rest.removeprefix("市").removeprefix("省")
    return (rest, codes) if codes and len(rest) >= SHORTEST_BRAND else (head, ())


def _place(head: str, folded_head: str) -> tuple[tuple[str, ...], str]:
    """The region that a name begins with, or those that it may be, and what follows.

    A district's short name behind its city is a brand: 杭州西湖.
    """
    found = regions.beginning(folded_head)
    taken = head.removesuffix(found.rest)
    if not taken or taken in listed("brand_places.txt"):
        return (), head
    if not found.code:
        return _innermost(found.candidates), found.rest
    code, brand = _city_and_brand(found.code, taken)
    return (code,), brand + found.rest


@lru_cache(maxsize=4096)  # names share their places
def _city_and_brand(code: str, taken: str) -> tuple[str, str]:
    """The region that is meant by what was taken for one, and what of it is the beginning of the brand."""
    *outer, division = line_of(code)
    short = short_name(division.name)
    if outer and division.name.endswith("区") and taken != short and taken.endswith(short):
        return outer[-1].code, short
    return code, ""


def _innermost(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Regions without those that another of them lies in."""
    return tuple(code for code in codes if not any(one != code and regions.within(one, code) for one in codes))


def _without_trades(core: str) -> tuple[str, tuple[str, ...]]:
    """The brand before the trades, and the trades in order."""
    trades: list[str] = []
    while trade := _last_trade(core):
        trades.insert(0, trade)
        core = core.removesuffix(trade)
    return core, tuple(trades)


def _last_trade(core: str) -> str:
    """The longest trade that the text ends with, unless a single character would be left before it."""
    known = listed("trades_han.txt")
    for length in _trade_lengths().get(core[-2:], ()):
        if core[-length:] in known and len(core) - length != 1:
            return core[-length:]
    return ""


@cache
def _trade_lengths() -> Mapping[str, Sequence[int]]:
    """By its last two characters, how long a trade may be, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for trade in listed("trades_han.txt"):
        found[trade[-2:]].add(len(trade))
    return {end: sorted(lengths, reverse=True) for end, lengths in found.items()}


def _heard(text: str) -> str:
    """The text without signs and blanks."""
    return text if text.isalnum() else _NOISE.sub("", text)


def _branch_key(branch: str) -> str:
    """A branch without the kinds of its places: 海口市南航支行 is 海口南航支行."""
    if not branch:
        return ""
    text = _INNER_BRANCH.sub("", _heard(branch))
    return re.sub(r"(?<=[^\W\d_]{2})(?:省|市|县|区|维吾尔自治区|壮族自治区|回族自治区|自治区)(?=.)", "", text)
