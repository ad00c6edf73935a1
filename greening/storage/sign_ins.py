"""Who is signed in where, and how often did signing in fail lately?"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Row, case, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base
from greening.storage.people import Person, Team


class SignIn(Base):
    """A signed-in browser. Only a hash of its token is kept; deleting the row signs it out at once."""

    __tablename__ = "session"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(server_default="")


class SignInTry(Base):
    """Failed sign-ins of one account from one net since `since`; the key is a hash, people mistype passwords as accounts."""

    __tablename__ = "sign_in_try"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    failures: Mapped[int]


def found(session: Session, token_hash: bytes) -> Row[SignIn, Person, int] | None:
    """The sign-in, its person, and the id of that person's region."""
    signed_in = (
        select(SignIn, Person, Team.region_id)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(SignIn.token_hash == token_hash)
    )
    return session.execute(signed_in).one_or_none()


def touch(session: Session, token_hash: bytes, now: datetime) -> None:
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash).values(seen_at=now))


def end(session: Session, token_hash: bytes) -> None:
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash))


def end_all(session: Session, person_id: int) -> None:
    """Sign a person out everywhere."""
    session.execute(delete(SignIn).where(SignIn.person_id == person_id))


def purge(session: Session, *, seen_before: datetime, created_before: datetime, tried_before: datetime) -> int:
    """Forget what is over anyway; how many sign-ins those were."""
    over = delete(SignIn).where(or_(SignIn.seen_at <= seen_before, SignIn.created_at <= created_before))
    session.execute(delete(SignInTry).where(SignInTry.since <= tried_before))
    return len(session.scalars(over.returning(SignIn.token_hash)).all())


def count_try(session: Session, key: bytes, window: timedelta, now: datetime) -> SignInTry:
    """Count one more failure before it is known to be one, so that tries at once cannot slip past each other.

    The count begins anew when the window has passed since its first failure.
    """
    over = SignInTry.since <= now - window
    counted = insert(SignInTry).values(key=key, since=now, failures=1)
    again = counted.on_conflict_do_update(
        index_elements=[SignInTry.key],
        set_={
            "since": case((over, now), else_=SignInTry.since),
            "failures": case((over, 1), else_=SignInTry.failures + 1),
        },
    )
    return session.scalars(again.returning(SignInTry)).one()


def forget_tries(session: Session, key: bytes) -> None:
    session.execute(delete(SignInTry).where(SignInTry.key == key))
