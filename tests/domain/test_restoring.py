"""What was struck is given back as it stood, but for what somebody has written since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from factories import TEA, USCC
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from greening.domain.changes import Stamp, stamps, values
from greening.domain.restoring import Struck, restore
from greening.domain.striking import facts, whence, without
from validators.finding import Level
from validators.record import Answer, KeyPerson

NOW = datetime(2026, 3, 2, tzinfo=UTC)
BEFORE = replace(TEA, ids=(USCC,))
STAMPS = {
    path: Stamp(number, NOW - timedelta(days=number), "quest", Level.PROVEN, f"verdict:{number}")
    for number, path in enumerate(values(BEFORE), 1)
}
PATHS = [one.path for one in facts(BEFORE, (), {}, 7, NOW)]
BOSS, PHONE = "key_persons[0].name", "key_persons[0].phones[0]"
WHOLE_BOSS = [path for path in PATHS if path.startswith("key_persons[0]")]
SINCE = Stamp(99, NOW, "form")
FEW = settings(max_examples=40)


def left_of(paths):
    """What a strike leaves, and whence it is."""
    return without(BEFORE, paths), whence(BEFORE, paths, STAMPS)


def back(paths, own=None, **written):
    """What is given back of what was struck, after somebody has written that."""
    after, left = left_of(paths)
    now = replace(after, **written)
    stamped = stamps(after, now, left, SINCE)
    return restore(Struck(BEFORE, STAMPS, frozenset(paths)), paths if own is None else own, now, stamped)


@FEW
@given(st.sets(st.sampled_from(PATHS)))
def test_what_nobody_has_touched_stands_as_it_stood(paths):
    restored = back(sorted(paths))
    assert (restored.record, restored.stamps, restored.left) == (BEFORE, STAMPS, ())


@FEW
@given(st.sets(st.sampled_from(PATHS)), st.sets(st.sampled_from(PATHS)))
def test_what_another_appeal_is_about_stays_struck(own, others):
    own = sorted(own - others)
    restored = back(sorted({*own, *others}), own)
    assert (restored.record, restored.stamps) == left_of(others)
    assert restored.left == ()


@FEW
@given(st.sets(st.sampled_from(PATHS), min_size=1), st.data())
def test_two_appeals_one_after_the_other_give_back_all(paths, data):
    first = data.draw(st.sets(st.sampled_from(sorted(paths))))
    once = back(sorted(paths), sorted(first))
    rest = frozenset(paths - first)
    restored = restore(Struck(BEFORE, STAMPS, rest), sorted(rest), once.record, once.stamps)
    assert (restored.record, restored.stamps, restored.left) == (BEFORE, STAMPS, ())


@FEW
@given(st.sets(st.sampled_from(PATHS), min_size=1), st.sampled_from(PATHS))
def test_nothing_that_somebody_wrote_since_is_lost(paths, other):
    """Another proof of what stood is kept too."""
    after, left = left_of(sorted(paths))
    assume(other in left)
    proven = {**left, other: left[other].proven("call:1")}
    restored = restore(Struck(BEFORE, STAMPS, frozenset(paths)), sorted(paths), after, proven)
    assert "call:1" in {one.proof for one in restored.stamps.values()}


def test_a_text_that_was_written_again_is_left_and_the_others_come_back():
    restored = back(["address", "website", "phones[0]"], website="http://new.example")
    assert (restored.left, restored.record.website) == (("website",), "http://new.example")
    assert (restored.record.address, restored.record.phones) == (BEFORE.address, BEFORE.phones)
    assert (restored.stamps["website"], restored.stamps["address"]) == (SINCE, STAMPS["address"])


def test_a_list_that_was_written_since_is_left_as_a_whole():
    restored = back(["phones[0]", PHONE], phones=("13900001234", "13900001299"))
    assert (restored.left, restored.record.phones) == (("phones[0]",), ("13900001234", "13900001299"))
    assert restored.record.key_persons == BEFORE.key_persons


def test_whoever_was_given_a_title_since_gets_the_number_back():
    boss, other = BEFORE.key_persons
    renamed = replace(boss, phones=(), title="总经理")
    restored = back([PHONE], key_persons=(renamed, other))
    assert (restored.left, restored.record.key_persons[0]) == ((), replace(boss, title="总经理"))
    assert restored.stamps[PHONE] == STAMPS[PHONE]


def test_a_person_who_stands_at_another_place_by_now_is_found_there():
    boss, other = BEFORE.key_persons
    restored = back([PHONE], key_persons=(KeyPerson("赵云"), other, replace(boss, phones=())))
    assert restored.record.key_persons == (KeyPerson("赵云"), other, boss)
    assert restored.stamps["key_persons[2].phones[0]"] == STAMPS[PHONE]
    assert restored.stamps["key_persons[1].name"] == STAMPS["key_persons[1].name"]


def test_a_person_of_whom_nothing_was_left_comes_in_again_at_their_place():
    restored = back([*WHOLE_BOSS, "website"], address="杭州市上城区")
    assert (restored.record.key_persons, restored.left) == (BEFORE.key_persons, ())
    assert restored.stamps["key_persons[1].name"] == STAMPS["key_persons[1].name"]


def test_a_person_whom_somebody_has_replaced_stays_away():
    _, other = BEFORE.key_persons
    restored = back(WHOLE_BOSS, key_persons=(other, KeyPerson("赵云")))
    assert restored.record.key_persons == (other, KeyPerson("赵云"))
    assert list(restored.left) == WHOLE_BOSS


def test_a_person_whom_somebody_has_deleted_stays_deleted():
    restored = back([PHONE, "address"], key_persons=(BEFORE.key_persons[1],))
    assert (restored.left, restored.record.key_persons) == ((PHONE,), (BEFORE.key_persons[1],))
    assert restored.record.address == BEFORE.address


def test_an_answer_that_there_is_none_is_something_written_too():
    answers = {**BEFORE.answers, "website": Answer.HAS_NONE, "key_persons[0].phones": Answer.NOT_FOUND}
    restored = back(["website", PHONE, "address"], answers=answers)
    assert restored.left == ("website", PHONE)
    assert (restored.record.website, restored.record.address) == ("", BEFORE.address)


def test_a_profile_goes_name_by_name():
    restored = back(["profile.brands"], profile={"channels": "线上"})
    assert restored.record.profile == {"brands": "龙井", "channels": "线上"}
