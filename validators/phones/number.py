"""What is a telephone number, once it has been read?"""

from dataclasses import dataclass
from enum import StrEnum


class PhoneKind(StrEnum):
    """What a number is, by the numbering plan of its country and by how it looks."""

    MOBILE = "mobile"
    MOBILE_VIRTUAL = "mobile_virtual"
    LANDLINE = "landline"
    LANDLINE_EXT = "landline_ext"
    LANDLINE_WITHOUT_AREA_CODE = "landline_without_area_code"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    SERVICE_400 = "service_400"
    SERVICE_400_EXT = "service_400_ext"
    SERVICE_800 = "service_800"
    TOLL_FREE = "toll_free"
    SHARED_COST = "shared_cost"
    PREMIUM = "premium"
    VOIP = "voip"
    OTHER = "other"
    SHORT_CODE = "short_code"
    IOT = "iot"
    SATELLITE = "satellite"
    MASKED = "masked"
    PLACEHOLDER = "placeholder"
    SUSPICIOUS = "suspicious"
    SUSPICIOUS_WEAK = "suspicious_weak"
    INVALID = "invalid"


USABLE = frozenset(
    {
        PhoneKind.MOBILE,
        PhoneKind.MOBILE_VIRTUAL,
        PhoneKind.LANDLINE,
        PhoneKind.LANDLINE_EXT,
        PhoneKind.FIXED_OR_MOBILE,
        PhoneKind.SERVICE_400,
        PhoneKind.SERVICE_400_EXT,
        PhoneKind.SERVICE_800,
        PhoneKind.TOLL_FREE,
        PhoneKind.SHARED_COST,
        PhoneKind.PREMIUM,
        PhoneKind.VOIP,
        PhoneKind.OTHER,
        PhoneKind.SUSPICIOUS_WEAK,
    }
)
"""Kinds under which somebody can be called, as far as a machine can tell."""

WITH_EXTENSION = {
    PhoneKind.LANDLINE: PhoneKind.LANDLINE_EXT,
    PhoneKind.SERVICE_400: PhoneKind.SERVICE_400_EXT,
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a field.

    `raw` is the part of the field that it was read from. `e164` is given where the number can be dialled, placeholders
    and short codes excluded. `inferred` marks digits that nobody typed (an area code, a zero that a spreadsheet ate):
    `e164` is then derived. `suggestion` is what the field could say instead, to be offered and never applied.
    `fault` is the code of `phones.FAULTS` that tells best what is wrong, empty for a number without fault.
    """

    raw: str
    kind: PhoneKind
    e164: str | None = None
    extension: str = ""
    inferred: bool = False
    suggestion: str | None = None
    fault: str = ""

    @property
    def is_usable(self) -> bool:
        return self.kind in USABLE
