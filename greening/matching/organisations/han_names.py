"""How alike are two Chinese names? By their parts: characters alone cannot tell a sister company from a typing error."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from greening.matching.organisations.keys import core_key, sound_key
from greening.matching.organisations.parts import Name, grams, in_length
from greening.matching.organisations.rules import one_branch, one_place
from greening.matching.organisations.shortened import Found, made_of, part_of
from greening.matching.organisations.shortening import NATION, STOCK, WHOLE, is_named_by_place
from greening.matching.scheme import Step
from greening.matching.values import Key
from validators import regions

KINDS = ("股份", "集团", "控股", "合伙")
"""What forms say that tells companies of one brand apart, and that short names keep."""
PARTIAL = frozenset({"name.contained", "name.inside", "name.initials", "name.shortened"})
"""Steps of names of which one says less of what tells companies apart; that two places part those of one brand, a rule says."""
OPEN = PARTIAL | {"name.same_brand"}
"""Steps of names of which one says less, so that a place in common says something of its own."""
UNPLACED = OPEN | {"name.same_core_no_place"}
"""Steps of names of which one may say no place."""
LONG_BRAND = 4
"""Characters from which one that differs is sooner a typing error than another company."""


def compare(left: Name, right: Name) -> Step:
    """What the parts of two names that are not equal say; the same for both orders."""
    if left.core == right.core:
        return _same_core(left, right)
    return _same_brand(left, right) if left.brand == right.brand else _other_brand(left, right)


def across(left: Name, right: Name) -> Step:
    """What a Chinese name and one in letters say of each other: whether one is the other's sound."""
    chinese, letters = (left, right) if left.is_han else (right, left)
    spoken = chinese.sound.replace(" ", "")
    if len(chinese.brand) > 1 and spoken in {"".join(letters.words), letters.brand.replace(" ", "")}:
        return _step("romanised", sound_key(chinese))
    return Step("name", "name.other_script")


def beside(left: Name, right: Name, code: str) -> list[Step]:
    """What place, trade and form say beside a name of which one is short for the other, and form beside any."""
    formed = _formed(left.form, right.form)
    if code not in UNPLACED and not formed:  # as nearly always
        return []
    told = (_placed(left, right, code), _traded(left, right, code), formed)
    return [Step(code.partition(".")[0], code) for code in told if code]


def _placed(left: Name, right: Name, code: str) -> str:
    if code in OPEN and left.places and right.places:
        if one_place(left.places, right.places):
            return "named_place.same"
        return "named_place.differs" if code in PARTIAL else ""
    is_unsaid = code in UNPLACED and (_is_unsaid(left, right) or _is_unsaid(right, left))
    return "named_place.unsaid" if is_unsaid else ""


def _is_unsaid(short: Name, long: Name) -> bool:
    """Whether a short name says a place that the registered one, which says all, does not."""
    return bool(short.places and not short.form and long.form and not long.places)


def _traded(left: Name, right: Name, code: str) -> str:
    is_unsaid = code == "name.same_brand" and (_lacks_trade(left, right) or _lacks_trade(right, left))
    return "named_trade.unsaid" if is_unsaid else ""


def _lacks_trade(short: Name, long: Name) -> bool:
    """Whether a short name says a trade, and the registered one, which says all, none."""
    return bool(short.trades and not short.form and long.form and not long.trades)


@lru_cache(maxsize=4096)
def _formed(left: str, right: str) -> str:
    """What two forms say of each other, if one of them is such that short names keep it.

    A stock company is called one whether or not it is a group, too; a group is not as often.
    """
    own, other = _kinds(left), _kinds(right)
    if not (_keeps(left) or _keeps(right)):
        return ""
    if other and own and (own <= other or other <= own):
        return "form.same" if own == other or STOCK in map("".join, (own, other)) else "form.part"
    return "form.differs" if left and right else ""


def _keeps(form: str) -> bool:
    """Whether a short name keeps what kind of company it is: 澜序股份."""
    return bool(_kinds(form)) and not form.endswith(WHOLE)


def _kinds(form: str) -> frozenset[str]:
    """What a form says beyond that there is a company: 集团 and 股份 of 集团股份有限公司."""
    return frozenset(kind for kind in KINDS if kind in form)


def _same_core(left: Name, right: Name) -> Step:
    if left.branch != right.branch:
        return _step(_branched(*sorted((left.branch, right.branch), key=len)), Key("brand", left.brand))
    if not left.places or not right.places:
        return _step("same_core" if left.places == right.places else "same_core_no_place", core_key(left))
    if set(left.places) == set(right.places):
        return _step("same_core", core_key(left))
    if one_place(left.places, right.places):
        return _step("same_core_wider_place", core_key(left))
    in_core = is_named_by_place(left) or is_named_by_place(right)
    return _step("same_core_no_place" if in_core else "same_core_parted", core_key(left))


def _branched(short: str, long: str) -> str:
    """What two branches of one house are to each other: 台州温岭支行 is 温岭支行, if only a place was left out."""
    if not one_branch(short, long):
        return "same_core_branch"
    said = regions.find(long.removesuffix(short)) if long.endswith(short) else None
    return "same_core_branch_no_place" if said and said.code and not said.rest else "same_core_branch_close"


def _same_brand(left: Name, right: Name) -> Step:
    own, other = "".join(left.trades), "".join(right.trades)
    brand = Key("brand", left.brand)
    if not own or not other or own in other or other in own or set(left.trades) & set(right.trades):
        return _step("same_brand", brand, *_branch(left, right))
    return _step("trade_differs", brand)


def _other_brand(left: Name, right: Name) -> Step:
    short, long = (left, right) if in_length(left.head, right.head) else (right, left)
    if found := part_of(short, long) or _slip(left, right) or made_of(short, long):
        level, shared = found
        return _step(level, *shared, *_branch(left, right))
    return _step("registered_differs" if left.form and right.form else "brand_differs")


def _slip(left: Name, right: Name) -> Found | None:
    """Whether one name may be the other with a typing error."""
    if left.sound == right.sound:
        return "homophone", (sound_key(left),)
    brands = [one.brand.removeprefix(NATION) for one in (left, right)]
    if min(map(len, brands)) >= LONG_BRAND and OSA.distance(*brands) <= 1 and not _of_two_places(left, right):
        met = set(grams(left.brand)) & set(grams(right.brand))
        return "close", tuple(Key("gram", gram) for gram in sorted(met))
    return None


def _of_two_places(left: Name, right: Name) -> bool:
    """Whether the names begin with two places and have no brand beside: 苏州发展 is no slip of 杭州发展."""
    return all(name.places and name.core == name.head for name in (left, right)) and not one_place(
        left.places, right.places
    )


def _branch(left: Name, right: Name) -> tuple[Key, ...]:
    return (Key("branch", left.branch),) if left.branch and left.branch == right.branch else ()


def _step(level: str, *shared: Key) -> Step:
    return Step("name", f"name.{level}", shared, {"value": shared[0].value} if shared else {})
