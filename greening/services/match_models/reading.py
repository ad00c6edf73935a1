"""What does a page show of the weights? Versions with what they are worth, choices, questions, and the gate of merging."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain.match_models import Band, Choice, ModelRow, Weighing, week_of
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, authorise
from greening.domain.policy import Policy
from greening.matching import organisations
from greening.matching.learning import bands
from greening.matching.learning.calibration import Quality
from greening.storage import match_cases, match_models
from greening.storage.match_models import MatchModel
from greening.storage.session import Unit, Work


def overview(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Weighing:
    """The newest versions and choices, and how far people have answered. Raises: Denied."""
    authorise(actor, Action.READ_MATCH_MODELS)
    with work(look=True) as unit:
        session = unit.session
        rows = match_models.newest(session, limit=policy.lists.page)
        questions, answered = match_cases.asked(session, week_of(now))
        tally, gate = match_cases.sure_tally(session), match_cases.gate(policy)
        return Weighing(
            models=_models(unit, rows, match_models.chosen(session)),
            choices=tuple(
                Choice(version or organisations.model().version, person, choice.reason, choice.at)
                for choice, person, version in match_models.choices(session, limit=policy.lists.page)
            ),
            questions=questions,
            answered=answered,
            rulings_since=match_cases.rulings_after(session, rows[0].upto_ruling if rows else 0),
            sure_asked=tally.asked,
            sure_same=tally.same,
            sure_lower=bands.wilson_lower(tally.same, tally.asked, width=gate.width),
            is_proven=bands.is_open(tally, gate),
            may_choose=allowed(actor, Action.CHOOSE_MATCH_MODEL),
        )


def _models(unit: Unit, rows: Sequence[MatchModel], chosen: int | None) -> tuple[ModelRow, ...]:
    known = {row.id for row in rows}
    older = match_models.one(unit.session, chosen) if chosen is not None and chosen not in known else None
    learned = [_row(row, chosen) for row in (*rows, *([older] if older else []))]
    shipped = ModelRow(None, organisations.model().version, 0, None, None, None, (), holds=chosen is None)
    return (*learned, shipped)


def _row(row: MatchModel, chosen: int | None) -> ModelRow:
    quality = match_models.read(row).quality
    return ModelRow(
        id=row.id,
        version=row.version,
        labels=row.labels,
        learned_at=row.learned_at,
        precision=quality.precision if quality else None,
        recall=quality.recall if quality else None,
        bands=_bands(quality) if quality else (),
        holds=row.id == chosen,
    )


def _bands(quality: Quality) -> tuple[Band, ...]:
    return tuple(Band(band.begins, band.ends, band.said, band.asked, band.same, band.lower) for band in quality.bands)
