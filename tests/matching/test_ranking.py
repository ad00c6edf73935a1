"""Does whoever looks a company up see first what a person would have meant?"""

import pytest

from greening.matching import NOTHING_COUNTED, organisations
from greening.matching.ranking import likest
from validators import Identifier, Record

ID, OTHER_ID = Identifier("91330106MA27Y5C217", "uscc"), Identifier("91330106MA27Y5C22A", "uscc")


def shown(asked: Record, *stored: Record) -> list[str]:
    own, read = organisations.features(asked), {one.company: organisations.features(one) for one in stored}
    opinions = {name: organisations.model().opinion(own, one, NOTHING_COUNTED) for name, one in read.items()}
    return list(likest(opinions, lambda name: organisations.surplus(own, read[name])))


def looked_up(asked: str, *stored: str) -> list[str]:
    return shown(Record(company=asked), *(Record(company=name) for name in stored))


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [
        ("澜序机械", "澜序机械设备股份有限公司", "澜序机械设备(宁波)有限公司"),
        ("苏澜序", "苏州澜序股份有限公司", "苏州澜序控股有限公司"),
        ("砚溪易选", "砚溪易选科技股份有限公司", "砚溪易选科技服务股份有限公司"),
        ("砚溪", "兰旭砚溪科技股份有限公司", "东澜兰旭砚溪科技股份有限公司"),
        ("Larkmoor", "Larkmoor Hollin", "Larkmoor Hollinsworth"),
    ],
)
def test_of_equally_likely_names_the_one_comes_first_that_says_least_beyond_the_short_one(asked, meant, other):
    assert looked_up(asked, meant, other) == looked_up(asked, other, meant) == [meant, other]


def test_what_is_likelier_comes_first_whatever_it_says_beyond():
    assert looked_up("澜序", "澜序精密机械设备股份有限公司", "澜禾")[0] == "澜序精密机械设备股份有限公司"


def test_what_a_rule_says_is_one_comes_first_and_what_it_says_is_another_last():
    asked = Record(company="苏州澜序机械有限公司", ids=(ID,))
    same = Record(company="砚溪餐饮有限公司", ids=(ID,))
    other = Record(company="苏州澜序机械有限责任公司", ids=(OTHER_ID,))
    stranger = Record(company="杭州兰旭餐饮有限公司")
    assert shown(asked, other, stranger, same) == [one.company for one in (same, stranger, other)]
