"""Which number of a company outside the mainland is this? By the schemes of its country, with python-stdnum's checks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from stdnum import get_cc_module, lei
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from validators.company_ids.company_id import CompanyId
from validators.company_ids.schemes import validator
from validators.data import rows

LEI = "lei"
_LEI_LENGTH = 20
_ZEROS = {"gb_company": 8, "tw_ubn": 8, "fr_siren": 9, "au_acn": 9}
"""Kinds that may begin with zeros, and how long they are."""
_MOST_ZEROS = 2  # that a spreadsheet takes away, at most, without making any short number one of these
_EUROPE = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    )
)
REPEATED = frozenset({"de_register"})
"""Kinds whose numbers every court gives anew: HRB 12345 is many companies, so it proves none of them."""

_LABEL = re.compile(
    r"(?:ABN|ACN|BRN?|CRN?|UEN|VAT|TVA|RCS[A-Z]*|SIREN|SIRET|EIN|TIN|GST|GSTIN|PAN|UBN|T|REG|COMPANY|TAX)?(?:NO|NUMBER|ID)?(?=\d)"
)
"""What stands before a number on a letterhead: ABN 83 914 571 673, RCS Paris 552 008 443, T and a Japanese number."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of id. `validate` returns the compact value and raises a ValidationError of python-stdnum."""

    kind: str
    country: str
    validate: Callable[[str], str]


def read(value: str, raw: str, *, kind: str, country: str) -> CompanyId:
    """Read a number without blanks, in capitals: by its kind where the file says one, else by what its country has.

    Without a scheme nothing can be said: the id is neither valid nor at fault.
    """
    if is_lei(value):
        return CompanyId(LEI, value, raw, valid=True)
    if elsewhere := _of_prefixed_country(value, raw, country):
        return elsewhere
    known = tuple(_schemes_for(kind, country))
    bare = value[label.end() :] if (label := _LABEL.match(value)) else value
    for scheme, typed in product(known, (value, bare)):
        try:
            return CompanyId(scheme.kind, scheme.validate(typed), raw, valid=scheme.kind not in REPEATED)
        except ValidationError:
            continue
    if repaired := _with_zeros(known, bare):
        return CompanyId(known[0].kind, value, raw, valid=False, fault="id.zeros_missing", suggestion=repaired)
    return _refused(known, value, raw) if known else _of_open_country(value, raw, kind=kind, country=country)


def is_lei(value: str) -> bool:
    """Whether the number is a legal entity identifier, which companies of all countries may have."""
    return len(value) == _LEI_LENGTH and lei.is_valid(value)


def _of_prefixed_country(value: str, raw: str, country: str) -> CompanyId | None:
    """A tax number that names another country of Europe than the record's, and passes its check."""
    prefix = value[:2]
    if prefix == country or prefix not in _EUROPE or value[2:3].isalpha():
        return None
    for scheme in _main_scheme(prefix):
        try:
            return CompanyId(scheme.kind, scheme.validate(value), raw, valid=True)
        except ValidationError:
            break
    return None


def _of_open_country(value: str, raw: str, *, kind: str, country: str) -> CompanyId:
    """Judge by the one scheme that is known of a country which surely has others: only a wrong check digit is a fault."""
    for scheme in _main_scheme(country):
        try:
            return CompanyId(scheme.kind, scheme.validate(value), raw, valid=True)
        except InvalidChecksum:
            return CompanyId(scheme.kind, value, raw, valid=False, fault="id.check_digit")
        except ValidationError:
            break
    return CompanyId(kind, value, raw, valid=False)


def _with_zeros(known: tuple[Scheme, ...], value: str) -> str:
    """The number with the zeros in front that a spreadsheet took away; empty where that makes none."""
    for scheme in known if value.isdigit() else ():
        size = _ZEROS.get(scheme.kind, 0)
        if size - _MOST_ZEROS <= len(value) < size and _passes(scheme, value.zfill(size)):
            return value.zfill(size)
    return ""


def _passes(scheme: Scheme, value: str) -> bool:
    try:
        scheme.validate(value)
    except ValidationError:
        return False
    return True


def _refused(known: tuple[Scheme, ...], value: str, raw: str) -> CompanyId:
    """The fault that is nearest: a wrong check digit under any scheme says more than a wrong length under another, and that more than nothing."""
    faults: dict[str, str] = {}
    for scheme in known:
        try:
            scheme.validate(value)
        except InvalidChecksum:
            faults.setdefault("id.check_digit", scheme.kind)
        except InvalidLength:
            faults.setdefault("id.wrong_length", scheme.kind)
        except ValidationError:
            faults.setdefault("id.invalid", scheme.kind)
    fault = next(code for code in ("id.check_digit", "id.wrong_length", "id.invalid") if code in faults)
    return CompanyId(faults[fault], value, raw, valid=False, fault=fault)


def _schemes_for(kind: str, country: str) -> Iterator[Scheme]:
    yield from [each for each in _schemes() if each.kind == kind] or [s for s in _schemes() if s.country == country]


@cache
def _main_scheme(country: str) -> tuple[Scheme, ...]:
    """The scheme that python-stdnum has for the companies of a country, where this package names none."""
    try:
        module = get_cc_module(country.lower(), "vat") if re.fullmatch("[A-Z]{2}", country) else None
    except ImportError:
        return ()
    return (Scheme(f"{country.lower()}_vat", country, module.validate),) if module else ()


@cache
def _schemes() -> tuple[Scheme, ...]:
    lead = (Scheme(LEI, "", lei.validate),)
    return lead + tuple(
        Scheme(kind, country, validator(source)) for kind, country, source in rows("company_id_kinds.txt")
    )
