"""Does everybody who asks of two get one answer? A base in memory, the same on a shelf, one record at a time from what is stored.

Spark is asked in `test_spark`. More examples of it in `make test-slow`.
"""

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import companies, people

from greening.matching import Counted, Verdict, match, organisations, persons
from greening.matching.batch import blocks, resuming
from greening.matching.batch.held import hold
from greening.matching.batch.shelf import Shelf
from greening.matching.packing import pack, unpack

KINDS = {"company": (organisations, companies(400)), "person": (persons, people(400))}
PARTS = 2
SEEDS = st.integers(0, 10**6)


def base(kind, seed, rows):
    """Some invented ones, read; now and then one of them twice."""
    of, known = KINDS[kind]
    random = Random(seed)
    some = [of.features(record) for record in random.sample(known, rows)]
    return of, [*some, *random.choices(some, k=rows // 20)]


def shelved(of, features, folder):
    shelf = Shelf(Path(folder), of.SCHEME, of.Features)
    size = -(-len(features) // PARTS)
    for part, first in enumerate(range(0, len(features), size)):
        shelf.put(part, features[first : first + size], first=first)
    return shelf


def asked_one_by_one(of, features, model):
    """What is thought of every pair that shares a key worth following, from what is stored of both; by place."""
    stored = [unpack(of.Features, pack(own)) for own in features]
    counted = Counter(key.hash for own in stored for key in of.keys(own))
    known = Counted(len(stored), counted)
    held = hold(stored, of.SCHEME)
    entries, copies = held.entries, held.copies
    met = blocks.find(entries.tally(copies.sizes)).pairs.tolist()
    met += [[number, number] for number in np.flatnonzero(copies.sizes > 1).tolist()]
    places = {
        tuple(sorted((one, other))) for a, b in met for one in copies.at(a) for other in copies.at(b) if one != other
    }
    return {(one, other): model.opinion(stored[other], stored[one], known) for one, other in places}


def is_one_answer(kind, seed, rows):
    of, features = base(kind, seed, rows)
    here = match(features, of.model())
    with TemporaryDirectory() as folder:
        there = resuming.match(shelved(of, features, folder), of.model())
    told = {(pair.left, pair.right): pair.opinion for pair in here.pairs}
    assert {(pair.left, pair.right): pair.opinion for pair in there.pairs} == told
    assert (there.clusters, there.model, there.compared) == (here.clusters, here.model, here.compared)
    alone = asked_one_by_one(of, features, here.model)
    assert {pair: said for pair, said in alone.items() if said.verdict is not Verdict.DIFFERENT} == told
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_the_levels_bits_and_probability_of_a_pair_are_one_whoever_asks(kind):
    assert len(is_one_answer(kind, seed=7, rows=40)) > 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(seed=SEEDS)
def test_the_levels_bits_and_probability_of_any_pair_are_one_whoever_asks(kind, seed):
    is_one_answer(kind, seed, rows=300)
