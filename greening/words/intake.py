"""What does the command line say of an import, and the rejected file of each row?"""

from collections.abc import Mapping

from greening.words import N_

ROWS: Mapping[str, str] = {
    "row.no_company": N_("The row names no company, and no id by which a record would be known"),
    "intake.key_too_long": N_("“%(value)s…” is too long for a name, id, mail or website"),
    "intake.name_taken_by_other_id": N_(
        "%(company)s (record %(record_id)s) has this name in this region, but another company id"
    ),
    "intake.company_taken": N_(
        "Taking this over would make %(company)s (record %(record_id)s) the same company as another record"
    ),
}
"""Of one row, with its values; what else a row can be rejected for stands in `greening.words.files`."""

REPORT: Mapping[str, str] = {
    "staging": N_("Reading"),
    "storing": N_("Storing"),
    "judging": N_("Judging"),
    "checking": N_("Checking"),
    "accounted": N_("%(accounted)s of %(read)s rows accounted for"),
    "would": N_("Nothing was written. Importing would come to:"),
    "unjudged": N_("%(records)s records are still to be judged; workers do it"),
    "rejected_file": N_("The rejected rows, with reasons: %(file)s"),
    "by_reason": N_("Skipped and rejected rows"),
    "by_problem": N_("What could not be taken over of rows that were taken"),
    "by_finding": N_("What judging found"),
    "outcome": N_("Outcome"),
    "code": N_("Code"),
    "rows": N_("Rows"),
    "records": N_("Records"),
    "meaning": N_("What it means"),
    "reason": N_("Reason"),
    "left_out": N_("Row %(row)s: %(reason)s"),
    "people": N_("%(accounted)s of %(read)s people accounted for"),
}
