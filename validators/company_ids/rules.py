"""Is a company id right, and does it fit the record's region?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from validators import regions
from validators.company_ids import foreign, mainland, personal
from validators.company_ids.company_id import BY_CODE, CompanyId
from validators.finding import Finding, Param
from validators.record import Record
from validators.text import clean, is_vacant

_BETWEEN = re.compile(r"[\s\-_.·:/'\"()]+")
_LABEL = re.compile(
    r"^[^\d:]*:\s*|^[\u3400-\u9fff\s]+(?=[0-9A-Za-z])|^(?:USCC|UCC|credit code|tax id|reg(?:istration)? no)\.?\s+(?=\w)",
    re.IGNORECASE,
)  # 统一社会信用代码：
_NONE_YET = re.compile(r"[^0-9a-z]*(?:[无没未待]|办理|不)[^0-9a-z]*", re.IGNORECASE)  # 办理中, 个体户无, 没有执照
_MASKED = re.compile(r"\*{2,}|X{4,}")
_CUT = re.compile(r"\d(?:\.\d+)?E\+?\d\d", re.IGNORECASE)  # what a spreadsheet makes of 15 digits and more
_PLAIN = re.compile(r"[0-9A-Z]{18}")  # what most fields of the mainland hold: there is nothing to take away
_POINT_ZERO = re.compile(r"(?<=\d)\.0$")
_SEPARATED = re.compile(r"[/、;,|]|\s(?=\S{9})")
_EACH = 9  # characters, at least, of one of several ids
_REMARK = re.compile(r"\s*\([^()]*\)$")  # （副本), (1/1)
_SAME = re.compile(r"(.)\1*")
_RUN = "012345678901234567890"
_SHORTEST_RUN = 5
_MAINLAND = "CN"
_KINDS = mainland.KINDS | {""}
_PROVINCE = 2  # digits of a region code
_PERHAPS_SEVERAL = frozenset({"id.wrong_length", "id.invalid"})


def read(raw: str, *, kind: str = "", country: str = "CN") -> CompanyId:
    """Read an id as typed. `kind` is what the file says; empty lets the country and the number itself decide.

    A number of the mainland is told by its length, whatever `kind` says: old numbers stand in the columns of new ones.
    """
    if country == _MAINLAND and kind in _KINDS and mainland.is_plain(raw):
        return CompanyId(mainland.CREDIT_CODE, raw, raw, valid=True)
    return _read(raw, kind=kind, country=country)


@lru_cache(maxsize=16384)
def _read(raw: str, *, kind: str, country: str) -> CompanyId:
    text = clean(raw)
    if is_vacant(text) or (not text.isascii() and _NONE_YET.fullmatch(text)):
        return CompanyId(kind, "", raw, valid=False, fault="id.vacant" if text else "")
    found = _one(_POINT_ZERO.sub("", text), raw, kind=kind, country=country.upper())
    if found.fault in _PERHAPS_SEVERAL:
        return _several(text, raw, kind=kind, country=country) or found
    return found


def _one(text: str, raw: str, *, kind: str, country: str) -> CompanyId:
    value = text if _PLAIN.fullmatch(text) else _bare(text)
    if refused := personal.read(text, value, country=country):
        return refused
    if fault := _no_number(text, value):
        return CompanyId(kind, value, raw, valid=False, fault=fault)
    if kind in mainland.KINDS or (not kind and country == _MAINLAND and not foreign.is_lei(value)):
        return mainland.read(value, raw)
    found = foreign.read(value, raw, kind=kind, country=country)
    code = mainland.read(value, raw) if found.fault and mainland.is_code(value) else None
    return code if code and code.valid else found


def _bare(text: str) -> str:
    """The number in capitals, without its label, what is remarked behind it and what stands between its characters."""
    return _BETWEEN.sub("", _REMARK.sub("", _LABEL.sub("", text)) or text).upper()


def _no_number(text: str, value: str) -> str:
    """What is wrong with a text that holds no whole number; empty where it may hold one."""
    if _SAME.fullmatch(value) or (len(value) >= _SHORTEST_RUN and value in _RUN):
        return "id.placeholder"
    if _CUT.fullmatch(text):
        return "id.cut_by_excel"
    return "id.masked" if _MASKED.search(value) else ""


def _several(text: str, raw: str, *, kind: str, country: str) -> CompanyId | None:
    """The first of several good ids in one field."""
    parts = [part for part in _SEPARATED.split(text) if len(part.strip()) >= _EACH]
    found = [read(part.strip(), kind=kind, country=country) for part in parts] if len(parts) > 1 else []
    if not found or not all(one.valid for one in found):
        return None
    return replace(found[0], raw=raw, fault="id.several")


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
    region = record.region or regions.find(record.address, country=record.country).code
    if not region or region[:_PROVINCE] == mainland.registered_in(value)[:_PROVINCE]:
        return
    registered, here = regions.province(mainland.region_of(value)), regions.province(region)
    if registered and here and registered != here:
        yield BY_CODE["id.region_mismatch"].at(
            path, value=value, registered=regions.name(registered), region=regions.name(here)
        )
