"""How alike are two Chinese names? By their parts: characters alone cannot tell a sister company from a typing error."""

from rapidfuzz.distance import OSA

from greening.matching.organisations.han import sound
from greening.matching.organisations.keys import grams
from greening.matching.organisations.parts import Name
from greening.matching.scheme import Step
from greening.matching.values import Key

LONG_BRAND = 4
"""Characters from which one that differs is sooner a typing error than another company."""


def compare(left: Name, right: Name) -> Step:
    """What the parts of two names that are not equal say; the same for both orders."""
    if left.core == right.core:
        at_branch = left.branch and left.branch == right.branch
        return _step("same_core", Key("branch", f"{left.core} {left.branch}") if at_branch else Key("core", left.core))
    return _same_brand(left, right) if left.brand == right.brand else _other_brand(left, right)


def across(left: Name, right: Name) -> Step:
    """What a Chinese name and one in letters say of each other: whether one is the other's sound."""
    chinese, letters = (left, right) if left.is_han else (right, left)
    spoken = sound(chinese.brand).replace(" ", "")
    if len(chinese.brand) > 1 and spoken in {"".join(letters.words), letters.brand.replace(" ", "")}:
        return _step("romanised", Key("sound", sound(chinese.brand)))
    return Step("name", "name.other_script")


def _other_brand(left: Name, right: Name) -> Step:
    short, long = sorted((left.core, right.core), key=lambda core: (len(core), core))
    if len(short) > 1 and short in long:
        shared = tuple(Key("gram", gram) for gram in grams(short))
        return Step("name", "name.contained", shared, {"value": short})
    if sound(left.brand) == sound(right.brand):
        return _step("homophone", Key("sound", sound(left.brand)))
    if min(len(left.brand), len(right.brand)) >= LONG_BRAND and OSA.distance(left.brand, right.brand) <= 1:
        return Step("name", "name.close", tuple(Key("gram", g) for g in grams(left.brand) if g in grams(right.brand)))
    return Step("name", "name.differs")


def _same_brand(left: Name, right: Name) -> Step:
    own, other = "".join(left.trades), "".join(right.trades)
    brand = Key("brand", left.brand)
    if not own or not other or own in other or other in own or set(left.trades) & set(right.trades):
        return _step("same_brand", brand)
    return _step("trade_differs", brand)


def _step(level: str, key: Key) -> Step:
    return Step("name", f"name.{level}", (key,), {"value": key.value})
