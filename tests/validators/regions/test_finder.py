import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.regions import find


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("广东省深圳市南山区科技园路1号", "440305"),
        ("深圳南山区", "440305"),
        ("中国 广东省 广州市 天河区", "440106"),
        ("广东省天河区", "440106"),  # one Tianhe in the province
        ("昆山市玉山镇", "320583"),
        ("义乌福田街道", "330782"),
        ("吉林长春", "220100"),
        ("吉林市昌邑区", "220202"),
        ("北京市市辖区东城区", "110101"),
        ("上海市上海市浦东新区", "310115"),
        ("恩施州利川市", "422802"),
        ("内蒙古呼和浩特", "150100"),
        ("新疆石河子市", "659001"),
        ("九龙坡区", "500107"),
        ("香港九龍尖沙咀", "810000"),
        ("(106)台北市大安區", "TW-TPE"),
        ("350苗栗縣竹南鎮", "TW-MIA"),
        ("新竹科學工業園區苗栗縣竹南鎮", "TW-MIA"),
        ("臺灣省臺東縣", "TW-TTT"),
    ],
)
def test_the_deepest_certain_division_is_found(address, code):
    assert find(address).code == code


@pytest.mark.parametrize(
    ("address", "code"),
    [("杭州市下城区", "330105"), ("南通海门市", "320614"), ("邢台市桥东区", "130502"), ("海门市", "320614")],
)
def test_a_name_that_is_gone_leads_to_what_is_there_now(address, code):
    assert find(address).code == code


@pytest.mark.parametrize(
    "street", ["南京路100号", "中山路", "北京东路", "海南西路", "东方大厦", "湖南街道", "江苏大厦3楼"]
)
def test_a_street_named_after_a_place_is_not_the_place(street):
    assert find(street).code == ""


def test_what_follows_a_city_as_a_street_is_left_as_the_rest():
    place = find("上海南京东路")
    assert (place.code, place.rest) == ("310000", "南京东路")


def test_a_short_name_that_means_something_else_first_is_no_place_by_itself():
    assert [find(text).code for text in ("阿里巴巴西溪园区", "朝阳望京", "东方明珠")] == ["", "", ""]
    assert [find(text).code for text in ("西藏阿里", "辽宁朝阳", "朝阳市双塔区")] == ["542500", "211300", "211302"]


@pytest.mark.parametrize("district", ["朝阳区建国路88号", "鼓楼区", "南沙区", "江北区"])
def test_a_district_alone_says_no_city_where_there_are_two(district):
    place = find(district)
    assert place.ambiguous
    assert place.code == ""
    assert len(place.candidates) > 1


def test_what_is_certain_stays_certain_when_the_district_is_not():
    place = find("江苏省鼓楼区")
    assert (place.code, place.candidates) == ("320000", ("320106", "320302"))


def test_the_country_decides_between_equal_names():
    assert find("連江縣").code == "350122"
    assert find("連江縣", country="TW").code == "TW-LIE"


@given(st.text() | st.text(alphabet="省市区县台北京海门江苏鼓楼朝阳路号0 ("))
def test_any_text_is_read_and_read_alike(address):
    assert find(address) == find.__wrapped__(address)
