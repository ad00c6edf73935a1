"""Would a visitor find the door? Reads addresses: what they leave out, and whether they fit the record's region."""

import re
from collections.abc import Iterator
from functools import lru_cache

from validators import regions
from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.record import Record
from validators.regions import Place
from validators.text import clean, is_vacant, simplified

WARNING, HINT = Severity.WARNING, Severity.HINT

ADDRESS = ("address",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "address.vacant",
        HINT,
        ADDRESS,
        "The field says that there is no address instead of staying empty.",
        "暂无",
        "杭州市文一西路969号",
    ),
    Fault(
        "address.placeholder",
        WARNING,
        ADDRESS,
        "A text that is typed to get past a mandatory field.",
        "xxxxxx",
        "杭州市文一西路969号",
    ),
    Fault(
        "address.only_region",
        WARNING,
        ADDRESS,
        "The address ends with a province, city or district: nobody finds a door by it.",
        "浙江省杭州市西湖区",
        "浙江省杭州市西湖区文一西路969号",
    ),
    Fault(
        "address.no_number",
        HINT,
        ADDRESS,
        "A street or a quarter without a number, building or floor.",
        "杭州市文一西路",
        "杭州市文一西路969号",
    ),
    Fault(
        "address.ambiguous",
        HINT,
        (*ADDRESS, "candidates"),
        "The address begins with a district that several cities have, and says no city.",
        "朝阳区建国路88号",
        "北京市朝阳区建国路88号",
    ),
    Fault(
        "address.region_mismatch",
        HINT,
        (*ADDRESS, "found", "region"),
        "The address lies in another region than the record says.",
        Record(address="上海市南京东路100号", region="110105"),
        Record(address="北京市朝阳区建国路88号", region="110105"),
    ),
    Fault(
        "region.unknown",
        WARNING,
        ("region",),
        "No division of the country has or ever had this code.",
        "999999",
        "330106",
    ),
    Fault(
        "region.former",
        HINT,
        ("region", "name", "suggestion"),
        "The division is gone; its place is governed under another code now.",
        "330103",
        "330105",
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}

_FILLER = re.compile(r"(.)\1*|\d+|(?:x|\*|测试|地址|test|address|asdf|qwer|abc|123|1234567890?)+", re.IGNORECASE)
# A number is digits, or Chinese ones before what they count: 文一西路 has none.
_NUMBERED = re.compile(
    r"[0-9]|[零一二三四五六七八九十百]+(?:号|弄|巷|楼|层|室|栋|幢|座|组)|[A-Za-z](?:座|栋|幢|区|馆|塔)"
    r"|大厦|大楼|广场|中心|工业区|工业园|产业园|科技园|市场|商场|商城|校区|医院|[^\W\d]村"
)
_DOOR = re.compile(r".*[0-9](?:-[0-9]+)?号(?:之[0-9]+)?")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SIGNS = re.compile(r"[^\w-]+|_")
_SHORTEST = 3  # characters behind the region that can say where something is


def check(record: Record) -> Iterator[Finding]:
    """Judge the region and the address, at most one fault of the address itself and one of how the two fit."""
    yield from _region(record.region)
    text = clean(record.address)
    if not text:
        return
    place = regions.find(record.address, country=record.country)
    yield from _address(text, place)
    if place.ambiguous and not place.code and not record.region:
        names = tuple(map(regions.name, place.candidates))
        yield BY_CODE["address.ambiguous"].at("address", address=text, candidates=names)
    if place.code and regions.successor(record.region) and not _may_be(place, record.region):
        found, region = regions.name(place.code), regions.name(record.region)
        yield BY_CODE["address.region_mismatch"].at("address", address=text, found=found, region=region)


@lru_cache(maxsize=16384)
def key(address: str, country: str = "CN") -> str:
    """What two companies at one door have in common: region, street and number, without floor and room.

    Empty where the address says no door: nobody shares what nobody has.
    """
    place = regions.find(address, country=country)
    street = _SIGNS.sub("", place.rest.translate(_CHINESE_DIGITS)).casefold()
    door = _DOOR.match(street)
    if door:
        return f"{place.code}:{door[0]}"
    return f"{place.code}:{street}" if _NUMBERED.search(place.rest) and len(street) > _SHORTEST else ""


def _region(code: str) -> Iterator[Finding]:
    if not code or regions.is_current(code):
        return
    if regions.is_known(code):
        now = regions.successor(code)
        yield BY_CODE["region.former"].at("region", region=code, name=regions.name(code), suggestion=now)
    else:
        yield BY_CODE["region.unknown"].at("region", region=code)


def _address(text: str, place: Place) -> Iterator[Finding]:
    if is_vacant(text):
        yield BY_CODE["address.vacant"].at("address", address=text)
    elif _FILLER.fullmatch(text):
        yield BY_CODE["address.placeholder"].at("address", address=text)
    elif (place.code or place.candidates) and len(place.rest) < _SHORTEST and not _NUMBERED.search(place.rest):
        yield BY_CODE["address.only_region"].at("address", address=text)
    elif not _NUMBERED.search(simplified(text)):
        yield BY_CODE["address.no_number"].at("address", address=text)


def _may_be(place: Place, region: str) -> bool:
    """Whether an address and a region can be one place: one lies in the other, or the next step is open."""
    return regions.within(place.code, region) or regions.within(region, place.code)
