"""Companies and persons that do not exist, as many as wanted: some twice and three times, with what people get wrong."""

from dataclasses import replace
from random import Random

from greening.matching.persons import Person
from validators import Identifier, KeyPerson, Record

PLACES = {"苏州": "320500", "杭州": "330100", "无锡": "320200", "": ""}
HAN = "澜序砚溪禾渡屿川鹤汀松岚榆棠"
TRADES = ["机械", "餐饮", "药房", "科技", "物流", ""]
FORMS = ["有限公司", "股份有限公司", "厂", "有限公司吴江分公司", ""]
WORDS = ["Larkmoor", "Penvale", "Hollin", "Tarnbeck", "Osmere", "Quillford"]
KINDS = ["Centre", "Day Care", "Supplies", "Learning"]
IDS = [Identifier(value, "uscc") for value in ("91330106MA27Y5C217", "91330106MA27Y5C22A")]
GIVEN = ["Ann", "Benno", "Clara", "Dorian", "Edda", "Fenna"]


def companies(count: int, seed: int = 7) -> list[Record]:
    """So many rows; about a third are another row's company, typed again."""
    random = Random(seed)
    found: list[Record] = []
    while len(found) < count:
        first = _company(random)
        found += [first, *(_typed_again(random, first) for _ in range(random.choice([0, 0, 0, 1, 2])))]
    return found[:count]


def _company(random: Random) -> Record:
    place = random.choice(list(PLACES))
    brand = "".join(random.choices(HAN, k=2))
    han = f"{place}{brand}{random.choice(TRADES)}{random.choice(FORMS)}"
    latin = f"{random.choice(WORDS)} {random.choice(WORDS)} {random.choice(KINDS)} {random.choice(['II', '3', '', ''])}"
    number = random.randrange(40)
    return Record(
        company=random.choice([han, latin]),
        region=PLACES[place],
        address=random.choice(["", f"苏州市虎丘区浒墅关路{number}号", f"{number} Larkmoor Blvd."]),
        phones=random.choice([(), (f"0512-6265{random.randrange(8000, 8200)}",), ("13926580147",)]),
        emails=random.choice([(), (f"a{number}@lanxu.example",)]),
        website=random.choice(["", "", f"w{number}.example"]),
        ids=(random.choice(IDS),) if random.random() < 0.05 else (),
        key_persons=random.choice([(), (KeyPerson("沈砚秋"),), (KeyPerson("Ann Hollin"),)]),
    )


def _typed_again(random: Random, first: Record) -> Record:
    slip = random.randrange(len(first.company) or 1)
    return Record(
        company=random.choice([first.company, first.company[:slip] + first.company[slip + 1 :]]),
        region=random.choice([first.region, ""]),
        address=random.choice([first.address, first.address.replace("1", "7")]),
        phones=random.choice([first.phones, ()]),
        emails=first.emails,
        website=random.choice([first.website, ""]),
    )


def people(count: int, seed: int = 7) -> list[Person]:
    """So many rows; about half of them are another row's person, typed again."""
    random = Random(seed)
    found: list[Person] = []
    while len(found) < count:
        given, surname = random.choice(GIVEN), random.choice(WORDS)
        day = f"19{random.randrange(40, 99)}{random.randrange(1, 13):02}{random.randrange(1, 29):02}"
        street, code = f"{random.choice(WORDS)} Road".lower(), f"{random.randrange(2000, 2040)}"
        first = Person(given_name=given, surname=surname, date_of_birth=day, streets=(street,), postcode=code)
        found += [_written_again(random, first) for _ in range(random.choice([1, 1, 2, 3]))]
    return found[:count]


def _written_again(random: Random, first: Person) -> Person:
    return replace(
        first,
        given_name=random.choice([first.given_name, first.given_name[:3], ""]),
        surname=random.choice([first.surname, first.surname[1:]]),
        date_of_birth=random.choice([first.date_of_birth, first.date_of_birth[:7] + "1", ""]),
        street_number=str(random.randrange(3)),
        postcode=random.choice([first.postcode, ""]),
        phones=random.choice([(), (f"0512-6265{random.randrange(8000, 8200)}",)]),
    )
