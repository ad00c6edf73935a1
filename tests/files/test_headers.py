import pytest

from greening.files.headers import fold, read, role_of
from validators import DecisionRole


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("公司名称", "company"),
        ("公司名稱", "company"),
        ("COMPANY_NAME:", "company"),
        ("　客户名称（必填）", "company"),
        ("統一編號", "ids[]"),
        ("社会信用代码", "ids[]"),
        ("VAT number", "ids[]"),
        ("總機電話", "phones[]"),
        ("電話", "phones[]"),
        ("phone", "phones[]"),
        ("傳真機號碼", "profile.fax"),
        ("住址", "address"),
        ("網址", "website"),
        ("產業別", "industry"),
        ("note", "visits[].note"),
        ("拜访记录", "visits[].note"),
        ("跟進記錄", "visits[].note"),
        ("拜访时间", "visits[].at"),
        ("客户编号", "source_id"),
        ("归属人工号", "owner_no"),
        ("下次联系时间", "next_contact_on"),
        ("曾用名", "former_names[]"),
        ("實收資本額", "profile.capital"),
        ("Billing Street", "address"),
        ("Billing State/Province", "region[]"),
        ("Country/Region", "country"),
        ("Company Domain Name", "website"),
        ("Last Activity Date", "last_follow_up_at"),
        ("Doing Business As", "short_name"),
    ],
)
def test_a_word_of_any_of_the_three_languages_names_its_field(header, path):
    assert read(header)[0].path == path


@pytest.mark.parametrize(
    ("header", "path", "index"),
    [
        ("联系人", "person.name", 0),
        ("联系人2", "person.name", 2),
        ("聯絡人二電話", "person.phone", 2),
        ("Contact 2 Mobile", "person.phone", 2),
        ("kp手机号", "person.phone", 0),
        ("發言人職稱", "person.title", 0),
        ("关键人职务", "person.title", 0),
        ("CEO email", "person.email", 0),
        ("phone_2", "phones[]", 2),
    ],
)
def test_a_person_an_attribute_and_a_number_make_a_header(header, path, index):
    reading = read(header)[0]
    assert (reading.path, reading.index) == (path, index)


@pytest.mark.parametrize(
    ("header", "title"), [("董事長", "董事長"), ("董事长姓名", "董事长"), ("General Manager", "General Manager")]
)
def test_a_header_that_is_a_title_says_it_as_it_is_written(header, title):
    assert dict(read(header)[0].constants) == {"title": title}


def test_the_transfer_agents_phone_is_nobody_of_the_company():
    reading = read("過戶電話")[0]
    assert reading.path == "person.phone"
    assert dict(reading.constants) == {"title": "股票過戶機構", "role": "gate"}


@pytest.mark.parametrize("header", ["", "蔬菜", "truth", "過戶地址", "簽證會計師1", "外國企業註冊地國"])
def test_an_unknown_word_has_no_meaning(header):
    assert read(header) == ()


def test_folding_leaves_what_two_writers_agree_on():
    assert fold("Ｅ-Mail　&amp; 電話") == "email电话"


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("decides", DecisionRole.DECIDES),
        ("拍板人", DecisionRole.DECIDES),
        ("使用人", DecisionRole.USES),
        ("", DecisionRole.UNSAID),
        ("?", DecisionRole.UNSAID),
    ],
)
def test_a_role_is_read_by_code_and_by_word(cell, role):
    assert role_of(cell) is role
