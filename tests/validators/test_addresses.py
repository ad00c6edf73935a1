import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.faults import assert_example
from validators.addresses import FAULTS, check, key
from validators.record import Record


def codes(**fields):
    return [finding.code for finding in check(Record(**fields))]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    field = "region" if fault.code.startswith("region.") else "address"
    assert_example(fault, lambda value: Record(**{field: value}), check)


@pytest.mark.parametrize(
    "address",
    [
        "深圳市南山区科技园",
        "台北市內湖區瑞光路258巷30弄1號10樓",
        "北京市朝阳区建国路八十八号",
        "Suite 102, Cannon Place",
        "重庆市渝中区解放碑大厦",
        "合肥市A座",
    ],
)
def test_an_address_with_a_door_is_no_fault(address):
    assert codes(address=address) == []


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("", "苏州工业园区星湖街328号创意产业园|文一西路九百六十九号|义乌国际商贸城三区28号门5楼|昆明市官渡区彩云北路与广福路交叉口|广州市白云区石井街红星村28号|澜序村3组|香港中環皇后大道中99號中環中心"),
        ("", "The Old Rectory, Little Hampton|Larkmoor Haus, Berlin|Unit 5, Larkmoor Estate|Exchange Square, Central, Hong Kong"),
        ("only_region", "浙江省|杭州市|北京|江苏苏州|中国浙江省|浙江 杭州|内蒙古自治区|深圳市南山区|浙江省义乌市"),
        ("no_number", "文一西路|杭州市文一西路|苏州市澜序路与砚溪路|London"),
        ("vacant", "无|不详|见名片|同注册地址|暂不提供|无固定地址|线上"),
        ("placeholder", "测试|公司地址|某某路|XX路XX号|北京市xx区xx路xx号|某市某路1号|请输入地址|中国|到付|我家|111"),
        ("not_an_address", "li@brand.cn|www.brand.cn|https://brand.cn|13926580147|010-62658014"),
        ("po_box", "北京市100信箱|P.O. Box 12|PO Box 123, London"),
    ],
)  # fmt: skip
def test_an_address_is_what_its_class_says(code, typed):
    said = [f"address.{code}"] if code else []
    assert {address: found for address in typed.split("|") if (found := codes(address=address)) != said} == {}


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("北京市朝阳区建国路88号", "110000"),
        ("北京市建国路88号", "110105"),
        ("杭州市下城区延安路1号", "330103"),
        ("江苏省中山路1号", "320102"),
        ("中山路1号", "320102"),
    ],
)
def test_an_address_that_may_lie_in_the_region_is_no_mismatch(address, region):
    assert "address.region_mismatch" not in codes(address=address, region=region)


def test_the_region_tells_which_of_two_districts_is_meant():
    assert codes(address="朝阳区建国路88号", region="110105") == []


def test_a_record_without_address_and_region_has_no_fault():
    assert codes() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浙江省杭州市西湖区文一西路969号3楼", "杭州西湖区文一西路969号 5幢201室"),
        ("台北市內湖區瑞光路258號10樓", "(114)台北市內湖區瑞光路258號3樓之2"),
        ("北京市海淀区中关村大街二七号", "北京海淀区中关村大街27号"),
    ],
)
def test_two_floors_of_one_house_have_one_key(one, other):
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州市文一西路969号", "杭州市文一西路96号"),
        ("杭州市中山路1号", "南京市中山路1号"),
        ("台北市園區街3-1號", "台北市園區街31號"),
    ],
)
def test_two_houses_have_two_keys(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize("address", ["", "浙江省", "杭州市文一西路", "暂无"])
def test_an_address_without_a_door_is_shared_by_nobody(address):
    assert key(address) == ""


@given(
    st.text() | st.text(alphabet="浙江省杭州市西湖区路号一1-楼 xX测试"),
    st.sampled_from(["", "330106", "330103", "x", "TW-TPE"]),
)
def test_any_address_is_judged(address, region):
    list(check(Record(address=address, region=region)))
    assert key(address) == key.__wrapped__(address)


def test_digits_alone_are_no_address():
    assert [finding.code for finding in check(Record(address="310000"))] == ["address.placeholder"]
