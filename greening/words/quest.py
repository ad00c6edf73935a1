"""What does somebody read who completes a record, question by question?"""

from collections.abc import Mapping

from greening.words import N_

QUESTIONS: Mapping[str, str] = {
    "identity.company": N_("What is the company’s full name?"),
    "identity.company_id": N_("What is its credit code or business number?"),
    "identity.short_name": N_("What do people call it for short?"),
    "identity.website": N_("What is its website?"),
    "key_person.name": N_("Who decides about buying there?"),
    "key_person.role": N_("What does %(name)s do in a purchase?"),
    "key_person.phone": N_("What is the number of %(name)s?"),
    "key_person.email": N_("What is the email of %(name)s?"),
    "place.region": N_("In which province, city or district is it?"),
    "place.address": N_("What is its address?"),
    "business.industry": N_("What industry is it in?"),
    "business.business": N_("What does it make, sell or do?"),
    "business.scale": N_("How many people work there?"),
    "business.goods": N_("Which goods does it deal in?"),
    "business.brands": N_("Whose brands does it carry?"),
    "business.sales_volume": N_("How much does it sell in a year?"),
    "business.advertising": N_("What does it spend on advertising?"),
    "business.staff": N_("How many of its people sell?"),
    "business.vehicles": N_("How many vehicles does it have?"),
    "business.premises": N_("What premises does it have?"),
    "business.warehouse": N_("How large is its warehouse?"),
    "business.capital": N_("How large is its capital?"),
    "contact.phone": N_("What is the phone of the company itself?"),
    "contact.email": N_("What is the email of the company itself?"),
}
"""By the name of the field in the score; a key person who has no name yet is `SOMEBODY`."""
SOMEBODY = N_("the key person")
CALLED = N_("Does %(name)s answer at this number?")

OUTCOMES: Mapping[str, str] = {
    "reached": N_("Reached"),
    "no_answer": N_("No answer"),
    "wrong_number": N_("Wrong number"),
    "do_not_call": N_("Do not call"),
}

SAID: Mapping[str, str] = {
    **OUTCOMES,
    "value": N_("as it stands"),
    "has_none": N_("Has none"),
    "not_found": N_("Could not find out"),
    "undo": N_("taken back"),
}
"""An answer in the history."""

DONE: Mapping[str, str] = {
    "value": N_("%(field)s: %(value)s"),
    "has_none": N_("%(field)s: has none"),
    "not_found": N_("%(field)s: could not find out"),
    "reached": N_("%(value)s: reached"),
    "no_answer": N_("%(value)s: no answer"),
    "wrong_number": N_("%(value)s: wrong number, taken out"),
    "do_not_call": N_("%(value)s: not to be called"),
}
"""An answer by name, so that nobody undoes the wrong one."""

SEEN: Mapping[str, str] = {
    "contact": N_(
        "Only you and quality control see it in full. Whoever holds this customer later sees it from then on; everybody else sees it masked."
    ),
    "fact": N_("Everybody here sees it as soon as you save."),
}
"""Who sees what is typed, and from when."""

LACKING: Mapping[str, str] = {
    "score": N_("%(missing)s more points"),
    "channel": N_("one way to the key person that is more than typed: a call that reached them, or quality control"),
}
"""What a pass still asks for."""
