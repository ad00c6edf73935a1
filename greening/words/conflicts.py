"""What do pages say of two reps who contest a customer? Questions of the rules, what each found, rulings and their effects.

A is the holder, B the challenger; a page says who they are.
"""

from collections.abc import Mapping

from greening.words import N_

STATES: Mapping[str, str] = {
    "open": N_("Waits for a ruling"),
    "ruled": N_("Ruled"),
    "undone": N_("Ruling taken back"),
    "withdrawn": N_("Withdrawn"),
}

EMPTY: Mapping[str, str] = {
    "open": N_("No conflict is open"),
    "ruled": N_("No conflict has been ruled yet"),
    "undone": N_("No ruling has been taken back"),
    "withdrawn": N_("No conflict has been withdrawn"),
}
"""What an empty list of a state says."""

SOURCES: Mapping[str, str] = {
    "candidate": N_("Two records of two owners were ruled to be one customer."),
    "filing": N_("Brought up by a rep"),
}

CONTACTS: Mapping[str, str] = {
    "captured": N_("Captured"),
    "claimed": N_("Only said"),
    "attempt": N_("Nobody reached"),
    "void": N_("Void"),
}
"""What a note counts as."""

GATES: Mapping[str, str] = {
    "same_unit": N_("Same customer?"),
    "contract": N_("Live contract?"),
    "filed_in_time": N_("Brought up in time?"),
    "fraud": N_("Proven fraud?"),
    "protected": N_("Is A protected?"),
    "empty_follow_up": N_("Empty follow-up of A?"),
    "customers_choice": N_("Did the customer choose?"),
    "first_contact": N_("Who was first, and still is in touch?"),
    "key_person": N_("Who reached a key person?"),
    "progress": N_("Who got further?"),
    "workload": N_("Who has fewer customers?"),
    "lot": N_("By lot"),
}
"""The questions in their order."""

FOUND: Mapping[str, str] = {
    "one_unit": N_("It is one customer"),
    "two_units": N_("These are two customers"),
    "one_group": N_("Two customers of one group"),
    "unclear": N_("It cannot be told whether it is one customer"),
    "no_contract": N_("None is known: contracts are not kept here yet"),
    "trace_back": N_("Signed so lately that it can be contested until %(until)s"),
    "signed": N_("Signed on %(signed_at)s, and not to be contested any more"),
    "in_time": N_("%(days)s working days after it was seen; %(within)s are allowed"),
    "too_late": N_("%(days)s working days after it was seen; only %(within)s are allowed"),
    "no_fraud": N_("None is proven"),
    "holder_fraud": N_("A has made facts up, which is proven"),
    "challenger_fraud": N_("B has made facts up, which is proven"),
    "both_fraud": N_("Both have made facts up, which is proven"),
    "unprotected": N_("The protection had run out on %(until)s"),
    "held_without_contact": N_("Protected until %(until)s by time alone: no contact of A counts"),
    "protected": N_("Protected until %(until)s, with the last contact that counts on %(last)s"),
    "followed_up": N_("No: of %(notes)s notes not all are void, or there is none yet"),
    "empty": N_("All %(notes)s notes of A are void, and B has %(contacts)s contacts that count"),
    "both_empty": N_("All %(notes)s notes of A are void, and B has no contact that counts"),
    "no_choice": N_("No written word of the customer is known: it is not kept here yet"),
    "choice_not_allowed": N_("The customer has chosen, which does not decide here"),
    "chosen": N_("The customer has chosen in writing"),
    "nobody_in_touch": N_("Neither had a contact that counts shortly before it was brought up"),
    "alone_in_touch": N_("Only one had a contact that counts shortly before it was brought up, whoever was first"),
    "first": N_("Both were in touch, and one was first"),
    "tie": N_("Equal, so the next question decides"),
    "ahead": N_("The two differ"),
}
"""What a question found."""

NO_PROTECTION = N_("A was not protected")
"""Where no clock ever ran."""

VALUES: Mapping[str, str] = {
    "holder_first": N_("A first %(value)s"),
    "holder_last": N_("A last %(value)s"),
    "challenger_first": N_("B first %(value)s"),
    "challenger_last": N_("B last %(value)s"),
    "holder": N_("A: %(value)s"),
    "challenger": N_("B: %(value)s"),
}
"""Values that a question compared."""

RULINGS: Mapping[str, str] = {
    "uphold": N_("A keeps it"),
    "transfer": N_("Transfer to B"),
    "co_own": N_("Both follow up together"),
    "separate": N_("Two customers"),
    "group": N_("One group, two customers"),
    "pool": N_("Back to the public pool"),
    "insufficient": N_("Evidence is not enough"),
    "undo": N_("Taken back"),
}

EFFECTS: Mapping[str, str] = {
    "keep": N_("%(name)s keeps the customer."),
    "move": N_("The customer goes from %(name)s to %(to)s."),
    "pool": N_("The customer becomes nobody’s and can be taken at once."),
    "merge": N_("R-%(gone)s becomes part of R-%(kept)s; its address leads there."),
    "apart": N_("The two records are ruled to be two customers and are not proposed again."),
    "related": N_(
        "The two records are ruled to be two customers of one boss. First refusal on siblings is not kept yet."
    ),
    "enter": N_("Nothing moves. %(to)s enters the other customer as a record of their own."),
    "claim_ends": N_("The claim of %(name)s on it ends."),
    "recorded": N_("It is recorded; nothing moves. A split of leads and deals is not carried out yet."),
    "nothing": N_("Nothing moves."),
    "full": N_("Cannot be done now: the library of %(name)s is full, %(held)s of %(limit)s."),
}
"""What a ruling does, or did."""

NEEDED: Mapping[str, str] = {
    "code": N_("Choose a ruling"),
    "reason": N_("Say why. The other side reads it."),
    "said": N_("Say what the logs do not show"),
    "cites": N_("Choose among the questions of the rules"),
    "too_long": N_("This is too long"),
}
"""Why a form is not taken, by its field."""
