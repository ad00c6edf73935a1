"""What does a person read when the business says no? A sentence a code of `greening.domain.refusals`."""

from collections.abc import Mapping

from greening.words import N_

REFUSALS: Mapping[str, str] = {
    "not_found": N_("There is no such thing here."),
    "denied": N_("Your role may not do this. Nothing was changed."),
    "stale": N_("Somebody else saved in between."),
    "record.company_taken": N_("Another record is this company already."),
    "record.company_missing": N_("Enter the company’s name"),
    "contact.too_many_reveals": N_(
        "You have had %(limit)s contacts shown, which is the most for now. The next one can be shown in %(wait_minutes)s min."
    ),
    "field.bad_region": N_("Enter a province, city or district that exists, such as Hangzhou"),
    "field.bad_value": N_("This cannot be taken as it stands: %(value)s"),
    "visit.note_missing": N_("Say what was learned"),
    "sign_in.failed": N_("Employee number and password do not go together"),
    "sign_in.too_many_tries": N_("Too many tries. Wait %(wait_seconds)s seconds and try again."),
    "signed_out": N_("You are signed out. Sign in to go on."),
    "password.wrong": N_("This is not your password now"),
    "password.too_short": N_("Choose a password of at least %(shortest)s characters"),
    "password.too_long": N_("Choose a password of at most %(longest)s characters"),
    "password.too_common": N_("Choose a password without your name, your number or a word that many people use"),
    "person.employee_taken": N_("Somebody has this employee number already."),
    "person.columns_missing": N_("The staff list lacks columns: %(columns)s"),
    "policy.broken": N_("The policy document does not hold."),
    "policy.unchanged": N_("Nothing is different from the version that holds."),
    "policy.moved": N_("Somebody has saved version %(version)s meanwhile. Make the draft over it."),
    "policy.start": N_("A version begins now or later, at most %(days)s days ahead."),
    "intake.under_way": N_("This file is being imported or has been. How it is read can no longer be changed."),
    "review.stale": N_("This has changed since you opened it. What you typed is kept."),
    "review.held": N_("%(name)s has this open. What you typed is kept."),
    "review.over": N_("Nothing is left to review here."),
    "review.own": N_("Nobody reviews what they wrote themselves. Leave it to the others."),
    "review.reason_missing": N_("Choose the findings you confirm, or say why in a note"),
    "review.skip_reason_missing": N_(
        "You have skipped more than %(percent)s %% of today’s items. Say why you leave this one to others."
    ),
    "review.undone": N_("This verdict has been taken back already."),
    "review.too_many_filters": N_("You have %(limit)s saved filters, which is the most. Delete one first."),
    "job.already_open": N_("Another job does the same work already. This one need not be tried again."),
    "unit.quarantined": N_("This record is in quarantine. Somebody has to mend it first."),
    "unit.contested": N_("A conflict about this customer is open. Wait for the ruling."),
    "unit.owned": N_("Somebody has this customer in their library."),
    "unit.claimed": N_("Somebody has claimed this record and is completing it."),
    "unit.right_lives": N_("Somebody has completed this record and gets its leads. There is nothing to claim."),
    "unit.first_refusal": N_(
        "Whoever completed this record comes first. Ask, and you can take it if they do not want it."
    ),
    "unit.cooling_down": N_("You or your team had this customer not long ago. Others come first for a while."),
    "claim.no_pit_free": N_(
        "You have %(held)s pits, and %(limit)s is what you may have now. Every record that passes makes room for more."
    ),
    "claim.not_there": N_("This claim has moved on. Look at it again."),
    "claim.nothing_completed": N_("Nothing has been completed yet. Answer something first, then submit."),
    "review.pass_lacking": N_("It cannot pass yet. See below what is missing. What you typed is kept."),
    "right.over": N_("This right has ended."),
    "calendar.past": N_("This day is past, and deadlines were counted by it. It can only become a day off."),
    "answer.missing": N_("Enter what you know, or say that there is none"),
    "answer.overtaken": N_("Somebody else has changed this field meanwhile. Yours is kept; look at both."),
    "answer.settled": N_("This answer is too old to be undone. Answer again instead."),
    "contact.calls_unwanted": N_("Whoever answers this number does not want to be called."),
    "library.full": N_("Your library is full: %(held)s of %(limit)s. Give a customer back first."),
    "release.reason_missing": N_("Say why you give this customer back. The next one starts from there."),
    "credit.reversed": N_("This credit has been taken back already."),
    "conflict.too_many_filings": N_("You have %(limit)s conflicts open, which is the most. Wait for a ruling first."),
    "conflict.filings_paused": N_(
        "Several of your conflicts were withdrawn or had no evidence. For a while you cannot open another."
    ),
    "conflict.settled": N_("This ruling is too old to be taken back."),
    "conflict.nothing_contested": N_("Nobody else holds this customer, so there is nothing to contest."),
    "conflict.no_work": N_(
        "You can contest a customer whom you have worked: in a record of your own, by a follow-up, a claim or a right."
    ),
    "conflict.pair_different": N_("These two records were ruled to be two customers."),
    "conflict.reason_missing": N_("Say why. The other side reads it."),
    "conflict.over": N_("This conflict is no longer open. Look at it again."),
    "conflict.answered": N_("You have said what you had to say. It cannot be changed."),
    "conflict.answer_late": N_("The time to answer is over."),
    "conflict.not_heard": N_("The other party can still answer. Nobody is ruled against unheard."),
    "conflict.not_the_judge": N_("This conflict is not yours to rule. The page says who was drawn for it, and why."),
    "conflict.moved_on": N_("The customer has come to somebody else since. This ruling can no longer be taken back."),
    "merge.already": N_("This record has become part of another one. Do it there."),
    "merge.two_owners": N_("Two people own these records. Whose the customer is has to be ruled first."),
    "merge.under_another": N_("A later merge has built on this one. Take that back first."),
    "merge.ruled": N_("This merge came with the ruling of a conflict. Have that ruling taken back."),
    "merge.settled": N_("This merge is too old to be taken back, or has been taken back."),
    "complaint.empty": N_("Say which record it is, what is wrong with it and what happened."),
    "complaint.too_many": N_("You have sent %(limit)s complaints today, which is the most. Go on tomorrow."),
    "complaint.code_unknown": N_(
        "No complaint goes with this code. Look at it again: C, a number, and sixteen digits."
    ),
    "complaint.closed": N_("This complaint has been answered."),
    "complaint.record_missing": N_("Say first which record this is about."),
    "complaint.uncheckable": N_("It does not say what in the record is false. Ask, or put it aside."),
    "complaint.not_impartial": N_("This concerns you or somebody of your team. Leave it to the others."),
    "inspection.taken": N_("Somebody else is looking into this."),
    "inspection.stale": N_("A value has changed since you looked at it. Look again."),
    "inspection.answer_missing": N_("Answer at least one fact, and say what you go by for whatever is wrong."),
    "inspection.second_look": N_("The second look is for somebody who has not had the first."),
    "penalty.reason_missing": N_("Say why. The person concerned reads it."),
    "penalty.decided": N_("This has been decided already."),
    "penalty.own_line": N_(
        "Nobody decides about themselves, their own line, or what they have found or decided. Leave it to another."
    ),
    "appeal.not_open": N_("There is nothing to appeal against, or it has been appealed already."),
    "inquiry.broken": N_("Something is missing or cannot be right. See each field."),
    "lead.key_taken": N_("This key was used before, with another inquiry."),
    "lead.offer_over": N_("This lead is no longer offered to you."),
    "lead.reason_missing": N_("Say why you do not take this lead. The next one starts from there."),
    "lead.decided": N_("Somebody has decided about this lead already."),
    "lead.door_closed": N_("It has been closed already."),
    "lead.door_name_missing": N_("Give it a name, so that everybody knows later what it was for."),
}
