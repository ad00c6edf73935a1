"""Every rule on its page, for everybody, in both languages."""

import pytest
from surfing import words

from validators import CATALOG


@pytest.mark.parametrize(
    "person", ["Ana", *(pytest.param(one, marks=pytest.mark.slow) for one in ("Chen", "Qi", "Ada", "Ops"))]
)
def test_everybody_reads_every_rule(browser_of, person):
    page = browser_of(person).get("/rules").text
    assert [code for code in CATALOG if f"<span>{code}</span>" not in page] == []


def test_a_rule_says_what_why_an_example_and_what_it_costs(browser_of):
    said = words(browser_of("Ana").get("/rules").text)
    fault = CATALOG["phone.placeholder"]
    assert fault.summary in said
    assert f"Triggers: {fault.example} " in said
    assert f"Does not trigger: {fault.counter_example} " in said
    assert "A value with it counts as “Filled” at most: 30 % of its points." in said


def test_the_page_is_small_and_speaks_chinese(browser_of):
    answer = browser_of("Ana").get("/rules?language=zh_Hans")
    assert "触发示例" in words(answer.text)
