"""What can be wrong with a telephone number? A usable one gets a hint at most: calling it costs less than losing it."""

from validators.fault import Fault
from validators.finding import Severity
from validators.record import Record

WARNING, HINT = Severity.WARNING, Severity.HINT

NUMBER = ("number",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "phone.vacant",
        WARNING,
        NUMBER,
        "The field says that there is no number instead of staying empty.",
        "暂无",
        "13926580147",
    ),
    Fault(
        "phone.placeholder",
        WARNING,
        NUMBER,
        "A number that is typed to get past a mandatory field: a well-known one, one digit repeated, a run, or one kept for films.",
        "13800138000",
        "13926580147",
    ),
    Fault(
        "phone.masked", WARNING, NUMBER, "Some digits are hidden, so nobody can call it.", "139****0147", "13926580147"
    ),
    Fault(
        "phone.letters",
        WARNING,
        (*NUMBER, "suggestion"),
        "Letters stand where digits belong (l for 1, O for 0); libraries read some of these as another, valid number.",
        "l3926580147",
        "13926580147 Li",
    ),
    Fault(
        "phone.cut_by_excel",
        WARNING,
        NUMBER,
        "A spreadsheet turned the number into a rounded amount, and the last digits are gone.",
        "1.39E+10",
        "13926580147.0",
    ),
    Fault(
        "phone.wrong_length",
        WARNING,
        (*NUMBER, "digits"),
        "The number begins like one of the numbering plan but has too few or too many digits.",
        "1392658014",
        "13926580147",
    ),
    Fault(
        "phone.unassigned",
        WARNING,
        NUMBER,
        "The length is right, but the range is given to nobody.",
        "17926580147",
        "19926580147",
    ),
    Fault("phone.invalid", WARNING, NUMBER, "No numbering plan knows such a number.", "010-02658014", "010-62658014"),
    Fault(
        "phone.iot",
        WARNING,
        NUMBER,
        "A number of a machine: 13 digits of an IoT range, nobody answers.",
        "1440012658014",
        "14726580147",
    ),
    Fault("phone.satellite", WARNING, NUMBER, "A number of a satellite telephone.", "17491265801", "17791265801"),
    Fault(
        "phone.suspicious",
        WARNING,
        NUMBER,
        "The whole number is one lucky digit or a run: a costly vanity number, or made up.",
        "18888888888",
        "010-62658888",
    ),
    Fault(
        "phone.suspicious_weak",
        HINT,
        NUMBER,
        "The last eight digits of a mobile, or all of a service number, make a pattern: often bought, sometimes made up.",
        "13926582658",
        "13926588888",
    ),
    Fault(
        "phone.run", HINT, NUMBER, "The last eight digits of a mobile count up or down.", "13912345678", "13926580147"
    ),
    Fault(
        "phone.short_code",
        HINT,
        NUMBER,
        "A service number that everybody can call: it leads to a hotline and to nobody in particular.",
        "95588",
        "400-820-1947",
    ),
    Fault("phone.emergency", WARNING, NUMBER, "An emergency number is nobody's contact.", "110", "12315"),
    Fault(
        "phone.premium",
        HINT,
        NUMBER,
        "A call to this number is charged at a premium rate.",
        "+49 900 1234567",
        "+49 30 901820",
    ),
    Fault(
        "phone.no_area_code",
        WARNING,
        NUMBER,
        "A local number without its area code, and the record does not say which one belongs to it.",
        Record(phones=("62658014",)),
        Record(phones=("62658014",), region="110105"),
    ),
    Fault(
        "phone.area_code_added",
        HINT,
        (*NUMBER, "suggestion"),
        "A local number; its area code follows from the record's region and is marked as inferred.",
        "62658014",
        "010-62658014",
    ),
    Fault(
        "phone.zero_missing",
        HINT,
        (*NUMBER, "suggestion"),
        "The zero before the area code is missing, as spreadsheets make it; it is put back and marked as inferred.",
        "75582658014",
        "0755-82658014",
    ),
    Fault(
        "phone.plus_missing",
        HINT,
        (*NUMBER, "suggestion"),
        "A number of another country with its country code but without the plus.",
        "1-408-996-1010",
        "+1 408 996 1010",
    ),
    Fault(
        "phone.fax",
        HINT,
        NUMBER,
        "The number is labelled as a fax: nobody answers it.",
        "传真：010-62658014",
        "电话/传真：010-62658014",
    ),
    Fault(
        "phone.range",
        HINT,
        NUMBER,
        "A range of lines was typed; its first and last number are kept.",
        "010-62658014~20",
        "010-62658014",
    ),
    Fault(
        "phone.several",
        HINT,
        ("count",),
        "One field holds several numbers.",
        "13926580147/010-62658014",
        "010-62658014-801",
    ),
    Fault(
        "phone.area_mismatch",
        HINT,
        (*NUMBER, "area", "serves", "region"),
        "The area code belongs to another city than the record's region; a branch or a moved number may explain it.",
        "021-62658014",
        "010-62658014",
    ),
    Fault(
        "phone.other_country",
        HINT,
        (*NUMBER, "country"),
        "The number belongs to another country than the record.",
        "+852 2523 4567",
        "010-62658014",
    ),
)

BY_CODE = {fault.code: fault for fault in FAULTS}
