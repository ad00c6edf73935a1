"""What has a provider said of which number? An answer is kept for a while; whom it concerns is judged again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, delete, func, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.policy import Policy
from greening.domain.records import Channel, Derived
from greening.storage import rejudging
from greening.storage.base import Base
from greening.storage.records import Number
from greening.storage.session import Unit
from validators.record import NumberState, Record

KEEP = text("""
    INSERT INTO number_state (value, state, provider, asked_at)
    SELECT value, state, :provider, :now FROM unnest(CAST(:values AS text[]), CAST(:states AS text[])) AS told (value, state)
    ORDER BY value
    ON CONFLICT (value) DO UPDATE SET state = excluded.state, provider = excluded.provider, asked_at = excluded.asked_at
""")
"""Values go as lists here: a file has more of them than a statement may have parameters."""


class StoredState(Base):
    """The newest answer about a number, in E.164; `asked_at` is when it was given."""

    __tablename__ = "number_state"
    value: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    provider: Mapped[str]
    asked_at: Mapped[datetime]
    __table_args__ = (
        Index("ix__number_state__asked_at", "asked_at"),
        CheckConstraint("state IN ({})".format(", ".join(f"'{one.value}'" for one in NumberState)), name="state"),
    )


def of_records(session: Session, ids: Collection[int]) -> dict[int, dict[str, NumberState]]:
    """What is known of the numbers of records, by record."""
    told = (
        select(Number.record_id, StoredState.value, StoredState.state)
        .join(StoredState, StoredState.value == Number.value)
        .where(Number.record_id.in_(ids), Number.channel == Channel.PHONE)
    )
    found: dict[int, dict[str, NumberState]] = {}
    for record_id, value, state in session.execute(told):
        found.setdefault(record_id, {})[value] = NumberState(state)
    return found


def of_values(session: Session, values: Collection[str]) -> dict[str, NumberState]:
    """What is known of these numbers."""
    told = select(StoredState.value, StoredState.state).where(StoredState.value == func.any(list(values)))
    return {value: NumberState(state) for value, state in session.execute(told)} if values else {}


def with_states(session: Session, draft: Record, derived: Derived) -> Record:
    """A draft with what is known of the numbers that were read out of it."""
    return replace(draft, number_states=of_values(session, [n.value for one in derived.contacts for n in one.numbers]))


def waiting(session: Session, policy: Policy, *, limit: int) -> Sequence[str]:
    """Numbers that nobody has asked about, of kinds that can be asked about, the newest records first."""
    rules = policy.number_states
    unasked = (
        select(Number.value, func.max(Number.record_id).label("newest"))
        .outerjoin(StoredState, StoredState.value == Number.value)
        .where(Number.channel == Channel.PHONE, Number.kind.in_(rules.kinds), StoredState.value.is_(None))
        .group_by(Number.value)
        .order_by(func.max(Number.record_id).desc())
        .limit(limit)
    )
    return [row.value for row in session.execute(unasked)]


def asked_since(session: Session, since: datetime, *, provider: str) -> int:
    """How many answers a provider has given since then."""
    given = (StoredState.asked_at >= since, StoredState.provider == provider)
    return session.scalar(select(func.count()).where(*given)) or 0


def put(unit: Unit, policy: Policy, states: Mapping[str, NumberState], *, provider: str, now: datetime) -> int:
    """Keep answers, the newest of each number; how many of them say something new. Whom that concerns is judged again."""
    before = of_values(unit.session, states)
    news = sorted(value for value, state in states.items() if before.get(value) is not state)
    given = {"values": list(states), "states": [state.value for state in states.values()]}
    unit.session.execute(KEEP, given | {"provider": provider, "now": now})
    rejudging.note(unit, policy, news, channel=Channel.PHONE, cause="number_states", now=now)
    return len(news)


def forget(session: Session, policy: Policy, now: datetime) -> int:
    """Forget answers that are too old to count, and soon those that say nothing; they are asked for again."""
    rules = policy.number_states
    vague = StoredState.state.in_((NumberState.FAILED, NumberState.UNKNOWN))
    old = or_(StoredState.asked_at < now - rules.kept, vague & (StoredState.asked_at < now - rules.again))
    gone = session.execute(delete(StoredState).where(old).returning(StoredState.value))
    return len(gone.all())
