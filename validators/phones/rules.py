"""What is wrong with the numbers of a record? Every field of it is read once, in the light of its region."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import phonenumbers

from validators import regions
from validators.finding import Finding, Param
from validators.phones import world
from validators.phones.faults import BY_CODE
from validators.phones.number import Number, PhoneKind
from validators.phones.reading import read
from validators.record import Record

Readings = Mapping[str, tuple[Number, ...]]
"""The numbers of each field, by its path, in the order of the record."""

_COUNTED = frozenset({"phone.wrong_length"})
_OFFERED = frozenset({"phone.letters", "phone.area_code_added", "phone.zero_missing", "phone.plus_missing"})
_CITY_DIGITS = 4


def readings(record: Record) -> Readings:
    """Read every telephone field of a record; empty fields are left out."""
    fields = {f"phones[{at}]": raw for at, raw in enumerate(record.phones)}
    for who, person in enumerate(record.key_persons):
        fields |= {f"key_persons[{who}].phones[{at}]": raw for at, raw in enumerate(person.phones)}
    country, region, address = record.country, record.region, record.address
    numbers = {path: read(raw, country=country, region=region, address=address) for path, raw in fields.items()}
    return {path: found for path, found in numbers.items() if found}


def check(record: Record, found: Readings) -> Iterator[Finding]:
    """Judge the numbers that `readings` found; one finding a number for what it is, and hints for where it belongs."""
    for path, numbers in found.items():
        if len(numbers) > 1:
            yield BY_CODE["phone.several"].at(path, count=len(numbers))
        for number in numbers:
            if number.fault:
                yield BY_CODE[number.fault].at(path, **_params(number))
            if number.kind is PhoneKind.PREMIUM:
                yield BY_CODE["phone.premium"].at(path, number=number.raw)
            yield from _place(path, number, record)


def _params(number: Number) -> dict[str, Param]:
    params: dict[str, Param] = {"number": number.raw}
    if number.fault in _OFFERED:
        params["suggestion"] = number.suggestion or ""
    if number.fault in _COUNTED:
        params["digits"] = sum(map(str.isdigit, number.raw))
    return params


def _place(path: str, number: Number, record: Record) -> Iterator[Finding]:
    """Whether the number belongs where the record does: its country, and for a landline of the mainland its city."""
    if number.e164 is None:
        return
    home = _calling_code(record.country)
    if home and not number.e164.startswith(home):
        country = phonenumbers.region_code_for_number(phonenumbers.parse(number.e164)) or ""
        yield BY_CODE["phone.other_country"].at(path, number=number.raw, country=country)
    elif home == "+86" and number.kind in {PhoneKind.LANDLINE, PhoneKind.LANDLINE_EXT} and not number.inferred:
        yield from _area(path, number, record)


def _area(path: str, number: Number, record: Record) -> Iterator[Finding]:
    area = world.area_of(number.e164 or "")
    region = regions.successor(record.region) or regions.find(record.address, country=record.country).code
    if elsewhere := _elsewhere(area, region):
        yield BY_CODE["phone.area_mismatch"].at(
            path, number=number.raw, area=area, serves=elsewhere, region=regions.name(region)
        )


@lru_cache(maxsize=4096)
def _elsewhere(area: str, region: str) -> tuple[str, ...]:
    """The names of the regions that an area code serves, where the region in force certainly lies in none of them."""
    served = regions.regions_of(area)
    if len(region) <= _CITY_DIGITS or any(regions.within(region, at) or regions.within(at, region) for at in served):
        return ()
    return tuple(map(regions.name, served))


@lru_cache(maxsize=512)
def _calling_code(country: str) -> str:
    code = phonenumbers.country_code_for_region(country.upper())
    return f"+{code}" if code else ""
