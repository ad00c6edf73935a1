"""On how many unrelated subjects does a value stand? A shared number belongs to an agent, not to a customer.

Measured on 1,867 listed companies: one transfer agent's number stands on up to 248 of them, while the most that share a
switchboard are five companies of one group. So what counts is subjects that nothing else ties together: no brand, no
group, no domain, no address.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from validators import names
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.persons import role
from validators.phones import Readings
from validators.population import (
    ADDRESS,
    EMAIL,
    EMPTY_POPULATION,
    PERSON,
    PHONE,
    REPS_PERSON,
    Population,
    Shared,
    Subject,
    shared,
    subject,
)
from validators.record import DecisionRole, KeyPerson, Record
from validators.settings import Settings

WARNING, HINT = Severity.WARNING, Severity.HINT
_NAMES = "澜岚禾柏舟栖砚榆棠芷"
_DOOR = "江苏省苏州市虎丘区浒墅关路18号"

_CHANNELS: tuple[Fault, ...] = tuple(
    Fault(f"repeat.{channel}_{fault}", WARNING, ("value", "subjects"), summary, example, counter_example)
    for channel, fault, summary, example, counter_example in (
        (
            PHONE,
            "suspect",
            "Other companies that nothing ties to this one have the same number.",
            tuple(
                Record(company=f"{name}有限公司", phones=("13926580147",))
                for name in ("澜序机械", "砚溪食品", "禾渡物流")
            ),
            tuple(
                Record(company=f"澜序{trade}有限公司", phones=("13926580147",)) for trade in ("机械", "食品", "物流")
            ),
        ),
        (
            PHONE,
            "agent",
            "So many unrelated companies have this number that it is an agent's: a bookkeeper's, a registrar's.",
            tuple(Record(company=f"{name}渡有限公司", phones=("13926580147",)) for name in "澜岚禾柏舟栖砚榆棠芷"),
            tuple(Record(company=f"{name}渡有限公司", phones=("13926580147",)) for name in "澜岚禾柏舟栖砚榆棠"),
        ),
        (
            EMAIL,
            "suspect",
            "Other companies that nothing ties to this one have the same mail.",
            tuple(
                Record(company=f"{name}有限公司", emails=("li@brand.cn",))
                for name in ("澜序机械", "砚溪食品", "禾渡物流")
            ),
            tuple(Record(company=f"{name}有限公司", emails=("li@brand.cn",)) for name in ("澜序机械", "砚溪食品")),
        ),
        (
            EMAIL,
            "agent",
            "So many unrelated companies have this mail that it is an agent's.",
            tuple(Record(company=f"{name}渡有限公司", emails=("li@brand.cn",)) for name in "澜岚禾柏舟栖砚榆棠芷"),
            tuple(Record(company=f"{name}渡有限公司", emails=("li@brand.cn",)) for name in "澜岚禾柏舟栖砚榆棠"),
        ),
    )
)

_PERSON = tuple(
    Record(company=f"{name}渡有限公司", key_persons=(KeyPerson("沈砚秋"),), rep="R001") for name in _NAMES[:3]
)
FAULTS: tuple[Fault, ...] = (
    *_CHANNELS,
    Fault(
        "repeat.address_crowded",
        HINT,
        ("value", "subjects"),
        "So many unrelated companies give this door that it is a landlord's or a registrar's.",
        tuple(Record(company=f"{name}渡有限公司", address=_DOOR) for name in _NAMES),
        tuple(Record(company=f"{name}渡有限公司", address=_DOOR) for name in _NAMES[:9]),
    ),
    Fault(
        "repeat.person_suspect",
        HINT,
        ("value", "subjects"),
        "The same person decides at companies that nothing ties together: one owner of many, or a name made up once.",
        _PERSON,
        tuple(replace(one, rep="") for one in _PERSON),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, phones: Readings, population: Population, settings: Settings) -> Iterator[Finding]:
    """At most one finding a value and field; the judged record counts as one of the subjects.

    That an agent or a front desk answers at an agent's number is no news: there it is only a hint.
    """
    if population is EMPTY_POPULATION:
        return
    own = subject("", record)
    gates = tuple(f"key_persons[{at}]." for at, one in enumerate(record.key_persons) if role(one) is DecisionRole.GATE)
    for one in shared(record, phones):
        if one.channel in {PHONE, EMAIL} and one.value not in settings.repeats.allowed:
            for found in _contact(one, own, population, settings):
                is_no_news = found.code.endswith("_agent") and found.field.startswith(gates)
                yield replace(found, severity=HINT) if is_no_news else found
        elif one.channel == ADDRESS:
            yield from _address(one, record, own, population, settings)
        elif one.channel in {PERSON, REPS_PERSON}:
            yield from _person(one, record, own, population, settings)


def _contact(one: Shared, own: Subject, population: Population, settings: Settings) -> Iterator[Finding]:
    subjects = unrelated((own, *population.sharers(one.channel, one.value).subjects), settings)
    if subjects >= settings.repeats.agent:
        yield BY_CODE[f"repeat.{one.channel}_agent"].at(one.path, value=one.value, subjects=subjects)
    elif subjects >= settings.repeats.suspect:
        yield BY_CODE[f"repeat.{one.channel}_suspect"].at(one.path, value=one.value, subjects=subjects)


def _address(
    one: Shared, record: Record, own: Subject, population: Population, settings: Settings
) -> Iterator[Finding]:
    at_door = (own, *population.sharers(ADDRESS, one.value).subjects)
    subjects = unrelated((replace(other, address_key="") for other in at_door), settings)
    if subjects >= settings.repeats.agent:
        yield BY_CODE["repeat.address_crowded"].at(one.path, value=record.address, subjects=subjects)


def _person(one: Shared, record: Record, own: Subject, population: Population, settings: Settings) -> Iterator[Finding]:
    """Among a rep's own records a few are many; among all, names are shared by chance, the more the more records."""
    namesakes = population.sharers(one.channel, one.value)
    if one.channel == PERSON and (record.rep or not namesakes.of):
        return
    bar = settings.repeats.suspect if one.channel == REPS_PERSON else settings.repeats.agent
    subjects = unrelated((own, *namesakes.subjects), settings)
    by_chance = settings.repeats.namesakes * namesakes.of if one.channel == PERSON else 0
    if subjects >= bar and max(subjects, namesakes.count) > by_chance:
        typed = record.key_persons[int(one.path.partition("[")[2].partition("]")[0])].name
        yield BY_CODE["repeat.person_suspect"].at(one.path, value=typed, subjects=subjects)


def unrelated(subjects: Iterable[Subject], settings: Settings) -> int:
    """How many parties the subjects fall into, when a common brand, group, domain or address ties two of them together."""
    parties: list[set[tuple[str, str]]] = []
    for one in subjects:
        ties = _ties(one, settings)
        tied = [party for party in parties if party & ties]
        parties = [party for party in parties if not party & ties]
        parties.append(ties.union(*tied))
    return len(parties)


def _ties(one: Subject, settings: Settings) -> set[tuple[str, str]]:
    brand = names.brand(one.core_name, settings.repeats.brand_characters)
    known = {"key": one.key, "brand": brand, "group": one.group, "domain": one.domain, "address": one.address_key}
    return {(kind, value) for kind, value in known.items() if value}
