"""Why does the machine take two companies for one? A sentence a code of `greening.matching.organisations`.

What caused it stands beside the sentence, so that no sentence depends on a value.
"""

from collections.abc import Mapping

from greening.words import N_

TERMS: Mapping[str, str] = {
    "prior": N_("Before anything is compared: few pairs are one"),
    "ceiling": N_("Names or addresses say that there are two: what companies of one house share counts no more"),
    "name.same": N_("The names are the same"),
    "name.same_registered": N_("The names are the same, and of a form that a register keeps apart"),
    "name.same_core": N_("The names differ in their legal form only"),
    "name.same_core_no_place": N_("The names are the same, but one says no place"),
    "name.same_core_wider_place": N_("The names are the same, but one says the wider place of the other"),
    "name.same_core_branch_close": N_("The names are the same, of two branches that are close to each other"),
    "name.same_core_branch_no_place": N_("The names are the same, of two branches of which one also says its place"),
    "name.same_core_branch": N_("The names are of one house, of which at least one is a branch"),
    "name.same_core_parted": N_("The names are of one house; place, branch or number tells them apart"),
    "name.same_words": N_("The names are the same words"),
    "name.same_brand": N_("One name is the short form of the other"),
    "name.alias": N_("A short or former name of one is the name of the other"),
    "name.romanised": N_("One name is how the other sounds"),
    "name.contained": N_("One name is a part of the other"),
    "name.inside": N_("One name stands inside the other, not at its beginning"),
    "name.overlap": N_("The names share most of what is rare in them"),
    "name.some_words": N_("The names share something rare and differ in something rare"),
    "name.few_words": N_("The names share a little of what is rare in them"),
    "name.registered_some_words": N_(
        "Both names are registered ones; they share something rare and differ in something rare"
    ),
    "name.acronym": N_("One name is the initials of the other"),
    "name.homophone": N_("The names sound the same and are written differently"),
    "name.close": N_("The names differ in one character"),
    "name.initials": N_("The short name is made of how the words of the long one begin"),
    "name.shuffled": N_("The characters of the short name stand in the long one in another order"),
    "name.shortened": N_("The characters of the short name stand in the long one"),
    "name.trade_differs": N_("The names share a brand and differ in their trade"),
    "name.differs": N_("The names have nothing in common"),
    "name.brand_differs": N_("The names are of different brands"),
    "name.registered_differs": N_("Both names are registered ones, and they have nothing in common"),
    "name.other_script": N_("One name is Chinese, the other is not"),
    "named_place.same": N_("Both names say the same place"),
    "named_place.differs": N_("The names say different places"),
    "named_place.unsaid": N_("The short name says a place that the registered one does not"),
    "named_trade.unsaid": N_("The short name says a trade that the registered one does not"),
    "form.same": N_("Both names say the same kind of company"),
    "form.part": N_("One name says more of the kind of company than the other, and nothing else"),
    "form.differs": N_("The names say different kinds of company"),
    "phone.same": N_("They share a phone number"),
    "phone.close": N_("Their phone numbers differ in one digit"),
    "phone.differs": N_("They have different phone numbers"),
    "email.same": N_("They share a mailbox"),
    "email.differs": N_("They have different mailboxes"),
    "domain.same": N_("They share a domain"),
    "domain.differs": N_("They have different domains"),
    "id.same_unchecked": N_("Their company ids are the same, but no check confirms them"),
    "person.same": N_("They share a key person"),
    "person.sounds": N_("The names of their key persons sound the same"),
    "person.close": N_("The names of their key persons are nearly the same"),
    "person.differs": N_("They have different key persons"),
    "address.same": N_("They have the same address"),
    "address.street": N_("They are in the same street, at another number"),
    "address.near": N_("They are in the same street, and one digit of the number differs"),
    "address.moved": N_("The registered names are one, the addresses differ"),
    "address.words": N_("Their addresses agree as far as they go"),
    "address.differs": N_("They have different addresses"),
    "address.words_differ": N_("Nothing that is given of their addresses agrees"),
    "region.same": N_("They are in the same city"),
    "region.differs": N_("They are in different cities"),
}

DECIDERS: Mapping[str, str] = {
    "id.same": N_("They have the same valid company id, so they are one company whatever the reasons add up to."),
    "id.differs": N_(
        "They have different valid company ids, so they are two companies whatever the reasons add up to."
    ),
    "place.differs": N_("Their names say different places: sister companies, whatever the reasons add up to."),
    "branch.differs": N_(
        "One is a branch of the other, or both are branches: two customers, whatever the reasons add up to."
    ),
    "ordinal.differs": N_("Their names bear different numbers: two of one house, whatever the reasons add up to."),
}
"""Rules that decide outside the sum."""
