"""What does each field say of two persons? Small levels, each a row of the weight table."""

from collections.abc import Iterator, Sequence

from greening.matching.persons import births, contacts, names, places
from greening.matching.persons.contacts import LINE
from greening.matching.persons.features import Features
from greening.matching.persons.keys import COUNTED_AS
from greening.matching.persons.names import Name
from greening.matching.persons.places import Place
from greening.matching.scheme import Step
from greening.matching.values import Key

GOOD = {"same": 5, "part": 4, "near": 4, "nickname": 3, "initial": 2, "alike": 1, "differs": -3}
"""Which of two ways to lay one thing beside another is the better; only the order counts."""
LASTING = frozenset({"", "ssn", "national_id", "tax"})
"""Kinds of ids that somebody has for life; papers are renewed and get another number."""

HOUSEHOLD = frozenset(
    f"{field}.{level}"
    for field in ("surname", "house", "street", "beside", "suburb", "postcode", "phone", "email")
    for level in ("same", "part", "near", "box")
)
"""What tells that two belong to one household or office, if they are two."""
OTHERS = frozenset({"given.differs", "given.alike"})
PERSONAL = frozenset(
    f"{field}.{level}"
    for field, levels in {
        "given": ("same", "part", "nickname", "near", "initial"),
        "birth": ("same", "swapped", "near"),
        "id": ("same", "near"),
        "paper": ("same", "near"),
    }.items()
    for level in levels
)
"""What is somebody's own and not their family's."""

NO_KEY = Key("", "")


def steps(left: Features, right: Features) -> list[Step]:
    """What every field says that both have, and what that means for people who live together."""
    found = [
        *_named(left.names, right.names),
        *_born(left, right),
        *_lives(left.place, right.place),
        *_identified(left, right),
        *_reached(left, right),
    ]
    shared = _shared({step.code for step in found})
    return [*found, Step("household", shared)] if shared else found


def _shared(codes: set[str]) -> str:
    """People of one door or number share surname, address and numbers: these find a household, not one of it.

    Whatever more they share must not speak against them, so it is a ceiling that tells it, except of relatives.
    """
    if codes & OTHERS and ("given.alike" in codes or codes & PERSONAL):
        return "household.relatives"
    if codes & PERSONAL or not codes & HOUSEHOLD:
        return ""
    return "household.others" if codes & OTHERS else "household.unnamed"


def _named(left: Sequence[Name], right: Sequence[Name]) -> list[Step]:
    """The two names that agree best, the right way round or not."""
    ways = [way for one in left for other in right for way in _ways(*_in_one_script(one, other))]
    return max(ways, key=_order, default=[])


def _in_one_script(one: Name, other: Name) -> tuple[Name, Name]:
    """Two names in Han characters are compared as written: many sound alike."""
    return (one.written, other.written) if one.han and other.han else (one, other)


def _ways(one: Name, other: Name) -> Iterator[list[Step]]:
    if one.is_latin != other.is_latin:
        return
    straight = [*_part("given", one.given, other.given), *_part("surname", one.surname, other.surname)]
    yield straight
    if _good(straight) == 2 * GOOD["same"]:  # nothing agrees better
        return
    crossed = [*_part("given", one.given, other.surname), *_part("surname", one.surname, other.given)]
    if crossed and _good(crossed) > _good(straight):
        mirrored = [*_part("given", one.surname, other.given), *_part("surname", one.given, other.surname)]
        yield [*max(crossed, mirrored, key=_order), Step("name", "name.crossed")]


def _part(field: str, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Step]:
    if level := names.level(one, other):
        both = tuple(Key("called", word) for word in names.shared(one, other)) if level in {"same", "part"} else ()
        yield Step(field, f"{field}.{level}", both)


def _good(way: Sequence[Step]) -> int:
    return sum([GOOD.get(step.code.partition(".")[2], -1) for step in way])


def _order(way: Sequence[Step]) -> tuple[int, list[str]]:
    """The better way is the greater; of equally good ones always the same, whichever of the two comes first."""
    return _good(way), [f"{step.code} {key.value}" for step in way for key in step.shared or (NO_KEY,)]


def _born(left: Features, right: Features) -> Iterator[Step]:
    if left.birth and right.birth:
        level = births.level(left.birth, right.birth)
        yield Step("birth", f"birth.{level}", (Key("birth", left.birth.day),) if level == "same" else ())
    if left.gender and right.gender:
        yield Step("gender", f"gender.{'same' if left.gender == right.gender else 'differs'}")
    yield from _place("birthplace", left.birthplace, right.birthplace)


def _lives(left: Place, right: Place) -> Iterator[Step]:
    """Lines of an address stand in each other's column often enough to be compared both ways round."""
    yield from _numbers("house", left.number, right.number)
    straight = [*_place("street", left.street, right.street), *_place("beside", left.beside, right.beside)]
    crossed = [*_place("street", left.street, right.beside), *_place("street", left.beside, right.street)]
    yield from max(straight, sorted(crossed, key=lambda step: _order([step])), key=_good)
    yield from _place("suburb", left.suburb, right.suburb)
    yield from _numbers("postcode", left.postcode, right.postcode)
    yield from _place("state", left.state, right.state)


def _place(field: str, one: str, other: str) -> Iterator[Step]:
    if level := places.level(one, other):
        yield Step(field, f"{field}.{level}", (Key(COUNTED_AS.get(field, field), one),) if level == "same" else ())


def _numbers(field: str, one: str, other: str) -> Iterator[Step]:
    if level := places.number_level(one, other):
        yield Step(field, f"{field}.{level}", (Key(field, one),) if level == "same" else ())


def _identified(left: Features, right: Features) -> Iterator[Step]:
    """Of each kind of id the pair that agrees best; an id that does not say its kind is compared with all."""
    found: dict[str, Step] = {}
    for kind, one in left.ids:
        for named, other in right.ids:
            if contacts.is_comparable(kind, named):
                step = _id(kind or named, one, other)
                found[step.field] = max(found.get(step.field, step), step, key=lambda step: _order([step]))
    yield from (found[field] for field in sorted(found))


def _id(kind: str, one: str, other: str) -> Step:
    level = contacts.id_level(one, other)
    field = "id" if kind in LASTING else "paper"
    return Step(field, f"{field}.{level}", (Key("id", one),) if level == "same" else ())


def _reached(left: Features, right: Features) -> Iterator[Step]:
    if left.phones and right.phones:
        yield _phone(left.phones, right.phones)
    if left.mails and right.mails:
        yield _mail(left.mails, right.mails)


def _phone(left: Sequence[str], right: Sequence[str]) -> Step:
    if both := set(left) & set(right):
        return Step("phone", "phone.same", (Key("phone", min(both)),))
    if both := {number[-LINE:] for number in left} & {number[-LINE:] for number in right}:
        return Step("phone", "phone.part", (Key("line", min(both)),))
    return Step("phone", "phone.differs")


def _mail(left: Sequence[str], right: Sequence[str]) -> Step:
    if both := set(left) & set(right):
        return Step("email", "email.same", (Key("email", min(both)),))
    if both := {mail.partition("@")[0] for mail in left} & {mail.partition("@")[0] for mail in right}:
        return Step("email", "email.box", (Key("box", min(both)),))
    return Step("email", "email.differs")
