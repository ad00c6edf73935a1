"""By which values is a record found again? Its match keys and what was read of it, written with it.

Two saves of one company mostly share a strong key. Each holds its strong keys before it looks, so one of them looks after
the other has committed, and sees it. Whoever shares a weak one only may miss the other: so a save knows whether another
one is under way, and has the record looked at again afterwards.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import BigInteger, ForeignKey, bindparam, delete, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.records import KEYS_VERSION, Derived
from greening.matching.packing import pack
from greening.storage.base import Base, Json

SAVING = 4_711_008_020
"""The advisory lock that every save shares and that whoever has to see all saves waits for."""
HALF = 32
"""Bits of each of the two numbers under which PostgreSQL shows an advisory lock."""


class MatchKey(Base):
    """A value that a record is found by. `hash` is all that is stored of it; a strong one may hint at the same company."""

    __tablename__ = "match_key"
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, index=True)
    strong: Mapped[bool]


class MatchPrint(Base):
    """What matching read of a record when its keys were written: `print` changes with it, `version` with how it reads."""

    __tablename__ = "match_print"
    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int]
    print: Mapped[str]
    features: Mapped[str] = mapped_column(server_default="")
    """What was read, packed, so that nobody who compares the record reads it again."""


HOLD = text("SELECT pg_advisory_xact_lock(hash) FROM unnest(:hashes) AS hash").bindparams(
    bindparam("hashes", type_=ARRAY(BigInteger))
)
OTHERS = text("""
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND classid = :high AND objid = :low AND objsubid = 1 AND pid <> pg_backend_pid()
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
""")
DUE = text("""
    SELECT id FROM record
    WHERE merged_into_id IS NULL AND NOT EXISTS (SELECT FROM match_print WHERE record_id = record.id AND version = :version)
    ORDER BY id LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
""")


def hold(session: Session, derived: Derived) -> None:
    """Wait until nobody else saves a record with one of these strong keys; until this transaction ends nobody will.

    Everybody takes them in the same order, so that two can wait for each other only in one direction.
    """
    session.execute(select(func.pg_advisory_xact_lock_shared(SAVING)))
    session.execute(HOLD, {"hashes": sorted({key.hash for key in derived.keys if key.strong})})


def others_save(session: Session) -> bool:
    """Whether another save is under way, which this one may have missed."""
    return bool(session.scalar(OTHERS, {"high": SAVING >> HALF, "low": SAVING & (1 << HALF) - 1}))


def let_saves_end(session: Session) -> None:
    """Wait for every save that began before: who begins afterwards sees all that is committed by now."""
    session.execute(select(func.pg_advisory_xact_lock(SAVING)))


def rewrite(session: Session, record_id: int, derived: Derived) -> None:
    """Put these keys in the place of those that the record has; those that stay are not touched."""
    own = delete(MatchKey).where(MatchKey.record_id == record_id, MatchKey.hash.not_in(_hashes(derived)))
    session.execute(own)
    write(session, record_id, derived)


def write(session: Session, record_id: int, derived: Derived) -> None:
    """Give a record these keys, as far as it has them not yet."""
    if rows := [{"record_id": record_id, "hash": h, "strong": strong} for h, strong in _hashes(derived).items()]:
        session.execute(upsert(MatchKey).on_conflict_do_nothing(), rows)
    told = {"version": KEYS_VERSION, "print": derived.print, "features": pack(derived.features).decode()}
    row = upsert(MatchPrint).values(record_id=record_id, **told)
    session.execute(row.on_conflict_do_update(index_elements=[MatchPrint.record_id], set_=told))


def document(derived: Derived) -> Json:
    """What an import keeps of the keys until it writes them."""
    keys = [{"hash": key, "strong": strong} for key, strong in _hashes(derived).items()]
    return {"version": KEYS_VERSION, "print": derived.print, "features": pack(derived.features).decode(), "keys": keys}


def prints(session: Session, ids: Collection[int], *, lock: bool = False) -> dict[int, str]:
    """The prints of records by id. With `lock` they stay as they are until this transaction ends."""
    rows = select(MatchPrint.record_id, MatchPrint.print).where(MatchPrint.record_id.in_(ids))
    rows = rows.order_by(MatchPrint.record_id)
    found = session.execute(rows.with_for_update(read=True) if lock else rows)
    return {record_id: told for record_id, told in found}  # noqa: C416


def beyond(session: Session, record_id: int, *, limit: int) -> Sequence[int]:
    """The next records that have keys, by id."""
    later = select(MatchPrint.record_id).where(MatchPrint.record_id > record_id)
    return session.scalars(later.order_by(MatchPrint.record_id).limit(limit)).all()


def due(session: Session, *, limit: int) -> Sequence[int]:
    """Records without keys of this version, held; what somebody else holds is left to them or to the next time."""
    return session.scalars(DUE, {"version": KEYS_VERSION, "limit": limit}).all()


def _hashes(derived: Derived) -> dict[int, bool]:
    """What is stored of the keys, in order: each hash and whether it is strong."""
    return dict(sorted((key.hash, key.strong) for key in derived.keys))
