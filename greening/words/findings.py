"""What does a person read when a rule doubts a value? A sentence with the values that caused it, and what to do."""

from collections.abc import Mapping

from greening.words import N_

FINDINGS: Mapping[str, str] = {
    "company.placeholder": N_("“%(value)s” is no company. Enter the name on the business licence."),
    "company.masked": N_("Part of “%(value)s” is hidden. Enter the whole name."),
    "company.too_short": N_(
        "“%(value)s” has fewer than %(shortest)s characters, so nobody can tell which company is meant."
    ),
    "company.person": N_("“%(value)s” is a person. Enter the company, and the person as key person."),
    "company.not_a_name": N_("“%(value)s” is no name. Enter the company, and this in the field where it belongs."),
    "company.no_legal_form": N_("“%(value)s” looks like a short name. Enter the name on the business licence."),
    "id.vacant": N_("The field says “%(value)s”. Leave it empty, or mark that there is no company id."),
    "id.placeholder": N_("%(value)s is a made-up company id. Copy it from the business licence."),
    "id.check_digit": N_("The check digit of %(value)s does not fit. Compare it with the business licence."),
    "id.repairable": N_("%(value)s has letters that no credit code has. Did you mean %(suggestion)s?"),
    "id.zeros_missing": N_("%(value)s has lost the zeros in front. Did you mean %(suggestion)s?"),
    "id.masked": N_("Part of %(value)s is hidden. Enter the whole number."),
    "id.cut_by_excel": N_("A spreadsheet shortened the number to %(value)s. Enter it again as text."),
    "id.several": N_("“%(value)s” holds several numbers. Enter each as a company id."),
    "id.wrong_length": N_(
        "%(value)s has %(length)s characters, which is too many or too few for a company id. Check it."
    ),
    "id.invalid": N_("%(value)s is not a company id. Compare it with the business licence."),
    "id.personal": N_("This is the number of a person's identity card. Remove it and enter the company's id."),
    "id.former_kind": N_(
        "%(value)s is a number from before the credit code. Add the 18 characters of the licence of today."
    ),
    "id.region_mismatch": N_(
        "%(value)s was registered in %(registered)s, the record says %(region)s. Check that it is the same company."
    ),
    "address.vacant": N_("The field says “%(address)s”. Leave it empty, or mark that the address was not found."),
    "address.placeholder": N_("“%(address)s” is not an address. Enter where the company can be visited."),
    "address.not_an_address": N_("“%(address)s” is not an address. Enter this in the field where it belongs."),
    "address.po_box": N_("“%(address)s” is a box for letters. Add where the company can be visited."),
    "address.only_region": N_("“%(address)s” names only a region. Add street and number."),
    "address.no_number": N_("“%(address)s” has no number or building. Add it."),
    "address.ambiguous": N_("“%(address)s” may lie in %(candidates)s. Add the city."),
    "address.region_mismatch": N_("“%(address)s” lies in %(found)s, the record says %(region)s. Correct one of them."),
    "region.unknown": N_("No region has the code %(region)s. Choose the region again."),
    "region.former": N_("%(name)s (%(region)s) no longer exists. Choose the region of today (%(suggestion)s)."),
    "phone.vacant": N_("The field says “%(number)s”. Leave it empty, or mark that there is no number."),
    "phone.placeholder": N_("%(number)s is a made-up number. Enter one that somebody answers."),
    "phone.masked": N_("%(number)s hides some digits. Enter the whole number."),
    "phone.letters": N_("%(number)s has letters where digits belong. Did you mean %(suggestion)s?"),
    "phone.cut_by_excel": N_("A spreadsheet shortened the number to %(number)s. Enter it again as text."),
    "phone.wrong_length": N_("%(number)s has %(digits)s digits, which is too many or too few. Check it."),
    "phone.unassigned": N_("%(number)s begins with digits that no operator has. Check it."),
    "phone.invalid": N_("%(number)s is not a telephone number. Check it."),
    "phone.iot": N_("%(number)s belongs to a machine, nobody answers it. Enter a person's number."),
    "phone.satellite": N_("%(number)s is a satellite telephone. Enter the number that the customer uses every day."),
    "phone.suspicious": N_("%(number)s looks made up. Call it once to be sure."),
    "phone.suspicious_weak": N_("%(number)s follows a pattern. It may be a bought number; check it when you call."),
    "phone.run": N_("%(number)s counts up or down. Check it when you call."),
    "phone.short_code": N_("%(number)s is a public service number. Add a number of the customer's own."),
    "phone.emergency": N_("%(number)s is an emergency number. Enter the customer's number."),
    "phone.premium": N_("Calls to %(number)s cost extra. Look for an ordinary number."),
    "phone.no_area_code": N_("%(number)s has no area code. Add it, or fill in the region."),
    "phone.area_code_added": N_("%(number)s has no area code. From the region it is %(suggestion)s."),
    "phone.zero_missing": N_("The zero before the area code of %(number)s is missing. Did you mean %(suggestion)s?"),
    "phone.plus_missing": N_("%(number)s is a number abroad. Write it as %(suggestion)s."),
    "phone.fax": N_("%(number)s is labelled as a fax, which nobody answers. Add a number to call."),
    "phone.range": N_(
        "%(number)s is the end of a range of lines. The first and the last line are kept; add those between if they matter."
    ),
    "phone.out_of_service": N_("Nobody has %(number)s, says the network. Enter another number."),
    "phone.quiet": N_("At %(number)s nobody would answer just now, says the network: %(state)s."),
    "phone.risky": N_("The network has complaints about %(number)s. Ask the customer for another number."),
    "phone.several": N_("The field holds %(count)s numbers. All were read; a field for each is easier to keep."),
    "phone.area_mismatch": N_(
        "The area code %(area)s of %(number)s belongs to %(serves)s, the record to %(region)s. Check both."
    ),
    "phone.other_country": N_("%(number)s belongs to another country (%(country)s). Check that it is the customer's."),
    "mail.vacant": N_("The field says “%(mail)s”. Leave it empty, or mark that there is no mail."),
    "mail.syntax": N_("No mail can be sent to %(mail)s. Check it."),
    "mail.is_website": N_("%(mail)s is a website. Move it to the field for websites."),
    "mail.repairable": N_("%(mail)s is not written as a mail. Did you mean %(suggestion)s?"),
    "mail.typo": N_("%(mail)s looks like a slip. Did you mean %(suggestion)s?"),
    "mail.placeholder": N_("%(mail)s is a made-up mail. Enter one that somebody reads."),
    "mail.disposable": N_("%(mail)s is a throw-away mailbox. Ask for a lasting one."),
    "mail.masked": N_("Part of %(mail)s is hidden. Enter the whole mail."),
    "mail.unread": N_("Nobody reads %(mail)s. Look for a mailbox that somebody answers."),
    "mail.public": N_("%(mail)s is at a public provider. Add a mail of the company's own, if there is one."),
    "mail.reserved": N_("The domain of %(mail)s is kept for examples: no mail arrives there. Enter the company's own."),
    "mail.several": N_("The field holds %(count)s mails. All were read; a field for each is easier to keep."),
    "website.vacant": N_("The field says “%(website)s”. Leave it empty, or mark that there is no website."),
    "website.unsafe": N_("%(website)s is not the address of a website. Remove it."),
    "website.repairable": N_("“%(website)s” has a slip. Did you mean %(suggestion)s?"),
    "website.private": N_("Nobody outside can open %(website)s. Enter the public address."),
    "website.syntax": N_("%(website)s is not the address of a website. Check it."),
    "website.is_mail": N_("%(website)s is a mail. Move it to the field for mails."),
    "website.placeholder": N_("%(website)s is a made-up address. Enter the company's own, or leave the field empty."),
    "website.platform": N_("%(website)s is a page on a platform. Add the company's own website, if there is one."),
    "website.reserved": N_("The domain of %(website)s is kept for examples. Enter the company's own website."),
    "staff.own_contact": N_("%(value)s is the rep's own. Enter what reaches the customer."),
    "staff.colleagues_contact": N_("%(value)s belongs to one of us. Enter what reaches the customer."),
    "key_person.missing": N_("Nobody is named. Enter whom to ask for."),
    "key_person.missing_name": N_("There is a title or a number, but no name. Enter whose it is."),
    "key_person.vacancy": N_("“%(value)s” says that there is nobody. Leave the field empty until there is."),
    "key_person.placeholder_name": N_("“%(value)s” is no name. Ask who it is."),
    "key_person.honorific_only": N_("“%(value)s” is no full name. Ask for it."),
    "key_person.company_as_name": N_("“%(value)s” is an organisation. Enter the person who acts for it."),
    "key_person.company_with_person": N_(
        "“%(value)s” is an organisation. The person who acts for it is %(suggestion)s."
    ),
    "key_person.not_a_name": N_("“%(value)s” is no name. Enter the name of a person."),
    "key_person.unusual_name": N_("“%(value)s” is formed differently from most names. Check that it is right."),
    "key_person.given_name_only": N_("“%(value)s” is half a name. Add the other half."),
    "key_person.several_names": N_("“%(value)s” names several persons. Enter each as a key person."),
    "key_person.title_in_name": N_("“%(value)s” holds more than the name. The name alone is %(suggestion)s."),
    "key_person.contact_in_name": N_(
        "“%(value)s” holds a way to reach the person. Enter it as phone or email; the name is %(suggestion)s."
    ),
    "key_person.missing_role": N_("Nobody has said what this person can do for a purchase. Choose the role."),
    "key_person.unclear_title": N_(
        "“%(value)s” does not tell what this person can do for a purchase. Choose the role."
    ),
    "key_person.agent_title": N_("“%(value)s” is a bookkeeping agent's title. Look for somebody at the customer."),
    "key_person.gate_only": N_("Everybody named here guards the door. Ask them who decides."),
    "key_person.missing_contact": N_("This person cannot be reached. Enter a number or mail that works."),
    "key_person.missing_phone": N_("There is no number of this person that works. Enter one."),
    "key_person.missing_email": N_("There is no mail of this person that works. Enter one."),
    "visit.gibberish": N_("The note holds no words. Write who was met, what was said and what comes next."),
    "visit.boilerplate": N_("The note would fit any customer. Write who was met, what was said and what comes next."),
    "visit.thin": N_(
        "The note tells too little to go on with (found: %(found)s). Add who, what for, or what comes next."
    ),
    "visit.in_future": N_("The contact is dated %(at)s, which is still to come. Correct the date."),
    "visit.entered_late": N_("Entered %(days)s days after the contact. Write notes while they are fresh."),
    "visit.copied": N_("This repeats the note of %(earlier)s. Write what was new this time."),
    "visit.template": N_("The same note stands on %(customers)s customers. Write what this one said."),
    "visit.entered_before": N_("Typed %(hours)s hours before the contact. Write it down once it has happened."),
    "visit.too_old": N_("The contact is dated %(at)s. Check the year."),
    "visit.channel_contradicts": N_("The channel says “%(channel)s”, the note says “%(says)s”. Correct one of them."),
    "visit.nobody_talked": N_(
        "Nobody was reached, but the note says “%(says)s”. Correct the outcome, or say who told it."
    ),
    "visit.talk_too_short": N_("The call lasted %(seconds)s seconds, too short for all this. Say when it was learned."),
    "visit.tells_closed": N_("The note says that the company is closed. Check it, and change “%(change)s”."),
    "visit.tells_renamed": N_("The note says that the company has a new name. Check it, and change “%(change)s”."),
    "visit.tells_moved": N_("The note says that the company has moved. Check it, and change “%(change)s”."),
    "visit.tells_address_wrong": N_("The note says that the company is not there. Check it, and change “%(change)s”."),
    "visit.tells_sold": N_("The note says that the company has a new owner. Check it, and change “%(change)s”."),
    "visit.tells_trade_changed": N_(
        "The note says that the company does another business now. Check it, and change “%(change)s”."
    ),
    "visit.tells_person_left": N_("The note says that somebody has left. Check it, and change “%(change)s”."),
    "visit.tells_person_changed": N_(
        "The note says that somebody else is in charge now. Check it, and change “%(change)s”."
    ),
    "visit.tells_person_wrong": N_(
        "The note says that a person is not who the record says. Check it, and change “%(change)s”."
    ),
    "visit.tells_number_dead": N_("The note says that a number is dead. Check it, and change “%(change)s”."),
    "visit.tells_number_wrong": N_(
        "The note says that a number is somebody else’s. Check it, and change “%(change)s”."
    ),
    "visit.tells_number_agent": N_(
        "The note says that a number is a bookkeeping agent’s. Look for the customer’s own, and change “%(change)s”."
    ),
    "record.missing_name": N_("No company is named. Enter the name on the business licence."),
    "record.missing_contact": N_("Nobody at this company can be reached. Enter a number or mail that works."),
    "record.missing_company_id": N_("The company id is missing. Copy it from the business licence."),
    "record.missing_short_name": N_("The short name is missing. Enter what people call the company."),
    "record.missing_website": N_("The website is missing. Enter it, or mark that there is none."),
    "record.missing_region": N_("No region is known. Choose it, or enter an address that names the city."),
    "record.missing_address": N_("The address is missing. Enter where the company can be visited."),
    "record.missing_industry": N_("The industry is missing. Choose or enter it."),
    "record.missing_business": N_("What the company does is missing. Enter it in a few words."),
    "record.missing_scale": N_("The size is missing. Enter the number of staff."),
    "record.missing_phone": N_("The company has no number of its own here. Enter the switchboard."),
    "record.missing_email": N_("The company has no mail of its own here. Enter it, or mark that there is none."),
    "record.missing_visit": N_("No contact is written down. Write the first note."),
    "record.missing_profile": N_("Parts of the archive are open: %(fields)s."),
    "record.not_found": N_("Somebody looked for it and could not find it out. It can still be filled in."),
    "record.verify_again": N_("It was proven %(days)s days ago. Verify it again; that is due since %(due)s."),
    "record.stale": N_("The last contact was %(days)s days ago. Verify numbers and persons again."),
    "repeat.address_crowded": N_(
        "%(subjects)s unrelated companies give the address %(value)s, so it may be a landlord's or a registrar's. Ask where they work."
    ),
    "repeat.person_suspect": N_(
        "%(value)s stands on %(subjects)s companies that nothing else ties together. Check who decides at this one."
    ),
    "repeat.consecutive": N_(
        "%(subjects)s customers of the same rep have numbers that count up by one around %(value)s. Check the number."
    ),
    "repeat.same_ending": N_(
        "%(subjects)s customers of the same rep have numbers that all end in %(value)s. Check the number."
    ),
    "repeat.copied_text": N_(
        "%(subjects)s customers of the same rep have nearly the same text here. Write what is true of this one."
    ),
    "repeat.phone_suspect": N_(
        "%(value)s stands on %(subjects)s companies that nothing else ties together. Check whose number it is."
    ),
    "repeat.phone_agent": N_(
        "%(value)s stands on %(subjects)s unrelated companies, so it is an agent's. Look for the customer's own number."
    ),
    "repeat.email_suspect": N_(
        "%(value)s stands on %(subjects)s companies that nothing else ties together. Check whose mail it is."
    ),
    "repeat.email_agent": N_(
        "%(value)s stands on %(subjects)s unrelated companies, so it is an agent's. Look for the customer's own mail."
    ),
}


UNITS: Mapping[str, str] = {
    "who": N_("who"),
    "role": N_("whose post"),
    "when": N_("when"),
    "amount": N_("how much"),
    "need": N_("need"),
    "objection": N_("objection"),
    "competitor": N_("competitor or supplier"),
    "authority": N_("who decides"),
    "next_step": N_("next step"),
    "number": N_("state of the number"),
    "fact": N_("fact about the customer"),
}
"""Kinds of information in a note, as they stand in the middle of a sentence."""

NUMBER_STATES: Mapping[str, str] = {
    "active": N_("in use"),
    "empty": N_("given to nobody"),
    "suspended": N_("suspended"),
    "off": N_("switched off"),
    "maybe_off": N_("probably switched off"),
    "silent": N_("long unused"),
    "risk": N_("complaints"),
    "nonexistent": N_("no such number"),
    "abnormal": N_("out of order"),
    "failed": N_("the question failed"),
    "unsupported": N_("cannot be asked"),
    "unknown": N_("unknown"),
}
"""What the network says of a number."""
