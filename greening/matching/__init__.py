"""Are two of them the same? Plain values in; keys, opinions with reasons, and clusters out. Nothing is stored here.

>>> from greening.matching import organisations
>>> from validators import Record
>>> one = organisations.features(Record(company="苏州澜序机械有限公司", phones=("0512 6265 8014",)))
>>> other = organisations.features(Record(company="瀾序機械", region="320500", phones=("0512-62658014",)))
>>> organisations.model().opinion(one, other, NOTHING_COUNTED).verdict
<Verdict.DUPLICATE: 'duplicate'>
"""

from greening.matching.batch.matching import Matched, Pair, match
from greening.matching.frequencies import NOTHING_COUNTED, Counted, Frequencies
from greening.matching.model import Model
from greening.matching.scheme import Rule, Scheme, Step
from greening.matching.values import Key, Kind, Opinion, Term, Verdict

__all__ = [
    "NOTHING_COUNTED",
    "Counted",
    "Frequencies",
    "Key",
    "Kind",
    "Matched",
    "Model",
    "Opinion",
    "Pair",
    "Rule",
    "Scheme",
    "Step",
    "Term",
    "Verdict",
    "match",
]
