"""A counter for complaints, and a record that Ana wrote."""

import pytest
from complaining import Counter, quick

from validators.record import DecisionRole, KeyPerson


@pytest.fixture
def counter(work, make, now) -> Counter:
    return Counter(work, quick(make.policy()), make, now)


@pytest.fixture
def record_id(make) -> int:
    person = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",))
    return make.record("Ana", company="杭州西湖茶铺有限公司", region="330106", key_persons=(person,))
