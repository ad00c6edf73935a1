from validators import Answer, Identifier, KeyPerson, Record, Settings, Severity, Visit, check


def findings(record, **given):
    return [f for f in check(record, **given).findings if f.code.startswith("record.")]


def codes(record, **given):
    return {f.code for f in findings(record, **given)}


def test_an_empty_record_names_everything_it_lacks_once():
    found = findings(Record())
    assert len({f.code for f in found}) == len(found)
    assert {f.code for f in found} >= {
        "record.missing_name",
        "record.missing_contact",
        "record.missing_address",
        "record.missing_profile",
    }
    assert {f.field for f in found} >= {"company", "phones", "address", "profile"}


def test_only_the_name_is_indispensable():
    assert {f.code for f in findings(Record()) if f.severity is Severity.BLOCKER} == {"record.missing_name"}


def test_what_is_there_or_answered_is_not_missing():
    whole = Record(
        company="苏州澜序机械有限公司", short_name="澜序", ids=(Identifier("28934512"),), address="江苏省苏州市虎丘区浒墅关路18号", phones=("0512-62658014",),
        emails=("info@lanxu-jx.cn",), industry="机械", business="输送线", scale="20-99人", visits=(Visit("采购经理要样品"),),
        answers={"website": Answer.HAS_NONE, "profile.capital": Answer.HAS_NONE},
        profile=dict.fromkeys(("goods", "brands", "sales_volume", "advertising", "staff", "vehicles", "premises", "warehouse"), "有"),
    )  # fmt: skip
    assert codes(whole) == set()


def test_the_archive_speaks_once_and_names_what_is_open():
    (found,) = (
        f for f in findings(Record(profile={"goods": "轴承", "brands": "-"})) if f.code == "record.missing_profile"
    )
    assert found.params["fields"][:2] == ("brands", "sales_volume")
    assert "goods" not in found.params["fields"]


def test_a_region_need_not_be_said_twice():
    assert "record.missing_region" not in codes(Record(address="江苏省苏州市虎丘区浒墅关路18号"))


def test_a_number_that_nobody_can_call_reaches_nobody():
    assert "record.missing_contact" in codes(Record(phones=("13800138000",), emails=("li@brand",)))
    assert "record.missing_contact" not in codes(
        Record(key_persons=(KeyPerson("沈砚秋", emails=("shen@lanxu-jx.cn",)),))
    )
    assert "record.missing_contact" not in codes(Record(answers={"phones": Answer.NOT_FOUND}))


def test_who_cannot_be_reached_at_all_is_not_told_twice():
    assert not codes(Record()) & {"record.missing_phone", "record.missing_email"}
    assert codes(Record(phones=("13926580147",))) & {"record.missing_phone", "record.missing_email"} == {
        "record.missing_email"
    }


def test_could_not_find_out_is_an_answer_that_stays_visible():
    found = [f for f in findings(Record(answers={"website": Answer.NOT_FOUND})) if f.field == "website"]
    assert [f.code for f in found] == ["record.not_found"]


def test_a_name_cannot_be_answered_away():
    assert "record.missing_name" in codes(Record(answers={"company": Answer.HAS_NONE}))


def test_a_schema_without_a_field_does_not_miss_it():
    lean = Settings.from_mapping({"weights": {"identity.website": 0.0}})
    assert "record.missing_website" not in codes(Record(), settings=lean)
    assert "record.missing_website" in codes(Record())
