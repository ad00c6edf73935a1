"""Which mapping fits this file? The one its headers suggest, or one that was kept or written by hand.

By hand it is enough to name the columns that headers get wrong: ``{"手机号2": "key_persons[0].phones[1]", "raw": "phone",
"备注": null}`` sends a column to a path, reads it as if its header were another one, and leaves one out. What is not named is
guessed.
"""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Document
from dataclasses import dataclass, field
from typing import Any

from greening.files.columns import assign
from greening.files.dates import Order, order_of
from greening.files.headers import Sure, fold, read
from greening.files.mapping import Mapping
from greening.files.refused import FileRefused
from greening.files.target import Target

SECTIONS = frozenset({"columns", "defaults", "date_order", "utc_offset"})
COUNTRY_CODE = re.compile(r"[A-Z]{2}")
REGION_OR_COUNTRY = frozenset({"region", "regioncode", "area", "地区", "区域"})

TELLING = frozenset({"company", "ids", "phones", "emails", "key_persons", "visits"})
PHONE_DIGITS = range(7, 21)
PHONELY = 0.6
"""Share of the sampled cells that have to look like a number: real columns hold remarks and marks for nothing too."""


@dataclass(slots=True)
class _Said:
    """What a document says about headers; of equal headers the first said goes to the first of the file."""

    wishes: defaultdict[str, deque[str | None]] = field(default_factory=lambda: defaultdict(deque))

    def heeds(self, header: str) -> bool:
        return bool(self.wishes.get(header.strip()))

    def take(self, header: str) -> str | None:
        return self.wishes[header.strip()].popleft()


def guess(header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Mapping:
    """Map columns by their headers; sample rows decide what headers leave open, such as the order of day and month."""
    return fit({}, header, samples)


def from_json(text: str, header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Mapping:
    """Fit a mapping that was kept or written by hand.

    Raises: FileRefused, when it is no mapping or sends a column nowhere.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise FileRefused("mapping.not_json") from error
    return fit(document, header, samples)


def fit(document: Document[str, Any], header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Mapping:
    """Fit what `Mapping.to_document` has written, or only a mapping of headers to targets, to the headers of a file.

    Raises: FileRefused, when it sends a column nowhere or has a value that cannot be.
    """
    whole = _sections(document)
    wanted = _said(whole.get("columns", {}))
    wishes = [_wish(name, wanted) for name in header]
    guesses = assign([word for _, word in wishes], (target for target, _ in wishes if target))
    cells = list(_cells(header, samples))
    headed = _as_sampled([own or one.target for (own, _), one in zip(wishes, guesses, strict=True)], header, cells)
    decided = [not said for _, said in wishes]
    columns = tuple(_by_content(headed, cells, decided))
    likely = (one.sure is Sure.LIKELY or said != now for one, said, now in zip(guesses, headed, columns, strict=True))
    return Mapping(
        header=tuple(header),
        columns=columns,
        defaults={path: value for one in guesses for path, value in one.constants} | _texts(whole.get("defaults", {})),
        date_order=_order(whole) or _sampled_order(columns, cells),
        utc_offset=str(whole.get("utc_offset", Mapping.utc_offset)),
        likely=tuple(name for name, is_likely in zip(header, likely, strict=True) if is_likely),
        absent=tuple(name for name, left in wanted.wishes.items() if left),
    )


def _sections(document: Any) -> Document[str, Any]:
    """The document as it is kept; one written by hand is only its columns."""
    if not isinstance(document, dict):
        raise FileRefused("mapping.not_json")
    whole = document if SECTIONS & document.keys() else {"columns": document}
    if not isinstance(whole.get("defaults", {}), dict) or not isinstance(whole.get("columns", {}), dict | list):
        raise FileRefused("mapping.not_json")
    return whole


def _said(columns: Any) -> _Said:
    said = _Said()
    pairs = list(columns.items() if isinstance(columns, dict) else columns)
    if not all(isinstance(pair, list | tuple) and len(pair) == len(("header", "target")) for pair in pairs):
        raise FileRefused("mapping.not_json")
    for name, wish in pairs:
        said.wishes[str(name).strip()].append(wish)
    return said


def _wish(header: str, said: _Said) -> tuple[Target | None, str]:
    """The target somebody gave this column, or the header to guess by; both empty where it is left out."""
    if not said.heeds(header):
        return None, header
    if not (wish := said.take(header)):
        return None, ""
    try:
        return Target.parse(str(wish)), ""
    except ValueError:
        if read(str(wish)):
            return None, str(wish)
        raise FileRefused("mapping.unknown_target", header=header, target=str(wish)) from None


def _cells(header: Sequence[str], samples: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The sampled cells of each column that say anything."""
    for column in range(len(header)):
        yield [row[column].strip() for row in samples if column < len(row) and row[column].strip()]


def _as_sampled(
    columns: Sequence[Target | None], header: Sequence[str], cells: Sequence[Sequence[str]]
) -> list[Target | None]:
    """A column headed region that holds nothing but US and TW names countries, unless another one does.

    One headed state does not: CA is California there, and no Canada.
    """
    if Target("country") in columns:
        return list(columns)
    return [
        Target("country")
        if fold(name) in REGION_OR_COUNTRY and each and all(map(COUNTRY_CODE.fullmatch, each))
        else one
        for one, name, each in zip(columns, header, cells, strict=True)
    ]


def _by_content(
    columns: Sequence[Target | None], cells: Sequence[Sequence[str]], decided: Sequence[bool]
) -> Iterator[Target | None]:
    """Where no header says anything that could be judged, the first column full of telephone numbers is one."""
    is_lost = not any(target and target.field in TELLING for target in columns)
    for target, each, is_decided in zip(columns, cells, decided, strict=True):
        is_open = is_lost and target is None and not is_decided
        if is_open and each and sum(map(_is_phonelike, each)) >= PHONELY * len(each):
            is_lost = False
            yield Target("phones")
        else:
            yield target


def is_headless(header: Sequence[str]) -> bool:
    """Whether the row taken for the headers is one of data: it holds a telephone number."""
    return any(map(_is_phonelike, header))


def _is_phonelike(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits in PHONE_DIGITS and digits * 2 >= len(cell)


def _order(document: Document[str, Any]) -> Order:
    try:
        return Order(document.get("date_order", ""))
    except ValueError:
        raise FileRefused("mapping.bad_date_order", value=str(document["date_order"])) from None


def _sampled_order(columns: Sequence[Target | None], cells: Sequence[Sequence[str]]) -> Order:
    """One order for the whole file: the first date column that betrays it."""
    dated = (each for target, each in zip(columns, cells, strict=True) if target and target.is_date)
    return next((order for each in dated if (order := order_of(each))), Order.UNKNOWN)


def _texts(values: Document[str, Any]) -> dict[str, str]:
    return {path: str(value) for path, value in values.items()}
