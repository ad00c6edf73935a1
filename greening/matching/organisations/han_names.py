"""How alike are two Chinese names? By their parts: characters alone cannot tell a sister company from a typing error."""

from rapidfuzz.distance import OSA

from greening.matching.organisations.han import sound
from greening.matching.organisations.keys import core_key, grams
from greening.matching.organisations.parts import Name
from greening.matching.organisations.rules import one_branch, one_place
from greening.matching.scheme import Step
from greening.matching.values import Key

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
    spoken = sound(chinese.brand).replace(" ", "")
    if len(chinese.brand) > 1 and spoken in {"".join(letters.words), letters.brand.replace(" ", "")}:
        return _step("romanised", Key("sound", sound(chinese.brand)))
    return Step("name", "name.other_script")


def _same_core(left: Name, right: Name) -> Step:
    if left.branch != right.branch:
        level = "same_core_branch_close" if one_branch(left.branch, right.branch) else "same_core_parted"
        return _step(level, Key("brand", left.brand))
    if not left.places or not right.places:
        return _step("same_core" if left.places == right.places else "same_core_no_place", core_key(left))
    if set(left.places) == set(right.places):
        return _step("same_core", core_key(left))
    return _step(
        "same_core_wider_place" if one_place(left.places, right.places) else "same_core_parted", core_key(left)
    )


def _same_brand(left: Name, right: Name) -> Step:
    own, other = "".join(left.trades), "".join(right.trades)
    brand = Key("brand", left.brand)
    if not own or not other or own in other or other in own or set(left.trades) & set(right.trades):
        return _step("same_brand", brand, *_branch(left, right))
    return _step("trade_differs", brand)


def _other_brand(left: Name, right: Name) -> Step:
    short, long = sorted((left.core, right.core), key=lambda core: (len(core), core))
    if len(short) > 1 and short in long:
        return _step("contained", *(Key("gram", gram) for gram in grams(short)), *_branch(left, right))
    if sound(left.brand) == sound(right.brand):
        return _step("homophone", Key("sound", sound(left.brand)))
    if min(len(left.brand), len(right.brand)) >= LONG_BRAND and OSA.distance(left.brand, right.brand) <= 1:
        return _step("close", *(Key("gram", gram) for gram in grams(left.brand) if gram in grams(right.brand)))
    if _shortens(short, long):
        return _step("shortened", *(Key("gram", gram) for gram in grams(short) if gram in grams(long)))
    return _step("registered_differs" if left.form and right.form else "brand_differs")


def _shortens(short: str, long: str) -> bool:
    """Whether the characters of a short name stand in the long one in their order, beginning with the first: 南钢 of 南京钢铁."""
    rest = iter(long)
    return 1 < len(short) < len(long) and short[0] == long[0] and all(character in rest for character in short)


def _branch(left: Name, right: Name) -> tuple[Key, ...]:
    return (Key("branch", left.branch),) if left.branch and left.branch == right.branch else ()


def _step(level: str, *shared: Key) -> Step:
    return Step("name", f"name.{level}", shared, {"value": shared[0].value} if shared else {})
