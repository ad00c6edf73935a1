import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.faults import assert_example
from validators.data import lines
from validators.record import Record
from validators.websites import FAULTS, check, domain, read, registrable


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    assert_example(fault, lambda value: Record(website=value), check)


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("brand.cn", "brand.cn"),
        ("www.Brand.com.cn", "brand.com.cn"),
        ("https://shop.brand.com.cn/a?b=1", "brand.com.cn"),
        ("brand.cn:8080/x", "brand.cn"),
        ("http://http://www.brand.cn", "brand.cn"),
        ("http//www.brand.cn", "brand.cn"),
        ("https:www.brand.cn", "brand.cn"),
        ("www.brand.cn / www.other.cn", "brand.cn"),
        ("http://www.brand.com.tw/　", "brand.com.tw"),
        ("www.中文.中国", "中文.中国"),
        ("brand.co.uk", "brand.co.uk"),
        ("官网：www.brand.cn", "brand.cn"),
        ("官网 brand.cn（备用）", "brand.cn"),
        ("http:\\\\www.brand.cn", "brand.cn"),
        ("www。brand。cn", "brand.cn"),
        ("//brand.cn/a", "brand.cn"),
        ("http://120.77.1.2:8080", ""),
        ("https://brandshop.1688.com", "brandshop.1688.com"),
        ("https://www.1688.com", ""),
        ("www.xxx.com", ""),
        ("", ""),
        ("无", ""),
    ],
)
def test_the_domain_tells_whose_website_it_is(typed, owner):
    assert domain(typed) == owner


@pytest.mark.parametrize(
    "code",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:1",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_code_never_becomes_a_link(code):
    assert (read(code).url, read(code).fault in {"website.unsafe", "website.syntax"}) == ("", True)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("brand.cn", "http://brand.cn"),
        ("https://brand.cn/a", "https://brand.cn/a"),
        ("HTTPS://brand.cn", "https://brand.cn"),
    ],
)
def test_a_website_becomes_a_link_with_or_without_scheme(typed, url):
    assert read(typed).url == url


@pytest.mark.parametrize("wrong", ["brand", "http://", "http://[::1]/", "王嶠芬", "ftp://brand.cn", "tel:13926580147"])
def test_what_is_no_address_has_no_link_and_no_domain(wrong):
    assert (read(wrong).url, read(wrong).domain, read(wrong).fault) == ("", "", "website.syntax")


@pytest.mark.parametrize(
    ("host", "owned"),
    [("a.b.com", "b.com"), ("a.b.com.cn", "b.com.cn"), ("b.de", "b.de"), ("a.idv.tw", "a.idv.tw"), ("x", "x")],
)
def test_the_registered_part_of_a_host(host, owned):
    assert registrable(host) == owned


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("www,brand,com", "www.brand.com"),
        ("www brand.cn", "www.brand.cn"),
        ("www.brand..cn", "www.brand.cn"),
        ("htp://brand.cn", "http://brand.cn"),
        ("http;//brand.cn", "http://brand.cn"),
        ("www.brand.con", "www.brand.com"),
        ("wwww.brand.cn", "www.brand.cn"),
        ("ww.brand.cn/a", "www.brand.cn/a"),
    ],
)
def test_a_repair_is_offered_and_removes_the_finding(typed, meant):
    assert (read(typed).fault, read(typed).suggestion) == ("website.repairable", meant)
    assert read(meant).fault == ""


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("网站建设中", "vacant"), ("没有网站", "vacant"), ("微信公众号：澜序", "platform"), ("抖音：澜序", "platform"), ("bit.ly/abc", "platform"),
        ("aiqicha.baidu.com/x", "platform"), ("mailto:li@brand.cn", "is_mail"), ("localhost:3000", "private"), ("10.0.0.1", "private"),
    ],
)  # fmt: skip
def test_what_is_no_site_of_its_own_has_its_name(typed, fault):
    assert read(typed).fault == f"website.{fault}"


def test_a_domain_is_one_in_either_way_of_writing_it():
    assert domain("http://xn--fsqu00a.xn--fiqs8s") == domain("例子.中国") == "例子.中国"
    assert domain("www.brand.cn或www.other.cn") == "brand.cn"


@given(st.text(alphabet="w.,brandconm:/htp;\u3002 ", max_size=24))
def test_a_website_that_was_offered_is_at_fault_no_more(raw):
    if meant := read(raw).suggestion:
        assert read(meant).fault not in {"website.repairable", "website.syntax"}


ODD = [
    "ww.com",
    "www.ww.com",
    "10.com",
    "192.168.com",
    "172.16.com",
    "127.cn",
    "httpd.com",
    "https://http.cn",
    "xn--a.com",
]


@pytest.mark.parametrize("words", ["vacancies.txt", "website_platforms.txt", "website_placeholders.txt"])
def test_the_domain_of_what_is_listed_or_odd_is_that_which_reading_finds(words):
    assert [word for word in (*lines(words), *ODD) if domain(word) != read(word).domain] == []


@given(
    st.text()
    | st.text(alphabet="htps:/w.abcn[]@?#;， ")
    | st.from_regex(r"https?://[a-z.]{1,20}/?")
    | st.from_regex(
        r"(?:https?://)?(?:http|www?\.|10\.)?(?:shop\.|xn--)?(?:lanxu|1688|xxx|n|httpd)\.(?:a|com|con|com\.cn|example)/?",
        fullmatch=True,
    )
)
def test_any_field_is_read_and_only_the_web_becomes_a_link(raw):
    found = read(raw)
    assert found == read.__wrapped__(raw)
    assert found.domain == domain(raw)
    assert found.url == "" or found.url.startswith(("http://", "https://"))
