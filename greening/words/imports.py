"""What does the import page say of a row? Why it was skipped or rejected, and what of it could not be taken over."""

from collections.abc import Mapping

from greening.words import N_

REASONS: Mapping[str, str] = {
    "row.blank": N_("Blank row"),
    "row.no_company": N_("No company name"),
    "row.too_many_cells": N_("More cells than columns: the values may have shifted"),
    "row.cell_too_long": N_("A cell is too long to be believed"),
    "intake.name_taken_by_other_id": N_("A record of this name and region has another company id"),
    "intake.key_too_long": N_("A name, id, mail or website is too long to be looked up by"),
    "intake.company_taken": N_("Another record is this company already"),
    "intake.owner_unknown": N_("Nobody has the owner’s employee number; the record went to the public pool"),
    "intake.rep_unknown": N_("Nobody here has the name or number of a person whom the row names; it was left out"),
    "intake.owner_left": N_("The owner has left; the record went to the public pool"),
    "intake.library_full": N_("The owner’s library is full; the record went to the public pool"),
    "intake.unit_claimed": N_("Somebody else has claimed the record; it stays in the public pool"),
    "intake.unit_contested": N_("A conflict about the record is open; it stays in the public pool"),
}

SEPARATORS: Mapping[str, str] = {
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
    "": N_("none, one column"),
}

REGIONS: Mapping[str, str] = {
    "CN": N_("Chinese mainland"),
    "HK": N_("Hong Kong"),
    "MO": N_("Macau"),
    "TW": N_("Taiwan"),
    "SG": N_("Singapore"),
    "MY": N_("Malaysia"),
    "JP": N_("Japan"),
    "US": N_("United States"),
    "GB": N_("United Kingdom"),
    "DE": N_("Germany"),
}
"""Where numbers, ids and addresses are read that do not say their country (ISO 3166)."""

FORM: Mapping[str, str] = {"reason": N_("Reason"), "not_chosen": N_("Choose a file")}
