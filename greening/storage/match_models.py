"""With which weights are records compared? What was learned from rulings, version by version, and which one holds.

A version is never edited; neither is a choice, the newest of which holds. Before anybody has chosen it is the shipped one.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Row, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.matching import Model, organisations
from greening.matching.learning import versions
from greening.matching.organisations import Features
from greening.storage.base import Base, Id, Json
from greening.storage.people import Person

LOCK = 4_711_008_028
"""The advisory lock of learning and choosing."""


class MatchModel(Base):
    """What was learned from rulings up to `upto_ruling`; immutable (a trigger refuses UPDATE and DELETE).

    `document` holds the weights and how good they were found to be, `labels` counts the rulings that taught them.
    """

    __tablename__ = "match_model"
    id: Mapped[Id]
    version: Mapped[str] = mapped_column(unique=True)
    document: Mapped[Json]
    labels: Mapped[int]
    upto_ruling: Mapped[int] = mapped_column(BigInteger)
    learned_at: Mapped[datetime]


class MatchModelChoice(Base):
    """Who had which version hold, and why; without a version it is the shipped one. Immutable."""

    __tablename__ = "match_model_choice"
    id: Mapped[Id]
    model_id: Mapped[int | None] = mapped_column(ForeignKey("match_model.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"),)


CHOSEN = select(MatchModelChoice.model_id).order_by(MatchModelChoice.id.desc()).limit(1)


def in_force(session: Session) -> Model[Features]:
    """The model that holds."""
    chosen = session.connection().execute(CHOSEN).scalar()  # asked by every save and look-up
    return organisations.model() if chosen is None else read(session.get_one(MatchModel, chosen)).model


def lock(session: Session) -> None:
    """Who learns or chooses waits for whoever is doing so."""
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def chosen(session: Session) -> int | None:
    """The id of the version that holds; None for the shipped one."""
    return session.scalar(CHOSEN)


def one(session: Session, model_id: int) -> MatchModel | None:
    return session.get(MatchModel, model_id)


def newest(session: Session, *, limit: int) -> Sequence[MatchModel]:
    """What was learned, the newest first."""
    return session.scalars(select(MatchModel).order_by(MatchModel.id.desc()).limit(limit)).all()


def choices(session: Session, *, limit: int) -> Sequence[Row[MatchModelChoice, str, str | None]]:
    """Who chose which version, the newest first: the choice, the person's name, the name of the version."""
    said = select(MatchModelChoice, Person.name, MatchModel.version).join(
        Person, Person.id == MatchModelChoice.person_id
    )
    known = said.outerjoin(MatchModel, MatchModel.id == MatchModelChoice.model_id)
    return session.execute(known.order_by(MatchModelChoice.id.desc()).limit(limit)).all()


def is_known(session: Session, version: str) -> bool:
    return session.scalar(select(MatchModel.id).where(MatchModel.version == version)) is not None


def add(session: Session, version: versions.Version[Features], *, upto_ruling: int, now: datetime) -> int:
    """Keep what was learned; its id."""
    quality = version.quality
    row = MatchModel(
        version=version.model.version,
        document=versions.to_document(version),
        labels=quality.labels if quality else 0,
        upto_ruling=upto_ruling,
        learned_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def read(row: MatchModel) -> versions.Version[Features]:
    """A version as it was learned."""
    return _parsed(json.dumps(row.document, sort_keys=True))


def choose(session: Session, model_id: int | None, *, person_id: int, reason: str, now: datetime) -> None:
    session.add(MatchModelChoice(model_id=model_id, person_id=person_id, reason=reason, at=now))
    session.flush()


@lru_cache(maxsize=8)
def _parsed(document: str) -> versions.Version[Features]:
    return versions.from_document(organisations.model().scheme, json.loads(document))
