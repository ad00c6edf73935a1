"""Who has to be judged again because something was learned of a number or mail that stands in their record?"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from greening.domain.policy import Policy
from greening.domain.records import Channel
from greening.jobs import Kind
from greening.storage.records import Number
from greening.storage.session import Unit


def note(unit: Unit, policy: Policy, values: Collection[str], *, channel: Channel, cause: str, now: datetime) -> None:
    """Have the records that hold any of these values judged again; `cause` names what was learned. Note jobs last."""
    if not values:
        return
    held = select(Number.record_id).where(Number.value == func.any(sorted(values)), Number.channel == channel)
    ids = unit.session.scalars(held.distinct().order_by(Number.record_id)).all()
    size = policy.records.chunk
    for chunk in (ids[at : at + size] for at in range(0, len(ids), size)):
        key = f"{cause}:{now.isoformat()}:{channel.value}:{chunk[0]}"
        unit.note_job(Kind.JUDGE, key, {"record_ids": list(chunk)}, now=now)
