"""Many reviewers at one queue at once: who had which item from when to when, and what became of it."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, insert, select, text

from greening.domain.people import Actor, Role
from greening.domain.policy import Policy
from greening.domain.refusals import ReviewHeld, ReviewOver
from greening.domain.review import Filters, Kind
from greening.services import review
from greening.storage.people import Person
from greening.storage.review import Review, Verdict
from greening.storage.session import Work, make_engine, unit_of_work

RECORDS = text("""
    INSERT INTO record (company, name_key, sort_key, search_key, region_key, created_at, updated_at, triage)
    SELECT 'Sample Works ' || n, 'sample' || n, 'sample' || n, 'sample' || n, 'CN-3301', :now, :now, 'review'
    FROM generate_series(1, :count) n
""")
ITEMS = text("""
    INSERT INTO review (record_id, source, points, parts, severity, headline, codes, region_key, opened_at, changed_at,
        record_version)
    SELECT id, 'finding', 10 + id % 5, '[]', 'WARNING', 'phone.placeholder', '{phone,phone.placeholder}', region_key, :now,
        :now, 1
    FROM record
""")
UNITS = text("INSERT INTO unit (record_id) SELECT id FROM record")


@dataclass(frozen=True)
class Turn:
    """One reviewer had one item between these moments of one clock, as they themselves know it."""

    item: int
    person: int
    began: float
    ended: float


@dataclass
class Room:
    """A department at work; each reviewer has a connection of their own."""

    work: Work
    policy: Policy
    reviewers: list[Actor]
    now: datetime
    turns: list[Turn] = field(default_factory=list)

    def work_off(self, seed: int) -> None:
        """Everybody takes, judges, skips, gives back, closes the browser and grabs what others have, until nothing is left."""
        with ThreadPoolExecutor(len(self.reviewers)) as pool:
            for done in [pool.submit(self._shift, one, random.Random(seed + one.id)) for one in self.reviewers]:
                done.result()

    def overlaps(self) -> list[tuple[Turn, Turn]]:
        """Items that two had at the same time."""
        turns = sorted(self.turns, key=lambda turn: (turn.item, turn.began))
        return [
            (one, other)
            for one, other in pairwise(turns)
            if one.item == other.item and one.person != other.person and other.began < one.ended
        ]

    def verdicts(self) -> Counter[int]:
        """How many verdicts each item has."""
        with self.work() as unit:
            rows = select(Review.id, func.count(Verdict.id)).outerjoin(Verdict, Verdict.review_id == Review.id)
            return Counter({row[0]: row[1] for row in unit.session.execute(rows.group_by(Review.id))})

    def _shift(self, reviewer: Actor, dice: random.Random) -> None:
        who = {"actor": reviewer, "now": self.now}
        while (item := review.next_item(self.work, self.policy, filters=Filters(), **who)) is not None:
            began = time.monotonic()
            deed = dice.random()
            if deed < 0.05:
                continue  # the browser was closed: the item is still theirs
            review.save_draft(self.work, self.policy, review_id=item, note="looking", **who)
            self._grab(item, reviewer, dice)
            self.turns.append(Turn(item, reviewer.id, began, time.monotonic()))
            if deed < 0.15:
                review.release(self.work, actor=reviewer, review_id=item)
            elif deed < 0.25:
                review.skip(self.work, self.policy, review_id=item, reason="not mine", **who)
            else:
                self._judge(item, dice, who)

    def _judge(self, item: int, dice: random.Random, who: dict) -> None:
        kind = dice.choice((Kind.PASS, Kind.RETURN, Kind.REJECT))
        page = review.item(self.work, self.policy, review_id=item, filters=Filters(), **who)
        shown = {"version": page.version, "record_version": page.record_version}
        review.decide(self.work, self.policy, review_id=item, kind=kind, note="seen", **shown, **who)

    def _grab(self, mine: int, reviewer: Actor, dice: random.Random) -> None:
        """Try to open somebody else's item; it is never given away."""
        others = [turn.item for turn in self.turns[-5:] if turn.item != mine]
        if not others:
            return
        item = dice.choice(others)
        try:
            review.take(self.work, self.policy, actor=reviewer, review_id=item, now=self.now)
        except (ReviewHeld, ReviewOver):
            return
        began = time.monotonic()
        self.turns.append(Turn(item, reviewer.id, began, time.monotonic()))
        review.release(self.work, actor=reviewer, review_id=item)


@contextmanager
def room(url: str, policy: Policy, now: datetime, *, reviewers: int, items: int) -> Iterator[Room]:
    """A queue of so many items and so many people, each with a connection of their own."""
    engine = make_engine(url, pool_size=reviewers)
    work = unit_of_work(engine, lambda _: None)
    try:
        yield Room(work, policy, _filled(work, now, reviewers, items), now)
    finally:
        engine.dispose()


def _filled(work: Work, now: datetime, reviewers: int, items: int) -> list[Actor]:
    names = [f"Q{number}" for number in range(reviewers)]
    with work() as unit:
        people = [{"employee_no": one, "name": one, "name_key": one.lower(), "role": "qc"} for one in names]
        ids = unit.session.scalars(insert(Person).returning(Person.id), people).all()
        unit.session.execute(RECORDS, {"now": now, "count": items})
        unit.session.execute(UNITS)
        unit.session.execute(ITEMS, {"now": now - timedelta(hours=1)})
    return [Actor(id=one, role=Role.QC, name=name) for one, name in zip(ids, names, strict=True)]
