"""How does an honest row look: a company that somebody completed with care?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, count, product
from random import Random

from greening.sample import notes, numbers, words
from greening.sample.columns import Column
from greening.sample.people import people
from greening.sample.places import CITIES, ROADS, ROADS_ENGLISH, City

ENGLISH_SHARE = 0.3
OWNED_SHARE = 0.35
REPS = tuple(person.employee_no for person in people() if person.role == "rep")


def brands(rng: Random, *, english: bool) -> Iterator[str]:
    """Every invented brand once, in random order; when the short ones are used up, longer ones, without end."""
    first, second, joint = (
        (words.BRAND_FIRST_ENGLISH, words.BRAND_SECOND_ENGLISH, " ")
        if english
        else (words.BRAND_FIRST, words.BRAND_SECOND, "")
    )
    pairs = [a + b for a in first for b in second]
    rng.shuffle(pairs)
    return chain(pairs, _longer(rng, pairs, first, joint))


def _longer(rng: Random, pairs: Sequence[str], first: Sequence[str], joint: str) -> Iterator[str]:
    for more in count(1):
        for front in product(first, repeat=more):
            yield from (joint.join((*front, pair)) for pair in rng.sample(pairs, len(pairs)))


def clean(rng: Random, serial: int, brand: str, *, english: bool, today: date) -> dict[str, str]:
    """One complete row; `serial` makes its ids and numbers its own."""
    city = rng.choice(CITIES)
    trade = rng.choice(tuple(words.INDUSTRIES))
    describe = _english if english else _chinese
    created = today - timedelta(days=rng.randint(40, 900))
    visited = created + timedelta(days=rng.randint(1, 30))
    return describe(rng, city, trade, brand) | {
        Column.SOURCE_SYSTEM: words.SAMPLE_SYSTEM,
        Column.SOURCE_ID: f"C{serial:05d}",
        Column.COMPANY_ID: numbers.company_id(city.district_code, serial),
        Column.PHONE: numbers.landline(city.area_code, 2 * serial),
        Column.PERSON_PHONE: _person_phone(rng, city, serial),
        Column.EMAIL: f"office@c{serial:05d}.example",
        Column.WEBSITE: f"https://c{serial:05d}.example",
        Column.OWNER: rng.choice(REPS) if rng.random() < OWNED_SHARE else "",
        Column.CREATED: created.isoformat(),
        Column.VISITED: visited.isoformat(),
    }


def _person_phone(rng: Random, city: City, serial: int) -> str:
    line = numbers.landline(city.area_code, 2 * serial + 1)
    return rng.choice((line, f"{line}-{rng.randint(100, 899)}", f"{line} 转 {rng.randint(100, 899)}"))


def _chinese(rng: Random, city: City, trade: str, brand: str) -> dict[str, str]:
    person = rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)
    road = rng.choice(ROADS)
    return {
        Column.COMPANY: f"{city.name}{brand}{trade}{rng.choice(words.LEGAL_FORMS)}",
        Column.SHORT_NAME: brand + trade,
        Column.ADDRESS: f"{_province(city)}{city.name}市{city.district}{road}{rng.randint(1, 988)}号",
        Column.INDUSTRY: trade,
        Column.SCALE: rng.choice(words.SCALES),
        Column.BUSINESS: words.BUSINESSES[trade],
        Column.PERSON: person,
        Column.TITLE: rng.choice(words.TITLES),
        Column.NOTE: notes.note(rng, person, brand, english=False),
    }


def _province(city: City) -> str:
    return "" if city.province == f"{city.name}市" else city.province


def _english(rng: Random, city: City, trade: str, brand: str) -> dict[str, str]:
    trade_english = words.INDUSTRIES[trade]
    person = f"{rng.choice(words.GIVEN_ENGLISH)} {rng.choice(words.SURNAMES_ENGLISH)}"
    street = f"{rng.randint(1, 988)} {rng.choice(ROADS_ENGLISH)}"
    return {
        Column.COMPANY: f"{city.english} {brand} {trade_english} {rng.choice(words.LEGAL_FORMS_ENGLISH)}",
        Column.SHORT_NAME: f"{brand} {trade_english}",
        Column.ADDRESS: f"{street}, {city.district_english}, {city.english}",
        Column.INDUSTRY: trade_english,
        Column.SCALE: rng.choice(words.SCALES_ENGLISH),
        Column.BUSINESS: words.BUSINESSES_ENGLISH[trade_english],
        Column.PERSON: person,
        Column.TITLE: rng.choice(words.TITLES_ENGLISH),
        Column.NOTE: notes.note(rng, person, brand, english=True),
    }
