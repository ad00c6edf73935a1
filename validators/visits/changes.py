"""What does a note say is wrong with the record? A visit that finds a closed door was worth it: somebody can set it right.

Only what has happened counts: not what is planned, feared or denied, and not what happened to a rival.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from validators.data import rows
from validators.record import Record
from validators.text import folded, simplified
from validators.visits.tokens import BREAK, NOT, Token

NUMBER_KINDS = frozenset({"number_dead", "number_wrong", "number_agent"})
PERSON_KINDS = frozenset({"person_left", "person_changed", "person_wrong"})
PLACES = {"moved": "address", "address_wrong": "address", "trade_changed": "business", "sold": "key_persons"}
"""The field that each kind of change is about, where it is neither a number's nor a person's; else the company."""

NUMBER_DEAD = "number_dead"
"""The one change that takes no conversation to learn."""
UNLESS = "unless"
_OPEN = frozenset({NOT, "n", "C"})
_CITY = 6  # characters of an address before its street begins
_WITHIN = 4  # words before the change that may take it back
_TRADE = re.compile(
    r"(?:已经?|早就?|现在|早)?不(?:做|卖|搞|经营|生产)[^\W了]{2,8}了|(?:don't|doesn't|no longer|stopped) (?:do|sell|mak|offer|deal)[a-z]*\b(?=.*any ?more|.*\bonly\b|.*\bnow\b|$)"
)
_DENIES = re.compile("不|n't|no longer|stopped")
_NUMBER = re.compile("[号机话信]|number")
_ANOTHERS = re.compile(
    r"(?:号码?|电话|手机|座机|微信|固话)[^\W]{0,4}是(?P<whose>[^\W]{1,10}?)(?:的|在用|留的)(?=\W|$|[,，])"
    r"|(?:号码?|电话|手机|座机)[^,，。;；]{0,6}(?P<who>代账|记账|记帐|会计公司|财务公司|中介|房东|快递)[^,，。;；]{0,6}(?:接|的)"
    r"|number (?:is|belongs to|of) (?P<owner>(?:their|his|her|the|an?) [a-z]+)"
)
_AGENT = re.compile("代账|记账|记帐|会计|财务公司|代办|account|bookkeep")
_OWN = re.compile(
    r"^(?:一个|女|男|谁|[他她](?:本人|自己|$)|老板|对|本人|真|新|总机|公司|前台|客户|负责人|手机|座机|传真)"
)
_DIGITS = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Change:
    """What a note says has changed (a kind of `visit_changes.txt`) and which field of the record it is about."""

    kind: str
    field: str


@cache
def words() -> Mapping[str, str]:
    """The kind of change that each word tells."""
    return {word: kind for word, kind in _listed().items() if kind != UNLESS}


@cache
def _listed() -> Mapping[str, str]:
    return {word.replace("_", " "): kind for kind, listed in rows("visit_changes.txt") for word in listed.split()}


def kinds(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """What a text in lower case and simplified characters says has changed, sorted."""
    known = words()
    found = {known[word] for at, (_, word) in enumerate(tokens) if word in known and _happened(tokens, at)}
    if _DENIES.search(text) and _TRADE.search(text):
        found.add("trade_changed")
    if _NUMBER.search(text) and (whose := _ANOTHERS.search(text)):
        holder = next(filter(None, whose.groups()))
        if not _OWN.match(holder):
            found.add("number_agent" if _AGENT.search(holder) else "number_wrong")
    if "number_agent" in found:
        found.discard("number_wrong")
    return tuple(sorted(found))


def proposed(record: Record, said: Sequence[str], note: str) -> Iterator[Change]:
    """The fields of the record that are to be changed; what it already shows is left out."""
    text = folded(note)
    for kind in said:
        if field := _field(record, kind, text):
            yield Change(kind, field)


def _happened(tokens: Sequence[Token], at: int) -> bool:
    listed = _listed()
    for tag, word in reversed(tokens[max(0, at - _WITHIN) : at]):
        if tag == BREAK:
            return True
        if tag in _OPEN or listed.get(word) == UNLESS:
            return False
    return True


def _field(record: Record, kind: str, text: str) -> str:
    if kind in NUMBER_KINDS:
        return _phone(record, text)
    if kind in PERSON_KINDS:
        return _person(record, text)
    if kind == "renamed" and record.former_names:
        return ""
    if kind == "moved" and any(
        simplified(record.address[at : at + 2]) in text for at in range(_CITY, len(record.address) - 1)
    ):
        return ""
    return PLACES.get(kind, "company")


def _phone(record: Record, text: str) -> str:
    """The number that is named by its digits; the only one; else all of them."""
    fields = {f"phones[{at}]": raw for at, raw in enumerate(record.phones)}
    for at, person in enumerate(record.key_persons):
        fields |= {f"key_persons[{at}].phones[{place}]": raw for place, raw in enumerate(person.phones)}
    if named := _DIGITS.findall(text):
        digits = {field: re.sub(r"\D", "", raw) for field, raw in fields.items()}
        return next((field for field, raw in digits.items() if any(raw.endswith(one) for one in named)), "phones")
    return next(iter(fields)) if len(fields) == 1 else "phones"


def _person(record: Record, text: str) -> str:
    """The person who is named; the only one; else all of them."""
    names = [folded(person.name) for person in record.key_persons]
    named = [at for at, name in enumerate(names) if name and name in text]
    if len(named) == 1 or len(names) == 1:
        return f"key_persons[{(named or [0])[0]}]"
    return "key_persons"
