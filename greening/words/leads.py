"""What do pages call the states of a lead, the rungs of its way and the reasons why it went past somebody?"""

from collections.abc import Mapping

from greening.words import N_

STATES: Mapping[str, str] = {
    "offered": N_("Offered"),
    "accepted": N_("Accepted"),
    "triage": N_("Somebody has to look"),
    "waiting": N_("Waits for somebody"),
    "closed": N_("Closed"),
}

DOUBTS: Mapping[str, str] = {
    "two_likely": N_("Two customers fit it equally well."),
    "unsure": N_("It resembles a customer, but not enough to be sure."),
    "trap": N_("A field that people do not see was filled in: it may come from a machine."),
    "too_fast": N_("It was sent faster than anybody types: it may come from a machine."),
    "flood": N_("The same sender has asked for several companies today."),
}

CLOSINGS: Mapping[str, str] = {
    "spam": N_("Advertising, or sent by a machine"),
    "no_customer": N_("No customer: they sell something or look for a job"),
    "done_elsewhere": N_("Has been answered in another way"),
}

HOWS: Mapping[str, str] = {
    "key": N_("By a number or mail that only this record has."),
    "same_company": N_("By name and city."),
    "likeness": N_("By likeness: %(percent)s %% sure."),
    "likeliest": N_("Nobody looked in time, so it is the likelier one for now."),
    "person": N_("Somebody looked and said so."),
    "new": N_("Nobody knew the company. A new record was made of the inquiry."),
}

STEPS: Mapping[str, str] = {
    "owner": N_("Has the customer in the library"),
    "holder": N_("Has the right to its leads"),
    "contributor": N_("Has completed part of the record"),
    "rotation": N_("By turns in the region"),
}

YOURS: Mapping[str, str] = {
    "owner": N_("Yours because the customer is in your library."),
    "holder": N_("Yours because you completed this record and have the right to its leads."),
    "contributor": N_("Yours because you completed part of this record."),
    "rotation": N_("Yours by turns: it is your turn in the region."),
}

REASONS: Mapping[str, str] = {
    "chosen": N_("Was offered the lead."),
    "chosen.turn": N_("Was offered the lead: %(received)s by turns of late, weight %(weight)s."),
    "chosen.owed": N_(
        "Was offered the lead before others: leads had passed them by for nothing, an appeal found, so that %(owed)s by turns come first."
    ),
    "next": N_("Is next."),
    "after_completer": N_(
        "Took the customer from under a right and has proved no contact since, so the right comes first."
    ),
    "declined": N_("Did not take it."),
    "lapsed": N_("Did not answer in time today."),
    "suspended": N_("Leads pass them by until %(until)s because of a penalty."),
    "barred": N_("Not their turn."),
    "on_leave": N_("On leave until %(until)s."),
    "paused": N_("Missed too many offers; on again %(until)s."),
    "right_paused": N_("The right rests while the record is in quarantine."),
    "full": N_("The library is full, and this month's extra place is used."),
    "over_quota": N_("Had %(today)s leads by turns today, and %(quota)s is the most."),
    "not_their_turn": N_("Not their turn: %(received)s by turns of late, weight %(weight)s."),
}

BARE: Mapping[str, str] = {
    "chosen": N_("Was offered the lead."),
    "suspended": N_("Cannot have leads at the moment."),
    "barred": N_("Not their turn."),
    "on_leave": N_("Cannot have leads at the moment."),
    "paused": N_("Cannot have leads at the moment."),
    "full": N_("Has no place for another customer."),
    "over_quota": N_("Has had enough leads for today."),
    "not_their_turn": N_("Not their turn."),
}
"""For whoever may not know more of somebody: neither numbers nor penalties."""

CAUSES: Mapping[str, str] = {
    "received": N_("When it came in"),
    "decided": N_("When it was known which customer it is"),
    "declined": N_("After it was declined"),
    "lapsed": N_("After nobody answered in time"),
    "retried": N_("When somebody could take it again"),
}

ANSWERS: Mapping[str, str] = {
    "accepted": N_("Accepted"),
    "declined": N_("Declined"),
    "lapsed": N_("Not answered in time"),
}

CHANNELS: Mapping[str, str] = {
    "form": N_("Public form"),
    "api": N_("Another system"),
}

FAULTS: Mapping[str, str] = {
    "company.missing": N_("Enter the name of your company"),
    "phone.no_number": N_("Enter a phone number that we can call, such as 0571 8888 0001"),
    "phone.no_contact": N_("Enter a phone number or an email address, so that we can answer"),
    "email.no_mail": N_("Enter an email address like name@company.example"),
    "too_long": N_("Shorten this to %(most)s characters"),
}

FIELDS: Mapping[str, str] = {
    "company": N_("Company"),
    "person": N_("Who asks"),
    "phone": N_("Phone"),
    "email": N_("Email"),
    "place": N_("City or address"),
    "message": N_("What is it about?"),
}
