"""Who a row of a file meets, decided on its keys alone."""

import pytest

from greening.domain.intake import Decision, Key, Rank, Reason, Row, Target, decide

HELD = 7
OTHER = 8


def source(number=None, holder=None, kinds=()):
    return Key(Rank.SOURCE, number, holder, holder_kinds=frozenset(kinds))


def company_id(number=None, holder=None, kind="uscc"):
    return Key(Rank.COMPANY_ID, number, holder, kind, frozenset({kind} if holder else ()))


def name(number=None, holder=None, kinds=()):
    return Key(Rank.NAME, number, holder, holder_kinds=frozenset(kinds))


def targets(*rows):
    return [(decision.target, decision.reason) for decision in decide(rows)]


def test_a_row_that_shares_no_key_is_new():
    assert list(decide([Row(1, named=True, keys=(source(), company_id(), name()))])) == [Decision(1)]


def test_a_row_without_name_and_without_holder_is_rejected():
    assert list(decide([Row(1, named=False, keys=(source(),))])) == [Decision(1, None, Reason.NO_COMPANY)]


def test_a_row_without_name_meets_the_holder_of_its_id():
    assert targets(Row(1, named=False, keys=(company_id(holder=HELD),))) == [(Target(record_id=HELD), None)]


@pytest.mark.parametrize(
    "keys",
    [
        (source(holder=HELD), company_id(holder=OTHER), name(holder=OTHER)),
        (source(), company_id(holder=HELD), name(holder=OTHER)),
        (source(), company_id(), name(holder=HELD)),
    ],
)
def test_source_goes_before_company_id_before_name(keys):
    assert targets(Row(1, named=True, keys=keys)) == [(Target(record_id=HELD), None)]


def test_of_two_rows_with_one_key_the_first_leads():
    rows = [Row(1, named=True, keys=(name(1),)), Row(2, named=True, keys=(name(1),))]
    assert targets(*rows) == [(None, None), (Target(row_no=1), None)]


def test_a_chain_of_keys_is_one_company():
    rows = [
        Row(1, named=True, keys=(name(1),)),
        Row(2, named=True, keys=(company_id(2), name(1))),
        Row(3, named=True, keys=(company_id(2), name(3))),
        Row(4, named=True, keys=(name(3),)),
    ]
    assert targets(*rows) == [(None, None), *[(Target(row_no=1), None)] * 3]


def test_a_chain_ends_at_a_stored_record():
    rows = [
        Row(1, named=True, keys=(company_id(1), name(holder=HELD))),
        Row(2, named=True, keys=(company_id(1), name())),
    ]
    assert targets(*rows) == [(Target(record_id=HELD), None)] * 2


def test_a_name_held_under_another_id_of_the_same_kind_is_rejected():
    row = Row(1, named=True, keys=(company_id(), name(holder=HELD, kinds={"uscc"})))
    assert targets(row) == [(Target(record_id=HELD), Reason.NAME_TAKEN_BY_OTHER_ID)]


def test_a_name_held_under_an_id_of_another_kind_is_met():
    row = Row(1, named=True, keys=(company_id(kind="lei"), name(holder=HELD, kinds={"uscc"})))
    assert targets(row) == [(Target(record_id=HELD), None)]


def test_an_earlier_row_holds_its_name_against_another_id():
    rows = [Row(1, named=True, keys=(company_id(), name(1))), Row(2, named=True, keys=(company_id(), name(1)))]
    assert targets(*rows) == [(None, None), (Target(row_no=1), Reason.NAME_TAKEN_BY_OTHER_ID)]


def test_a_rejected_row_lends_nothing():
    rows = [
        Row(1, named=True, keys=(company_id(1), name(holder=HELD, kinds={"uscc"}))),
        Row(2, named=True, keys=(company_id(1), name())),
    ]
    assert targets(*rows)[1] == (None, None)


def test_a_second_id_of_one_kind_is_not_lent():
    rows = [
        Row(1, named=True, keys=(source(holder=HELD, kinds={"uscc"}), company_id(1))),
        Row(2, named=True, keys=(company_id(1), name())),
    ]
    assert targets(*rows)[1] == (None, None)
