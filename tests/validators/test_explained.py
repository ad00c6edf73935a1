"""Every fault of the catalog says why it matters, how it is judged, where that ends and who says so."""

import pytest

from validators import CATALOG
from validators.explained import codes, explained


@pytest.mark.parametrize("code", CATALOG)
def test_a_fault_is_explained_in_a_sentence(code):
    about = explained(code)
    assert about.why.endswith((".", "?"))
    assert all((about.how, about.limits, about.source))


def test_nothing_is_explained_that_is_no_fault():
    assert codes() <= CATALOG.keys()
