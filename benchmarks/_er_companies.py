"""Which invented companies does a CRM hold, with duplicates as people make them and with what only looks like one?

Six of ten are Chinese. One of seven is there more than once: typed again with another spelling of the name, another
number, less said. Traps: sisters in another city, some with the house's domain, number or person; branches; companies
that differ in one character; bookkeepers whose number hundreds of companies give. Each of these is a company of its own.

The same seed gives the same rows, and the first thousand of a million are those of a thousand.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from random import Random
from typing import NamedTuple

from benchmarks import _er_han, _er_latin, _er_numbers, _er_words
from benchmarks._er_numbers import Number
from greening.sample import numbers
from validators import Identifier, KeyPerson, Record

HAN = 0.6
SIZES = (1, 2, 3, 4, 5)
SIZE_WEIGHTS = (85.9, 9.93, 2.45, 1.14, 0.58)
"""How often a company is there."""
SISTER, NEAR, BRANCH, HOUSE = 0.05, 0.02, 0.02, 0.02
"""Shares of companies that are made from one that is there: see `_kin`."""
AGENT, PER_AGENT = 0.015, 300
"""Share of companies that give a bookkeeper's number, and how many one bookkeeper has on average."""
WITH_ID, WITH_DOMAIN, WITH_MAIL = 0.54, 0.45, 0.25
"""Shares of companies that have an id (Chinese ones only), a domain, and somebody's mail."""
LEFT_OUT, REACH_LEFT_OUT = 0.245, 0.46
"""Shares of the fields, and of ids, domains and mail, that whoever types a company again leaves out."""
OTHER_NUMBER, OTHER_PERSON, ID_SLIP = 0.18, 0.31, 0.05
RECENT = 2000
"""Companies of which a new one can be kin."""


class Company(NamedTuple):
    """One row. `cluster` is the number of the company; rows of one cluster are one company."""

    id: str
    cluster: int
    name: str
    phone: str
    person: str
    uscc: str
    domain: str
    email: str
    city: str


@dataclass(frozen=True, slots=True)
class _Firm:
    """What is true of a company; the first of two numbers, two persons is the one that is mostly given."""

    title: _er_han.Title | _er_latin.Title
    city: int
    phones: tuple[Number, Number]
    persons: tuple[str, str]
    uscc: str
    domain: str
    mail: str

    @property
    def is_han(self) -> bool:
        return isinstance(self.title, _er_han.Title)


def companies(rows: int, *, seed: int) -> Iterator[Company]:
    """That many rows, those of one company behind each other; ids do not tell which belong together.

    Up to three million: more company ids than that are not set aside for inventions.
    """
    rng = Random(seed)
    typed = (
        (cluster, firm, at > 0)
        for cluster, firm in enumerate(_firms(rng))
        for at in range(rng.choices(SIZES, SIZE_WEIGHTS)[0])
    )
    for number, (cluster, firm, again) in enumerate(islice(typed, rows)):
        yield _row(rng, firm, cluster, number, again=again)


def record(company: Company) -> Record:
    """The row as a record, as an import reads it."""
    return Record(
        company=company.name,
        ids=(Identifier(company.uscc),) if company.uscc else (),
        phones=(company.phone,) if company.phone else (),
        emails=(company.email,) if company.email else (),
        website=company.domain,
        address=company.city,
        key_persons=(KeyPerson(name=company.person),) if company.person else (),
    )


def _firms(rng: Random) -> Iterator[_Firm]:
    """Companies without end, no two with one name."""
    names: set[str] = set()
    recent: deque[_Firm] = deque(maxlen=RECENT)
    agents: list[Number] = []
    codes = count()
    while True:
        firm = _kin(rng, rng.choice(recent), codes) if recent and rng.random() < KIN else _firm(rng, codes)
        while (name := str(firm.title)) in names:
            firm = _firm(rng, codes)
        names.add(name)
        recent.append(firm)
        if firm.is_han and rng.random() < AGENT:
            if not agents or rng.random() * PER_AGENT < 1:
                agents.append(firm.phones[0])
            firm = replace(firm, phones=(rng.choice(agents), firm.phones[1]))
        yield firm


KIN = SISTER + NEAR + BRANCH + HOUSE


def _firm(rng: Random, codes: Iterator[int]) -> _Firm:
    is_han = rng.random() < HAN
    city = _city(rng, is_han=is_han)
    title: _er_han.Title | _er_latin.Title = (
        _er_han.title(rng, _er_words.HAN_CITIES[city][0])
        if is_han
        else _er_latin.title(rng, _er_words.LATIN_CITIES[city][1])
    )
    return _own(rng, title, city, codes, domain="")


def _own(rng: Random, title: _er_han.Title | _er_latin.Title, city: int, codes: Iterator[int], *, domain: str) -> _Firm:
    """A company with numbers and persons of its own; `domain` where it has that of another."""
    is_han = isinstance(title, _er_han.Title)
    code = numbers.company_id(_er_words.HAN_CITIES[city][2], next(codes)) if is_han and rng.random() < WITH_ID else ""
    domain = domain or (_domain(rng, title) if rng.random() < WITH_DOMAIN else "")
    return _Firm(
        title,
        city,
        (_number(rng, city, is_han=is_han), _number(rng, city, is_han=is_han)),
        (_er_numbers.person(rng, is_han=is_han), _er_numbers.person(rng, is_han=is_han)),
        code,
        domain,
        _mail(rng, domain) if rng.random() < WITH_MAIL else "",
    )


def _kin(rng: Random, one: _Firm, codes: Iterator[int]) -> _Firm:
    """A company that looks like another and is none.

    A sister has the brand and the trade in another city, as often as not the domain, and now and then the number or the
    person of the house. A branch has the name and the domain. One that is near differs in a character of the brand. One
    of the same house sits at the same desk in another trade.
    """
    drawn = rng.random() * KIN
    if drawn < SISTER:
        return _sister(rng, one, codes)
    if drawn < SISTER + NEAR:
        title = _er_han.near(rng, one.title) if isinstance(one.title, _er_han.Title) else _er_latin.near(rng, one.title)
        return _own(rng, title, one.city, codes, domain="")
    if drawn < SISTER + NEAR + BRANCH:
        return _branch(rng, one, codes)
    trades = _er_words.TRADES if one.is_han else _er_words.LATIN_TRADES
    other = _own(rng, replace(one.title, trade=rng.choice(trades)), one.city, codes, domain=one.domain)
    return replace(other, phones=(one.phones[0], other.phones[1]), persons=one.persons)


def _sister(rng: Random, one: _Firm, codes: Iterator[int]) -> _Firm:
    city = _city(rng, is_han=one.is_han)
    title = (
        replace(one.title, place=_er_words.HAN_CITIES[city][0], order="front")
        if isinstance(one.title, _er_han.Title)
        else replace(one.title, place=_er_words.LATIN_CITIES[city][1])
    )
    other = _own(rng, title, city, codes, domain=one.domain if rng.random() < HALF else "")
    if rng.random() < QUARTER:
        other = replace(other, phones=(one.phones[0], other.phones[1]))
    return replace(other, persons=one.persons) if rng.random() < QUARTER else other


HALF, QUARTER = 0.5, 0.25


def _branch(rng: Random, one: _Firm, codes: Iterator[int]) -> _Firm:
    city = _city(rng, is_han=one.is_han)
    if isinstance(one.title, _er_han.Title):
        place = _er_words.HAN_CITIES[city][0]
        branch = f"{place}分公司" if rng.random() < HALF else f"第{rng.choice('二三四五六七')}分公司"
        firm = _own(rng, replace(one.title, branch=branch), city, codes, domain=one.domain)
        return replace(firm, uscc="")
    branch = f" - {_er_words.LATIN_CITIES[city][0]} Branch"
    return _own(rng, replace(one.title, branch=branch), city, codes, domain=one.domain)


def _city(rng: Random, *, is_han: bool) -> int:
    return int(len(_er_words.HAN_CITIES if is_han else _er_words.LATIN_CITIES) * rng.random() ** 1.5)


def _number(rng: Random, city: int, *, is_han: bool) -> Number:
    if is_han:
        return _er_numbers.han(rng, _er_words.HAN_CITIES[city][1])
    return _er_numbers.latin(rng, _er_words.LATIN_CITIES[city])


def _domain(rng: Random, title: _er_han.Title | _er_latin.Title) -> str:
    """An invented word for a Chinese company, the first word of the brand for others; some with a number."""
    word = _er_latin.word(rng) if isinstance(title, _er_han.Title) else title.brand.replace(" ", "")
    number = str(rng.randrange(2, 100)) if rng.random() < QUARTER else ""
    return f"{word.lower()}{number}{rng.choice(_er_words.ENDS)}"


def _row(rng: Random, firm: _Firm, cluster: int, number: int, *, again: bool) -> Company:
    """The company as it was typed first, or `again`: by somebody who knows less, or something else."""
    left_out, seldom = (LEFT_OUT, REACH_LEFT_OUT) if again else (0.0, 0.0)
    name = str(firm.title)
    if again:
        name = (
            _er_han.retold(rng, firm.title)
            if isinstance(firm.title, _er_han.Title)
            else _er_latin.retold(rng, firm.title)
        )
    phone = firm.phones[again and rng.random() < OTHER_NUMBER]
    person = firm.persons[again and rng.random() < OTHER_PERSON]
    cities = _er_words.HAN_CITIES if firm.is_han else _er_words.LATIN_CITIES
    code = _er_numbers.mistyped_id(rng, firm.uscc) if firm.uscc and again and rng.random() < ID_SLIP else firm.uscc
    return Company(
        id=str(number),
        cluster=cluster,
        name=name,
        phone=_kept(rng, _er_numbers.typed(rng, phone, abroad=not firm.is_han), left_out),
        person=_kept(rng, person, left_out),
        uscc=_kept(rng, code, seldom),
        domain=_kept(rng, firm.domain, seldom),
        email=_kept(rng, _other_mail(rng, firm) if again else firm.mail, seldom),
        city=_kept(rng, cities[firm.city][0], left_out),
    )


def _mail(rng: Random, domain: str) -> str:
    if domain:
        return f"{rng.choice(_er_words.BOXES)}@{domain}"
    return f"{_er_latin.word(rng).lower()}{rng.randrange(1000)}@{rng.choice(_er_words.PUBLIC_MAIL)}"


def _other_mail(rng: Random, firm: _Firm) -> str:
    """Of a company with a domain another box, as often as not."""
    return _mail(rng, firm.domain) if firm.mail and firm.domain and rng.random() < OTHER_BOX else firm.mail


OTHER_BOX = 0.8


def _kept(rng: Random, value: str, left_out: float) -> str:
    return "" if value and rng.random() < left_out else value
