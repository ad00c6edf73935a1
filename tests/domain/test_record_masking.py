"""A record that is not theirs: nothing to dial, and nothing lost when it comes back."""

from dataclasses import asdict, replace

from greening.domain.changes import Change
from greening.domain.record_masking import masked, masked_changes, masked_findings, unmasked
from validators.finding import Finding, Severity
from validators.record import KeyPerson, Record, Visit

NUMBER = "13900001234"
LI = KeyPerson(f"李雷 {NUMBER}", "老板", phones=(NUMBER, "0571-88880000"), emails=("li.lei@example.com",))
HAN = KeyPerson("韩梅", "店长", phones=("13900001235",))
TEA = Record(
    company=f"西湖茶铺{NUMBER}",
    former_names=(f"茶铺 {NUMBER}", "旧茶铺"),
    address=f"西湖区 1 号 {NUMBER}",
    website="http://example.com/13900001234",
    phones=(f"{NUMBER}/0571-88880000",),
    emails=("tea@example.com",),
    key_persons=(LI, HAN),
    visits=(Visit(f"电话 {NUMBER}, 周三再打"),),
    profile={"brands": f"龙井 {NUMBER}"},
)


def test_no_number_is_left_anywhere_but_in_the_link():
    shown = asdict(replace(masked(TEA), website=""))
    assert NUMBER not in str(shown)
    assert "88880000" not in str(shown)
    assert "li.lei" not in str(shown)
    assert masked(TEA).company == "西湖茶铺139****1234"


def test_what_comes_back_as_it_was_shown_is_what_is_stored():
    assert unmasked(masked(TEA), TEA) == replace(TEA, visits=masked(TEA).visits)


def test_what_was_typed_over_a_mask_counts():
    typed = replace(masked(TEA), phones=("13700000000",), address="上城区 2 号")
    meant = unmasked(typed, TEA)
    assert (meant.phones, meant.address, meant.company) == (("13700000000",), "上城区 2 号", TEA.company)


def test_key_persons_may_move_and_new_ones_may_come():
    shown = masked(TEA)
    typed = replace(shown, key_persons=(KeyPerson("王伟"), *reversed(shown.key_persons)))
    assert unmasked(typed, TEA).key_persons == (KeyPerson("王伟"), HAN, LI)


def test_history_does_not_tell_either():
    changes = (Change("phones[0]", "wx_ana", NUMBER), Change("business", "", f"tel {NUMBER}"))
    assert masked_changes(changes) == (
        Change("phones[0]", "w***", "139****1234"),
        Change("business", "", "tel 139****1234"),
    )


def test_findings_quote_contacts_masked():
    record = Record(company="茶", phones=("wx_secret",), key_persons=(LI,))
    params = {"value": "wx_secret", "kind": "mobile", "subjects": 3, "others": (NUMBER, "茶"), "part": "wx"}
    finding = Finding("phone.invalid", "phones[0]", Severity.WARNING, params)
    assert masked_findings([finding], record)[0].params == {
        "value": "w***",
        "kind": "mobile",
        "subjects": 3,
        "others": ("139****1234", "茶"),
        "part": "wx",
    }
