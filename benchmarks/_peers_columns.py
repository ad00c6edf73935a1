"""What do the peers get to compare? What Greening itself has read of every row, as one table of plain columns.

So nobody gains or loses by how names were folded and numbers parsed: only what is made of them differs.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from greening.matching import Kind, organisations, persons
from greening.matching.persons.names import Name

CITY = 4
"""Digits of a region code that say the city."""


def write(path: Path, kind: Kind, features: Iterable[Any]) -> None:
    """One line a record, `id` its place; a field that says nothing is empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        for at, one in enumerate(features):
            columns = COLUMNS[kind](one)
            if not at:
                table.writerow(("id", *columns))
            table.writerow((at, *columns.values()))


def _organisation(one: organisations.Features) -> dict[str, str]:
    name, address = one.name or next(iter(one.aliases), one.name), one.address
    return {
        "name": " ".join(name.words) or name.whole,
        "core": name.core,
        "brand": name.brand,
        "company_id": _first((*one.ids, *one.typed_ids)).rpartition(":")[2],
        "phone": _first(one.phones),
        "domain": _first(one.domains),
        "email": _first(one.emails),
        "person": _first(one.persons),
        "region": one.region[:CITY],
        "number": address.number,
        "street": " ".join(address.street) or address.door,
        "around": " ".join(address.around),
        "post_code": address.post_code,
    }


def _person(one: persons.Features) -> dict[str, str]:
    name = one.names[0] if one.names else Name()
    place = one.place
    return {
        "given_name": " ".join(name.given),
        "surname": " ".join(name.surname),
        "date_of_birth": one.birth.digits if one.birth and one.birth.is_whole else "",
        "soc_sec_id": one.ids[0][1] if one.ids else "",
        "phone": _first(one.phones),
        "email": _first(one.mails),
        "street_number": place.number,
        "street": place.street,
        "suburb": place.suburb,
        "postcode": place.postcode,
        "state": place.state,
    }


def _first(values: tuple[str, ...]) -> str:
    return values[0] if values else ""


COLUMNS: Mapping[Kind, Callable[[Any], dict[str, str]]] = {Kind.ORGANISATION: _organisation, Kind.PERSON: _person}
