"""What is the area code of a local number? The only one that the record's region or address leaves possible."""

import re
from dataclasses import replace

from validators import regions
from validators.phones import world
from validators.phones.assembly import as_number, digits_of
from validators.phones.mainland import Judged
from validators.phones.number import Number, PhoneKind
from validators.phones.script import plain
from validators.regions.tree import TAIWAN

_COUNTRY = re.compile(r"[+( ]*(?:00)?86[) -]+")
_AREA_APART = re.compile(r"\(?([0-9]{1,3})[-) ]")  # 37-585585: an area code without its zero


def completed(number: Number, country: str, *, region: str, address: str) -> Number:
    """The number with the area code that its place leaves no doubt about; as it was where there is doubt."""
    if number.kind is not PhoneKind.LANDLINE_WITHOUT_AREA_CODE:
        return number
    areas = _areas(region, address, country)
    typed = _COUNTRY.sub("", number.raw) if country == world.MAINLAND else number.raw
    local = digits_of(plain(typed)).removesuffix(number.extension)
    if len(areas) == 1 and (judged := world.judge(areas[0] + local, country)).e164:
        return replace(_inferred(number, judged, "phone.area_code_added"), suggestion=f"{areas[0]}-{typed}")
    apart = _AREA_APART.match(number.raw)
    if country == "TW" and apart and "0" + apart[1] in regions.area_codes(TAIWAN):
        judged = world.judge("0" + local, country)
        return _inferred(number, judged, "phone.zero_missing") if judged.e164 else number
    return number


def _inferred(number: Number, judged: Judged, fault: str) -> Number:
    return as_number(number.raw, judged._replace(inferred=True, fault=judged.fault or fault), number.extension)


def _areas(region: str, address: str, country: str) -> tuple[str, ...]:
    """The area codes that a region and an address leave possible."""
    if len(own := regions.area_codes(region)) == 1:
        return own
    place = regions.find(address, country=country)
    codes = (code for at in (place.candidates or (place.code,)) for code in regions.area_codes(at))
    return tuple(dict.fromkeys(codes))
