"""Who may do what to which record? One table of role, action and relation.

Services ask before they change anything, for every object of a request; pages ask to know what to offer.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from greening.domain.people import Actor, Role
from greening.domain.refusals import Denied


class Action(StrEnum):
    READ_RECORD = "read_record"
    SEE_CONTACTS = "see_contacts"
    REVEAL_CONTACTS = "reveal_contacts"
    CREATE_RECORD = "create_record"
    EDIT_RECORD = "edit_record"
    COMPLETE_RECORD = "complete_record"
    ADD_VISIT = "add_visit"
    READ_INTAKES = "read_intakes"
    IMPORT_RECORDS = "import_records"
    IMPORT_PEOPLE = "import_people"
    ADD_PERSON = "add_person"
    READ_REVIEWS = "read_reviews"
    REVIEW = "review"
    RULE_CANDIDATE = "rule_candidate"
    READ_MATCH_MODELS = "read_match_models"
    CHOOSE_MATCH_MODEL = "choose_match_model"
    MERGE = "merge"
    TAKE_UNIT = "take_unit"
    RELEASE_UNIT = "release_unit"
    READ_LIBRARY = "read_library"
    CLAIM = "claim"
    WITHDRAW_CLAIM = "withdraw_claim"
    READ_CLAIMS = "read_claims"
    SET_CALENDAR = "set_calendar"
    READ_COMPLAINTS = "read_complaints"
    INSPECT = "inspect"
    READ_PENALTY = "read_penalty"
    DECIDE_PENALTY = "decide_penalty"
    APPEAL = "appeal"
    SUBMIT_CLAIM = "submit_claim"
    READ_RIGHTS = "read_rights"
    LET_GO_RIGHT = "let_go_right"
    READ_LEADS = "read_leads"
    ANSWER_LEAD = "answer_lead"
    SEE_CONSIDERED = "see_considered"
    DECIDE_LEAD = "decide_lead"
    MANAGE_DOORS = "manage_doors"
    READ_CONFLICTS = "read_conflicts"
    FILE_CONFLICT = "file_conflict"
    OPEN_CONFLICT = "open_conflict"
    ANSWER_CONFLICT = "answer_conflict"
    RULE_CONFLICT = "rule_conflict"
    CONFIRM_VISIT = "confirm_visit"
    READ_PROTECTION = "read_protection"
    READ_STANDINGS = "read_standings"
    SET_POLICY = "set_policy"
    READ_JOBS = "read_jobs"
    RETRY_JOB = "retry_job"


class Relation(StrEnum):
    """How near the object is to the actor; the nearest one that holds counts."""

    OWN = "own"
    PIT = "pit"
    """In the pool, and theirs to complete: an open claim, or the live right to its leads."""
    SUBMITTED = "submitted"
    """In the pool; what they completed waits for its reviewer and stands still until it comes back."""
    TEAM = "team"
    REGION = "region"
    POOL = "pool"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a record, and where that person works; nobody holds what lies in the public pool.

    Of a claimed pool record it is the claimant's team and region: while a claim runs, nobody else completes it.
    """

    person_id: int | None = None
    team_id: int | None = None
    region_id: int | None = None
    claimant_id: int | None = None
    is_submitted: bool = False
    """The claim waits for its reviewer."""
    right_holder_id: int | None = None


ANY = frozenset(Relation)
OWN = frozenset({Relation.OWN})
SEEN = frozenset({Relation.OWN, Relation.PIT, Relation.SUBMITTED})
OWN_AND_POOL = frozenset({Relation.OWN, Relation.PIT, Relation.POOL})
LINE = frozenset({*OWN_AND_POOL, Relation.TEAM})

TABLE = MappingProxyType(
    {
        Action.READ_RECORD: dict.fromkeys(Role, ANY),
        Action.SEE_CONTACTS: dict.fromkeys(Role, SEEN),
        Action.REVEAL_CONTACTS: {Role.REP: OWN_AND_POOL, Role.MANAGER: LINE, Role.QC: ANY},
        Action.CREATE_RECORD: {Role.REP: ANY, Role.MANAGER: ANY, Role.OPS: ANY},
        Action.EDIT_RECORD: {Role.REP: OWN_AND_POOL, Role.MANAGER: LINE, Role.OPS: ANY},
        Action.COMPLETE_RECORD: dict.fromkeys((Role.REP, Role.MANAGER), frozenset({Relation.OWN, Relation.PIT})),
        Action.ADD_VISIT: {Role.REP: OWN_AND_POOL | SEEN, Role.MANAGER: LINE | SEEN},
        Action.READ_INTAKES: {Role.MANAGER: ANY, Role.OPS: ANY},
        Action.IMPORT_RECORDS: {Role.OPS: ANY},
        Action.IMPORT_PEOPLE: {Role.OPS: ANY},
        Action.ADD_PERSON: {Role.OPS: ANY},
        Action.READ_REVIEWS: {Role.QC: ANY, Role.MANAGER: ANY, Role.OPS: ANY},
        Action.REVIEW: {Role.QC: ANY},
        Action.RULE_CANDIDATE: {Role.QC: ANY, Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.READ_MATCH_MODELS: {Role.QC: ANY, Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.CHOOSE_MATCH_MODEL: {Role.OPS: ANY},
        Action.TAKE_UNIT: {Role.REP: ANY, Role.MANAGER: ANY},
        Action.RELEASE_UNIT: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.READ_LIBRARY: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.CLAIM: {Role.REP: ANY},
        Action.WITHDRAW_CLAIM: {Role.REP: OWN},
        Action.READ_CLAIMS: {Role.REP: OWN, Role.MANAGER: OWN | {Relation.TEAM}},
        Action.SET_CALENDAR: {Role.OPS: ANY},
        Action.MERGE: {Role.QC: ANY, Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.READ_COMPLAINTS: {Role.QC: ANY},
        Action.INSPECT: {Role.QC: ANY},
        Action.READ_PENALTY: {
            Role.REP: OWN,
            Role.MANAGER: OWN | {Relation.TEAM},
            Role.QC: ANY,
            Role.ADJUDICATOR: ANY,
            Role.OPS: ANY,
        },
        Action.DECIDE_PENALTY: {Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.APPEAL: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.SUBMIT_CLAIM: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.READ_RIGHTS: {Role.REP: ANY, Role.MANAGER: ANY},
        Action.LET_GO_RIGHT: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.READ_LEADS: {
            Role.REP: OWN,
            Role.MANAGER: frozenset({Relation.OWN, Relation.TEAM, Relation.POOL}),
            Role.QC: ANY,
            Role.OPS: ANY,
        },
        Action.ANSWER_LEAD: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.SEE_CONSIDERED: {
            Role.REP: OWN,
            Role.MANAGER: OWN | {Relation.TEAM},
            Role.QC: ANY,
            Role.OPS: ANY,
        },
        Action.DECIDE_LEAD: {Role.QC: ANY, Role.OPS: ANY},
        Action.MANAGE_DOORS: {Role.OPS: ANY},
        Action.READ_CONFLICTS: {
            Role.REP: OWN,
            Role.MANAGER: OWN | {Relation.TEAM},
            Role.QC: ANY,
            Role.ADJUDICATOR: ANY,
            Role.OPS: ANY,
        },
        Action.FILE_CONFLICT: {Role.REP: ANY},
        Action.OPEN_CONFLICT: {Role.QC: ANY, Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.ANSWER_CONFLICT: {Role.REP: OWN, Role.MANAGER: OWN},
        Action.RULE_CONFLICT: {Role.ADJUDICATOR: ANY, Role.OPS: ANY},
        Action.CONFIRM_VISIT: {Role.QC: ANY},
        Action.READ_PROTECTION: {
            Role.REP: OWN,
            Role.MANAGER: OWN | {Relation.TEAM},
            Role.QC: ANY,
            Role.ADJUDICATOR: ANY,
            Role.OPS: ANY,
        },
        Action.READ_STANDINGS: dict.fromkeys(Role, ANY),
        Action.SET_POLICY: {Role.OPS: ANY},
        Action.READ_JOBS: {Role.OPS: ANY},
        Action.RETRY_JOB: {Role.OPS: ANY},
    }
)
"""The relations in which a role may act; a role that is not named may not at all."""


def relation(actor: Actor, holder: Holder) -> Relation:
    """The nearest relation of an actor to what somebody holds.

    An owner comes before a right: what somebody has taken is theirs, whoever completed it.
    """
    if holder.person_id is None:
        return _in_pool(actor, holder)
    if holder.person_id == actor.id:
        return Relation.OWN
    return _in_line(actor, holder)


def _in_pool(actor: Actor, holder: Holder) -> Relation:
    if holder.claimant_id is None:
        has_right = holder.right_holder_id is not None and holder.right_holder_id == actor.id
        return Relation.PIT if has_right else Relation.POOL
    if holder.claimant_id == actor.id:
        return Relation.SUBMITTED if holder.is_submitted else Relation.PIT
    return _in_line(actor, holder)


def _in_line(actor: Actor, holder: Holder) -> Relation:
    if actor.team_id is not None and holder.team_id == actor.team_id:
        return Relation.TEAM
    if actor.region_id is not None and holder.region_id == actor.region_id:
        return Relation.REGION
    return Relation.OTHER


def allowed(actor: Actor, action: Action, near: Relation = Relation.OTHER) -> bool:
    """Whether the table lets this role act in this relation. What belongs to nobody in particular is `OTHER`."""
    return near in TABLE[action].get(actor.role, frozenset())


def authorise(actor: Actor, action: Action, holder: Holder | None = None) -> None:
    """Let it pass, or say no. Without a holder the action concerns no single record.

    Raises: Denied.
    """
    near = Relation.OTHER if holder is None else relation(actor, holder)
    if not allowed(actor, action, near):
        raise Denied(action=action.value)


def may_see_contacts(actor: Actor, holder: Holder) -> bool:
    """Contact numbers are for whoever holds the record or completes it; for everybody else they are masked."""
    return allowed(actor, Action.SEE_CONTACTS, relation(actor, holder))
