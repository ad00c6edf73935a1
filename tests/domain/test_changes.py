"""What an edit changes, and whose is what stands afterwards."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.domain.changes import Change, Stamp, changes, is_contact, levels, stamps, values, verified
from validators.finding import Level
from validators.record import Answer, DecisionRole, Identifier, KeyPerson, Record

LI = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900000001",), ("li@example.com",))
HAN = KeyPerson("韩梅", "店长", DecisionRole.USES, ("13900000002",))
TEA = Record(
    company="西湖茶铺",
    phones=("0571-88880000", "400-820-0000"),
    ids=(Identifier("91330106MA27Y5C28P", "uscc"),),
    key_persons=(LI, HAN),
    profile={"brands": "龙井"},
    answers={"website": Answer.HAS_NONE},
)
OLD = Stamp(1, datetime(2026, 1, 1, tzinfo=UTC), "form", Level.PROVEN)
NEW = Stamp(2, datetime(2026, 2, 1, tzinfo=UTC), "form")
STOOD = dict.fromkeys(values(TEA), OLD)


def changed_hands(after):
    """Paths that are the editor's afterwards."""
    return {path for path, stamp in stamps(TEA, after, STOOD, NEW).items() if stamp is NEW}


def test_every_given_value_has_a_path():
    assert values(TEA) == {
        "company": "西湖茶铺",
        "country": "CN",
        "phones[0]": "0571-88880000",
        "phones[1]": "400-820-0000",
        "ids[0]": "91330106MA27Y5C28P",
        "ids[0].kind": "uscc",
        "key_persons[0].name": "李雷",
        "key_persons[0].title": "老板",
        "key_persons[0].role": "decides",
        "key_persons[0].phones[0]": "13900000001",
        "key_persons[0].emails[0]": "li@example.com",
        "key_persons[1].name": "韩梅",
        "key_persons[1].title": "店长",
        "key_persons[1].role": "uses",
        "key_persons[1].phones[0]": "13900000002",
        "profile.brands": "龙井",
        "answers.website": "has_none",
    }


def test_an_untouched_record_has_no_change_and_no_new_hand():
    assert changes(TEA, TEA) == ()
    assert changed_hands(TEA) == set()


@pytest.mark.parametrize(
    ("after", "paths"),
    [
        (replace(TEA, address="西湖区 1 号"), {"address"}),
        (replace(TEA, company="西湖茶舖"), {"company"}),
        (replace(TEA, company=" 西湖 茶铺"), set()),
        (replace(TEA, phones=("(0571)8888 0000", "４００８２０００００")), set()),
        (replace(TEA, phones=("400-820-0000",)), set()),
        (replace(TEA, phones=("0571-88880001", "400-820-0000")), {"phones[0]"}),
        (replace(TEA, key_persons=(HAN, LI)), set()),
        (replace(TEA, key_persons=(HAN,)), set()),
        (replace(TEA, key_persons=(replace(LI, name="李蕾"), HAN)), {"key_persons[0].name"}),
        (replace(TEA, key_persons=(LI, HAN, KeyPerson("王伟"))), {"key_persons[2].name"}),
        (replace(TEA, key_persons=(LI, replace(HAN, phones=LI.phones))), {"key_persons[1].phones[0]"}),
        (replace(TEA, profile={"brands": "龙井", "stores": "3"}), {"profile.stores"}),
        (replace(TEA, answers={}), set()),
    ],
)
def test_only_what_really_changed_changes_hands(after, paths):
    assert changed_hands(after) == paths


def test_what_was_proven_stays_proven_where_it_moves_and_a_new_value_starts_again():
    after = stamps(TEA, replace(TEA, key_persons=(HAN, replace(LI, phones=("13900000009",)))), STOOD, NEW)
    assert after["key_persons[1].name"].level is Level.PROVEN
    assert after["key_persons[1].phones[0]"].level is Level.FILLED


def test_a_value_without_a_stamp_stays_without():
    assert stamps(TEA, TEA, {}, NEW) == {}


def test_one_value_twice_is_not_one_value_moved():
    after = replace(TEA, phones=("0571-88880000", "0571-88880000"))
    assert changed_hands(after) == {"phones[1]"}


def test_changes_show_both_sides():
    after = replace(TEA, address="西湖区 1 号", phones=TEA.phones[:1])
    assert changes(TEA, after) == (Change("address", "", "西湖区 1 号"), Change("phones[1]", "400-820-0000", ""))


def test_only_evidence_gives_a_level():
    assert levels({"company": OLD, "address": NEW}) == {"company": Level.PROVEN}


def test_stamps_survive_storage():
    assert Stamp.from_json(OLD.to_json()) == OLD


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("phones[0]", True), ("key_persons[1].emails[0]", True), ("key_persons[1].name", False), ("company", False)],
)
def test_contacts_are_known_by_their_path(path, is_one):
    assert is_contact(path) is is_one


numbers = st.lists(st.sampled_from(["1", "2", "3"]), max_size=4).map(tuple)


@given(numbers, numbers)
def test_exactly_the_values_that_were_not_there_change_hands(before, after):
    old, new = Record(company="x", phones=before), Record(company="x", phones=after)
    added = [p for p, stamp in stamps(old, new, dict.fromkeys(values(old), OLD), NEW).items() if stamp is NEW]
    kept = list(before)
    for number in after:
        if number in kept:
            kept.remove(number)
    assert len(added) == len(after) - (len(before) - len(kept))


def test_a_proof_knows_its_day_as_long_as_it_holds():
    day = datetime(2026, 2, 3, tzinfo=UTC)
    proven = NEW.proven("verdict:7", day)
    assert Stamp.from_json(proven.to_json()) == proven
    assert verified({"phones[0]": proven, "address": NEW, "company": OLD}) == {"phones[0]": day}
    assert proven.unproven("verdict:8") == proven
    assert proven.unproven("verdict:7") == NEW
