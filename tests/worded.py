"""What is the smallest thing that can be matched? A name and a number, with weights that can be reckoned in the head."""

from dataclasses import dataclass

from greening.matching import Key, Kind, Rule, Step
from greening.matching.model import load

TEXT = """
[model]
version = { value = "worded-1" }
matches = { value = 1.0 }
threshold = { value = 0.5 }
review = { value = 0.1 }
missing = { value = -4.0 }
vetoed = { value = 0.05 }
[weights]
"name.same" = { base = 2.0, rarity = 1.0, why = "" }
"name.differs" = { base = -1.0, ceiling = -2.0, why = "" }
"number.same" = { base = 0.0, rarity = 1.0, most = 12.0, why = "" }
"number.differs" = { base = -2.0, why = "" }
"""


@dataclass(frozen=True)
class Worded:
    """`mark` is what a rule goes by: a and b are never one, two of z always are."""

    name: str = ""
    number: str = ""
    mark: str = ""


class Scheme:
    reach = None
    kind = Kind.ORGANISATION
    kinds = ("name", "phone", "word")

    def values(self, features, /):
        return [
            ("name", [(one.name,) if one.name else () for one in features]),
            ("phone", [(one.number,) if one.number else () for one in features]),
            ("word", [tuple(dict.fromkeys(one.name.split())) for one in features]),
        ]

    def steps(self, left, right, frequencies, /):
        return [
            Step(field, f"{field}.same", (Key(kind, own),)) if own == other else Step(field, f"{field}.differs")
            for field, kind, own, other in (
                ("name", "name", left.name, right.name),
                ("number", "phone", left.number, right.number),
            )
            if own and other
        ]

    def rule(self, left, right, /):
        marks = {left.mark, right.mark}
        if left.mark == right.mark == "z":
            return Rule("mark.same", same=True)
        return Rule("mark.differs", relation="branch") if marks == {"a", "b"} else None


MODEL = load(Scheme(), TEXT)
