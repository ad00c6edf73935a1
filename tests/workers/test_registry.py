"""Is there somebody for every kind of job?"""

from greening.domain.policy import shipped
from greening.domain.refusals import NotFound
from greening.jobs import ENTRY, Kind
from greening.words import jobs as words
from workers import perform
from workers.registry import HANDLERS
from workers.sweeps import timetable


def test_every_kind_has_its_function_and_no_two_share_one():
    assert set(HANDLERS) == set(Kind)
    assert len(set(HANDLERS.values())) == len(HANDLERS)


def test_every_kind_has_its_words():
    assert set(words.KINDS) == set(Kind)


def test_a_dead_letter_has_words_also_where_the_business_said_no():
    assert {"job.lease_lost", "job.raised", "job.too_long", "job.unknown_kind", NotFound.code} <= set(words.FAILURES)


def test_the_timetable_names_only_kinds_that_somebody_does():
    assert timetable(shipped()).keys() <= HANDLERS.keys()


def test_rq_finds_where_a_horse_begins():
    assert f"{perform.__name__}.{perform.perform.__name__}" == ENTRY
