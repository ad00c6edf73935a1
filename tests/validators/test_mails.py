import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.faults import assert_example
from validators.mails import FAULTS, check, fold, is_public, read
from validators.record import KeyPerson, Record


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    assert_example(fault, lambda value: Record(emails=(value,)), check)


@pytest.mark.parametrize(
    "typed",
    [
        "li@brand.cn",
        "LI@Brand.CN",
        " li@brand.cn ",
        "li＠brand.cn",
        "邮箱：li@brand.cn",
        "<li@brand.cn>",
        "li@brand。cn",
        "Li Wei <li@brand.cn>",
        "沈砚秋 li@brand.cn",
        "li@brand.cn（沈）",
        "li@brand.cn;",
    ],
)
def test_a_mail_is_folded_however_it_is_typed(typed):
    assert fold(typed) == "li@brand.cn"


@pytest.mark.parametrize("wrong", ["li@brand", "@brand.cn", "li wei@brand.cn", "li", "www.brand.cn", "-", ""])
def test_what_cannot_be_sent_folds_to_nothing(wrong):
    assert fold(wrong) == ""


@pytest.mark.parametrize(
    "filler", ["test@test.com", "123@qq.com", "123456@qq.com", "abc@abc.com", "1@1.com", "xxx@163.com", "none@none.com"]
)
def test_fillers_are_placeholders_and_link_nobody(filler):
    assert [mail.fault for mail in read(filler)] == ["mail.placeholder"]
    assert fold(filler) == ""


@pytest.mark.parametrize(
    "honest", ["312456789@qq.com", "test@brand.cn", "info@test.de", "abc@brand.cn", "demo1988@163.com", "王@例子.cn"]
)
def test_what_only_looks_like_a_filler_is_spared(honest):
    assert [mail.fault for mail in read(honest)] == [""]


def test_a_person_may_have_a_public_mailbox():
    record = Record(emails=("a88@163.com",), key_persons=(KeyPerson(emails=("a88@163.com",)),))
    assert [(f.field, f.code) for f in check(record)] == [("emails[0]", "mail.public")]


@pytest.mark.parametrize(
    ("domain", "public"), [("qq.com", True), ("ms12.hinet.net", True), ("brand.cn", False), ("com", False)]
)
def test_public_providers_are_known_with_their_subdomains(domain, public):
    assert is_public(domain) is public


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("li(at)brand.cn", "li@brand.cn"),
        ("li@@brand.cn", "li@brand.cn"),
        ("li@brand..cn", "li@brand.cn"),
        ("li@gmial.com", "li@gmail.com"),
        ("li@brand,cn", "li@brand.cn"),
        ("li[at]brand[dot]cn", "li@brand.cn"),
        ("li at brand dot cn", "li@brand.cn"),
        ("li @ brand . cn", "li@brand.cn"),
        ("li#brand.cn", "li@brand.cn"),
        ("312456789＃qq.com", "312456789@qq.com"),
        ("312456789qq.com", "312456789@qq.com"),
        ("312456789@qq", "312456789@qq.com"),
        ("312456789", "312456789@qq.com"),
        ("QQ312456789", "312456789@qq.com"),
        ("li@163com", "li@163.com"),
        ("li@163.con", "li@163.com"),
        ("li@qq.cmo", "li@qq.com"),
        ("li@qq.com.cn", "li@qq.com"),
        ("li@gmial.con", "li@gmail.com"),
        ("li@gmail.co", "li@gmail.com"),
        ("li@outlook.ocm", "li@outlook.com"),
        ("li@brand.comcn", "li@brand.com.cn"),
        ("li@www.brand.cn", "li@brand.cn"),
    ],
)
def test_a_repair_is_offered_and_removes_the_finding(typed, meant):
    (mail,) = read(typed)
    assert mail.suggestion == meant
    assert read(meant)[0].fault == ""


def test_a_mailbox_at_a_public_provider_is_not_thrown_away():
    assert read("li@21cn.com")[0].fault == ""


def test_several_mails_in_one_field_are_all_read():
    assert [mail.address for mail in read("li@brand.cn; wang@brand.cn")] == ["li@brand.cn", "wang@brand.cn"]


@pytest.mark.parametrize(
    "own",
    [
        "li@gail.com",
        "li@mail.com",
        "li@ymail.com",
        "li@sina.cn",
        "li@189.cn",
        "li@yahoo.com.tw",
        "li@brand.co",
        "li@brand.cm",
        "li@163.net",
    ],
)
def test_a_domain_that_only_looks_like_a_slip_is_somebodys(own):
    assert read(own)[0].fault in {"", "mail.public"}


@pytest.mark.parametrize(
    ("typed", "mails"),
    [
        ("li@brand.cn或wang@brand.cn", ["li@brand.cn", "wang@brand.cn"]),
        ("li@brand.cn;无", ["li@brand.cn"]),
        ("li@brand.cn、13926580147", ["li@brand.cn"]),
        ("采购:li@brand.cn", ["li@brand.cn"]),
        ("mailto:li@brand.cn?subject=hello", ["li@brand.cn"]),
        ("li@xn--fsqu00a.xn--fiqs8s", ["li@例子.中国"]),
        ("li＠ｂｒａｎｄ．ｃｎ", ["li@brand.cn"]),
    ],
)
def test_what_stands_beside_a_mail_is_left_out(typed, mails):
    assert [mail.address for mail in read(typed)] == mails


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("没有邮箱", "vacant"), ("见名片", "vacant"), ("l***@brand.cn", "masked"), ("xxx@brand.cn", "masked"), ("li@xxx.com", "placeholder"),
        ("noreply@brand.cn", "unread"), ("li@brand.c", "syntax"), (f"{'a' * 65}@brand.cn", "syntax"), ("您的邮箱@qq.com", "placeholder"),
    ],
)  # fmt: skip
def test_each_way_of_giving_no_mail_has_its_name(typed, fault):
    assert [mail.fault for mail in read(typed)] == [f"mail.{fault}"]


@given(st.text(alphabet="a1@qqcom163gmail.cn#, ", max_size=20))
def test_a_mail_that_was_offered_is_at_fault_no_more(raw):
    for mail in read(raw):
        if mail.suggestion:
            assert {one.fault for one in read(mail.suggestion)}.isdisjoint(
                {"mail.typo", "mail.repairable", "mail.syntax"}
            )


@given(
    st.text()
    | st.text(alphabet="a1@.-_ ;(at)<>。")
    | st.emails()
    | st.from_regex(r"(?:a|test|123|li.wei|xx)@(?:qq|abc|test|lanxu|xn--a)\.(?:com|con|cn)", fullmatch=True)
)
def test_any_field_is_read_and_read_alike(raw):
    assert read(raw) == read.__wrapped__(raw)
    assert fold(raw) == next((mail.address for mail in read(raw) if mail.address), "")
    assert fold(fold(raw)) == fold(raw)


@given(st.emails(domains=st.just("brand.cn")))
def test_a_mail_by_the_book_has_no_syntax_fault(mail):
    faults = {found.fault for found in read(mail)}
    assert len(mail.split()) > 1 or faults <= {"", "mail.placeholder", "mail.syntax", "mail.masked", "mail.unread"}


def test_a_word_before_the_servers_name_is_somebodys_mailbox():
    assert [mail.fault for mail in read("customer@mail.oakhill.example.tw")] == [""]
    assert [mail.fault for mail in read("test@mail.test.com")] == ["mail.placeholder"]
