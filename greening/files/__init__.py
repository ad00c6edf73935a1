"""What do the tables that people send say? Bytes in, rows as drafts of records out; nothing is stored or judged here."""

from greening.files.columns import Guess
from greening.files.dialect import Dialect
from greening.files.drafts import Draft
from greening.files.fitting import fit, from_json, guess, is_headless
from greening.files.headers import Sure
from greening.files.limits import Limits
from greening.files.mapping import Mapping
from greening.files.refused import FileRefused, Problem
from greening.files.table import Table, open_table
from greening.files.target import Target

__all__ = [
    "Dialect",
    "Draft",
    "FileRefused",
    "Guess",
    "Limits",
    "Mapping",
    "Problem",
    "Sure",
    "Table",
    "Target",
    "fit",
    "from_json",
    "guess",
    "is_headless",
    "open_table",
]
