"""Do the records of a base say how much an equal door is worth among them, and only as much as they may?"""

import pytest

from greening.matching import Counted, organisations
from greening.matching.fitting import fitted
from validators import Record

MODEL = organisations.model()
COUNTED = Counted(1000)
DOOR = "address.same"


def shop(name: str, door: str, phone: str):
    return organisations.features(Record(company=name, country="US", address=door, phones=(phone,)))


def sharing_a_door(pairs: int, *, are_one: bool):
    """Shops at one door each two: typed twice, or neighbours in a house of offices."""
    for at in range(pairs):
        door, one = (
            f"{100 + at} Larkmoor Road",
            shop(f"Hollin {at} Bakery", f"{100 + at} Larkmoor Road", f"386{1000 + at}"),
        )
        yield one, one if are_one else shop(f"Penvale {at} Tailor", door, f"514{1000 + 7 * at}"), 1.0


def base_of(model, code):
    return model.weights[code].base


def test_a_door_is_worth_what_else_those_behind_it_share():
    small, tower = (fitted(MODEL, sharing_a_door(300, are_one=one), COUNTED) for one in (True, False))
    assert base_of(tower, DOOR) < base_of(MODEL, DOOR) < base_of(small, DOOR)
    assert tower.matches < MODEL.matches < 2 * small.matches
    assert {code for code, weight in small.weights.items() if weight != MODEL.weights[code]} == {DOOR}
    assert small.version != MODEL.version


@pytest.mark.parametrize("are_one", [True, False])
def test_nothing_moves_further_than_the_table_lets_it(are_one):
    pairs = [(one, other, 1e6) for one, other, _ in sharing_a_door(50, are_one=are_one)]
    found = fitted(MODEL, pairs, COUNTED)
    assert abs(base_of(found, DOOR) - base_of(MODEL, DOOR)) <= MODEL.weights[DOOR].moves
    assert 2**-MODEL.moves <= found.matches / MODEL.matches <= 2**MODEL.moves


def test_ten_records_move_next_to_nothing():
    found = fitted(MODEL, sharing_a_door(3, are_one=True), Counted(6))
    assert abs(base_of(found, DOOR) - base_of(MODEL, DOOR)) < 1
    assert fitted(MODEL, (), Counted(0)) == MODEL
