"""What are the parts of the policy called, what is wrong with a draft, and what does a change change?

Units and reasons of a value stand beside it in `validators/defaults.toml` and are translated from there.
"""

from collections.abc import Mapping

from greening.words import N_

SECTIONS: Mapping[str, str] = {
    "lexicon": N_("Words"),
    "levels": N_("What a value is worth by how far it is proven"),
    "caps": N_("What a doubt leaves of a value"),
    "answers": N_("What an answer is worth"),
    "weights": N_("Points of each field"),
    "weights_by_kind": N_("Points of a field for one kind of customer"),
    "weights_by_stage": N_("Points of a field at one stage"),
    "repeats": N_("Numbers and mails that many give"),
    "visits": N_("Follow-ups"),
    "groups": N_("Parts of the score"),
    "freshness": N_("Freshness"),
    "companies": N_("Company names"),
}

ROWS: Mapping[str, str] = {
    "lexicon.placeholder_names": N_("Words typed in place of a person's name"),
    "lexicon.placeholder_companies": N_("Words typed in place of a company's name"),
    "lexicon.visit_phrases": N_("Phrases in follow-ups that fit every customer"),
    "lexicon.visit_empty_words": N_("Words in follow-ups that carry no fact"),
    "caps.blocker": N_("Must be fixed"),
    "caps.warning": N_("Take care"),
    "caps.hint": N_("Hint"),
    "caps.overruled_from": N_("Evidence from here on beats a doubt"),
    "answers.has_none": N_("It has none"),
    "answers.not_found": N_("Could not find out"),
    "repeats.suspect": N_("Suspect from"),
    "repeats.agent": N_("An agent's from"),
    "repeats.ignored": N_("No clue any more from"),
    "repeats.namesakes": N_("A person's name is too common from"),
    "repeats.run": N_("Numbers in a row, or with one ending, from"),
    "repeats.copied": N_("A text is a copy from"),
    "repeats.copied_characters": N_("A text that is compared has at least"),
    "repeats.copied_ratio": N_("Two texts are one from"),
    "repeats.brand_characters": N_("A shared brand has at least"),
    "repeats.allowed": N_("Numbers and mails that may be shared"),
    "visits.void_residual": N_("Void with at most this left over"),
    "visits.effective_units": N_("Effective from"),
    "visits.short_note": N_("A short note has at most"),
    "visits.unlisted": N_("Unknown words count from"),
    "visits.unlisted_beside": N_("Unknown words beside a name or day count from"),
    "visits.specific_share": N_("A long note says something from"),
    "visits.unlisted_share": N_("A long note is of this customer from"),
    "visits.unlisted_long": N_("and from so many unknown words"),
    "visits.late_days": N_("Entered late after"),
    "visits.ahead_hours": N_("A plan when entered earlier than"),
    "visits.shortest_talk_seconds": N_("A talk takes at least"),
    "visits.copy_length": N_("A note that is compared has at least"),
    "visits.copy_ratio": N_("A copy of one's own from"),
    "visits.template_customers": N_("A template from"),
    "visits.oldest_year": N_("No visit is older than"),
    "groups.important": N_("What is important"),
    "groups.timely": N_("What is timely"),
    "freshness.aged": N_("What is left of a value that has aged"),
    "freshness.verified_days": N_("Verified for"),
    "companies.shortest": N_("A name has at least"),
}
"""Values without a name elsewhere, by section and name."""

PROBLEMS: Mapping[str, str] = {
    "wrong_kind": N_("“%(value)s” is not a number that fits here."),
    "out_of_range": N_("%(value)s is not between %(min)s and %(max)s."),
    "no_level": N_("Choose one of the levels."),
    "blank": N_("A line says nothing."),
    "none": N_("At least one field must be worth something."),
    "out_of_order": N_("%(value)s is less than the value before it."),
    "too_many": N_("%(value)s lines are too many: at most %(max)s."),
    "too_long": N_("“%(value)s” is too long: at most %(max)s characters."),
}

STANDINGS: Mapping[str, str] = {
    "in_force": N_("in force"),
    "to_come": N_("to come"),
    "past": N_("past"),
    "overtaken": N_("never in force"),
}

STATES: Mapping[str, str] = {
    "waiting": N_("Waiting for its turn"),
    "notes": N_("Reading follow-ups"),
    "records": N_("Judging records"),
    "rest": N_("Looking for what is left over"),
    "done": N_("Done"),
    "superseded": N_("Overtaken by a later version"),
}

MISSING: Mapping[str, str] = {
    "reason": N_("Say why, in a paragraph at most"),
    "starts_at": N_("Choose a day and a time"),
}
"""What saving a draft lacks."""
