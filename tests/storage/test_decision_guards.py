"""What is decided stays as it was decided, by whom it may be, once: the database refuses the rest, whoever says it.

Each breach is said in SQL of a whole story, in a transaction of its own, and refused by one guard. Deleting a guard makes
its line red; `docs/invariants.md` says what each is for.
"""

import pytest
import whole_story
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from whole_story import undone

RESTRICTED = "23001"
APPEND_ONLY = (
    "answer", "assessment", "candidate_ruling", "complaint_message", "complaint_seal", "conflict_ruling",
    "conflict_statement", "credit", "event", "inquiry", "inspected_fact", "inspection_answer", "lead_considered",
    "lead_route", "match_model", "match_model_choice", "merge", "policy_version", "restitution", "strike", "verdict",
)  # fmt: skip
ONCE_UNDONE = {"merge", "verdict"}
"""Of these something is filled in once, which triggers of their own look after."""
EDITED = {"complaint_seal": "person_id", "inquiry": "body_key", "policy_version": "version"}
"""A column to try; of most tables it is the number of the row."""
DECIDED = (
    "assessment", "claim", "complaint", "conflict", "conflict_ruling", "credit", "entitlement", "inspected_fact",
    "inspection", "lead", "lead_route", "merge", "ownership", "penalty", "restitution", "unit_drop", "verdict",
)  # fmt: skip
"""Whatever is decided by policy."""


def again(table, where="true", times=1, **values):
    """Rows that are there once more, under numbers of their own; `values` are SQL."""
    said = ", ".join(f"'{name}', {value}" for name, value in ({"id": "900000 + row_number() OVER ()"} | values).items())
    return f"""
        INSERT INTO {table}
        SELECT (jsonb_populate_record(NULL::{table}, to_jsonb(x) || jsonb_build_object({said}))).*
        FROM (SELECT * FROM {table} WHERE {where} ORDER BY id LIMIT 1) x, generate_series(1, {times})"""


DROPPED = """
    INSERT INTO unit_drop (ownership_id, unit_id, owner_id, clock, due_at, at, opening, policy_version)
        SELECT id, unit_id, owner_id, 'follow_up', now(), {at}, false, policy_version
        FROM (SELECT * FROM ownership ORDER BY id LIMIT 1) o, generate_series(1, {times})"""
TO_DECIDE = again("penalty", decision="''", reason="''", decided_by="NULL::bigint", decided_at="NULL::timestamptz")
DECIDE = (
    TO_DECIDE
    + ";UPDATE penalty SET decision = 'imposed', reason = 'So', decided_at = now(), decided_by = {by} WHERE id > 900000"
)
ACCUSED = "(SELECT accused_ids[1] FROM complaint LIMIT 1)"
WHO_WROTE = "(SELECT author_ids[1] FROM review WHERE claim_id > 0 LIMIT 1)"
SUBMITTED = "review_id IN (SELECT id FROM review WHERE claim_id > 0)"
CLAIMED = "(SELECT unit_id FROM claim WHERE state = 'open')"
NAMELESS = {"only_undone", "not_by_author", "only_settled", "decided_once", "said_once"}
"""Triggers that refuse without saying their name."""
REFUSED = {
    # whose is it
    "ck__ownership__ended_somehow": "UPDATE ownership SET ended_at = began_at WHERE ended_at IS NULL",
    "claimant_or_nobody": f"""
        UPDATE unit SET owner_id = (SELECT max(id) FROM person), owned_since = now() WHERE id = {CLAIMED};
        INSERT INTO ownership (unit_id, owner_id, began_at, how, policy_version)
            SELECT id, owner_id, owned_since, 'take', 1 FROM unit WHERE id = {CLAIMED}""",
    # one company is one record
    "uq__record__name_key_region_key": """
        UPDATE record SET name_key = 'one', region_key = 'CN-3301' WHERE merged_into_id IS NULL""",
    "uq__identifier__kind_value": again("identifier", "valid"),
    "uq__merge__gone_id_standing": again("merge", times=2, undone_at="NULL::timestamptz", undone_by="NULL::bigint"),
    "only_undone": "UPDATE merge SET reason = 'another'",
    # one drop, in its time
    "uq__unit_drop__ownership_id": DROPPED.format(at="now()", times=2),
    "ck__unit_drop__not_before_it_is_due": DROPPED.format(at="now() - interval '1 second'", times=1),
    # a lead is one person's, and says why
    "uq__lead_offer__lead_id_standing": "UPDATE lead_offer SET answer = NULL, answered_at = NULL",
    "uq__lead_offer__route_id": again("lead_offer", "answer = 'declined'"),
    "ck__lead_offer__lapsed_in_time": """
        UPDATE lead_offer SET answer = 'lapsed', answered_at = offered_at WHERE answer = 'declined'""",
    "state_as_offered": "UPDATE lead SET state = 'offered'",
    "state_as_offered@offer": "UPDATE lead_offer SET answer = NULL, answered_at = NULL WHERE answer = 'accepted'",
    "uq__lead_route__lead_id_round": again("lead_route"),
    "uq__lead_considered__route_id_place": again("lead_considered", "reason <> 'chosen'"),
    "uq__lead_considered__route_id_chosen": again("lead_considered", "reason = 'chosen'", place="99"),
    "uq__inquiry__lead_id_first": again("inquiry"),
    "uq__inquiry__door_id_idempotency_key": again("inquiry", times=2, repeats="true", idempotency_key="'key'"),
    # nobody reviews what they wrote
    "not_by_author": again("verdict", f"kind = 'pass' AND {SUBMITTED}", person_id=WHO_WROTE),
    "only_settled": "UPDATE verdict SET note = 'another'",
    "ck__review__not_leased_by_author": """
        UPDATE review SET state = 'open', decision = '', decided_version = NULL, passed = '{}', closed_at = NULL,
            lease_by = author_ids[1], lease_until = now() WHERE claim_id > 0""",
    "ck__review__not_for_claimant": "UPDATE review SET author_ids = '{}' WHERE claim_id > 0",
    # nobody judges what concerns them
    "impartial@complaint": "UPDATE complaint SET closed_by = accused_ids[1]",
    "impartial@inspection": f"UPDATE inspection SET inspector_id = {ACCUSED}",
    "impartial@inspection_answer": again("inspection_answer", "place = 1", path="'other'", reviewer_id=ACCUSED),
    "impartial@penalty": DECIDE.format(by="(SELECT person_id FROM complaint_seal LIMIT 1)"),
    "ck__penalty__not_by_themselves": DECIDE.format(by="person_id").replace("'id'", "'complaint_id', NULL, 'id'"),
    "ck__penalty__not_by_reviewer": DECIDE.format(by="reviewer_ids[1]"),
    "decided_once@penalty": "UPDATE penalty SET reason = 'another'",
    "imposed": f"""
        {TO_DECIDE}; INSERT INTO appeal (penalty_id, words, at) SELECT max(id), 'No', now() FROM penalty""",
    "another_decides": """
        UPDATE appeal SET decision = 'lost', reason = 'So', decided_at = now(), decided_by = p.decided_by
        FROM penalty p WHERE p.id = penalty_id""",
    "decided_once@appeal": "DELETE FROM appeal",
    "won": "INSERT INTO restitution (appeal_id, at, told, policy_version) SELECT id, now(), '{}', 1 FROM appeal",
    "said_once": "UPDATE complaint SET words = 'another'",
    # fabricated takes two
    "two_reviewers": again("inspection_answer", "place = 1", place="2"),
    "fabricated_by_two": again("inspected_fact", path="'other'", ruled="'fabricated'"),
    # a conflict is open once, and no party judges it
    "uq__conflict__unit_id_open": again("conflict", "state = 'open'"),
    "uq__conflict__other_unit_id_open": again("conflict", "state = 'open'", unit_id=CLAIMED),
    "only_state_moves": "UPDATE conflict SET reason = 'another'",
    "uq__unit_freeze__unit_id_contested": again("unit_freeze", "cause = 'conflict' AND ended_at IS NULL", case_id="99"),
    "judge_is_no_party": again("conflict_ruling", "code <> 'undo'", by_id="(SELECT holder_id FROM conflict LIMIT 1)"),
    "state_has_ruling": "UPDATE conflict SET state = 'ruled', closed_at = now() WHERE state = 'open'",
    # a person who changes the policy says why
    "ck__policy_version__a_person_says_why": """
        INSERT INTO policy_version (version, document, shipped_digest, created_at, starts_at, author_id)
            SELECT 99, '{}', '', now(), now(), max(id) FROM person""",
    "ck__number_state__state": """
        INSERT INTO number_state (value, state, provider, asked_at) VALUES ('+864005550100', 'nobody knows', 'file', now())""",
    # the ledger
    "even_turn": again(
        "credit", "kind = 'reversal'", points="-99", reverses_id="(SELECT min(id) FROM credit WHERE kind = 'proven')"
    ),
}


@pytest.fixture
def story(work, make, now):
    whole_story.play(make, now)
    return work


def refusal(session, breach):
    """What refuses it: the name of the guard, or its SQLSTATE where that has none; empty where nothing does."""
    try:
        for statement in (*breach.split(";"), "SET CONSTRAINTS ALL IMMEDIATE"):
            session.execute(text(statement))
    except DBAPIError as caught:
        return caught.orig.diag.constraint_name or caught.orig.sqlstate
    return ""


def test_every_breach_is_refused_by_its_guard(story):
    refused = {}
    for name, breach in REFUSED.items():
        with undone(story) as unit:
            refused[name] = refusal(unit.session, breach)
    names = {name: name.partition("@")[0] for name in REFUSED}
    assert refused == {name: RESTRICTED if guard in NAMELESS else guard for name, guard in names.items()}


def test_what_is_only_added_to_is_never_changed_or_taken_away(work):
    """Also where nothing is in it: the statement is refused, whatever it is about."""
    changes = {table: [f"DELETE FROM {table}"] for table in APPEND_ONLY}
    for table in set(APPEND_ONLY) - ONCE_UNDONE:
        column = EDITED.get(table, "id")
        changes[table].append(f"UPDATE {table} SET {column} = {column}")
    refused = {}
    for change in (one for there in changes.values() for one in there):
        with undone(work) as unit:
            refused[change] = refusal(unit.session, change)
    assert refused == dict.fromkeys(refused, RESTRICTED)


def test_no_table_is_only_added_to_that_is_not_tried_here(work):
    with work() as unit:
        guarded = text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only' ORDER BY 1")
        assert tuple(unit.session.scalars(guarded)) == APPEND_ONLY


def test_whatever_is_decided_names_a_policy_that_is_there(work):
    with work() as unit:
        rows = unit.session.execute(
            text("""
            SELECT c.table_name AS decided, c.is_nullable, count(k.conname) AS keys FROM information_schema.columns c
            LEFT JOIN pg_constraint k ON k.conrelid = c.table_name::regclass AND k.contype = 'f'
                AND k.confrelid = 'policy_version'::regclass
            WHERE c.column_name = 'policy_version' AND c.table_schema = 'public' GROUP BY 1, 2""")
        )
        named = {row.decided for row in rows if (row.is_nullable, row.keys) == ("NO", 1)}
    assert set(DECIDED) - named == set()
