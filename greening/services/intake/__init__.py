"""How does a file come in? Handed in and configured by a person (`asking`), looked at without harm (`checking`), moved
through its steps by workers or the command line (`running`), and told about afterwards (`results`).
"""

from greening.services.intake.asking import (
    Column,
    Preview,
    ask_check,
    configure,
    discard,
    preview,
    save_mapping,
    saved_mappings,
    start,
    upload,
)
from greening.services.intake.checking import check
from greening.services.intake.results import Rejected, RowResult, Run, Summary, one, page, rejected, rows, summary
from greening.services.intake.running import Span, judge, spans, stage, store

__all__ = [
    "Column",
    "Preview",
    "Rejected",
    "RowResult",
    "Run",
    "Span",
    "Summary",
    "ask_check",
    "check",
    "configure",
    "discard",
    "judge",
    "one",
    "page",
    "preview",
    "rejected",
    "rows",
    "save_mapping",
    "saved_mappings",
    "spans",
    "stage",
    "start",
    "store",
    "summary",
    "upload",
]
