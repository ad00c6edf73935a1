"""Two reps, one customer (撞单): what do the rules of the house recommend?

Seven gates in their order, then the order of first contact, which is how small business is decided. Each gate leaves a
step that says what it found; the first one with a ruling ends it. The machine recommends; a person rules, and may rule
otherwise.
"""

from collections.abc import Callable, Sequence
from typing import Any

from greening.domain.calendar import Calendar
from greening.domain.conflict_case import Case
from greening.domain.conflict_facts import Facts, Found, Gate, Identity, Party, Recommendation, Ruling, Step
from greening.domain.filings import drawn
from greening.domain.policy import Policy
from greening.domain.protection import Contact


def same_unit(case: Case) -> Step:
    """(1) Is it one unit at all? Else there is nothing to contest, or the rule for groups holds."""
    identity = case.facts.identity
    ruling = {
        Identity.ONE_UNIT: None,
        Identity.TWO_UNITS: Ruling.SEPARATE,
        Identity.ONE_GROUP: Ruling.GROUP,
        Identity.UNCLEAR: Ruling.INSUFFICIENT,
    }[identity]
    return Step(Gate.SAME_UNIT, Found(identity.value), ruling=ruling)


def contract(case: Case) -> Step:
    """(2) A live signed contract cannot be contested once its trace-back is over."""
    signed_at = case.facts.signed_at
    if signed_at is None:
        return Step(Gate.CONTRACT, Found.NO_CONTRACT)
    until = signed_at + case.policy.conflicts.trace_back
    if case.facts.filed_at < until:
        return Step(Gate.CONTRACT, Found.TRACE_BACK, {"until": until.isoformat()})
    return case.awarded(Gate.CONTRACT, Found.SIGNED, case.facts.holder, signed_at=signed_at.isoformat())


def filed_in_time(case: Case) -> Step:
    """(3) Whoever learned of the collision and waited has accepted it."""
    calendar, within = case.calendar, case.policy.conflicts.file_within
    first, last = calendar.day_of(case.facts.discovered_at), calendar.day_of(case.facts.filed_at)
    days = {"days": calendar.working_days_between(first, last), "within": within}
    if case.facts.filed_at < calendar.deadline(case.facts.discovered_at, within):
        return Step(Gate.FILED_IN_TIME, Found.IN_TIME, days)
    return case.awarded(Gate.FILED_IN_TIME, Found.TOO_LATE, case.facts.holder, **days)


def fraud(case: Case) -> Step:
    """(4) Proven fraud loses the unit: to the other party, if they have talked to the customer."""
    holder, challenger = case.parties
    if holder.fraud_proven and challenger.fraud_proven:
        return Step(Gate.FRAUD, Found.BOTH_FRAUD, ruling=Ruling.POOL)
    if challenger.fraud_proven:
        return case.awarded(Gate.FRAUD, Found.CHALLENGER_FRAUD, holder)
    if not holder.fraud_proven:
        return Step(Gate.FRAUD, Found.NO_FRAUD)
    if case.contacts(challenger):
        return case.awarded(Gate.FRAUD, Found.HOLDER_FRAUD, challenger)
    return Step(Gate.FRAUD, Found.HOLDER_FRAUD, ruling=Ruling.POOL)


def protected(case: Case) -> Step:
    """(5) A holder whose protection runs, and who has talked to the customer, keeps them."""
    until, contacts = case.facts.protected_until, case.contacts(case.facts.holder)
    if until is None or until <= case.facts.filed_at:
        return Step(Gate.PROTECTED, Found.UNPROTECTED, {"until": until and until.isoformat()})
    if not contacts:
        return Step(Gate.PROTECTED, Found.HELD_WITHOUT_CONTACT, {"until": until.isoformat()})
    last = contacts[-1].at.isoformat()
    return case.awarded(Gate.PROTECTED, Found.PROTECTED, case.facts.holder, until=until.isoformat(), last=last)


def empty_follow_up(case: Case) -> Step:
    """(6) A holder with nothing but void notes (无效跟进) has not followed up: one contact of the challenger outweighs them."""
    notes, contacts = case.events(case.facts.holder), case.contacts(case.facts.challenger)
    if not notes or any(note.contact is not Contact.VOID for note in notes):
        return Step(Gate.EMPTY_FOLLOW_UP, Found.FOLLOWED_UP, {"notes": len(notes)})
    counted = {"notes": len(notes), "contacts": len(contacts)}
    if contacts:
        return case.awarded(Gate.EMPTY_FOLLOW_UP, Found.EMPTY, case.facts.challenger, **counted)
    return Step(Gate.EMPTY_FOLLOW_UP, Found.BOTH_EMPTY, counted, Ruling.POOL)


def customers_choice(case: Case) -> Step:
    """(7) The customer may have said in writing with whom they want to work; a company may let that decide."""
    chosen = [party for party in case.parties if party.rep_id == case.facts.chosen_by_customer]
    if not chosen:
        return Step(Gate.CUSTOMERS_CHOICE, Found.NO_CHOICE)
    if not case.policy.conflicts.customers_choice:
        return Step(Gate.CUSTOMERS_CHOICE, Found.CHOICE_NOT_ALLOWED)
    return case.awarded(Gate.CUSTOMERS_CHOICE, Found.CHOSEN, chosen[0])


def first_contact(case: Case) -> Step:
    """Who talked to the customer first, and still does? By less than an hour first is a tie."""
    in_touch = [party for party in case.parties if case.is_in_touch(party)]
    told = case.first_and_last()
    if not in_touch:
        return Step(Gate.FIRST_CONTACT, Found.NOBODY_IN_TOUCH, told, Ruling.INSUFFICIENT)
    if len(in_touch) == 1:
        return case.awarded(Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH, in_touch[0], **told)
    first, second = sorted(in_touch, key=case.first)
    if case.first(second) - case.first(first) <= case.policy.conflicts.tie:
        return Step(Gate.FIRST_CONTACT, Found.TIE, told)
    return case.awarded(Gate.FIRST_CONTACT, Found.FIRST, first, **told)


def key_person(case: Case) -> Step:
    """Of two who were first together: who reached a key person?"""
    return _ahead(case, Gate.KEY_PERSON, lambda party: any(one.reached_key_person for one in case.contacts(party)))


def progress(case: Case) -> Step:
    """Then: who got further?"""
    return _ahead(case, Gate.PROGRESS, lambda party: len({one.milestone for one in case.events(party)} - {""}))


def workload(case: Case) -> Step:
    """Then: who has fewer customers to look after?"""
    return _ahead(case, Gate.WORKLOAD, lambda party: party.active_units, better=min)


def lot(case: Case) -> Step:
    """Then a lot, drawn from the seed recorded with the case, so that anybody can draw it again."""
    return _ahead(case, Gate.LOT, lambda party: drawn(case.facts.lot, party.rep_id))


GATES: Sequence[Callable[[Case], Step]] = (
    same_unit,
    contract,
    filed_in_time,
    fraud,
    protected,
    empty_follow_up,
    customers_choice,
    first_contact,
    key_person,
    progress,
    workload,
    lot,
)


def recommend(facts: Facts, calendar: Calendar, policy: Policy) -> Recommendation:
    """What the rules recommend. The same facts under the same policy always give the same."""
    case, steps = Case(facts, calendar, policy), list[Step]()
    for gate in GATES:
        steps.append(gate(case))
        if steps[-1].ruling:
            break
    return Recommendation(steps[-1].ruling or Ruling.INSUFFICIENT, steps[-1].to, tuple(steps))


def _ahead(case: Case, gate: Gate, measure: Callable[[Party], Any], better: Callable[[Any, Any], Any] = max) -> Step:
    """The unit goes to the party with the better measure; an equal one is a tie."""
    holder, challenger = measure(case.facts.holder), measure(case.facts.challenger)
    told = {"holder": holder, "challenger": challenger}
    if holder == challenger:
        return Step(gate, Found.TIE, told)
    ahead = case.facts.holder if better(holder, challenger) == holder else case.facts.challenger
    return case.awarded(gate, Found.AHEAD, ahead, **told)
