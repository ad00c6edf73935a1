"""Who works here, in which team, and what may they sign in with?"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id


class Region(Base):
    """A sales region; the word of the organisation, not of the map."""

    __tablename__ = "region"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)


class Team(Base):
    __tablename__ = "team"
    id: Mapped[Id]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    name: Mapped[str]
    __table_args__ = (Index("uq__team__region_id_name", "region_id", "name", unique=True),)


class Person(Base):
    """Somebody of the organisation, keyed by employee number. Without a password hash nobody signs in as them."""

    __tablename__ = "person"
    id: Mapped[Id]
    employee_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str]
    """Pinyin, lower case: Chinese is sorted by it, the server knows no Chinese order."""
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mobile: Mapped[str] = mapped_column(server_default="")
    mobile_e164: Mapped[str] = mapped_column(server_default="")
    email: Mapped[str] = mapped_column(server_default="")
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    language: Mapped[str] = mapped_column(server_default="")
    theme: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    __table_args__ = (
        CheckConstraint("role IN ('rep', 'manager', 'qc', 'adjudicator', 'ops')", name="role"),
        CheckConstraint("employee_no <> ''", name="employee_no_given"),
        Index("ix__person__mobile_e164", "mobile_e164", postgresql_where=text("mobile_e164 <> ''")),
    )


class Session(Base):
    """A signed-in browser. Only a hash of its token is kept; deleting the row signs it out at once."""

    __tablename__ = "session"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(server_default="")


class SignInTry(Base):
    """Failed sign-ins of one account from one net since `since`. The key is a hash: an account may be mistyped as a password."""

    __tablename__ = "sign_in_try"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    failures: Mapped[int]
