"""The board: its numbers are those of the rows, people are named only where they may be, and volume alone ranks nobody."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select, text

from greening.domain.standings import By, Counts, Member, Period, board
from greening.services import standings
from greening.storage.claims import Claim
from greening.storage.credits import Credit
from greening.storage.entitlements import Entitlement
from greening.storage.lead_offers import LeadOffer, LeadRoute
from greening.storage.leads import Lead

PEOPLE = ("Ana", "Bo")
STORIES = 30
RECORDS = text("""
    INSERT INTO record (company, name_key, sort_key, search_key, created_at, updated_at)
    SELECT 'Tea ' || one, 'tea' || one, '', '', :now, :now FROM generate_series(1, :count) AS one
""")
UNITS = text("INSERT INTO unit (record_id) SELECT id FROM record RETURNING id")
ENDINGS = ("passed", "passed", "rejected", "expired", "withdrawn")


@pytest.fixture
def shown(work, make, now):
    policy = make.policy()

    def show(name="Ops", by=By.PERSON, period=Period.QUARTER):
        return standings.board(work, policy, actor=make.person(name), by=by, period=period, now=now)

    return show


@pytest.fixture
def busy(work, make, now):
    """Half a year in which Ana and Bo claimed, completed, passed, were rejected, were paid and got leads, at random."""
    chance, people = Random(5), [make.person(name).id for name in PEOPLE]
    make.policy()
    with work() as unit:
        unit.session.execute(RECORDS, {"count": STORIES, "now": now})
        for unit_id in unit.session.scalars(UNITS).all():
            _story(unit.session, unit_id, chance.choice(people), now - timedelta(days=chance.randint(1, 180)), chance)
    return people


def _story(session, unit_id, rep_id, opened, chance):
    """A claim, how it ended, and what came of it."""
    ending, ended = chance.choice(ENDINGS), opened + timedelta(days=chance.randint(1, 30))
    claim = Claim(
        unit_id=unit_id, rep_id=rep_id, opened_at=opened, due_on=ended.date(), due_at=ended, saved_at=opened,
        state="ended", ending=ending, submitted_at=ended - timedelta(hours=5), ended_at=ended, policy_version=1,
    )  # fmt: skip
    session.add(claim)
    session.flush()
    if ending == "passed":
        points = Decimal(chance.randint(1, 90)) / 10
        session.add(Credit(unit_id=unit_id, rep_id=rep_id, path="phones[0]", kind="proven", points=points, cause="x",
                           at=ended, policy_version=1))  # fmt: skip
        over = {"ended_at": ended, "ending": "fabricated"} if chance.random() < 0.3 else {}
        session.add(Entitlement(unit_id=unit_id, rep_id=rep_id, claim_id=claim.id, began_at=ended,
                                until=ended + timedelta(days=180), policy_version=1, **over))  # fmt: skip
    _lead(session, unit_id, rep_id, ended, chance.choice(("accepted", "lapsed")))


def _lead(session, unit_id, rep_id, at, answer):
    state = "accepted" if answer == "accepted" else "waiting"
    lead = Lead(
        number=f"L-{unit_id}", content_key=str(unit_id), received_at=at, unit_id=unit_id, state=state, policy_version=1
    )
    session.add(lead)
    session.flush()
    route = LeadRoute(lead_id=lead.id, round=1, cause="received", chosen_id=rep_id, at=at, policy_version=1)
    session.add(route)
    session.flush()
    by = at + timedelta(minutes=30)
    session.add(LeadOffer(lead_id=lead.id, route_id=route.id, person_id=rep_id, step="holder", offered_at=at,
                          remind_at=at, answer_by=by, answer=answer, answered_at=by))  # fmt: skip


def _rows(work, since, until):
    """The same numbers, counted one row after the other."""
    found: Counter[tuple[int, str]] = Counter()
    with work() as unit:
        made_up = set(unit.session.scalars(select(Entitlement.claim_id).where(Entitlement.ending == "fabricated")))
        for one in unit.session.scalars(select(Claim)):
            found[one.rep_id, "claims"] += since <= one.opened_at < until
            found[one.rep_id, "completed"] += since <= one.submitted_at < until
            if since <= one.ended_at < until:
                found[one.rep_id, "judged"] += one.ending in {"passed", "rejected"}
                found[one.rep_id, "verified"] += one.ending == "passed" and one.id not in made_up
        for one in unit.session.scalars(select(Credit)):
            found[one.rep_id, "points"] += one.points if since <= one.at < until else 0
        for one in unit.session.scalars(select(LeadOffer)):
            found[one.person_id, "leads"] += one.answer == "accepted" and since <= one.answered_at < until
    return found


@pytest.mark.parametrize("period", Period)
def test_the_numbers_are_those_of_the_rows(work, now, busy, shown, period):
    seen = shown(period=period)
    rows = _rows(work, seen.since, now)
    names = ("claims", "completed", "judged", "verified", "points", "leads")
    assert {one.id for one in seen.rows} == set(busy)
    for one in seen.rows:
        assert {name: getattr(one.counts, name) for name in names} == {name: rows[one.id, name] for name in names}
    assert sum(one.counts.judged for one in shown().rows) > 0


def test_teams_and_regions_are_the_sums_of_their_people(busy, shown):
    people = shown().rows
    for by in (By.TEAM, By.REGION):
        assert sum((one.counts for one in shown(by=by).rows), Counts()) == sum((one.counts for one in people), Counts())
    assert [one.name for one in shown(by=By.REGION).rows] == ["East"]


def test_a_month_begins_with_its_first_day_here(shown):
    assert shown(period=Period.MONTH).since.isoformat() == "2026-02-28T16:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "named"),
    [("Ana", {"Ana"}), ("Bo", {"Bo"}), ("Chen", set(PEOPLE)), ("Ops", set(PEOPLE)), ("Qi", set()), ("Ada", set())],
)
def test_people_are_named_only_inside_their_own_team(busy, shown, name, named):
    seen = shown(name)
    assert {one.name for one in seen.rows} == named
    assert seen.of == len(PEOPLE)
    assert {one.name for one in shown(name, By.TEAM).rows} == {"Hangzhou 1", "Hangzhou 2"}


def test_who_reads_is_told_their_own_place(busy, shown):
    assert shown("Ana").own.name == "Ana"
    assert shown("Ana", By.TEAM).own.name == "Hangzhou 1"
    assert shown("Ops").own is None


MEMBER = Member(1, "Ana", 1, "Hangzhou 1", 1, "East")
OTHER = replace(MEMBER, id=2, name="Bo")


def test_volume_counts_as_far_as_its_checked_share_proves():
    careful, padding = Counts(judged=40, verified=40), Counts(judged=80, verified=42)
    first, second = board([MEMBER, OTHER], {1: padding, 2: careful}, By.PERSON, 0.95)
    assert (first.name, second.name) == ("Bo", "Ana")
    assert first.low < 40 < first.high + 1e-9


def test_nothing_judged_is_no_place_of_its_own_and_equals_share_theirs():
    rows = board([MEMBER, OTHER], {1: Counts(claims=9, completed=9)}, By.PERSON, 0.95)
    assert [(one.place, one.low) for one in rows] == [(1, 0.0), (1, 0.0)]
