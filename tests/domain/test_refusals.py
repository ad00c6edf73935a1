"""Every refusal has a code of its own and words."""

from greening.domain import refusals, refusals_complaints, refusals_conflicts, refusals_leads, refusals_units
from greening.domain.refusals import Refusal
from greening.words.refusals import REFUSALS

ALL = [
    kind
    for kind in (
        vars(refusals)
        | vars(refusals_units)
        | vars(refusals_conflicts)
        | vars(refusals_complaints)
        | vars(refusals_leads)
    ).values()
    if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
]


def test_one_code_is_one_reason():
    codes = [kind.code for kind in ALL]
    assert len(codes) == len(set(codes))


def test_every_reason_has_words():
    assert {kind.code for kind in ALL} <= set(REFUSALS)


def test_a_refusal_carries_the_values_its_words_need():
    refused = refusals.PasswordTooShort(shortest=12)
    assert (refused.code, refused.params) == ("password.too_short", {"shortest": 12})
    assert REFUSALS[refused.code] % refused.params == "Choose a password of at least 12 characters"
