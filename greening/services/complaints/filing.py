"""How does somebody complain, and how do they come back? The public form never says whether a record is there.

Nothing of whoever complains anonymously is kept; who complains in confidence is sealed. Both come back with a code, typed
into a form: it is shown once, kept as a hash, and stands in no address.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from greening.domain import complaint_codes, complaints
from greening.domain.complaint_page import Filed, Message, Talk
from greening.domain.complaints import Kind, Mode, State
from greening.domain.passwords import fits, hashed
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied
from greening.domain.refusals_complaints import CodeUnknown, ComplaintClosed, ComplaintEmpty, TooManyComplaints
from greening.services.complaints import _steps
from greening.storage import complaint_seals, holidays, people
from greening.storage import complaints as stored
from greening.storage.complaints import Complaint, ComplaintMessage
from greening.storage.session import Unit, Work

FILE = "file_complaint"
DAY = timedelta(days=1)


def file(
    work: Work,
    policy: Policy,
    *,
    actor: Actor | None,
    mode: Mode,
    named: str,
    kinds: Collection[Kind],
    words: str,
    now: datetime,
) -> Filed:
    """Take a complaint: what it names, what is wrong there, and what happened. The only time its code is seen.

    Anonymous takes no `actor`, even where there is one. Raises: Denied, where nobody is there to seal; ComplaintEmpty,
        BadValue, TooManyComplaints.
    """
    said = _said(policy, named, kinds, words)
    secret = f"{secrets.randbelow(10**complaint_codes.LENGTH):0{complaint_codes.LENGTH}d}"
    code_hash = hashed(secret, policy.passwords)
    with work() as unit:
        author_id = _author(unit, policy, actor, mode, now)
        course = complaints.course(now, holidays.of_organisation(unit.session, policy), policy.complaints)
        record_id = stored.named(unit.session, said.named)
        said.mode, said.code_hash, said.record_id = mode.value, code_hash, record_id
        said.accused_ids = _steps.accused(unit.session, record_id, policy) if record_id else []
        said.received_at, said.policy_version = now, policy.version
        said.acknowledge_by, said.answer_by = course.acknowledge_by, course.answer_by
        unit.session.add(said)
        unit.session.flush()
        if author_id is not None:
            complaint_seals.seal(unit.session, said.id, author_id)
        _steps.log(unit, "complaint.filed", said.id, None, now, after={"kinds": said.kinds})
        return Filed(complaint_codes.said(said.id, secret), course.acknowledge_by, course.answer_by)


def follow_up(work: Work, policy: Policy, *, code: str) -> Talk:
    """How a complaint stands, for whoever has its code. Raises: CodeUnknown."""
    with work() as unit:
        return _talk(unit, _by_code(unit, policy, code))


def write_back(work: Work, policy: Policy, *, code: str, words: str, now: datetime) -> Talk:
    """Say something more to whoever looks into it; how it stands then.

    Raises: CodeUnknown, ComplaintClosed, ComplaintEmpty, BadValue.
    """
    with work() as unit:
        case = _by_code(unit, policy, code)
        if case.state != State.RECEIVED:
            raise ComplaintClosed
        said = _steps.words(policy, words)
        unit.session.add(ComplaintMessage(complaint_id=case.id, person_id=None, words=said, at=now))
        _steps.log(unit, "complaint.written", case.id, None, now)
        unit.session.flush()
        return _talk(unit, case)


def _said(policy: Policy, named: str, kinds: Collection[Kind], words: str) -> Complaint:
    """Raises: ComplaintEmpty, naming everything that is missing; BadValue."""
    given = {"named": named.strip(), "kinds": kinds, "words": words.strip()}
    if missing := [field for field, said in given.items() if not said]:
        raise ComplaintEmpty(fields=missing)
    return Complaint(
        named=_steps.words(policy, named, field="named"),
        kinds=[kind.value for kind in Kind if kind in kinds],
        words=_steps.words(policy, words),
    )


def _author(unit: Unit, policy: Policy, actor: Actor | None, mode: Mode, now: datetime) -> int | None:
    """Whose name is sealed. Raises: Denied, TooManyComplaints."""
    if mode is Mode.ANONYMOUS:
        return None
    if actor is None or actor.id is None:
        raise Denied(action=FILE)
    people.counted(unit.session, actor.id)
    calendar = holidays.of_organisation(unit.session, policy)
    midnight = calendar.end_of_day(calendar.day_of(now) - DAY)
    if complaint_seals.filed(unit.session, actor.id, since=midnight) >= policy.complaints.a_day:
        raise TooManyComplaints(limit=policy.complaints.a_day)
    return actor.id


def _by_code(unit: Unit, policy: Policy, code: str) -> Complaint:
    """The complaint that a code is for. What is no code, or nobody's, takes as long. Raises: CodeUnknown, BadValue."""
    if len(code) > policy.complaints.words:
        raise BadValue(field="code", value="")
    number, secret = complaint_codes.read(code) or (0, "")
    case = unit.session.get(Complaint, number)
    if not fits(secret, case.code_hash if case else None, policy.passwords) or case is None:
        raise CodeUnknown
    return case


def _talk(unit: Unit, case: Complaint) -> Talk:
    said = stored.messages(unit.session, case.id)
    names = people.names(unit.session, {one.person_id for one in said})
    return Talk(
        number=complaint_codes.number(case.id),
        named=case.named,
        words=case.words,
        state=State(case.state),
        is_overturned=_steps.is_overturned(unit.session, case),
        received_at=case.received_at,
        acknowledge_by=case.acknowledge_by,
        answer_by=case.answer_by,
        acknowledged_at=case.acknowledged_at,
        closed_at=case.closed_at,
        reply=case.reply,
        messages=tuple(Message(names.get(one.person_id or 0, ""), one.words, one.at) for one in said),
    )
