"""Do answers move the weights towards what they say, in any order, and never past what a field means?"""

from dataclasses import replace
from math import log2
from random import Random

import pytest
from worded import MODEL, Worded

from greening.matching import Counted
from greening.matching.learning import learn, taught
from greening.matching.learning.cases import Case, Columns, Label, Seen
from greening.matching.learning.ladders import Scale
from greening.matching.model import Weight

AMONG = Counted(9000)
LAN = Worded("lan", "1")
BY_NAME = Worded("lan", "2")
BY_NUMBER = Worded("xu", "1")
LADDER = replace(
    MODEL,
    weights={
        "door.same": Weight(0.0, "", rarity=1.0),
        "door.near": Weight(4.0, ""),
        "door.alike": Weight(4.0, ""),
        "door.street": Weight(-1.0, ""),
        "door.differs": Weight(-4.0, ""),
    },
)


def case(one, other, model=MODEL):
    return Case.of(model.opinion(one, other, AMONG), model)


def labels(one, other, *, same, many):
    return [Label(case(one, other), same)] * many


def chance(model, one, other):
    return model.opinion(one, other, AMONG).probability


def strange(seed, many=60):
    """Answers that say nothing sensible of a ladder."""
    random = Random(seed)
    shown = [((code, random.uniform(0, 13) if code == "door.same" else 0.0),) for code in LADDER.weights]
    return [Label(Case(13.0, random.choice(shown)), random.random() < 0.5) for _ in range(many)]


def test_without_an_answer_the_table_stays():
    assert learn(MODEL, []).model is MODEL


def test_some_answers_move_it_and_more_move_it_further():
    told = [chance(learn(MODEL, labels(LAN, BY_NAME, same=False, many=many)).model, LAN, BY_NAME) for many in (3, 20)]
    assert chance(MODEL, LAN, BY_NAME) == 0.5 > told[0] > told[1]


def test_what_is_true_here_more_often_comes_to_count_more():
    model = learn(MODEL, labels(LAN, BY_NUMBER, same=True, many=20)).model
    assert chance(model, LAN, BY_NUMBER) > 0.5 > chance(MODEL, LAN, BY_NUMBER)


def test_the_order_of_answers_says_nothing():
    said = labels(LAN, BY_NAME, same=False, many=4) + labels(LAN, BY_NUMBER, same=True, many=3)
    assert learn(MODEL, said).model == learn(MODEL, said[::-1]).model
    assert learn(MODEL, said).model.version.startswith("worded-1+7.")


def test_a_case_read_back_from_an_opinion_has_its_bits_under_any_model():
    model = learn(MODEL, labels(LAN, BY_NAME, same=False, many=5)).model
    columns = Columns.of(MODEL.weights)
    for one, other in ((LAN, LAN), (LAN, BY_NAME), (LAN, BY_NUMBER), (LAN, Worded("", "1"))):
        assert case(one, other, model).kind == case(one, other).kind
        for judging in (MODEL, model):
            seen = Seen.of([case(one, other, model)], columns)
            assert seen.bits(columns.vector(judging)) == pytest.approx(judging.opinion(one, other, AMONG).bits)


def test_what_a_ceiling_holds_moves_the_ceiling_alone():
    held = Case(13.0, (("name.differs", 0.0), ("number.same", 16.0)))
    moved = learn(MODEL, [Label(held, same=True)]).model.weights
    assert moved["name.differs"].ceiling > -2.0
    assert moved["number.same"] == MODEL.weights["number.same"]


def test_a_contradiction_never_becomes_evidence():
    said = [Label(Case(13.0, (("door.differs", 0.0),)), same=True)] * 200
    rows = learn(LADDER, said).model.weights
    assert -4.0 < rows["door.differs"].base <= 0.0
    assert rows["door.street"].base <= 0.0


def test_what_a_row_may_not_say_is_said_by_what_may():
    case = Case(13.0, (("door.differs", 0.0),))
    learned = learn(LADDER, [Label(case, same=True)] * 200)
    assert Seen.of([case], learned.columns).bits(learned.vector)[0] > 0


def test_what_is_rare_and_shared_never_speaks_against():
    said = [Label(Case(13.0, (("door.same", rare),)), same=rare < 5) for rare in (0.0, 13.0)] * 300
    assert learn(LADDER, said).model.weights["door.same"].rarity >= 0.1


@pytest.mark.parametrize("seed", range(20))
def test_rows_of_a_field_keep_their_order_whatever_is_said(seed):
    learned = learn(LADDER, strange(seed))
    rows, columns = learned.model.weights, learned.columns
    worth = {code: row.base + 10 * row.rarity for code, row in rows.items()}
    assert worth["door.same"] >= max(worth["door.near"], worth["door.alike"]) - 1e-9
    assert min(worth["door.near"], worth["door.alike"]) >= -1e-9 >= worth["door.street"] - 2e-9
    assert worth["door.street"] >= worth["door.differs"] - 1e-9
    assert rows["door.same"].rarity >= 0.1
    assert Scale(rows, columns.base, columns.rarity, 10.0).shipped("door.same") == pytest.approx(worth["door.same"])


def test_what_people_said_is_not_moved_again_by_the_base():
    moving = replace(MODEL, moves=2.0, weights={code: replace(row, moves=3.0) for code, row in MODEL.weights.items()})
    learned = learn(moving, labels(LAN, BY_NAME, same=False, many=1)).model
    assert learned.moves == 0.0
    assert {row.moves for row in learned.weights.values()} == {0.0}


def test_how_many_matches_a_record_has_is_learned_too():
    said = [Label(Case(13.0, ()), same=True)] * 9
    assert log2(learn(MODEL, said).model.matches) > log2(MODEL.matches)


def test_what_a_rule_decides_teaches_nothing():
    vetoed = (Worded("lan", "1", "a"), Worded("lan", "1", "b"), True)
    assert taught(MODEL, [vetoed], AMONG).model is MODEL
    assert taught(MODEL, [vetoed, (LAN, BY_NAME, False)], AMONG) == taught(MODEL, [(LAN, BY_NAME, False)], AMONG)


def test_an_answer_on_a_row_says_something_of_the_others_of_its_field():
    both = replace(LADDER, weights={**LADDER.weights, "name.differs": Weight(-4.0, "")})
    said = [Label(Case(13.0, (("door.differs", 0.0),)), same=True)] * 20
    rows = learn(both, said).model.weights
    assert rows["door.street"].base > -1.0
    assert rows["name.differs"].base == pytest.approx(-4.0)


def test_that_one_rare_value_proves_less_is_said_of_all():
    both = replace(LADDER, weights={**LADDER.weights, "name.same": Weight(0.0, "", rarity=1.0)})
    said = [Label(Case(13.0, (("door.same", 13.0),)), same=False)] * 20
    assert learn(both, said).model.weights["name.same"].rarity < 1.0
