"""Is asked what teaches most: of many alike, where the answer is not known, and now and then of what seems clear?"""

import numpy as np
import pytest
from worded import MODEL

from greening.matching.learning import learn
from greening.matching.learning.asking import Pool, ask
from greening.matching.learning.cases import Case, Columns, Label

NOTHING_LEARNED = learn(MODEL, [])
SURE = Case(13.0, (("name.same", 13.0), ("number.same", 12.0)))
DOUBTFUL = Case(13.0, (("name.same", 13.0), ("number.differs", 0.0)))
SELDOM = Case(13.0, (("name.same", 11.0),))
UNLIKE = Case(13.0, (("name.differs", 0.0), ("number.differs", 0.0)))
CASES = [SURE] * 40 + [DOUBTFUL] * 40 + [SELDOM] * 2 + [UNLIKE] * 40
POOL = Pool.of(CASES, Columns.of(MODEL.weights))


def asked_of(seeds, count=1):
    return [CASES[at] for seed in range(seeds) for at in ask(NOTHING_LEARNED, POOL, count=count, seed=seed)]


def test_a_seed_asks_the_same_again_and_another_asks_others():
    first, again, other = (ask(NOTHING_LEARNED, POOL, count=20, seed=seed) for seed in (1, 1, 2))
    assert first == again != other


def test_nothing_is_asked_twice():
    first = ask(NOTHING_LEARNED, POOL, count=30, seed=1)
    then = ask(NOTHING_LEARNED, POOL, count=200, seed=1, asked=first)
    assert sorted(first + then) == list(range(len(CASES)))


def test_what_is_doubtful_and_frequent_is_asked_most():
    asked = asked_of(40)
    assert asked.count(DOUBTFUL) > len(asked) / 2


def test_what_seems_clear_is_asked_now_and_then():
    asked = asked_of(40)
    assert SURE in asked
    assert UNLIKE in asked


def test_what_has_been_answered_often_is_asked_less():
    learned = learn(MODEL, [Label(DOUBTFUL, same=True)] * 30)
    after = [CASES[at] for seed in range(40) for at in ask(learned, POOL, count=1, seed=seed)]
    assert after.count(DOUBTFUL) < asked_of(40).count(DOUBTFUL) / 2


def test_of_a_large_pool_every_kind_is_looked_at():
    pool = Pool.of([UNLIKE] * 30_000 + [DOUBTFUL] * 4, Columns.of(MODEL.weights))
    looked_at, stands_for = pool.some(np.arange(30_004), 1500, np.random.default_rng(1))
    assert sum(looked_at >= 30_000) == 4
    assert stands_for.sum() == pytest.approx(30_004, rel=0.1)


def test_what_stands_for_many_is_asked_before_what_stands_for_one():
    other = Case(13.0, (("number.same", 13.0),))
    for counts, first in (((900, 1), 0), ((1, 900), 1)):
        pool = Pool.of([SELDOM, other], Columns.of(MODEL.weights), counts)
        asked = [ask(NOTHING_LEARNED, pool, count=1, seed=seed)[0] for seed in range(30)]
        assert asked.count(first) > 20


def test_what_one_question_tells_the_next_need_not_ask():
    pool = Pool.of([SELDOM] * 9 + [Case(13.0, (("number.same", 13.0),))] * 9, Columns.of(MODEL.weights))
    asked = [ask(NOTHING_LEARNED, pool, count=2, seed=seed) for seed in range(30)]
    assert sum(one // 9 != other // 9 for one, other in asked) > 20


def test_an_empty_pool_asks_nothing():
    assert ask(NOTHING_LEARNED, Pool.of([], Columns.of(MODEL.weights)), count=3, seed=1) == []
