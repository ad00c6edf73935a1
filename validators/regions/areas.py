"""Which area codes are dialled in a region, and which regions does an area code serve?

Source: `area_codes.txt`, which `validators.data.build_area_codes` derives from the geographic data of libphonenumber.
Written as in the country, with the leading zero: ``010``, ``0755``, ``02``.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from validators.data import rows
from validators.regions.tree import children, divisions, line_of


@cache
def area_codes(region: str) -> tuple[str, ...]:
    """The area codes of a region: of a county those of its city, of a province those of all its cities.

    One code is certain enough to be added to a local number; several are not. Empty where none is known.
    """
    for division in reversed(line_of(region)):
        if own := _served().get(division.code) or division.area_codes:
            return own
    inside = (code for child in children().get(region, ()) for code in area_codes(child.code))
    return tuple(dict.fromkeys(inside))


@cache
def regions_of(area_code: str) -> tuple[str, ...]:
    """The regions that an area code of the mainland serves, of city rank where the city has but one code."""
    return tuple(region for region, codes in _served().items() if area_code in codes)


@cache
def _served() -> Mapping[str, tuple[str, ...]]:
    served: defaultdict[str, list[str]] = defaultdict(list)
    for area_code, regions in rows("area_codes.txt"):
        for region in regions.split(","):
            if region in divisions():
                served[region].append(area_code)
    return {region: tuple(codes) for region, codes in served.items()}
