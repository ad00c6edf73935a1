"""How good is a record, and which part of it costs what? One sum, with its parts.

score = 100 x sum of weight x level / sum of weight. A record in which no rule doubts anything and nobody has proved
anything has 60. Counted in whole numbers and shown in tenths, so that the parts add up to the score that is shown.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from validators import fields
from validators.finding import Level
from validators.freshness import AGED
from validators.judging import Judgement
from validators.record import Record
from validators.settings import DEFAULTS, Settings
from validators.sharing import half_up, shares
from validators.weighing import Scale, Worth

FULL, TENTHS = 100, 10
COMPLETE, ACCURATE, TIMELY = "complete", "accurate", "timely"
EXACT = 1000
"""Weights and levels are counted in thousandths."""


class FieldScore(NamedTuple):
    """Points of one field. `codes` are the findings that keep it below plausible, or that its proof has aged; from there on
    only evidence adds.

    `path` is that of the value that counts; of an empty field, where an answer to it is kept.
    """

    key: str
    path: str
    got: float
    of: float
    level: Level
    answered: bool
    codes: tuple[str, ...] = ()


class GroupScore(NamedTuple):
    """Points of one group: `complete`, `accurate`, or one that the settings name. Every point lies in one group."""

    key: str
    got: float
    of: float


class SectionScore(NamedTuple):
    """Points of one section: the sum of its fields."""

    key: str
    got: float
    of: float
    fields: tuple[FieldScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`score` and `completeness` are whole numbers from 0 to 100, rounded half up; `completeness` is the share of the
    weight that is filled or answered. `got` of all sections sums, to the tenth, to the points that `score` rounds, and
    `of` to 100; those of all groups do too.
    """

    score: int
    completeness: int
    sections: tuple[SectionScore, ...] = ()
    groups: tuple[GroupScore, ...] = ()


def score(record: Record, judgement: Judgement, *, settings: Settings = DEFAULTS) -> Score:
    """Sum a judged record up. Of several key persons the one worth most counts, of equal ones the first.

    Records are like each other, so that most sums and most sections have been met before.
    """
    settings = settings.fitted(record.kind, record.stage)
    stated = judgement.stated or fields.stated(record)
    worth = Scale(record, judgement.findings, stated, settings).weigh_all()
    aged = tuple([at for at, one in enumerate(worth) if AGED in one.codes]) if record.verified else ()
    points = _points(settings, tuple([one.level for one in worth]), aged)
    shown = [_section(settings, key, pick(worth), pick(points.got)) for key, pick in _picks(settings).items()]
    completeness = half_up(FULL * sum([one.answered for one in shown]), _whole(settings))
    return Score(points.score, completeness, tuple([one.section for one in shown]), points.groups)


class _Points(NamedTuple):
    """The score, what each field has got in tenths of a point, and the groups."""

    score: int
    got: tuple[int, ...]
    groups: tuple[GroupScore, ...]


class _Shown(NamedTuple):
    """A section, and the weight in it that is filled or answered."""

    section: SectionScore
    answered: int


@lru_cache(maxsize=8192)
def _points(settings: Settings, levels: tuple[Level, ...], aged: tuple[int, ...]) -> _Points:
    full = _full(settings)
    exact = {level: round(value * EXACT) for level, value in settings.levels.items()}
    values = [share * exact[level] // EXACT for share, level in zip(full, levels, strict=True)]
    tenths = half_up(FULL * TENTHS * sum(values), sum(full))
    got = tuple(shares(values, full, tenths, FULL * TENTHS))
    return _Points(half_up(tenths, TENTHS), got, _groups(settings, got, aged))


def _groups(settings: Settings, got: Sequence[int], aged: Container[int]) -> tuple[GroupScore, ...]:
    """Each point in its group: of a field without a group of its own, up to the filled share in the first."""
    sums = {key: [0, 0] for key in (COMPLETE, ACCURATE, *settings.groups)}
    for at, (own, whole, (group, filled)) in enumerate(zip(got, _of(settings), _grouping(settings), strict=True)):
        left = own if at in aged else whole
        sums[TIMELY][1] += whole - left
        first = min(left, filled)
        sums[group][0] += min(own, first)
        sums[group][1] += first
        sums[ACCURATE][0] += own - min(own, first)
        sums[ACCURATE][1] += left - first
    return tuple(GroupScore(key, own / TENTHS, whole / TENTHS) for key, (own, whole) in sums.items())


@lru_cache(maxsize=64)
def _grouping(settings: Settings) -> tuple[tuple[str, int], ...]:
    """The group of each field, and how many of its tenths lie there; what is left of them is accuracy."""
    found = []
    for field, whole in zip(settings.fields, _of(settings), strict=True):
        named = {field.section, f"{field.section}.{field.key}"}
        group = next((key for key, held in settings.groups.items() if named & held), "")
        filled = half_up(whole * round(settings.levels[Level.FILLED] * EXACT), EXACT)
        found.append((group, whole) if group else (COMPLETE, filled))
    return tuple(found)


@lru_cache(maxsize=8192)
def _section(settings: Settings, key: str, worth: tuple[Worth, ...], got: tuple[int, ...]) -> _Shown:
    pick = _picks(settings)[key]
    full, of = pick(_full(settings)), pick(_of(settings))
    shown = tuple(
        FieldScore(field.key, one.path, own / TENTHS, whole / TENTHS, *one[1:])
        for field, one, own, whole in zip(pick(settings.fields), worth, got, of, strict=True)
    )
    section = SectionScore(key, sum(got) / TENTHS, sum(of) / TENTHS, shown)
    return _Shown(section, sum(whole for whole, one in zip(full, worth, strict=True) if one.answered))


@lru_cache(maxsize=64)
def _picks(settings: Settings) -> Mapping[str, Callable[[Sequence[Any]], tuple[Any, ...]]]:
    """What takes the fields of each section out of all."""
    held: dict[str, list[int]] = {}
    for at, field in enumerate(settings.fields):
        held.setdefault(field.section, []).append(at)
    return {key: _picking(places) for key, places in held.items()}


def _picking(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))


@lru_cache(maxsize=64)
def _whole(settings: Settings) -> int:
    """What a record would be worth in which all is proven."""
    return sum(_full(settings))


@lru_cache(maxsize=64)
def _full(settings: Settings) -> tuple[int, ...]:
    """What each field would be worth if it were proven, exactly."""
    return tuple(round(field.weight * EXACT) * EXACT for field in settings.fields)


@lru_cache(maxsize=64)
def _of(settings: Settings) -> tuple[int, ...]:
    """The same in tenths of a point that sum to 100."""
    full = _full(settings)
    return tuple(shares(full, full, FULL * TENTHS, FULL * TENTHS))
