"""When does a cell mean? As people, databases and Excel write it, in the calendar of the mainland or of Taiwan."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from validators.text import clean

CHINA = timezone(timedelta(hours=8))
EXCEL_BEGINS = date(1899, 12, 30)
EXCEL_DAYS = range(20000, 80000)
"""Days since then that a cell can mean by a bare number: 1954 to 2119. Others are something else."""

REPUBLIC = 1911
"""Years of the Republic of China count from there; a file from Taiwan writes 113/10/29 for 2024-10-29."""

CENTURY_DIGITS = 3
"""A year with fewer digits does not say its century; one with exactly as many is the Republic's."""

FULL_YEAR = 4
NOON = 12
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
AFTERNOON = re.compile(r"(?i)(?:(上午|下午|晚上|凌晨|中午)\s*)?(\d{1,2})(:\d{2}(?::\d{2})?)(?:\s*([ap])\.?m\.?)?")
"""A clock of twelve hours, as spreadsheets and CRMs write it in America and in China."""

WEEKDAY = re.compile(r"\s*\(?(?:星期|周|週|礼拜)[一二三四五六日天]\)?")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}

PARTED = re.compile(
    r"(?:民国|民國|ROC)?\s*(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*[日号]?"
    r"(?:,?[\sT]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
JOINED = re.compile(r"(\d{3,4})(\d{2})(\d{2})(?P<clock>)(?P<zone>)")
NAMED = re.compile(r"(?:(\d{1,2})[\s-]+)?([A-Za-z]{3})[a-z]*\.?[\s-]+(?:(\d{1,2}),\s*)?(\d{4}|(?<=-)\d{2}(?!\d))\b(.*)")
EXCEL = re.compile(r"(\d{5})(\.\d+)?")


class Order(StrEnum):
    """How days are written where the year comes last; 03/04/2024 says nothing until another cell of its column does."""

    UNKNOWN = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def read(text: str, *, order: Order = Order.UNKNOWN, zone: tzinfo = CHINA) -> datetime | None:
    """The moment a cell means, aware; midnight in `zone` where it says only the day. None where it cannot be told."""
    plain = _plain(text)
    try:
        if excel := EXCEL.fullmatch(plain):
            return _of_excel(int(excel[1]), float(excel[2] or 0), zone)
        match = PARTED.fullmatch(plain) or JOINED.fullmatch(plain)
        return _of_match(match, order, zone) if match else None
    except (ValueError, OverflowError):
        return None


def order_of(cells: Iterable[str]) -> Order:
    """What the cells of one column say about the order of day and month."""
    first = second = 0
    for cell in cells:
        if (match := PARTED.fullmatch(_plain(cell))) and len(match[3]) == FULL_YEAR:
            first, second = max(first, int(match[1])), max(second, int(match[2]))
    return _order(first, second)


def _order(first: int, second: int) -> Order:
    if first > len(MONTHS) >= second:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if second > len(MONTHS) >= first else Order.UNKNOWN


def _of_excel(days: int, share: float, zone: tzinfo) -> datetime | None:
    if days not in EXCEL_DAYS:
        return None
    return datetime.combine(EXCEL_BEGINS, time(), zone) + timedelta(days=days, seconds=round(share * 86400))


def _of_match(match: re.Match[str], order: Order, zone: tzinfo) -> datetime | None:
    day = _day(match[1], match[2], match[3], order)
    if day is None:
        return None
    hour, minute, second, *_ = [*map(int, (match["clock"] or "0").split(":")), 0, 0]
    return datetime.combine(day, time(hour, minute, second), _zone(match["zone"]) or zone)


def _day(first: str, second: str, third: str, order: Order) -> date | None:
    if len(third) == FULL_YEAR:
        order = order if order is not Order.UNKNOWN else _order(int(first), int(second))
        if order is Order.UNKNOWN:
            return None
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return date(int(third), int(month), int(day))
    if len(first) < CENTURY_DIGITS or len(third) > len("31"):
        return None
    is_republican = len(first.lstrip("0")) <= CENTURY_DIGITS
    return date(int(first) + REPUBLIC * is_republican, int(second), int(third))


def _plain(text: str) -> str:
    return _numbered(_of_24_hours(WEEKDAY.sub(" ", clean(text)).strip()))


def _of_24_hours(plain: str) -> str:
    """Write 下午3:05 and 3:05 PM as 15:05."""
    clock = AFTERNOON.search(plain)
    if not clock or not (clock[1] or clock[4]):
        return plain
    hour = int(clock[2])
    is_late = (
        clock[1] in ("下午", "晚上") or (clock[4] or "").lower() == "p" or (clock[1] == "中午" and hour < NOON - 1)
    )
    if is_late and hour < NOON:
        hour += NOON
    elif not is_late and hour == NOON and clock[1] != "中午":
        hour = 0
    return f"{plain[: clock.start()].rstrip(' ,')} {hour}{clock[3]}{plain[clock.end() :]}"


def _numbered(plain: str) -> str:
    """Write 2 Jan 2024 and Jan 2, 2024 in numbers."""
    match = NAMED.fullmatch(plain)
    month = MONTHS.get(match[2].lower()) if match else None
    if not match or not month:
        return plain
    year = match[4] if len(match[4]) == FULL_YEAR else f"20{match[4]}"
    return f"{year}-{month}-{match[1] or match[3] or ''}{match[5]}"


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    return UTC if text in ("Z", "UTC") else datetime.strptime(text, "%z").tzinfo
