"""What holds of any two, of both kinds and whoever asks? More examples of it in `make test-slow`."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import companies, people

from greening.matching import Counted, match, organisations, persons
from greening.matching.batch.blocks import BUDGET
from validators import Identifier, KeyPerson

ROOT = Path(__file__).parents[2]
COMPANIES, PEOPLE = companies(400), people(400)
KINDS = {"company": (organisations, COMPANIES), "person": (persons, PEOPLE)}

EQUAL = {
    "company": {
        "phones": ("0512-62658014",),
        "emails": ("d@osmere.example",),
        "website": "tarnbeck.example",
        "ids": (Identifier("91330106MA27Y5C217", "uscc"),),
        "key_persons": (KeyPerson("沈砚秋"),),
        "region": "320500",
        "address": "杭州市西湖区文三路 12 号",
    },
    "person": {
        "phones": ("0512-62658014",),
        "emails": ("d@osmere.example",),
        "date_of_birth": "19700412",
        "gender": "f",
        "birthplace": "Tarnbeck",
        "postcode": "2034",
        "ids": (persons.PersonalId("4402117", "ssn"),),
    },
}
"""For every field a value that two may have in common."""
OTHER = {
    "company": {
        "phones": ("0571-88880000",),
        "emails": ("z@penvale.example",),
        "website": "quillford.example",
        "ids": (Identifier("91330106MA27Y5C22A", "uscc"),),
        "key_persons": (KeyPerson("Fenna Osmere"),),
        "region": "440300",
        "address": "深圳市南山区桃园路 7 号",
    },
    "person": {
        "phones": ("0571-88880000",),
        "emails": ("z@penvale.example",),
        "date_of_birth": "19930829",
        "gender": "m",
        "birthplace": "Quillford",
        "postcode": "6951",
        "ids": (persons.PersonalId("9918340", "ssn"),),
    },
}
"""And one that contradicts it."""
TOLD_BY = {"address": {"region": ""}}
"""What another field must not say, because this one says it too: an address in another city, beside a region that agrees, is no
contradiction.
"""
FIELDS = [(kind, field) for kind, values in EQUAL.items() for field in values]


def counted(of, records):
    """How common values are, when the records stand in their base."""
    keys = Counter(key.hash for record in records for key in of.keys(of.features(record)))
    return Counted(len(records), {key: count for key, count in keys.items() if count > 1})


def opinion(of, pair, known):
    return of.model().opinion(*map(of.features, pair), known)


def worth(of, pair, known):
    """What decides, then what adds up."""
    found = opinion(of, pair, known)
    decided = 0 if not found.decider else 1 if found.probability == 1.0 else -1
    return decided, found.bits


@st.composite
def two(draw, kind):
    """Any two of a kind; now and then two that are alike."""
    of, base = KINDS[kind]
    at = draw(st.integers(0, len(base) - 2))
    other = draw(st.just(at + 1) | st.integers(0, len(base) - 1))
    return of, [base[at], base[other]]


def is_monotone(kind, field, pair):
    """Whether an equal value never lowers what is thought of a pair, and a contradicting one never raises it."""
    of, records = pair
    empty = type(records[0])()
    without = {field: getattr(empty, field), **TOLD_BY.get(field, {})}
    bare = [replace(record, **without) for record in records]
    equal = [replace(record, **{field: EQUAL[kind][field]}) for record in bare]
    apart = [equal[0], replace(bare[1], **{field: OTHER[kind][field]})]
    known = counted(of, [*KINDS[kind][1][:100], *equal])
    lower, middle, upper = (worth(of, one, known) for one in (apart, bare, equal))
    assert lower <= middle <= upper, [
        (term.code, term.bits) for one in (apart, bare, equal) for term in opinion(of, one, known).terms
    ]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
@settings(max_examples=5)
@given(data=st.data())
def test_an_equal_value_never_lowers_and_a_contradiction_never_raises(kind, field, data):
    is_monotone(kind, field, data.draw(two(kind)))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "field"), FIELDS)
@settings(max_examples=600)
@given(data=st.data())
def test_an_equal_value_never_lowers_and_a_contradiction_never_raises_in_any_of_many(kind, field, data):
    is_monotone(kind, field, data.draw(two(kind)))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_is_thought_of_two_does_not_depend_on_their_order_nor_on_who_asked_before(kind, data):
    of, pair = data.draw(two(kind))
    known = counted(of, [*KINDS[kind][1][:100], *pair])
    assert opinion(of, pair, known) == opinion(of, pair[::-1], known) == opinion(of, pair, known)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_no_cluster_holds_two_that_a_rule_parts(kind, seed):
    of, base = KINDS[kind]
    features = [of.features(record) for record in Random(seed).sample(base, 60)]
    for group in match(features, of.model()).clusters:
        for left, right in combinations(group, 2):
            rule = of.SCHEME.rule(features[left], features[right])
            assert rule is None or rule.same


MANY = 10_000
CPU_S, PEAK_MB = 30, 700
"""What so many of one name and number may take at most; it was 3 and 220 when this was written."""
CROWD = f"""
from pathlib import Path
from time import process_time
from greening.matching import match, organisations
from validators import KeyPerson, Record

crowd = [
    Record(company="苏州澜序机械有限公司", phones=("0512-62658014",), key_persons=(KeyPerson(f"N{{at}} Hollin"),))
    for at in range({MANY})
]
found = match([organisations.features(record) for record in crowd], organisations.model())
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(found.compared, found.lost, process_time(), int(peak) / 1024)
"""


@pytest.mark.slow
def test_ten_thousand_of_one_name_and_one_number_end_in_bounded_time_and_memory():
    done = subprocess.run([sys.executable, "-c", CROWD], check=True, capture_output=True, text=True, cwd=ROOT)
    compared, lost, cpu_s, peak_mb = map(float, done.stdout.split())
    assert compared <= BUDGET * MANY
    assert lost > 0
    assert cpu_s < CPU_S
    assert peak_mb < PEAK_MB
