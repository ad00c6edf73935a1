from validators import Answer, DecisionRole, KeyPerson, Record, Settings, Severity, check

PHONE, MAIL = "13926580147", "shen@lanxu-jx.cn"


def findings(*people, **rest):
    found = check(Record(key_persons=people, **rest)).findings
    return {(f.field, f.code) for f in found if f.code.startswith("key_person.")}


def test_a_person_who_decides_and_can_be_reached_lacks_nothing():
    assert findings(KeyPerson("沈砚秋", "总经理", phones=(PHONE,), emails=(MAIL,))) == set()


def test_a_record_without_anybody_says_so_once():
    assert findings() == {("key_persons", "key_person.missing")}
    assert findings(KeyPerson()) == {("key_persons", "key_person.missing")}
    assert findings(answers={"key_persons": Answer.NOT_FOUND}) == set()


def test_what_is_doubtful_about_a_name_stands_at_the_name():
    assert ("key_persons[0].name", "key_person.honorific_only") in findings(KeyPerson("张总"))
    assert ("key_persons[0].name", "key_person.missing_name") in findings(KeyPerson(title="总经理"))


def test_names_that_may_be_right_get_a_hint_at_most():
    for name in ("屏一諾", "Basil", "沈砚秋/陆景行", "沈砚秋经理"):
        found = check(Record(key_persons=(KeyPerson(name, "总经理", phones=(PHONE,)),))).findings
        assert all(f.severity is Severity.HINT for f in found if f.field == "key_persons[0].name")


def test_a_representative_is_offered():
    (found,) = (
        f
        for f in check(Record(key_persons=(KeyPerson("承屿投资股份有限公司代表人:沈砚秋"),))).findings
        if f.code == "key_person.company_with_person"
    )
    assert found.params["suggestion"] == "沈砚秋"


def test_the_role_said_counts_before_the_title():
    assert ("key_persons[0].role", "key_person.missing_role") in findings(KeyPerson("沈砚秋", "-"))
    assert ("key_persons[0].role", "key_person.unclear_title") in findings(KeyPerson("沈砚秋", "对接"))
    assert not {code for _, code in findings(KeyPerson("沈砚秋", "对接", DecisionRole.USES))} & {
        "key_person.missing_role",
        "key_person.unclear_title",
    }


def test_reach_is_a_number_or_a_mail_that_works():
    at = "key_persons[0]"
    assert (f"{at}.phones", "key_person.missing_contact") in findings(KeyPerson("沈砚秋"))
    assert (f"{at}.phones", "key_person.missing_contact") in findings(KeyPerson("沈砚秋", phones=("139****0147",)))
    assert (f"{at}.emails", "key_person.missing_email") in findings(KeyPerson("沈砚秋", phones=(PHONE,)))
    assert (f"{at}.phones", "key_person.missing_phone") in findings(KeyPerson("沈砚秋", emails=(MAIL,)))
    answered = {f"{at}.phones": Answer.NOT_FOUND, f"{at}.emails": Answer.HAS_NONE}
    assert not any("contact" in code for _, code in findings(KeyPerson("沈砚秋"), answers=answered))


def test_gatekeepers_alone_are_not_enough():
    gate, boss = KeyPerson("沈砚秋", "前台"), KeyPerson("陆景行", "老板")
    assert ("key_persons", "key_person.gate_only") in findings(gate, gate)
    assert ("key_persons", "key_person.gate_only") not in findings(gate, boss)


def test_a_company_may_name_its_own_placeholders():
    own = Settings.from_mapping({"lexicon": {"placeholder_names": ["沈砚秋"]}})
    found = check(Record(key_persons=(KeyPerson("沈砚秋"),)), settings=own).findings
    assert "key_person.placeholder_name" in {f.code for f in found}
