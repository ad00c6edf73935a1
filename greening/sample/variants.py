"""Which rows belong together? The same company under another name, and neighbours that only look the same."""

from collections.abc import Callable
from random import Random

from greening.sample import numbers, words
from greening.sample.columns import Column
from greening.sample.places import CITIES, City

Cells = dict[str, str]


def duplicate(rng: Random, cells: Cells, serial: int) -> Cells:
    """The same company entered again by somebody else: another name, no id, the same number in another dress."""
    rename = rng.choice(_RENAMES_ENGLISH if cells[Column.COMPANY].isascii() else _RENAMES)
    return cells | {
        Column.COMPANY: rename(cells),
        Column.SHORT_NAME: "",
        Column.COMPANY_ID: "",
        Column.SOURCE_ID: f"C{serial:05d}",
        Column.PHONE: cells[Column.PHONE].replace("-", rng.choice((" ", "", "－"))),
        Column.WEBSITE: rng.choice((cells[Column.WEBSITE], "")),
        Column.EMAIL: rng.choice((cells[Column.EMAIL], "")),
        Column.NOTE: "",
        Column.VISITED: "",
    }


def sister(rng: Random, cells: Cells, serial: int) -> Cells:
    """A company of the same brand in another city: its own id, its own numbers, and another customer."""
    here = _city_of(cells)
    there = rng.choice([city for city in CITIES if city is not here])
    moved = {
        column: cells[column].replace(here.name, there.name).replace(here.english, there.english)
        for column in (Column.COMPANY, Column.ADDRESS)
    }
    moved[Column.ADDRESS] = (
        moved[Column.ADDRESS]
        .replace(here.province, "" if there.province == f"{there.name}市" else there.province)
        .replace(here.district, there.district)
        .replace(here.district_english, there.district_english)
    )
    return cells | moved | _own(there, serial)


def branch(rng: Random, cells: Cells, serial: int) -> Cells:
    """A branch of a company in its own city: related, never the same."""
    if cells[Column.COMPANY].isascii():
        name = f"{cells[Column.COMPANY]} Branch No. {rng.randint(2, 9)}"
    else:
        name = f"{cells[Column.COMPANY]}第{rng.choice('二三四五六')}分公司"
    return cells | {Column.COMPANY: name} | _own(_city_of(cells), serial)


def family(cells: Cells, serial: int, *, venture: int) -> Cells:
    """A company of the same owner at the same desk: brand, address and switchboard are shared, the customer is not."""
    ventures = ("国际贸易", "供应链", "投资", "科技", "文化", "置业", "工程", "服务")
    trade = cells[Column.INDUSTRY]
    name = cells[Column.COMPANY].replace(trade, trade + ventures[venture % len(ventures)], 1)
    own = _own(_city_of(cells), serial) | {Column.PHONE: cells[Column.PHONE]}
    return cells | {Column.COMPANY: name, Column.SHORT_NAME: ""} | own


def _own(city: City, serial: int) -> Cells:
    return {
        Column.SOURCE_ID: f"C{serial:05d}",
        Column.COMPANY_ID: numbers.company_id(city.district_code, serial),
        Column.PHONE: numbers.landline(city.area_code, 2 * serial),
        Column.PERSON_PHONE: numbers.landline(city.area_code, 2 * serial + 1),
        Column.EMAIL: f"office@c{serial:05d}.example",
        Column.WEBSITE: f"https://c{serial:05d}.example",
    }


def _city_of(cells: Cells) -> City:
    return next(city for city in CITIES if cells[Column.COMPANY].startswith((city.name, city.english)))


def _without_form(cells: Cells) -> str:
    name = cells[Column.COMPANY]
    forms = sorted({*words.LEGAL_FORMS, *words.LEGAL_FORMS_ENGLISH}, key=len, reverse=True)
    return next((name.removesuffix(form).strip() for form in forms if name.endswith(form)), name)


def _place_in_brackets(cells: Cells) -> str:
    city = _city_of(cells).name
    return f"{cells[Column.COMPANY].removeprefix(city)}（{city}）"


def _with_municipality(cells: Cells) -> str:
    city = _city_of(cells).name
    return cells[Column.COMPANY].replace(city, f"{city}市", 1)


def _other_form(cells: Cells) -> str:
    return _without_form(cells) + ("集团有限公司" if not cells[Column.COMPANY].isascii() else " Group Ltd")


def _short(cells: Cells) -> str:
    return cells[Column.SHORT_NAME]


_RENAMES: tuple[Callable[[Cells], str], ...] = (
    _without_form,
    _place_in_brackets,
    _with_municipality,
    _other_form,
    _short,
)
_RENAMES_ENGLISH: tuple[Callable[[Cells], str], ...] = (_without_form, _other_form, _short)
