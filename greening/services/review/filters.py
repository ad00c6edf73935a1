"""Which filters does somebody keep? By a name of their own, for themselves."""

from datetime import datetime

from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound, TooManyFilters
from greening.domain.review import PAGE, SavedFilter
from greening.storage import events, review_drafts
from greening.storage.session import Work

LONGEST_NAME = 60
LONGEST_QUERY = 1000
"""What a filter of this page can be; a longer address is none of ours."""


def filters(work: Work, *, actor: Actor) -> tuple[SavedFilter, ...]:
    """The reader's own, by name. Raises: Denied."""
    person_id = _reader(actor)
    with work() as unit:
        kept = review_drafts.filters(unit.session, person_id, PAGE)
        return tuple(SavedFilter(one.id, one.name, one.query) for one in kept)


def save_filter(work: Work, policy: Policy, *, actor: Actor, name: str, query: str, now: datetime) -> int:
    """Keep a filter; one of the same name is replaced. Its id. Raises: Denied, BadValue, TooManyFilters."""
    person_id, name = _reader(actor), name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadValue(field="name", value=name)
    if len(query) > LONGEST_QUERY:
        raise BadValue(field="query", value=query)
    with work() as unit:
        saved = review_drafts.save_filter(unit.session, person_id, PAGE, name=name, query=query)
        if review_drafts.filter_count(unit.session, person_id, PAGE) > policy.review.filters:
            raise TooManyFilters(limit=policy.review.filters)
        said = {"name": name, "query": query}
        events.add(
            unit.session, "filter.saved", subject="filter", subject_id=saved, actor_id=person_id, at=now, after=said
        )
        return saved


def forget_filter(work: Work, *, actor: Actor, filter_id: int, now: datetime) -> None:
    """Raises: Denied; NotFound, where it is not the reader's own."""
    person_id = _reader(actor)
    with work() as unit:
        if not review_drafts.forget_filter(unit.session, person_id, filter_id):
            raise NotFound
        events.add(unit.session, "filter.deleted", subject="filter", subject_id=filter_id, actor_id=person_id, at=now)


def _reader(actor: Actor) -> int:
    authorise(actor, Action.READ_REVIEWS)
    if actor.id is None:
        raise NotFound
    return actor.id
