"""Taking an offer changes what was doubted, nothing else, and ends the doubt."""

import pytest

from greening.domain.answers import put
from greening.domain.changes import values
from validators import CATALOG, Finding, Severity, check
from validators.catalog import records
from validators.repairing import SUGGESTION, repaired

OFFERING = [code for code, fault in CATALOG.items() if SUGGESTION in fault.params]
MAIL = {"mail": "li@brand.con", "suggestion": "li@brand.com"}


def finding(code: str = "mail.typo", **params: str) -> Finding:
    return Finding(code, "emails[0]", Severity.WARNING, params)


@pytest.mark.parametrize("code", OFFERING)
def test_a_taken_offer_ends_the_finding(code: str) -> None:
    record, *_ = records(code, CATALOG[code].example)
    found = next(one for one in check(record).findings if one.code == code)
    typed = repaired(values(record)[found.field], found)
    assert typed is not None
    assert code not in {one.code for one in check(put(record, found.field, typed)).findings if one.field == found.field}


def test_the_rest_of_a_field_stays_as_it_was_typed() -> None:
    assert repaired("wang@brand.com； li@brand.con（财务）", finding(**MAIL)) == "wang@brand.com； li@brand.com（财务）"


def test_what_was_typed_wide_is_found_narrow() -> None:
    assert repaired("ｌｉ@ｂｒａｎｄ．ｃｏｎ", finding(**MAIL)) == "li@brand.com"


def test_a_number_within_another_is_not_meant() -> None:
    offer = {"number": "62658014", "suggestion": "010-62658014"}
    assert repaired("162658014 62658014", finding("phone.area_code_added", **offer)) == "162658014 010-62658014"


def test_what_cannot_be_seen_parts_no_number():
    offer = {"number": "5110000001", "suggestion": "+5110000001"}
    typed = "139139\u200b5110000001/5110000001"
    assert repaired(typed, finding("phone.plus_missing", **offer)) == "1391395110000001/+5110000001"


@pytest.mark.parametrize(
    "found",
    [
        finding(mail="li@brand.con", suggestion=""),
        finding(mail="li@elsewhere.con", suggestion="li@elsewhere.com"),
        finding("mail.public", mail="li@brand.con"),
        finding("gone.from_the_catalog", **MAIL),
    ],
)
def test_without_an_offer_or_what_it_is_about_nothing_is_repaired(found: Finding) -> None:
    assert repaired("li@brand.con", found) is None
