"""What is read when somebody asks whether everything still holds? Promises, breaches with their place, and what nobody can tell."""

from collections.abc import Mapping

from greening.domain.verifying import Left, Promise
from greening.words import N_

PROMISES: Mapping[Promise, str] = {
    Promise.OWNERS: N_("A customer has one owner or none, and the history says so"),
    Promise.CLAIMS: N_("A customer has one open claim or none, and nobody claims what another owns"),
    Promise.RIGHTS: N_("The leads of a customer belong to one person at a time"),
    Promise.COUNTERS: N_("Places and pits are counted as they are"),
    Promise.CAPS: N_("Nobody took more than the library or the pits hold"),
    Promise.LEADS: N_("A lead is in one hand, with the reason written down"),
    Promise.CONFLICTS: N_("A conflict rests with its ruling, and no party ruled it"),
    Promise.CREDITS: N_("Credit is what the proofs pay, replayed"),
    Promise.ROUTINGS: N_("Leads go the way they went, replayed"),
    Promise.RULINGS: N_("Recommendations come out as they were made, replayed"),
    Promise.SCORES: N_("Records score what they scored, judged again"),
}
FAULTS: Mapping[str, str] = {
    "owners.two": N_("Unit %(unit)s has %(owners)s owners at once."),
    "owners.unlike": N_("Unit %(unit)s belongs to person %(owner)s; its history says person %(said)s."),
    "owners.merged": N_("Unit %(unit)s has become part of another and still belongs to person %(owner)s."),
    "owners.unsaid": N_("Unit %(unit)s: ownership %(ownership)s does not say how or why it ended."),
    "claims.two": N_("Unit %(unit)s has %(claims)s open claims."),
    "claims.anothers": N_("Unit %(unit)s: person %(rep)s completes it under claim %(claim)s, and it is not theirs to."),
    "claims.unpassed": N_("Claim %(claim)s has passed with %(verdicts)s verdicts that pass it; it takes one."),
    "rights.two": N_("Unit %(unit)s: the rights %(one)s and %(other)s hold at the same time."),
    "counters.wrong": N_(
        "Person %(person_id)s: counted are %(owned)s customers and %(pits)s pits; there are %(owned_there)s and %(pits_there)s."
    ),
    "caps.library": N_("Person %(rep)s took a customer and had %(held)s then; the library holds %(cap)s."),
    "caps.pits": N_("Person %(rep)s has %(held)s pits; the most that was ever allowed is %(cap)s."),
    "leads.two_hands": N_("Lead %(lead)s is with %(offers)s people at once."),
    "leads.state": N_("Lead %(lead)s is said to be %(state)s; its offers say otherwise."),
    "leads.unexplained": N_("Lead %(lead)s, round %(round)s: not everybody who was considered is written down."),
    "leads.other_hand": N_("Lead %(lead)s was offered to person %(rep)s; person %(chosen)s was chosen."),
    "leads.lost": N_("Lead %(lead)s was never routed."),
    "conflicts.two": N_("Unit %(unit)s is in %(cases)s open conflicts."),
    "conflicts.party": N_("Conflict %(conflict)s was ruled by person %(judge)s, who is a party to it."),
    "conflicts.state": N_("Conflict %(conflict)s is said to be %(state)s; its rulings say otherwise."),
    "conflicts.unfrozen": N_("Conflict %(conflict)s is open and unit %(unit)s does not rest."),
    "credits.unlike": N_("Act %(act)s of the log: %(cause)s moved %(there)s points; by its facts it moves %(again)s."),
    "credits.gone": N_("Act %(act)s of the log: rows of the ledger that %(cause)s went by or added are gone."),
    "credits.uneven": N_("Row %(credit)s of the ledger is not the opposite of the row that it turns (person %(rep)s)."),
    "credits.unexplained": N_("Row %(credit)s of the ledger: no act has given person %(rep)s anything for %(cause)s."),
    "credits.lost": N_("Record %(record)s: verdict %(verdict)s proved values, and the log of proofs does not know it."),
    "credits.kept": N_("Row %(credit)s of the ledger pays person %(rep)s for %(cause)s, which was taken back."),
    "routings.unlike": N_(
        "Lead %(lead)s, round %(round)s: it went to person %(there)s; by the same facts it goes to %(again)s, "
        "or others were considered otherwise."
    ),
    "rulings.unlike": N_(
        "Conflict %(conflict)s: recommended was %(there)s; the same facts give %(again)s, or other steps."
    ),
    "rulings.facts": N_("Conflict %(conflict)s was ruled on other facts than it was filed with."),
    "scores.unlike": N_(
        "Record %(record)s was judged %(there)s points; judged again it has %(again)s, or other findings."
    ),
    "scores.copied": N_("Record %(record)s shows %(shown)s points; its judgement says %(there)s."),
}
"""Of each breach where it is; numbers are those of the pages and of the tables."""
LEFT: Mapping[Left, str] = {
    Left.OLDER: N_("%(count)s from before the facts were kept with them"),
    Left.RULES: N_("%(count)s made by rules of another version of this program"),
    Left.POLICY: N_("%(count)s under a policy that this version cannot read"),
    Left.MOVED: N_("%(count)s that wait to be judged again, or share something with others who changed since"),
}
SIGNS: Mapping[bool, str] = {True: N_("holds"), False: N_("broken")}
REPORT: Mapping[str, str] = {
    "checked": N_("%(count)s looked at"),
    "left": N_("not told: %(what)s"),
    "more": N_("and %(count)s more like it"),
    "holds": N_("Everything that could be looked at holds."),
    "broken": N_("Broken in %(count)s places, each named above. Nothing was changed."),
}
