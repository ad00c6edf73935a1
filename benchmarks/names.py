"""How far does a Chinese name lead by itself: to the registered one, to a branch, and never to another company?

Labelled pairs of names, nothing else: no number, no place, no person. Names are found by the keys that records are found
by, as many as a save would compare, and ranked and judged by the shipped model; how common their parts are comes from the
names of the file. Each share stands beside its bar.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from math import log2
from time import process_time
from typing import Any

from benchmarks import _common
from greening.domain.policy import Policy, shipped
from greening.matching import Counted, Opinion, Verdict, organisations
from greening.matching.ranking import likest
from validators import Record
from validators.names import normalise

FEW = 5
"""Places of an answer that a person reads."""
SHOWN = 5
"""Pairs beside a bar that is missed."""
_HEAD = re.compile(r".+?公司")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Bar:
    """A share that has to be at least, or at most, so much."""

    least: float = 0.0
    most: float = 1.0

    def held(self, share: float) -> bool:
        return self.least <= share <= self.most

    def __str__(self) -> str:
        return f">= {self.least}" if self.least else f"<= {self.most}"


BARS: Mapping[str, Bar] = {
    "short_full.first": Bar(least=0.97),
    "short_full.among_five": Bar(least=0.99),
    "branch_sib.related": Bar(least=0.95),
    "hq_branch.related": Bar(least=0.95),
    "sister.duplicate": Bar(most=0.005),
    "branch_sib.duplicate": Bar(most=0.005),
    "hq_branch.duplicate": Bar(most=0.005),
    "near.duplicate": Bar(most=0.01),
    "human_same.seen": Bar(least=0.9),
    "human_different.duplicate": Bar(most=2 / 12),
}
"""By kind of pair and what is thought of it. Related is asked of those whose head offices have one name."""


@dataclass(frozen=True)
class Share:
    """How many of how many, with those that went wrong."""

    right: int
    of: int
    wrong: Sequence[str]

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0


class Names:
    """The names of a file: read, counted, and those that are looked up by their keys."""

    def __init__(self, every: Iterable[str], registered: Iterable[str], policy: Policy) -> None:
        self.policy = policy
        self.features = {name: organisations.features(Record(company=name)) for name in every}
        self.keys = {name: {key.hash for key in organisations.keys(one)} for name, one in self.features.items()}
        counts = Counter(key for own in self.keys.values() for key in own)
        self.counted = Counted(len(self.features), counts)
        self.holders: defaultdict[int, list[str]] = defaultdict(list)
        for name in sorted(set(registered)):
            for key in self.keys[name]:
                self.holders[key].append(name)

    def opinion(self, one: str, other: str) -> Opinion:
        return organisations.model().opinion(self.features[one], self.features[other], self.counted)

    def answers(self, asked: str) -> list[str]:
        """The likeliest registered names, the best first; what a rule says is another company comes last."""
        judged = {name: self.opinion(asked, name) for name in self._met(asked)}
        own = self.features[asked]
        return list(likest(judged, lambda name: organisations.surplus(own, self.features[name])))[:FEW]

    def _met(self, asked: str) -> list[str]:
        """Those that share the rarest keys, as many as a save would be compared with."""
        matching = self.policy.matching
        bits: Counter[str] = Counter()
        left = matching.gathered
        for key in sorted(self.keys[asked] & self.holders.keys(), key=lambda key: (len(self.holders[key]), key)):
            left -= len(self.holders[key])
            if left < 0:
                break
            for name in self.holders[key]:
                bits[name] += log2((self.counted.total + 1) / len(self.holders[key]))  # type: ignore[assignment]
        return nsmallest(matching.scored, bits, key=lambda name: (-bits[name], name))


def main() -> None:
    with (_common.data_folder() / "labelled" / "company_names_zh.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    begun = process_time()
    names = Names(
        dict.fromkeys(row[column] for row in rows for column in ("name_a", "name_b")),
        (row["name_b"] for row in rows),
        shipped(),
    )
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    for row in rows:
        kind = f"human_{row['truth']}" if row["kind"] == "human" else row["kind"]
        pairs[kind].append((row["name_a"], row["name_b"]))
    shares = _searched(names, pairs["short_full"]) | _judged(names, pairs)
    _tell(shares, round(process_time() - begun, 1))


def _searched(names: Names, pairs: Sequence[Pair]) -> dict[str, Share]:
    """Short names looked up among the registered ones; a short name that two companies have may lead to either."""
    right: defaultdict[str, set[str]] = defaultdict(set)
    for short, registered in pairs:
        right[short].add(registered)
    found = {short: names.answers(short) for short in right}
    first = _share(pairs, lambda short, _: bool(right[short].intersection(found[short][:1])))
    among = _share(pairs, lambda short, _: bool(right[short].intersection(found[short])))
    return {"short_full.first": first, "short_full.among_five": among}


def _judged(names: Names, pairs: Mapping[str, Sequence[Pair]]) -> dict[str, Share]:
    """What is thought of the pairs themselves."""
    is_one_of = partial(_has_verdict, names)
    shares = {
        f"{kind}.duplicate": _share(pairs[kind], is_one_of({Verdict.DUPLICATE}), wrong=True)
        for kind in ("sister", "branch_sib", "hq_branch", "near", "human_different")
    }
    for kind in ("branch_sib", "hq_branch"):
        headed = [pair for pair in pairs[kind] if _head(pair[0]) == _head(pair[1])]
        shares[f"{kind}.related"] = _share(headed, is_one_of({Verdict.RELATED}))
    shares["human_same.seen"] = _share(pairs["human_same"], is_one_of({Verdict.DUPLICATE, Verdict.REVIEW}))
    return shares


def _has_verdict(names: Names, verdicts: set[Verdict]) -> Callable[[str, str], bool]:
    return lambda one, other: names.opinion(one, other).verdict in verdicts


def _head(name: str) -> str:
    """The name of the head office, as it is written before what stands behind it."""
    found = _HEAD.match(normalise(name))
    return found[0] if found else normalise(name)


def _share(pairs: Sequence[Pair], holds: Callable[[str, str], bool], *, wrong: bool = False) -> Share:
    """The share of pairs of which something holds; the examples are those of which it should not, or should."""
    told = [(holds(*pair), " / ".join(pair)) for pair in pairs]
    return Share(sum(held for held, _ in told), len(told), [pair for held, pair in told if held is wrong])


def _tell(shares: Mapping[str, Share], cpu_s: float) -> None:
    told: dict[str, Any] = {}
    for name, bar in BARS.items():
        share, held = shares[name], bar.held(shares[name].value)
        told[name] = round(share.value, 4)
        print(f"{name}: {share.value:.4f} ({share.right} of {share.of}), bar {bar}{'' if held else ', MISSED'}")
        for pair in share.wrong[:: max(len(share.wrong) // SHOWN, 1)][: 0 if held else SHOWN]:
            print(f"    {pair}")
    bars = {name: bar.held(shares[name].value) for name, bar in BARS.items()}
    _common.tell({"bars": bars, "shares": told, "cpu_s": cpu_s}, passed=all(bars.values()))


if __name__ == "__main__":
    main()
