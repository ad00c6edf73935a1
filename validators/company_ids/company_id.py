"""What is a company's number, once it has been read?"""

from dataclasses import dataclass

from validators.fault import Fault
from validators.finding import Severity
from validators.record import Identifier, Record

BLOCKER, WARNING, HINT = Severity.BLOCKER, Severity.WARNING, Severity.HINT

VALUE = ("value",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "id.vacant",
        HINT,
        VALUE,
        "The field says that there is no company id instead of staying empty.",
        "无",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.placeholder",
        WARNING,
        VALUE,
        "One character over and over, or a run: some of these even have a fitting check digit.",
        "000000000000000000",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.check_digit",
        WARNING,
        VALUE,
        "The check digit does not fit: a typing error, or one of the few ids that were issued wrong (192 of 3 million).",
        "91330106MA2B3C4D2X",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.repairable",
        WARNING,
        (*VALUE, "suggestion"),
        "Letters that no credit code has (I, O, Z, S) stand where 1, 0, 2 or 5 make the check digit fit.",
        "9133O106MA2B3C4D24",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.zeros_missing",
        HINT,
        (*VALUE, "suggestion"),
        "The zeros in front are gone, as spreadsheets drop them.",
        Record(ids=(Identifier("445790"),), country="GB"),
        Record(ids=(Identifier("00445790"),), country="GB"),
    ),
    Fault(
        "id.masked",
        WARNING,
        VALUE,
        "Part of the number is hidden.",
        "91330106MA********",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.cut_by_excel",
        WARNING,
        VALUE,
        "A spreadsheet has taken the number for a quantity and dropped its end.",
        "3.30106E+14",
        "330106000012340",
    ),
    Fault(
        "id.several",
        HINT,
        VALUE,
        "One field holds several numbers, each of them good.",
        "91330106MA2B3C4D24 / 330106000012340",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.wrong_length",
        WARNING,
        (*VALUE, "length"),
        "No company id of this country has that many characters.",
        "91330106MA2B3C4D2",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.invalid",
        WARNING,
        VALUE,
        "The characters do not make a company id of this kind or country.",
        "X1330106MA2B3C4D2W",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.personal",
        BLOCKER,
        (),
        "The identity card number of a person: it may not be kept with a company, so no finding repeats it.",
        "11010519491231002X",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.former_kind",
        HINT,
        VALUE,
        "A registration number or organisation code from before 2015: right in its time, replaced by the credit code.",
        "330106000012340",
        "91330106MA2B3C4D24",
    ),
    Fault(
        "id.region_mismatch",
        HINT,
        (*VALUE, "registered", "region"),
        "The company was registered in another province than the record's address; it may have moved.",
        Record(ids=(Identifier("91330106MA2B3C4D24"),), region="440300"),
        Record(ids=(Identifier("91330106MA2B3C4D24"),), region="330200"),
    ),
)

BY_CODE = {fault.code: fault for fault in FAULTS}


@dataclass(frozen=True, slots=True)
class CompanyId:
    """A company's number at a register.

    `kind` is a code of this package, empty where nobody can say which. `value` is the number without blanks and
    hyphens, in capitals; empty for a person's number, of which `raw` keeps only the ends. `valid` says that every check of its kind passed. `fault` is the
    code of `FAULTS` that tells best what is wrong, and `suggestion` a repair, to be offered and never applied.
    """

    kind: str
    value: str
    raw: str
    valid: bool
    fault: str = ""
    suggestion: str = ""
