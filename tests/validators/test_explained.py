"""Every fault of the catalog says why it matters, how it is judged, where that ends and who says so."""

from validators import CATALOG
from validators.explained import codes, explained


def test_every_fault_is_explained_in_a_sentence():
    assert [code for code in CATALOG if not explained(code).why.endswith((".", "?"))] == []


def test_every_subject_says_how_it_is_judged_where_that_ends_and_who_says_so():
    told = {code: explained(code) for code in CATALOG}
    assert [code for code, about in told.items() if not all((about.how, about.limits, about.source))] == []


def test_nothing_is_explained_that_is_no_fault():
    assert codes() <= CATALOG.keys()
