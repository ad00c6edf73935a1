import pytest

from validators import FilePopulation, KeyPerson, Record, Settings, Severity, Sharers, Subject, check, score
from validators.population import subject

AGENT, BRANDS = "13926580147", "澜岚禾柏舟栖砚榆棠芷菀霁"


def firm(brand, **rest):
    return Record(company=f"{brand}序机械有限公司", phones=(AGENT,), **rest)


def repeats(records, **given):
    found = check(records[0], population=FilePopulation(records), **given).findings
    return [(f.field, f.code, f.params["subjects"]) for f in found if f.code.startswith("repeat.")]


@pytest.mark.parametrize(("count", "code"), [(2, None), (3, "suspect"), (9, "suspect"), (10, "agent"), (12, "agent")])
def test_unrelated_companies_are_counted(count, code):
    found = repeats([firm(brand) for brand in BRANDS[:count]])
    assert found == ([("phones[0]", f"repeat.phone_{code}", count)] if code else [])


def test_counted_is_the_number_and_not_how_it_is_typed():
    typed = ("139 2658 0147", "+86-13926580147", "１３９２６５８０１４７")
    assert repeats(
        [Record(company=f"{brand}序机械有限公司", phones=(raw,)) for brand, raw in zip(BRANDS, typed, strict=False)]
    )


@pytest.mark.parametrize(
    "group",
    [
        [
            Record(company=f"{place}澜序{trade}有限公司", phones=(AGENT,))
            for place, trade in zip(("苏州", "杭州", "无锡"), ("机械", "食品", "物流"), strict=True)
        ],
        [firm(brand, website="www.lanxu-jx.cn") for brand in BRANDS[:3]],
        [firm(brand, address="江苏省苏州市虎丘区浒墅关路18号") for brand in BRANDS[:3]],
    ],
)
def test_a_common_brand_domain_or_address_makes_one_group(group):
    assert repeats(group) == []


def test_ties_reach_over_a_third():
    chain = [
        firm("澜", website="www.lanxu-jx.cn"),
        firm("岚", website="www.lanxu-jx.cn", address="江苏省苏州市虎丘区浒墅关路18号"),
        firm("禾", address="江苏省苏州市虎丘区浒墅关路18号"),
        firm("柏"),
    ]
    assert repeats(chain) == []


def test_a_company_entered_many_times_is_one_company():
    assert repeats([firm("澜")] * 12) == []


def test_a_number_known_to_be_shared_honestly_is_left_in_peace():
    own = Settings.from_mapping({"repeats": {"allowed": ["+8613926580147"]}})
    assert repeats([firm(brand) for brand in BRANDS], settings=own) == []


def test_mails_and_key_persons_numbers_count_too():
    mails = [Record(company=f"{brand}序机械有限公司", emails=("Li@Brand.cn",)) for brand in BRANDS[:3]]
    assert [code for _, code, _ in repeats(mails)] == ["repeat.email_suspect"]


@pytest.mark.parametrize(("title", "severity"), [("前台", Severity.HINT), ("总经理", Severity.WARNING)])
def test_an_agents_number_is_news_only_where_a_customer_should_answer(title, severity):
    firms = [
        Record(company=f"{brand}序机械有限公司", key_persons=(KeyPerson("沈砚秋", title, phones=(AGENT,)),))
        for brand in BRANDS
    ]
    judged = check(firms[0], population=FilePopulation(firms))
    assert {f.severity for f in judged.findings if f.code == "repeat.phone_agent"} == {severity}
    persons = next(section for section in score(firms[0], judged).sections if section.key == "key_person")
    assert next(field.got for field in persons.fields if field.key == "phone") == 0


def test_a_population_may_come_from_anywhere():
    class Stored:
        def sharers(self, channel, value):
            assert (channel, value) == ("phone", "+8613926580147")
            return Sharers(250, tuple(Subject(str(at), brand) for at, brand in enumerate(BRANDS)))

    found = check(firm("椿"), population=Stored()).findings
    assert "repeat.phone_agent" in {f.code for f in found}


def test_a_subject_is_what_ties_companies_together():
    one = subject("7", firm("澜", website="https://www.lanxu-jx.cn/a"))
    assert (one.key, one.core_name, one.domain) == ("7", "澜序机械", "lanxu-jx.cn")
    assert subject("", firm("澜")).key
