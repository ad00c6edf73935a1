"""Is a customer record true, complete and alive? A record in, findings and a score out.

>>> from validators import Record, check, score
>>> record = Record(company="测试公司", phones=("13800138000",))
>>> score(record, check(record)).score < 10
True

Pure: no database, clock, network or language. Findings are codes of `CATALOG` with parameters; words live elsewhere.
"""

from validators.catalog import CATALOG, CATALOG_VERSION
from validators.fault import Fault
from validators.finding import Finding, Level, Param, Severity
from validators.judging import Judgement, check
from validators.phones.number import Number, PhoneKind
from validators.population import EMPTY_POPULATION, FilePopulation, Population, Sharers, Subject
from validators.record import Answer, CustomerKind, DecisionRole, Identifier, KeyPerson, Record, Stage, Visit
from validators.scoring import FieldScore, GroupScore, Score, SectionScore, score
from validators.settings import DEFAULTS, Settings
from validators.staff import NO_DIRECTORY, Directory, ListedDirectory
from validators.visits import NO_NOTES, FileNotes, Notes, Verdict, VisitVerdict, Written

__all__ = [
    "CATALOG",
    "CATALOG_VERSION",
    "DEFAULTS",
    "EMPTY_POPULATION",
    "NO_DIRECTORY",
    "NO_NOTES",
    "Answer",
    "CustomerKind",
    "DecisionRole",
    "Directory",
    "Fault",
    "FieldScore",
    "FileNotes",
    "FilePopulation",
    "Finding",
    "GroupScore",
    "Identifier",
    "Judgement",
    "KeyPerson",
    "Level",
    "ListedDirectory",
    "Notes",
    "Number",
    "Param",
    "PhoneKind",
    "Population",
    "Record",
    "Score",
    "SectionScore",
    "Settings",
    "Severity",
    "Sharers",
    "Stage",
    "Subject",
    "Verdict",
    "Visit",
    "VisitVerdict",
    "Written",
    "check",
    "score",
]
