"""What holds of every conflict, whatever the facts: decided by the last step, never by words, never by a void note more."""

from dataclasses import replace

from colliding import FILED, case, event, void
from hypothesis import given
from hypothesis import strategies as st
from rule_book import ANA, BO, HERE, POLICY, days, utc

from greening.domain.conflict_facts import Gate, Party, Ruling
from greening.domain.conflicts import recommend
from greening.domain.protection import Contact

LATE = utc(2026, 12, 31)

EVENTS = st.lists(
    st.builds(
        event,
        st.integers(-48, 24 * 90).map(lambda hours: hours / 24),
        st.sampled_from(Contact),
        reached_key_person=st.booleans(),
        milestone=st.sampled_from(["", "need", "quote"]),
    ),
    max_size=6,
)
ANY = st.builds(
    lambda ours, theirs, until, signed, discovered, choice, forged, load: replace(
        case(
            ours,
            theirs,
            protected_until=until,
            signed_at=signed,
            discovered_at=FILED - days(discovered),
            chosen_by_customer=choice,
        ),
        holder=Party(ANA, tuple(ours), load, forged),
    ),
    EVENTS,
    EVENTS,
    st.sampled_from([None, FILED - days(1), LATE]),
    st.sampled_from([None, None, None, FILED - days(3), FILED - days(30)]),
    st.sampled_from([0, 1, 1, 20]),
    st.sampled_from([None, None, ANA, BO]),
    st.booleans(),
    st.integers(0, 3),
)


@given(ANY)
def test_every_case_is_decided_by_its_last_step_alone(facts):
    found = recommend(facts, HERE, POLICY)
    assert [step.ruling for step in found.steps[:-1]] == [None] * (len(found.steps) - 1)
    assert (found.to is None) == (found.ruling not in {Ruling.UPHOLD, Ruling.TRANSFER})
    assert found.to == {Ruling.UPHOLD: ANA, Ruling.TRANSFER: BO}.get(found.ruling)


@given(ANY)
def test_nobody_wins_a_customer_by_words_alone(facts):
    said_only = tuple(one for one in facts.challenger.events if one.contact is not Contact.CAPTURED)
    found = recommend(replace(facts, challenger=Party(BO, said_only)), HERE, POLICY)
    assert found.ruling is not Ruling.TRANSFER or found.steps[-1].gate is Gate.CUSTOMERS_CHOICE


@given(ANY, st.integers(0, 90))
def test_a_void_note_more_never_helps_a_holder(facts, ago):
    better = {Ruling.UPHOLD: 2, Ruling.INSUFFICIENT: 1, Ruling.POOL: 0, Ruling.TRANSFER: 0}
    noted = replace(facts.holder, events=(*facts.holder.events, void(ago)))
    before, after = (recommend(one, HERE, POLICY).ruling for one in (facts, replace(facts, holder=noted)))
    assert better[after] <= better[before]
