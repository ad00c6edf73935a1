"""Does a note tell the next person anything? Three answers, because no list of words deserves to decide alone.

Void is only what is made of empty words; weak is what a human should look at or complete; effective is the rest. Measured
in advance: length alone calls 22 of 22 short and useful notes empty, and any single score punishes honest ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from validators.finding import Param
from validators.record import Visit
from validators.settings import Settings
from validators.text import clean, is_vacant
from validators.visits import changes, grammar
from validators.visits.reading import Contents, reader

SLIGHT = frozenset({"who", "role", "when", "next_step", "number"})
"""Kinds that alone say little: a name, a post, a day or an intention, but nothing learned."""
IDLE = frozenset({("role",), ("when",)})
"""What empty phrases speak of as well: "the boss is busy", "again on Monday"."""


class Verdict(StrEnum):
    """有效跟进, 待补充, 无效跟进."""

    EFFECTIVE = "effective"
    WEAK = "weak"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class VisitVerdict:
    """What a note is worth; `units` are the kinds of information found in it, `reason` why it is not effective, `changes`
    what it says is wrong with the record. `params` are those of the reason's finding.
    """

    verdict: Verdict
    units: tuple[str, ...] = ()
    reason: str = ""
    changes: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)


def judge(note: str, settings: Settings) -> VisitVerdict:
    """The three-way gate. `reason` is the code of the finding that a note which is not effective gets."""
    contents = reader(settings).read(note)
    if contents.vacant:
        return VisitVerdict(Verdict.VOID, (), "visit.boilerplate")
    if contents.gibberish:
        return VisitVerdict(Verdict.VOID, (), "visit.gibberish")
    if _is_telling(contents, settings):
        return VisitVerdict(Verdict.EFFECTIVE, contents.units, changes=contents.changes)
    if _is_empty(contents, settings):
        return VisitVerdict(Verdict.VOID, contents.units, "visit.boilerplate")
    return VisitVerdict(Verdict.WEAK, contents.units, "visit.thin", contents.changes)


def judge_visit(visit: Visit, settings: Settings) -> VisitVerdict:
    """The gate for a note with what was filled in beside it: whom it was with, what comes next, and when.

    What is filled in counts like what the note says; alone it makes no padding effective, but worth completing.
    """
    found, beside = judge(visit.note, settings), set(_beside(visit, settings))
    if beside.issubset(found.units):
        return found
    units = tuple(sorted(beside.union(found.units)))
    if found.verdict is Verdict.EFFECTIVE:
        return replace(found, units=units)
    learned = any(unit not in SLIGHT for unit in units)
    if len(units) >= settings.visits.effective_units and learned and found.verdict is Verdict.WEAK:
        return VisitVerdict(Verdict.EFFECTIVE, units, changes=found.changes)
    return VisitVerdict(Verdict.WEAK, units, "visit.thin", found.changes)


def _beside(visit: Visit, settings: Settings) -> Iterator[str]:
    """The kinds of information that are filled in beside a note; "看情况" is no next step, "客户" nobody."""
    if not _says_nothing(visit.contact, settings):
        yield "who"
    if not _says_nothing(visit.next_step, settings):
        yield "next_step"
    if visit.next_at:
        yield "when"


def _says_nothing(text: str, settings: Settings) -> bool:
    if not text or is_vacant(clean(text)):
        return True
    contents = reader(settings).read(text)
    return contents.gibberish or not contents.specific


def _is_empty(contents: Contents, settings: Settings) -> bool:
    """Nothing learned, and hardly a character that the lists of empty words do not know; a day alone changes nothing."""
    if grammar.hints(contents.tags):
        return False
    vague = contents.vague if contents.units in IDLE else 0
    if contents.specific - contents.announced - vague >= contents.length - contents.specific:
        return False
    if contents.units in IDLE:
        return contents.residual == 0
    return not contents.units and contents.residual <= settings.visits.void_residual


def _is_telling(contents: Contents, settings: Settings) -> bool:
    """What says that the record is wrong; two kinds of information, or one in a note that hardly has an empty word; or
    words enough that no list knows.
    """
    if any(kind != changes.NUMBER_DEAD for kind in contents.changes):
        return True
    bar, kinds = settings.visits, len(contents.units)
    share = contents.specific / contents.length if contents.length else 0.0
    if share < bar.specific_share:
        return False
    learned = any(unit not in SLIGHT for unit in contents.units)
    if kinds >= bar.effective_units and (learned or kinds > bar.effective_units):
        return True
    if contents.length <= bar.short_note:
        few = bar.unlisted_beside if kinds else bar.unlisted
        if learned or (contents.is_dense and contents.residual >= few):
            return True
    counted = contents.specific if learned else contents.residual
    return share >= bar.unlisted_share and counted >= bar.unlisted_long
