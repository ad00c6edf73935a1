"""Is a company id right, and does it fit the record's region?"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import lei

from validators import regions
from validators.company_ids import foreign, mainland
from validators.company_ids.company_id import BY_CODE, CompanyId
from validators.finding import Finding, Param
from validators.record import Record
from validators.text import clean, is_vacant

_BETWEEN = re.compile(r"[\s\-_.·:/'\"()]+")
_LABEL = re.compile(r"^[^\d:]*:\s*|^[\u3400-\u9fff\s]+(?=[0-9A-Za-z])")  # 统一社会信用代码：
_REMARK = re.compile(r"\s*\([^()]*\)$")  # （副本), (1/1)
_SAME = re.compile(r"(.)\1*")
_RUN = "012345678901234567890"
_SHORTEST_RUN = 5
_MAINLAND = "CN"


@lru_cache(maxsize=16384)
def read(raw: str, *, kind: str = "", country: str = "CN") -> CompanyId:
    """Read an id as typed. `kind` is what the file says; empty lets the country and the number itself decide.

    A number of the mainland is told by its length, whatever `kind` says: old numbers stand in the columns of new ones.
    """
    text = clean(raw)
    if is_vacant(text):
        return CompanyId(kind, "", raw, valid=False, fault="id.vacant" if text else "")
    value = _BETWEEN.sub("", _REMARK.sub("", _LABEL.sub("", text)) or text).upper()
    if _SAME.fullmatch(value) or (len(value) >= _SHORTEST_RUN and value in _RUN):
        return CompanyId(kind, value, raw, valid=False, fault="id.placeholder")
    if kind in mainland.KINDS or (not kind and country.upper() == _MAINLAND and not lei.is_valid(value)):
        return mainland.read(value, raw)
    return foreign.read(value, raw, kind=kind, country=country.upper())


def check(record: Record) -> Iterator[Finding]:
    """Judge every id; for a valid credit code also whether it was given where the company is."""
    for at, one in enumerate(record.ids):
        found, path = read(one.value, kind=one.kind, country=record.country), f"ids[{at}]"
        if found.fault:
            yield BY_CODE[found.fault].at(path, **_params(found))
        elif found.kind == mainland.CREDIT_CODE:
            yield from _region(path, found.value, record)


def _params(found: CompanyId) -> dict[str, Param]:
    offered: dict[str, Param] = {
        "value": clean(found.raw),
        "suggestion": found.suggestion,
        "length": len(found.value),
    }
    return {name: offered[name] for name in BY_CODE[found.fault].params}


def _region(path: str, value: str, record: Record) -> Iterator[Finding]:
    """Registered in another province: cities and counties change their codes too often to ask for more."""
    registered = regions.province(mainland.region_of(value))
    region = record.region or regions.find(record.address, country=record.country).code
    here = regions.province(region)
    if registered and here and registered != here:
        yield BY_CODE["id.region_mismatch"].at(
            path, value=value, registered=regions.name(registered), region=regions.name(here)
        )
