"""What has somebody begun to say, and which filters do they keep?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from greening.domain.review import Draft
from greening.storage.review import ReviewDraft, SavedFilter


def draft(session: Session, item_id: int, person_id: int) -> ReviewDraft | None:
    return session.get(ReviewDraft, (item_id, person_id))


def save(session: Session, item_id: int, person_id: int, typed: Draft, *, now: datetime) -> None:
    """Keep what was typed last; it replaces what the same person had typed before."""
    ticked = {"confirmed": list(typed.confirmed), "proven": list(typed.proven)}
    said = {"kind": typed.kind or "", **ticked, "note": typed.note, "at": now}
    kept = insert(ReviewDraft).values(review_id=item_id, person_id=person_id, **said)
    session.execute(
        kept.on_conflict_do_update(index_elements=[ReviewDraft.review_id, ReviewDraft.person_id], set_=said)
    )


def forget(session: Session, item_id: int, person_id: int) -> None:
    gone = delete(ReviewDraft).where(ReviewDraft.review_id == item_id, ReviewDraft.person_id == person_id)
    session.execute(gone)


def filters(session: Session, person_id: int, page: str) -> Sequence[SavedFilter]:
    """The filters that somebody keeps for a page, by name."""
    kept = select(SavedFilter).where(SavedFilter.person_id == person_id, SavedFilter.page == page)
    return session.scalars(kept.order_by(SavedFilter.name, SavedFilter.id)).all()


def filter_count(session: Session, person_id: int, page: str) -> int:
    kept = select(func.count()).where(SavedFilter.person_id == person_id, SavedFilter.page == page)
    return session.scalar(kept) or 0


def save_filter(session: Session, person_id: int, page: str, *, name: str, query: str) -> int:
    """Keep a filter under a name; one of the same name gets the new query. Its id."""
    kept = insert(SavedFilter).values(person_id=person_id, page=page, name=name, query=query)
    by_name = [SavedFilter.person_id, SavedFilter.page, SavedFilter.name]
    once = kept.on_conflict_do_update(index_elements=by_name, set_={"query": query}).returning(SavedFilter.id)
    return session.execute(once).scalar_one()


def forget_filter(session: Session, person_id: int, filter_id: int) -> bool:
    """False where this person keeps no such filter."""
    gone = delete(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.person_id == person_id)
    return session.scalar(gone.returning(SavedFilter.id)) is not None
