"""Does everything still hold? All that is promised, looked at in one transaction that can change nothing."""

from collections.abc import Collection, Iterator

from greening.domain.verifying import Answer, Promise
from greening.storage import replaying, verifying
from greening.storage.replaying import Policies
from greening.storage.session import Work


def verify(work: Work, *, promises: Collection[Promise] = tuple(Promise)) -> Iterator[Answer]:
    """Look at each of these promises, and say what came of it as soon as it is known.

    What is seen is one moment, however long it takes; nobody waits for it, and nothing is changed.
    """
    with work() as unit:
        replaying.look_only(unit.session)
        policies = Policies(unit.session)
        for promise in (one for one in Promise if one in promises):
            yield verifying.answer(unit.session, policies, promise)
