"""What somebody answers is put where it belongs, and nowhere else."""

import pytest

from greening.domain.answers import put
from greening.domain.refusals import BadValue
from validators import Record


def test_a_kind_of_customer_is_one_that_exists():
    assert put(Record(company="西湖茶铺"), "kind", "distributor").kind == "distributor"
    assert put(Record(company="西湖茶铺", kind="distributor"), "kind", "").kind == ""
    with pytest.raises(BadValue):
        put(Record(company="西湖茶铺"), "kind", "emperor")
