"""What can be wrong with key persons? Only what surely names nobody is a WARNING: rare names are names."""

from validators.fault import Fault
from validators.finding import Severity
from validators.record import DecisionRole, KeyPerson, Record

WARNING, HINT = Severity.WARNING, Severity.HINT
VALUE = ("value",)
_REACHED = KeyPerson("沈砚秋", "总经理", phones=("13926580147",))

FAULTS: tuple[Fault, ...] = (
    Fault(
        "key_person.missing",
        WARNING,
        (),
        "The record names nobody.",
        Record(company="苏州澜序机械有限公司"),
        Record(key_persons=(_REACHED,)),
    ),
    Fault(
        "key_person.missing_name",
        HINT,
        (),
        "There is a title or a number, but not whose it is.",
        Record(key_persons=(KeyPerson(title="总经理", phones=("13926580147",)),)),
        Record(key_persons=(_REACHED,)),
    ),
    Fault(
        "key_person.vacancy",
        WARNING,
        VALUE,
        "The field says that the seat is empty instead of staying empty.",
        "懸缺待補",
        "戴步军",
    ),
    Fault("key_person.placeholder_name", WARNING, VALUE, "Words for somebody instead of a name.", "前台", "钱台"),
    Fault(
        "key_person.honorific_only",
        WARNING,
        VALUE,
        "A surname with a polite form: many go by it, one cannot ask for them.",
        "张总",
        "张学工",
    ),
    Fault(
        "key_person.company_as_name",
        WARNING,
        VALUE,
        "A company or department stands where a person belongs.",
        "承屿投资股份有限公司",
        "程屿",
    ),
    Fault(
        "key_person.company_with_person",
        WARNING,
        ("value", "suggestion"),
        "A company stands where a person belongs, and names whom it acts by.",
        "承屿投资股份有限公司代表人:沈砚秋",
        "沈砚秋",
    ),
    Fault("key_person.not_a_name", WARNING, VALUE, "A remark, a number or a mail, but no name.", "客户不愿透露", "客里木·吐尔逊"),
    Fault(
        "key_person.unusual_name",
        HINT,
        VALUE,
        "Not formed like names that are known; it may be right, a look does not hurt.",
        "屏一诺",
        "平一诺",
    ),
    Fault("key_person.given_name_only", HINT, VALUE, "One word, so either the given or the family name is open.", "Basil", "Basil Carver"),
    Fault("key_person.several_names", HINT, VALUE, "Two persons share one entry, so titles and numbers are nobody's.", "沈砚秋/陆景行", "沈砚秋"),
    Fault(
        "key_person.title_in_name",
        HINT,
        ("value", "suggestion"),
        "A title or remark stands beside the name; it has a field of its own.",
        "沈砚秋经理",
        "沈经理",
    ),
    Fault(
        "key_person.contact_in_name",
        HINT,
        ("value", "suggestion"),
        "A number, a mail or a messenger stands beside the name, where nobody who looks for it finds it.",
        "沈砚秋 13926580147",
        "沈砚秋",
    ),
    Fault(
        "key_person.missing_role",
        HINT,
        (),
        "Nobody has said what the person can do for a purchase.",
        Record(key_persons=(KeyPerson("沈砚秋"),)),
        Record(key_persons=(_REACHED,)),
    ),
    Fault(
        "key_person.unclear_title",
        HINT,
        VALUE,
        "The title does not tell what the person can do for a purchase.",
        Record(key_persons=(KeyPerson("沈砚秋", "对接"),)),
        Record(key_persons=(KeyPerson("沈砚秋", "对接", DecisionRole.USES),)),
    ),
    Fault(
        "key_person.agent_title",
        HINT,
        VALUE,
        "A bookkeeping agent answers for many companies and buys for none.",
        Record(key_persons=(KeyPerson("沈砚秋", "代账会计"),)),
        Record(key_persons=(KeyPerson("沈砚秋", "财务总监"),)),
    ),
    Fault(
        "key_person.gate_only",
        HINT,
        (),
        "All persons of the record guard the door; who decides is still to be found.",
        Record(key_persons=(KeyPerson("沈砚秋", "前台"),)),
        Record(key_persons=(KeyPerson("沈砚秋", "前台"), _REACHED)),
    ),
    Fault(
        "key_person.missing_contact",
        HINT,
        (),
        "No number and no mail by which this person can be reached.",
        Record(key_persons=(KeyPerson("沈砚秋", "总经理", phones=("139****0147",)),)),
        Record(key_persons=(_REACHED,)),
    ),
    Fault(
        "key_person.missing_phone",
        HINT,
        (),
        "The person can be written to, but not called.",
        Record(key_persons=(KeyPerson("沈砚秋", "总经理", emails=("shen@lanxu.example",)),)),
        Record(key_persons=(_REACHED,)),
    ),
    Fault(
        "key_person.missing_email",
        HINT,
        (),
        "The person can be called, but not written to.",
        Record(key_persons=(_REACHED,)),
        Record(key_persons=(KeyPerson("沈砚秋", "总经理", emails=("shen@lanxu.example",)),)),
    ),
)  # fmt: skip
BY_CODE = {fault.code: fault for fault in FAULTS}
