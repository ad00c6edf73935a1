"""Which number of a mainland company is this: a credit code (GB 32100), or one of those that it replaced in 2015?

The check digit is that of python-stdnum, with guards: it takes 000000000000000000 and 123456789012345678, refuses letters
in the first places, which registrars of rural collectives use, and does not know the older numbers.
"""

import re
from operator import mul

from stdnum.iso7064 import mod_11_10

from validators import regions
from validators.company_ids import personal
from validators.company_ids.company_id import CompanyId

CREDIT_CODE, REGISTRATION, TAX, ORGANISATION = "uscc", "cn_reg15", "cn_tax15", "cn_org"
KINDS = frozenset({CREDIT_CODE, REGISTRATION, TAX, ORGANISATION})

_CREDIT_CODE = re.compile(r"[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_VALUES = bytes.maketrans(b"0123456789ABCDEFGHJKLMNPQRTUWXY", bytes(range(31)))
_PLACES = (*[pow(3, place, 31) for place in range(17)], 1)  # modulo 31; with its check digit a code comes out even
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_NO_DIGITS = re.compile(r"[^\d]+")
_TYPED_FOR_DIGITS = str.maketrans("OIZS", "0125")
_TYPED_IN_REGION = str.maketrans("LB", "18")
_HIDDEN = "XXXX"
_LENGTH = 18
_REGION = slice(2, 8)
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714, modulo 11


def read(value: str, raw: str) -> CompanyId:
    """Read a number without blanks and hyphens, in capitals."""
    match len(value):
        case 18:
            return _eighteen(value, raw)
        case 15:
            return _fifteen(value, raw)
        case 9 if _ORGANISATION.fullmatch(value):
            return _former(ORGANISATION, value, raw, checked=_organisation_fits(value))
        case length:
            is_text = length == 9 or _NO_DIGITS.fullmatch(value)  # noqa: PLR2004
            fault = "id.invalid" if is_text else "id.wrong_length"
            return CompanyId(CREDIT_CODE, value, raw, valid=False, fault=fault)


def is_code(value: str) -> bool:
    """Whether a number is a credit code, wherever it stands: it is like no company id of another country."""
    return len(value) == _LENGTH and _fits(value)


def is_plain(value: str) -> bool:
    """Whether nothing else can be meant than a credit code: its region is known and none of it is hidden.

    No person's number, no run and no digit over and over that is a code names a region.
    """
    return _fits(value) and bool(region_of(value)) and _HIDDEN not in value


def registered_in(value: str) -> str:
    """The digits of a credit code that say where it was given."""
    return value[_REGION]


def region_of(value: str) -> str:
    """The region code within a credit code; empty where it names none that was ever in force."""
    code = registered_in(value)
    return code if regions.is_known(code) else ""


def _eighteen(value: str, raw: str) -> CompanyId:
    if _fits(value) and (region_of(value) or not personal.is_mainland(value)):
        return CompanyId(CREDIT_CODE, value, raw, valid=True)
    if personal.is_mainland(value):
        return personal.refuse(value)
    repaired = _repaired(value)
    if repaired != value and _fits(repaired):
        return CompanyId(CREDIT_CODE, value, raw, valid=False, fault="id.repairable", suggestion=repaired)
    fault = "id.check_digit" if _CREDIT_CODE.fullmatch(value) else "id.invalid"
    return CompanyId(CREDIT_CODE, value, raw, valid=False, fault=fault)


def _repaired(value: str) -> str:
    """The code with digits for the letters that no code has; in the region, which is digits alone, for more of them."""
    plain = value.translate(_TYPED_FOR_DIGITS)
    return plain[: _REGION.start] + plain[_REGION].translate(_TYPED_IN_REGION) + plain[_REGION.stop :]


def _fits(value: str) -> bool:
    return bool(_CREDIT_CODE.fullmatch(value)) and not sum(map(mul, _PLACES, value.encode().translate(_VALUES))) % 31


def _fifteen(value: str, raw: str) -> CompanyId:
    """A registration number (GS 15, ISO 7064; the oldest have no check digit) or a tax number: region, organisation."""
    if value.isdigit() and (mod_11_10.is_valid(value) or regions.is_known(value[:6])):
        return _former(REGISTRATION, value, raw, checked=mod_11_10.is_valid(value))
    if regions.is_known(value[:6]) and _ORGANISATION.fullmatch(value[6:]):
        return _former(TAX, value, raw, checked=_organisation_fits(value[6:]))
    return CompanyId(REGISTRATION, value, raw, valid=False, fault="id.invalid")


def _former(kind: str, value: str, raw: str, *, checked: bool) -> CompanyId:
    fault = "id.former_kind" if checked or kind == REGISTRATION else "id.check_digit"
    return CompanyId(kind, value, raw, valid=checked, fault=fault)


def _organisation_fits(value: str) -> bool:
    total = sum(int(character, 36) * weight for character, weight in zip(value[:8], _WEIGHTS, strict=True))
    return value[8] == "0123456789X"[-total % 11]
