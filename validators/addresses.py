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
        "address.not_an_address",
        WARNING,
        ADDRESS,
        "A mail, a website or a telephone number stands where the address belongs.",
        "www.brand.cn",
        "杭州市文一西路969号",
    ),
    Fault(
        "address.po_box",
        HINT,
        ADDRESS,
        "Letters arrive there; nobody can be visited in a box.",
        "北京市100信箱",
        "北京市建国路100号",
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

_FILLER = re.compile(
    r"(.)\1*|\d+|(?:x|\*|测试|地址|test|address|asdf|qwer|abc|123|1234567890?)+"
    r"|(?:公司|详细|收件|收货|经营|注册|办公|联系|家庭|请(?:输入|填写)|未填写?)+地址|中国|china|到付|在附近|附近|路边|我家|家里|公司(?:楼下|里)?|店里|本地",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:某+|[x×*]{2,})(?:省|市|区|县|镇|乡|村|路|街|大道|号)", re.IGNORECASE)  # XX路XX号
_NONE = re.compile(
    r"(?:没有?|暂不|未提供|不提供|不便|见|同(?:注册|营业|法人|公司|执照))\D{0,6}|无(?:固定|地址|门店|实体|店面|办公)\D{0,4}|线上|网店|网上|网络|流动"
)
_OTHER_FIELD = re.compile(r"\S+@\S+\.\S+|(?:https?:|www\.)\S+|\+?\d[\d\s()-]{5,}\d", re.IGNORECASE)
_POSTCODE = 6  # digits
_BOX = re.compile(r"\d+(?:号|分)?信箱|邮政信箱|\bp\.?\s?o\.?\s?box\b", re.IGNORECASE)
_STREET = re.compile(r"[路街道巷弄村]|\bst(?:reet)?\b|\broad\b|\bave", re.IGNORECASE)
# A number is digits, or Chinese ones before what they count: 文一西路 has none.
_NUMBERED = re.compile(
    r"[0-9]|[零一二三四五六七八九十百]+(?:号|弄|巷|楼|层|室|栋|幢|座|组)|[A-Za-z](?:座|栋|幢|区|馆|塔)"
    r"|大厦|大楼|广场|中心|工业区|工业园|产业园|科技园|市场|商场|商城|校区|医院|[^\W\d]村|交叉口|交汇处|路口|[东西南北]侧|对面|隔壁|旁边?$"
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
    if code := _fault(text, place):
        yield BY_CODE[code].at("address", address=text)


def _fault(text: str, place: Place) -> str:
    """The code of what is wrong with an address, the most telling first; empty where nothing is."""
    if code := _no_address(text):
        return code
    if _BOX.search(text) and not _STREET.search(place.rest):
        return "address.po_box"
    if (place.code or place.candidates) and len(place.rest) < _SHORTEST and not _NUMBERED.search(place.rest):
        return "address.only_region"
    is_named = text.isascii() and "," in text  # abroad a house may have a name and no number
    return "" if is_named or _NUMBERED.search(simplified(text)) else "address.no_number"


def _no_address(text: str) -> str:
    plain = simplified(text)
    if is_vacant(text) or _NONE.fullmatch(plain):
        return "address.vacant"
    is_number = text.isdigit() and len(text) <= _POSTCODE
    if not is_number and _OTHER_FIELD.fullmatch(text):
        return "address.not_an_address"
    return "address.placeholder" if _FILLER.fullmatch(plain) or _HIDDEN.search(plain) else ""


def _may_be(place: Place, region: str) -> bool:
    """Whether an address and a region can be one place: one lies in the other, or the next step is open."""
    return regions.within(place.code, region) or regions.within(region, place.code)
