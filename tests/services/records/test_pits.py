"""What lies in the pool is for whoever completes it: they see it whole and alone they change it."""

from dataclasses import replace

import pytest
from factories import TEA

from greening.domain.refusals import Denied
from greening.services import candidates, records

MORE = replace(TEA, website="http://tea.example")


@pytest.fixture
def pooled(create):
    return create(by="Ops").record_id


def test_a_claimant_sees_the_contacts_and_changes_them(make, pooled, one, edit, stored):
    make.claim(pooled)
    shown = one(pooled)
    assert shown.sees_contacts
    assert shown.may_edit
    assert shown.record.phones == TEA.phones
    edit(pooled, MORE)
    assert stored(pooled).website == MORE.website


def test_while_it_is_claimed_nobody_else_changes_it(make, pooled, one, edit, snapshot):
    make.claim(pooled, by="Bo")
    before = snapshot()
    with pytest.raises(Denied):
        edit(pooled, MORE)
    assert snapshot() == before
    shown = one(pooled)
    assert not any((shown.sees_contacts, shown.may_edit, shown.may_reveal, shown.may_add_visit))
    assert TEA.phones[1] not in str(shown)


def test_what_was_submitted_is_seen_and_followed_up_but_stands_still(make, pooled, one, edit, visit):
    make.claim(pooled, state="submitted")
    assert one(pooled).sees_contacts
    with pytest.raises(Denied):
        edit(pooled, MORE)
    visit(pooled)


def test_whoever_has_the_right_to_its_leads_goes_on_with_it_in_the_pool(make, pooled, one):
    make.right(pooled)
    shown = one(pooled)
    assert shown.sees_contacts
    assert shown.may_edit
    assert one(pooled, by="Bo").may_edit


def test_a_right_does_not_open_the_library_of_who_has_taken_it(make, create, one):
    taken = create(by="Bo").record_id
    make.right(taken)
    assert not one(taken).sees_contacts


def test_a_manager_has_the_claims_of_the_own_team(make, pooled, one):
    make.claim(pooled)
    assert one(pooled, by="Chen").may_edit
    assert not one(pooled, by="Chen").sees_contacts


def test_a_manager_has_not_those_of_another(make, pooled, one):
    make.claim(pooled, by="Bo")
    assert not one(pooled, by="Chen").may_edit


def test_a_likeness_shows_its_numbers_to_the_claimant(work, policy, make, create):
    named = create(replace(TEA, company="西湖茶铺 13900007777"), by="Ops").record_id
    other = create(replace(TEA, ids=(), company="杭州西湖茶铺", region="330103"), by="Ops").record_id
    make.claim(named)

    def seen(by):
        found = candidates.similar(work, policy, actor=make.person(by), record_id=other)
        return "13900007777" in str(found)

    assert seen("Ana")
    assert not seen("Bo")
    assert records.one(work, policy, actor=make.person("Bo"), record_id=named).sees_contacts is False
