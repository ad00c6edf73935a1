"""Everything is damaged once, behind the back of the database, and found."""

from contextlib import contextmanager

import pytest
import whole_story
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from greening.domain.replaying import RULES
from greening.domain.verifying import Answer, Left, Promise
from greening.services import verifying
from greening.storage import replaying
from greening.storage import verifying as stored
from greening.storage.replaying import Policies
from greening.words.verifying import FAULTS, LEFT, PROMISES


@pytest.fixture
def story(work, make, now):
    whole_story.play(make, now)
    return work


BLIND = "SET LOCAL session_replication_role = replica"
"""Triggers and foreign keys look away, as they do while a dump is restored."""
OWNED = "(SELECT id FROM ownership WHERE ended_at IS NULL ORDER BY id LIMIT 1)"
DAMAGE = {
    "owners.two": f"""
        DROP INDEX uq__ownership__unit_id_open;
        INSERT INTO ownership (unit_id, owner_id, began_at, how, policy_version)
            SELECT unit_id, owner_id, began_at, 'take', policy_version FROM ownership WHERE id = {OWNED}""",
    "owners.unlike": f"UPDATE ownership SET owner_id = (SELECT max(id) FROM person) WHERE id = {OWNED}",
    "owners.merged": """
        ALTER TABLE unit DROP CONSTRAINT ck__unit__merged_is_nobodys;
        UPDATE unit SET merged_into_id = id WHERE owner_id > 0""",
    "owners.unsaid": f"""
        ALTER TABLE ownership DROP CONSTRAINT ck__ownership__ended_somehow;
        UPDATE ownership SET end_how = 'drop' WHERE id = {OWNED}""",
    "claims.two": """
        DROP INDEX uq__claim__unit_id_live;
        INSERT INTO claim (unit_id, rep_id, opened_at, due_on, due_at, saved_at, policy_version)
            SELECT unit_id, rep_id, opened_at, due_on, due_at, saved_at, policy_version FROM claim WHERE state = 'open'""",
    "claims.anothers": """
        UPDATE unit SET owner_id = (SELECT max(id) FROM person), owned_since = now()
        WHERE id = (SELECT unit_id FROM claim WHERE state = 'open')""",
    "claims.unpassed": "DELETE FROM verdict WHERE kind = 'pass' AND id = (SELECT max(id) FROM verdict)",
    "rights.two": """
        ALTER TABLE entitlement DROP CONSTRAINT ex__entitlement__one_at_a_time;
        INSERT INTO entitlement (unit_id, rep_id, began_at, until, policy_version)
            SELECT unit_id, rep_id, began_at, until, policy_version FROM entitlement WHERE ended_at IS NULL LIMIT 1""",
    "counters.wrong": "UPDATE holding SET owned = owned + 1",
    "caps.library": """
        UPDATE policy_version SET document = jsonb_set(document, '{library,cap}', '0');
        UPDATE ownership SET how = 'take' WHERE ended_at IS NULL""",
    "caps.pits": "UPDATE holding SET pits = 1000000",
    "leads.two_hands": """
        DROP INDEX uq__lead_offer__lead_id_standing;
        UPDATE lead_offer SET answer = NULL, answered_at = NULL""",
    "leads.state": "UPDATE lead SET state = 'offered'",
    "leads.unexplained": "DELETE FROM lead_considered WHERE place = 1",
    "leads.other_hand": "UPDATE lead_offer SET person_id = (SELECT max(id) FROM person) WHERE answer = 'accepted'",
    "leads.lost": "DELETE FROM lead_route",
    "conflicts.two": """
        DROP INDEX uq__conflict__unit_id_open; DROP INDEX uq__conflict__other_unit_id_open;
        UPDATE conflict SET state = 'open', closed_at = NULL""",
    "conflicts.party": "UPDATE conflict_ruling SET by_id = c.holder_id FROM conflict c WHERE c.id = conflict_id",
    "conflicts.state": "UPDATE conflict SET state = 'ruled' WHERE state = 'undone'",
    "conflicts.unfrozen": "UPDATE unit_freeze SET ended_at = now() WHERE cause = 'conflict'",
    "credits.unlike": "UPDATE credit SET points = points + 1 WHERE kind = 'proven'",
    "credits.gone": "DELETE FROM credit WHERE kind = 'reversal'",
    "credits.uneven": "UPDATE credit SET points = points - 1 WHERE kind = 'reversal'",
    "credits.unexplained": """
        INSERT INTO credit (unit_id, rep_id, path, kind, points, cause, at, policy_version)
            SELECT unit_id, rep_id, 'scale', 'proven', 3, 'verdict:999', at, policy_version FROM credit LIMIT 1""",
    "credits.lost": "DELETE FROM event WHERE kind = 'record.proven'",
    "credits.kept": "DELETE FROM credit WHERE kind = 'reversal'",
    "routings.unlike": "UPDATE lead_considered SET step = 'owner'",
    "rulings.unlike": """UPDATE conflict SET recommendation = jsonb_set(recommendation, '{ruling}', '"pool"')""",
    "rulings.facts": "UPDATE conflict_ruling SET facts = facts || '{\"lot\": \"mine\"}' WHERE code <> 'undo'",
    "scores.unlike": "UPDATE assessment SET score = 100 - score",
    "scores.copied": "UPDATE record SET score = 100 - score",
}


@contextmanager
def blind(work):
    """A transaction that nothing watches and that comes to nothing."""
    with whole_story.undone(work) as unit:
        unit.session.execute(text(BLIND))
        yield unit


def test_what_the_services_have_done_holds_and_whatever_breaks_it_is_found(story):
    """All was looked at; then each damage is undone before the next."""
    answers = list(verifying.verify(story))
    assert [fault for one in answers for fault in one.faults] == []
    assert [one.promise for one in answers if not one.checked or one.left] == []
    assert DAMAGE.keys() == FAULTS.keys()
    found = {code: _found(story, Promise(code.partition(".")[0]), damage) for code, damage in DAMAGE.items()}
    assert {code: sorted(there) for code, there in found.items() if code not in there} == {}


def _found(work, promise, damage):
    """The codes of what is broken then, each of which can be said."""
    with blind(work) as unit:
        for statement in damage.split(";"):
            unit.session.execute(text(statement))
        faults = stored.answer(unit.session, Policies(unit.session), promise).faults
        assert [FAULTS[fault.code] % fault.params for fault in faults] != []
        return {fault.code for fault in faults}


def test_what_cannot_be_replayed_is_counted_and_is_no_fault(work, make):
    """Older facts, other rules, a policy nobody can read."""
    version, answer = make.policy().version, Answer(Promise.ROUTINGS)
    with work() as unit:
        policies = Policies(unit.session)
        for facts in (None, {}, {"rules": RULES - 1}, {"rules": RULES}):
            policies.replayed(answer, facts, version)
    with blind(work) as unit:
        unit.session.execute(text("UPDATE policy_version SET document = document - 'leads'"))
        assert Policies(unit.session).replayed(answer, {"rules": RULES}, version) is None
    assert (answer.checked, answer.left) == (1, {Left.OLDER: 2, Left.RULES: 1, Left.POLICY: 1})


def test_a_score_that_others_have_come_to_bear_upon_is_not_told(work, make):
    """They share its number by now, and the job that judges it again is not done, or has been lost."""
    for number in "一二三四":
        make.record(company=f"杭州{number}号茶铺有限公司", phones=("0571-88880000",))
    for said in ("SELECT", "DELETE FROM job"):
        with work() as unit:
            unit.session.execute(text(said))
            scores = stored.answer(unit.session, Policies(unit.session), Promise.SCORES)
        assert (scores.faults, set(scores.left)) == ([], {Left.MOVED})


def test_who_looks_changes_nothing(work):
    with work() as unit:
        replaying.look_only(unit.session)
        with pytest.raises(InternalError, match="read-only"):
            unit.session.execute(text("UPDATE holding SET owned = owned"))


def test_every_promise_and_every_reason_has_words():
    assert (PROMISES.keys(), LEFT.keys()) == (set(Promise), set(Left))
