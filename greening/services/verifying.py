"""Does everything still hold? All that is promised, looked at in one transaction that can change nothing."""

from collections.abc import Callable, Collection, Iterator

from sqlalchemy.orm import Session

from greening.domain.verifying import Answer, Promise
from greening.storage import replaying, replaying_credits, replaying_leads, replaying_scores
from greening.storage.replaying import Policies
from greening.storage.session import Work
from greening.storage.verifying import agrees

REPLAYED: dict[Promise, Callable[[Session, Policies], Answer]] = {
    Promise.CREDITS: replaying_credits.credits_,
    Promise.ROUTINGS: replaying_leads.routings,
    Promise.RULINGS: replaying_leads.rulings,
    Promise.SCORES: replaying_scores.scores,
}


def verify(work: Work, *, promises: Collection[Promise] = tuple(Promise)) -> Iterator[Answer]:
    """Look at each of these promises, and say what came of it as soon as it is known.

    What is seen is one moment, however long it takes; nobody waits for it, and nothing is changed.
    """
    with work() as unit:
        replaying.look_only(unit.session)
        policies = Policies(unit.session)
        for promise in Promise:
            if promise in promises:
                replay = REPLAYED.get(promise)
                yield replay(unit.session, policies) if replay else agrees(unit.session, promise)
