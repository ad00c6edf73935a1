"""What do the pages of the pool and the library say? Filters, what is missing, how an ownership began and ended."""

from collections.abc import Mapping

from greening.words import N_

MISSING: Mapping[str, str] = {
    "key_person.name": N_("key person"),
    "key_person.phone": N_("phone of the key person"),
    "key_person.email": N_("email of the key person"),
    "key_person.role": N_("role of the key person"),
    "contact.phone": N_("phone of the company"),
    "place.address": N_("address"),
    "identity.company_id": N_("company id"),
    "identity.website": N_("website"),
    "business.industry": N_("industry"),
    "business.scale": N_("scale"),
}
"""What a record can be looked for by because it lacks it; the dearest first."""

TOUCHED: Mapping[str, str] = {
    "never": N_("Never touched"),
    "30": N_("Not touched for 30 days"),
    "90": N_("Not touched for 90 days"),
    "180": N_("Not touched for half a year"),
    "365": N_("Not touched for a year"),
}

SCORES: Mapping[str, str] = {
    "29": N_("Score below 30"),
    "59": N_("Score below 60"),
    "79": N_("Score below 80"),
}

FILTERS: Mapping[str, str] = {
    "industry": N_("Industry: %(value)s"),
    "missing": N_("Missing: %(value)s"),
}
"""How a filter that is on says so, beside those of every list of records."""

BEGAN: Mapping[str, str] = {
    "create": N_("entered it"),
    "import": N_("by file"),
    "take": N_("took it out of the pool"),
    "lead": N_("accepted a lead"),
    "transfer": N_("by a transfer"),
    "ruling": N_("by a ruling"),
    "merge": N_("by a merge"),
    "undo": N_("got it back"),
}
"""How somebody came to own a customer."""

ENDED: Mapping[str, str] = {
    "release": N_("gave it back"),
    "drop": N_("it dropped"),
    "import": N_("by file"),
    "transfer": N_("by a transfer"),
    "ruling": N_("by a ruling"),
    "merge": N_("by a merge"),
    "undo": N_("taken back"),
}
"""How they came to own it no more."""

DONE: Mapping[str, str] = {
    "taken": N_("It is in your library. Its clocks have begun."),
    "asked": N_("They have been asked, and told until when they can take it."),
    "released": N_("It is back in the public pool. You leave it to others for a while."),
}
"""What the page of a customer says after somebody has done something with it."""
