import json

import pytest

from greening.files import FileRefused, fit, from_json, guess, is_headless


def paths(header, samples=(), document=None) -> list[str | None]:
    mapping = fit(document or {}, header, samples)
    return [target.path if target else None for target in mapping.columns]


def test_one_header_after_the_other_finds_its_field():
    header = [
        "公司名称",
        "电话1",
        "电话2",
        "联系人1",
        "联系人1手机",
        "联系人2",
        "联系人2手机",
        "拜访记录",
        "拜访时间",
        "蔬菜",
    ]
    assert paths(header) == [
        "company",
        "phones[0]",
        "phones[1]",
        "key_persons[0].name",
        "key_persons[0].phones[0]",
        "key_persons[1].name",
        "key_persons[1].phones[0]",
        "visits[0].note",
        "visits[0].at",
        None,
    ]


def test_name_is_the_company_unless_another_column_says_so():
    assert paths(["name", "phone"]) == ["company", "phones[0]"]
    assert paths(["name", "company", "phone"]) == ["key_persons[0].name", "company", "phones[0]"]


def test_a_mobile_belongs_to_the_person_beside_it_or_to_the_company():
    assert paths(["公司名称", "联系人", "手机", "职务"])[2:] == ["key_persons[0].phones[0]", "key_persons[0].title"]
    assert paths(["公司名称", "手机"])[1] == "phones[0]"


def test_a_number_that_stands_alone_is_not_the_chairmans_unless_beside_him():
    assert paths(["公司名称", "法人", "行业", "联系电话"])[3] == "phones[0]"
    assert paths(["公司名称", "法人", "联系电话"])[2] == "key_persons[0].phones[0]"
    assert paths(["公司名称", "過戶電話", "行业", "手机"])[3] == "phones[0]"


def test_attributes_go_to_the_nearest_person_on_the_left():
    header = ["联系人1", "手机1", "联系人2", "手机2", "职务"]
    assert paths(header)[1::2] == ["key_persons[0].phones[0]", "key_persons[1].phones[0]"]
    assert paths(header)[4] == "key_persons[1].title"


def test_a_field_with_room_for_one_goes_to_the_surer_header():
    mapping = guess(["name", "公司名称", "地址", "注册地址"])
    assert [target and target.path for target in mapping.columns] == ["key_persons[0].name", "company", "address", None]
    assert mapping.unmapped == ("注册地址",)


def test_remarks_are_notes_only_where_nothing_surer_is():
    assert paths(["公司名称", "备注"])[1] == "visits[0].note"
    assert paths(["公司名称", "备注", "跟进记录"])[1:] == [None, "visits[0].note"]


def test_a_time_without_a_note_is_no_visit():
    assert paths(["公司名称", "拜访时间"])[1] is None


def test_a_time_goes_with_the_note_that_a_person_has_pointed_out():
    assert paths(["memo text", "拜访时间"], (), {"memo text": "visits[0].note"}) == ["visits[0].note", "visits[0].at"]


def test_what_a_header_says_by_itself_is_kept():
    mapping = guess(["董事長", "過戶電話", "統一編號", "法人电话"])
    assert mapping.defaults == {
        "key_persons[0].title": "董事長",
        "key_persons[1].title": "股票過戶機構",
        "key_persons[1].role": "gate",
        "ids[0].kind": "tw_ubn",
        "key_persons[2].title": "法人",
    }


def test_the_transfer_agents_phone_never_becomes_the_companys():
    assert paths(["總機電話", "股票過戶機構", "過戶電話"]) == [
        "phones[0]",
        "profile.transfer_agent",
        "key_persons[0].phones[0]",
    ]


def test_a_region_of_two_letters_is_a_country():
    assert paths(["region", "phone"], [["US", "1"], ["TW", "2"]])[0] == "country"
    assert paths(["region", "phone"], [["浙江", "1"]])[0] == "region[0]"


def test_two_letters_of_dates_tell_day_from_month():
    assert guess(["created"], [["03/04/2024"], ["25/04/2024"]]).date_order == "dmy"
    assert guess(["created"], [["03/04/2024"], ["04/25/2024"]]).date_order == "mdy"
    assert guess(["created"], [["03/04/2024"]]).date_order == ""


def test_guesses_that_are_only_probable_are_named():
    assert guess(["公司名称", "负责人", "电话"]).likely == ("负责人",)


def test_numbers_under_a_header_that_says_nothing_are_phones_where_nothing_else_is_known():
    samples = [["0512-65550100", "x"], ["4000000100", "y"], ["-", "z"]]
    mapping = guess(["raw", "truth"], samples)
    assert mapping.columns[0].path == "phones[0]"
    assert mapping.likely == ("raw",)
    assert paths(["公司名称", "raw"], [["样例", "0512-65550100"]])[1] is None
    assert paths(["raw"], [["0512-65550100"]], {"raw": None}) == [None]


def test_a_mapping_by_hand_sends_a_column_to_a_path_or_reads_it_as_another_header():
    document = {"raw": "phone", "手机号2": "key_persons[0].phones[1]", "备注": None}
    header = ["raw", "手机号2", "备注", "联系人"]
    assert paths(header, (), document) == ["phones[0]", "key_persons[0].phones[1]", None, "key_persons[1].name"]


def test_a_kept_mapping_fits_a_file_whose_columns_stand_elsewhere():
    kept = json.dumps(fit({"raw": "phone", "公司名称": None}, ["raw", "公司名称", "电话"]).to_document())
    mapping = from_json(kept, ["电话", "公司名称", "new", "raw"])
    assert [target and target.path for target in mapping.columns] == ["phones[1]", None, None, "phones[0]"]


def test_a_kept_mapping_keeps_everything():
    document = {
        "columns": {"a": "ids[0]", "b": "created_at"},
        "defaults": {"ids[0].kind": "lei"},
        "date_order": "dmy",
        "utc_offset": "+00:00",
    }
    mapping = fit(document, ["a", "b"])
    assert from_json(mapping.to_json(), ["a", "b"]) == mapping


def test_columns_of_a_kept_mapping_that_the_file_lacks_are_named():
    assert fit({"gone": "company", "phone": "phone"}, ["phone"]).absent == ("gone",)


def test_equal_headers_are_told_apart_by_their_order():
    document = {"columns": [["x", "company"], ["x", "address"]]}
    assert paths(["x", "x"], (), document) == ["company", "address"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "mapping.not_json"),
        ("[]", "mapping.not_json"),
        ('{"columns": 1}', "mapping.not_json"),
        ('{"columns": {}, "defaults": []}', "mapping.not_json"),
        ('{"name": "nowhere"}', "mapping.unknown_target"),
        ('{"name": "key_persons[0].shoe"}', "mapping.unknown_target"),
        ('{"name": 5}', "mapping.unknown_target"),
        ('{"columns": [["name"]]}', "mapping.not_json"),
        ('{"date_order": "ymd"}', "mapping.bad_date_order"),
        ('{"defaults": {"nowhere": "1"}}', "mapping.unknown_target"),
        ('{"utc_offset": "noon"}', "mapping.bad_offset"),
    ],
)
def test_a_mapping_that_cannot_hold_is_refused_with_its_fault(text, code):
    with pytest.raises(FileRefused) as refused:
        from_json(text, ["name"]).draft(1, ["x"])
    assert refused.value.code == code


def test_a_row_of_data_in_place_of_the_headers_is_noticed():
    assert is_headless(["样例机械厂", "13926580147", "沈砚秋"])
    assert not is_headless(["公司名称", "2024年1月", "400电话", "12345"])


def test_the_same_word_for_a_person_twice_is_two_persons():
    assert paths(["公司名称", "联系人", "手机", "联系人", "手机", "职务"])[1:] == [
        "key_persons[0].name",
        "key_persons[0].phones[0]",
        "key_persons[1].name",
        "key_persons[1].phones[0]",
        "key_persons[1].title",
    ]


def test_states_of_two_letters_are_no_countries():
    assert paths(["Company", "State"], [["A", "CA"], ["B", "IN"]])[1] == "region[0]"
    assert paths(["Company", "Region"], [["A", "US"], ["B", "TW"]])[1] == "country"
    assert paths(["Company", "Region", "Country"], [["A", "CA", "US"]])[1:] == ["region[0]", "country"]
