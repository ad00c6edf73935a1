"""How is the whole sample made? From a seed and a day, the same rows every time."""

from datetime import date
from random import Random

from greening.sample import companies, dirt, numbers, variants
from greening.sample.columns import Column
from greening.sample.places import CITIES
from greening.sample.truth import Plant, Row

RECORDS = 2000
SEED = 20_260_301
_RELATED = {
    Plant.DUPLICATE: (0.06, variants.duplicate),
    Plant.SISTER: (0.03, variants.sister),
    Plant.BRANCH: (0.03, variants.branch),
}
_AGENTS = (34, 22, 13)
"""How many companies the number of each bookkeeping agent stands on, where the sample is large enough."""
_AGENT_SHARE = 4
"""One in so many of the companies that are left is an agent's at most."""
_GROUPS = 8
_GROUP_SIZE = 3
"""Families of companies with one switchboard: shared for a good reason, so no agent."""


def rows(*, count: int = RECORDS, seed: int = SEED, today: date) -> tuple[Row, ...]:
    """`count` invented records in random order, about a third in English, each with what was planted in it.

    Any count from 0 to 100,000 holds; a small sample may lack agents, families and look-alikes.
    """
    rng = Random(seed)  # noqa: S311  an invented sample wants repeatability, not secrecy
    honest = _honest(rng, count, today)
    spoiled = _with_agents(rng, _with_dirt(rng, honest))
    made = _with_groups(rng, spoiled, _with_relatives(rng, honest, spoiled, count))
    rng.shuffle(made)
    return tuple(made)


def _honest(rng: Random, count: int, today: date) -> list[Row]:
    relatives = sum(int(count * share) for share, _ in _RELATED.values())
    names = {english: companies.brands(rng, english=english) for english in (False, True)}
    made = []
    for serial in range(count - relatives):
        english = rng.random() < companies.ENGLISH_SHARE
        cells = companies.clean(rng, serial, next(names[english]), english=english, today=today)
        made.append(Row(serial, english, cells, frozenset()))
    return made


def _with_dirt(rng: Random, honest: list[Row]) -> list[Row]:
    plants = list(dirt.SPOILERS)
    weights = [dirt.SPOILERS[plant][0] for plant in plants]
    out = []
    for row in honest:
        plant = rng.choices([*plants, None], [*weights, 1 - sum(weights)])[0]
        if plant is not None:
            spoil = dirt.SPOILERS[plant][1]
            row = Row(row.entity, row.english, spoil(rng, dict(row.cells), row.english), frozenset({plant}))  # noqa: PLW2901
        out.append(row)
    return out


def _with_agents(rng: Random, made: list[Row]) -> list[Row]:
    """A bookkeeping agent's number as the key person's, in companies that have nothing else in common."""
    free = [place for place, row in enumerate(made) if not row.plants]
    for agent, size in enumerate(_AGENTS):
        shared = numbers.landline(CITIES[agent].area_code, numbers.LOCAL_BLOCK_SIZE // 7 - 1 - agent)
        for place in rng.sample(free, min(size, len(free) // _AGENT_SHARE)):
            free.remove(place)
            row = made[place]
            made[place] = Row(
                row.entity, row.english, row.cells | {Column.PERSON_PHONE: shared}, frozenset({Plant.AGENT_PHONE})
            )
    return made


def _with_relatives(rng: Random, honest: list[Row], made: list[Row], count: int) -> list[Row]:
    """Duplicates and look-alikes of honest companies, each with a serial and, but for duplicates, an entity of its own.

    Where too few companies were left unspoiled, of what they were before.
    """
    serial = len(honest)
    pure = [row for row in made if not row.plants]
    out = list(made)
    for plant, (share, make) in _RELATED.items():
        wanted = int(count * share)
        for row in rng.sample(pure if len(pure) >= wanted else honest, wanted):
            entity = row.entity if plant is Plant.DUPLICATE else serial
            out.append(Row(entity, row.english, make(rng, dict(row.cells), serial), frozenset({plant})))
            serial += 1
    return out


def _with_groups(rng: Random, spoiled: list[Row], made: list[Row]) -> list[Row]:
    """Some families of one brand answer at one switchboard."""
    eldest = [row for row in spoiled if not row.plants and not row.english]
    free = [place for place, row in enumerate(made) if row.plants == {Plant.SISTER} and not row.english]
    for head in rng.sample(eldest, min(_GROUPS, len(eldest), len(free) // _GROUP_SIZE)):
        for venture, place in enumerate(rng.sample(free, _GROUP_SIZE)):
            free.remove(place)
            sister = made[place]
            cells = variants.family(dict(head.cells), sister.entity, venture=venture)
            made[place] = Row(sister.entity, sister.english, cells, frozenset({Plant.GROUP_PHONE}))
    return made
