"""What does a person read when a file cannot be read, or a row of it not wholly? What happened, and what to do about it."""

from collections.abc import Mapping

from greening.words import N_

REFUSALS: Mapping[str, str] = {
    "file.empty": N_("The file is empty. Send the one that has the records in it."),
    "file.too_large": N_("The file has more than %(limit_mb)s MB. Split it into smaller files."),
    "file.too_many_rows": N_(
        "The file has more than %(limit)s rows. Split it, or save it as CSV, which may be longer."
    ),
    "file.too_many_columns": N_(
        "The file has %(columns)s columns, more than the %(limit)s that are read. Delete the columns that are not needed."
    ),
    "file.too_many_entries": N_(
        "The workbook consists of %(entries)s parts, more than %(limit)s. Copy the sheet into a new workbook and send that."
    ),
    "file.bomb": N_(
        "The file would unpack to more than %(limit)s times its size, which no table of records does. "
        "Save the records as CSV and send that."
    ),
    "file.damaged": N_(
        "The file is damaged or incomplete. Open it in a spreadsheet program, save it again and send that."
    ),
    "file.old_workbook": N_(
        "The file is an old Excel file (.xls) or has a password. Save it as .xlsx without a password, or as CSV."
    ),
    "file.not_a_workbook": N_("The file is an archive but no workbook. Unpack it and send the table that is in it."),
    "file.not_a_table": N_("The file is no table. Send CSV or .xlsx."),
    "file.markup": N_(
        "The file is a web page or XML under the name of a table. "
        "Open it in a spreadsheet program, save it as .xlsx and send that."
    ),
    "file.odd_archive": N_(
        "The workbook holds something that no spreadsheet program puts there. Copy the sheet into a new workbook and send that."
    ),
    "file.too_hard": N_("The workbook takes too much memory or time to read. Save the sheet as CSV and send that."),
    "file.rows_differ": N_(
        "The workbook says that it has %(there)s rows, but %(read)s could be read. Save the sheet as CSV and send that."
    ),
    "file.no_such_sheet": N_("The workbook has no sheet named %(sheet)s."),
    "file.unknown_encoding": N_(
        "Nobody can tell in which encoding the file is written. Save it as “CSV UTF-8” or as .xlsx and send that."
    ),
    "file.no_such_encoding": N_("There is no encoding named %(encoding)s. Leave it out, and it is found out."),
    "file.no_header": N_("Row %(row)s is empty or does not exist; it should hold the names of the columns."),
    "file.no_known_column": N_(
        'None of the columns is known: %(columns)s. Give a mapping that says where they go, such as {"%(first)s": "phone"}.'
    ),
    "file.no_states": N_(
        "No column of numbers beside one of states such as 空号 or empty was found among: %(columns)s."
    ),
    "mapping.not_json": N_("The mapping cannot be read. It has to be a JSON object of headers and targets."),
    "mapping.not_found": N_("There is no mapping named %(name)s, and no file of that name."),
    "mapping.unknown_target": N_(
        "The mapping sends “%(header)s” to “%(target)s”, which is neither a field nor a header that is known."
    ),
    "mapping.bad_offset": N_("The mapping has the clock “%(value)s”; it has to be an offset such as +08:00."),
    "mapping.bad_date_order": N_("The mapping has the order of dates “%(value)s”; it has to be dmy or mdy."),
}

PROBLEMS: Mapping[str, str] = {
    "row.too_many_cells": N_(
        "The row has %(cells)s cells, but there are %(columns)s columns: its values may have shifted."
    ),
    "row.cell_too_long": N_("The cell under “%(column)s” has more than %(limit)s characters and was cut."),
    "row.undecodable": N_("The cell under “%(column)s” has characters that could not be read."),
    "row.bad_date": N_("The cell under “%(column)s” is no date: %(value)s"),
    "row.unknown_region": N_("The place under “%(column)s” is not known and was kept with the address: %(value)s"),
    "row.unknown_country": N_("The country under “%(column)s” is not known: %(value)s"),
    "row.unknown_role": N_("The role under “%(column)s” is not known: %(value)s"),
    "row.unknown_kind": N_("The kind of customer under “%(column)s” is not known: %(value)s"),
}

KINDS_OF_PROBLEM: Mapping[str, str] = {
    "row.too_many_cells": N_("More cells than columns: the values may have shifted"),
    "row.cell_too_long": N_("A cell was too long and was cut"),
    "row.undecodable": N_("A cell has characters that could not be read"),
    "row.bad_date": N_("A date could not be read"),
    "row.unknown_region": N_("A place is not known and was kept with the address"),
    "row.unknown_country": N_("A country is not known"),
    "row.unknown_role": N_("A role is not known"),
    "row.unknown_kind": N_("A kind of customer is not known"),
}

REPORT: Mapping[str, str] = {
    "read_as": N_("Read as %(encoding)s, separated by %(separator)s, headers in row %(row)s"),
    "read_sheet": N_("Read from sheet %(sheet)s, headers in row %(row)s"),
    "headless": N_(
        "Row %(row)s was taken for the headers, but it holds a telephone number: add a row with the names of the columns above it."
    ),
    "guessed": N_("Guessed: %(columns)s"),
    "not_read": N_("Nothing is read from these columns: %(columns)s"),
    "other_sheets": N_("These sheets are not read: %(sheets)s"),
    "absent": N_("The mapping names columns that the file does not have: %(columns)s"),
    "counting": N_("Looking for what repeats"),
    "judging": N_("Judging"),
    "worst": N_("The %(shown)s lowest scores of %(rows)s rows"),
    "by_finding": N_("By finding"),
    "by_problem": N_("Rows that could not be read wholly"),
    "row": N_("Row"),
    "company": N_("Company"),
    "score": N_("Score"),
    "triage": N_("Triage"),
    "findings": N_("Findings"),
    "finding": N_("Finding"),
    "rows": N_("Rows"),
    "meaning": N_("What it means"),
    "total": N_(
        "%(rows)s rows judged: %(flow)s flow, %(review)s for review, %(quarantine)s in quarantine. Mean score %(mean)s."
    ),
}

NUMBER_STATES: Mapping[str, str] = {
    "taken": N_("%(numbers)s numbers taken, %(news)s of them say something new."),
    "unread": N_("%(rows)s rows without one readable number were left out: %(shown)s"),
}
"""What became of the file of a provider of number states."""
