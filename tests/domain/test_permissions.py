"""The table of role, action and relation, and what it means."""

import pytest

from greening.domain.people import OPERATOR, Actor, Role
from greening.domain.permissions import (
    TABLE,
    Action,
    Holder,
    Relation,
    allowed,
    authorise,
    may_see_contacts,
    relation,
)
from greening.domain.refusals import Denied

ANA = Actor(id=1, role=Role.REP, team_id=10, region_id=100)
CHEN = Actor(id=3, role=Role.MANAGER, team_id=10, region_id=100)
BY_ANA = Holder(1, team_id=10, region_id=100)
BY_BO = Holder(2, team_id=11, region_id=100)
BY_STRANGER = Holder(9, team_id=90, region_id=900)
POOL = Holder()
CLAIMED = Holder(claimant_id=1, team_id=10, region_id=100)
CLAIMED_BY_BO = Holder(claimant_id=2, team_id=11, region_id=100)
SUBMITTED = Holder(claimant_id=1, is_submitted=True, team_id=10, region_id=100)
COMPLETED = Holder(right_holder_id=1)
BO = Actor(id=2, role=Role.REP, team_id=11, region_id=101)


@pytest.mark.parametrize(
    ("actor", "holder", "near"),
    [
        (ANA, BY_ANA, Relation.OWN),
        (ANA, BY_BO, Relation.REGION),
        (ANA, BY_STRANGER, Relation.OTHER),
        (ANA, POOL, Relation.POOL),
        (CHEN, BY_ANA, Relation.TEAM),
        (Actor(id=5, role=Role.OPS), Holder(6), Relation.OTHER),
        (ANA, CLAIMED, Relation.PIT),
        (ANA, SUBMITTED, Relation.SUBMITTED),
        (ANA, COMPLETED, Relation.PIT),
        (ANA, Holder(claimant_id=2, right_holder_id=1), Relation.OTHER),
        (ANA, Holder(9, right_holder_id=1, claimant_id=1), Relation.OTHER),
        (ANA, Holder(1, claimant_id=1, is_submitted=True), Relation.OWN),
        (ANA, CLAIMED_BY_BO, Relation.REGION),
        (CHEN, CLAIMED, Relation.TEAM),
        (BO, CLAIMED, Relation.OTHER),
        (BO, COMPLETED, Relation.POOL),
        (OPERATOR, COMPLETED, Relation.POOL),
        (OPERATOR, POOL, Relation.POOL),
    ],
)
def test_the_nearest_relation_counts(actor, holder, near):
    assert relation(actor, holder) is near


def test_every_action_has_a_row():
    assert set(TABLE) == set(Action)


@pytest.mark.parametrize("role", Role)
def test_contacts_are_only_for_whoever_holds_the_record(role):
    actor = Actor(id=1, role=role, team_id=10, region_id=100)
    assert may_see_contacts(actor, BY_ANA)
    assert not any(may_see_contacts(actor, holder) for holder in (BY_BO, BY_STRANGER, POOL, Holder(4, 10, 100)))


@pytest.mark.parametrize("holder", [CLAIMED, SUBMITTED, COMPLETED])
def test_whoever_completes_a_pool_record_sees_its_contacts(holder):
    assert may_see_contacts(ANA, holder)
    assert not may_see_contacts(BO, holder)
    assert not may_see_contacts(CHEN, holder)


def test_while_a_claim_runs_only_its_rep_edits():
    authorise(ANA, Action.EDIT_RECORD, CLAIMED)
    for action in (Action.EDIT_RECORD, Action.ADD_VISIT, Action.REVEAL_CONTACTS):
        with pytest.raises(Denied):
            authorise(BO, action, CLAIMED)


def test_what_was_submitted_stands_still_but_is_followed_up():
    assert not allowed(ANA, Action.EDIT_RECORD, Relation.SUBMITTED)
    assert allowed(ANA, Action.ADD_VISIT, Relation.SUBMITTED)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.IMPORT_RECORDS, {Role.OPS}),
        (Action.IMPORT_PEOPLE, {Role.OPS}),
        (Action.ADD_PERSON, {Role.OPS}),
        (Action.READ_JOBS, {Role.OPS}),
        (Action.RETRY_JOB, {Role.OPS}),
        (Action.READ_INTAKES, {Role.OPS, Role.MANAGER}),
        (Action.CREATE_RECORD, {Role.REP, Role.MANAGER, Role.OPS}),
        (Action.READ_RECORD, set(Role)),
        (Action.RULE_CANDIDATE, {Role.QC, Role.ADJUDICATOR, Role.OPS}),
    ],
)
def test_who_may_at_all(action, roles):
    assert {role for role in Role if allowed(Actor(id=1, role=role), action)} == roles


@pytest.mark.parametrize("action", [Action.EDIT_RECORD, Action.ADD_VISIT])
def test_a_rep_works_on_own_and_pool_records_only(action):
    assert allowed(ANA, action, Relation.OWN)
    assert allowed(ANA, action, Relation.POOL)
    assert allowed(ANA, action, Relation.PIT)
    assert not any(allowed(ANA, action, near) for near in (Relation.TEAM, Relation.REGION, Relation.OTHER))


@pytest.mark.parametrize(
    ("role", "nearest"),
    [
        (Role.REP, {Relation.OWN, Relation.PIT, Relation.POOL}),
        (Role.MANAGER, {Relation.OWN, Relation.PIT, Relation.TEAM, Relation.POOL}),
        (Role.QC, set(Relation)),
        (Role.ADJUDICATOR, set()),
        (Role.OPS, set()),
    ],
)
def test_a_masked_contact_is_shown_to_whom_it_concerns(role, nearest):
    assert {near for near in Relation if allowed(Actor(id=1, role=role), Action.REVEAL_CONTACTS, near)} == nearest


def test_a_manager_edits_in_the_team_only():
    assert allowed(CHEN, Action.EDIT_RECORD, Relation.TEAM)
    assert not allowed(CHEN, Action.EDIT_RECORD, Relation.REGION)


@pytest.mark.parametrize("role", [Role.QC, Role.ADJUDICATOR])
def test_who_judges_does_not_edit(role):
    assert not any(allowed(Actor(id=1, role=role), Action.EDIT_RECORD, near) for near in Relation)


def test_authorise_refuses_with_the_action():
    authorise(ANA, Action.EDIT_RECORD, BY_ANA)
    with pytest.raises(Denied) as refused:
        authorise(ANA, Action.EDIT_RECORD, BY_BO)
    assert refused.value.params == {"action": "edit_record"}
