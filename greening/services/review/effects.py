"""What does a verdict on what a rep has submitted do, and how is it undone? Claim, proof, credit, right: once each."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from greening.domain import claims as claim_rules
from greening.domain import credits as credit_rules
from greening.domain import entitlements as right_rules
from greening.domain.claims import Act, End, State
from greening.domain.entitlements import End as RightEnd
from greening.domain.policy import Policy
from greening.domain.review import Kind
from greening.storage import claims, entitlements, holdings, holidays, notices, passing, people, proving, submissions
from greening.storage import credits as ledger
from greening.storage.claims import Claim
from greening.storage.record_loading import load
from greening.storage.records import Unit as RecordUnit
from greening.storage.review import Review, Verdict
from greening.storage.session import Unit


@dataclass(frozen=True, slots=True)
class Case:
    """A verdict with its item and its claim, all held, with their record and their unit, until the transaction ends."""

    unit: Unit
    policy: Policy
    verdict: Verdict
    item: Review
    claim: Claim
    now: datetime

    def settle(self) -> bool:
        """Let the verdict take effect.

        False, and nothing has happened, where it cannot any more: the claim has ended some other way, or what was passed
        is not what stands or no longer holds what a pass asks for.
        """
        here = submissions.record_of(self.unit.session, self.claim.id) == self.item.record_id
        if self.claim.state != State.SUBMITTED or not here:
            return False
        if self.verdict.kind == Kind.PASS:
            return self._pass()
        if self.verdict.kind == Kind.RETURN:
            self._return()
        else:
            claims.end(self.unit.session, self.claim, End.REJECTED, by=self.verdict.person_id, now=self.now)
            self._tell("submission.rejected", note=self.verdict.note)
        return True

    def take_back(self) -> bool:
        """Undo what the settled verdict did; whether the claim lies with its reviewer again.

        It does not where the unit is somebody else's by now, or the rep has gone on with the claim in another way.
        """
        if self.verdict.kind == Kind.PASS:
            self._unpass()
        is_back = self._waits_again()
        self._tell("submission.reopened" if is_back else "submission.undone")
        return is_back

    @property
    def cause(self) -> str:
        """What the ledger calls a pass."""
        return f"verdict:{self.verdict.id}"

    def _pass(self) -> bool:
        if not self._holds():
            return False
        session, claim, by = self.unit.session, self.claim, self.verdict.person_id
        grants = proving.prove(
            self.unit, self.policy, unit_id=claim.unit_id, paths=self.verdict.proven, cause=self.cause,
            verifier_id=None, now=self.now,
        )  # fmt: skip
        claims.end(session, claim, End.PASSED, by=by, now=self.now)
        until = self._right()
        points = sum((one.points for one in grants if one.rep_id == claim.rep_id), Decimal())
        if until is None:
            self._tell("submission.passed_only", points=str(points))
        else:
            self._tell("submission.passed", points=str(points), until=until.isoformat())
        return True

    def _holds(self) -> bool:
        """Whether what was passed stands as it was shown, and still holds what a pass asks for."""
        session, record_id = self.unit.session, self.item.record_id
        there = load(session, [record_id], visits=self.policy.records.visits)[record_id]
        if submissions.changed_since(session, record_id, there.version - self.verdict.record_version):
            return False
        steps = passing.steps(session, there, self.policy, self.now, proven=self.verdict.proven)
        return all(step.holds for step in steps)

    def _right(self) -> datetime | None:
        """Turn the pit into a right; until when it is the claimant's, None where somebody else has it."""
        session, claim, now = self.unit.session, self.claim, self.now
        until = right_rules.until(now, holidays.of_organisation(session, self.policy), self.policy.entitlements)
        holder = self._holder()
        right = entitlements.begin(session, claim, holder, until, policy_version=self.policy.version, now=now)
        if right is None or holder == claim.rep_id:
            return until if right else None
        told, key = {"right": right.id, "until": until.isoformat()}, f"right.begun:{right.id}"
        notices.tell(session, holder, "right.begun", key=key, params=told, record_id=self.item.record_id, now=now)
        return None

    def _holder(self) -> int:
        """Whoever proved most ways to the customer, else the claimant.

        Who has let go or lost the right to this unit before does not come by it through another's pass.
        """
        session, claim = self.unit.session, self.claim
        former = entitlements.former(session, claim.unit_id) - {claim.rep_id}
        entries = ledger.ledger(session, claim.unit_id)
        able = people.selling(session, {one.grant.rep_id for one in entries}) - former
        found = credit_rules.shares([one for one in entries if one.grant.rep_id in able], self.policy.credits)
        return found.holder_id or claim.rep_id

    def _return(self) -> None:
        """The rep goes on where they were, with the working days back that it lay here."""
        claim, calendar = self.claim, holidays.of_organisation(self.unit.session, self.policy)
        stage = claim_rules.stage(State(claim.state), Act.RETURN)
        claim.due_on = claim_rules.returned(claim.due_on, claim.submitted_at or claim.opened_at, calendar, self.now)
        claim.due_at, claim.saved_at, claim.state = calendar.end_of_day(claim.due_on), self.now, stage.state
        self.unit.session.flush()
        self._tell("submission.returned", note=self.verdict.note, due=claim.due_at.isoformat())

    def _unpass(self) -> None:
        """The proof falls with what was paid for it, and so does the right."""
        proving.unprove(self.unit, self.policy, unit_id=self.claim.unit_id, cause=self.cause, now=self.now)
        right = entitlements.of_pass(self.unit.session, self.claim.id)
        if right is not None and right.ended_at is None:
            entitlements.end(self.unit.session, right, RightEnd.UNDONE, self.now)

    def _waits_again(self) -> bool:
        claim, had_ended = self.claim, self.claim.state == State.ENDED
        if had_ended and (self.verdict.kind == Kind.RETURN or not self._is_free()):
            return False
        if claim.state == State.SUBMITTED:
            return False
        claim.state, claim.submitted_at = State.SUBMITTED, self.now
        claim.ending, claim.ended_at, claim.reason = "", None, ""
        self.unit.session.flush()
        if had_ended:
            holdings.move_pits(self.unit.session, {claim.rep_id: 1})
        return True

    def _is_free(self) -> bool:
        """Whether nobody else has come by the unit since the claim ended."""
        there = self.unit.session.get_one(RecordUnit, self.claim.unit_id, populate_existing=True)
        if there.merged_into_id is not None or there.owner_id not in {None, self.claim.rep_id}:
            return False
        return claims.live(self.unit.session, self.claim.unit_id) is None

    def _tell(self, code: str, **params: object) -> None:
        claim, key, told = self.claim, f"{code}:{self.verdict.id}", {"claim": self.claim.id, **params}
        about = self.item.record_id
        notices.tell(self.unit.session, claim.rep_id, code, key=key, params=told, record_id=about, now=self.now)
