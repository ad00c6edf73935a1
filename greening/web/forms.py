"""What did somebody type into the form of a record? Fields are named by the paths of `validators.record`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from greening.domain.changes import LISTS, TEXTS
from greening.domain.changes import values as given
from greening.web.i18n import say_all
from greening.words.imports import REGIONS
from validators import Score, regions
from validators.record import Answer, CustomerKind, DecisionRole, Identifier, KeyPerson, Record

PATH = re.compile(r"[a-z_]+(?:\[\d{1,2}\])?(?:\.\w+(?:\[\d{1,2}\])?)?")
MOST_CHARACTERS = 10_000
"""Of one field; a business scope has 2,000."""
CHOICE, OTHERS = "choice.", "others."
"""On the page of two saves: which value is to stand, and the one that somebody else saved."""


def dom_id(path: str) -> str:
    """The id of a field's control: a path without the signs that selectors would stumble over.

    >>> dom_id("key_persons[0].phones[1]")
    'key_persons-0-phones-1'
    """
    return re.sub(r"[^\w]+", "-", path).strip("-")


@dataclass(frozen=True, slots=True)
class RecordForm:
    """Values by path, as typed. What nobody typed is not there."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, record: Record) -> "RecordForm":
        """The form as it begins: a region shows its name, every field its standing value."""
        values = given(record)
        if record.region:
            values["region"] = regions.name(record.region) or record.region
        return cls(values)

    @classmethod
    def read(cls, form: Mapping[str, str]) -> "RecordForm":
        """The form as it was sent, with the choice between two saves where one was offered."""
        typed = {path: text for path, text in form.items() if cls.takes(path) and text}
        for path in typed.keys() | {name.removeprefix(CHOICE) for name in form if name.startswith(CHOICE)}:
            if form.get(CHOICE + path) == "others":
                typed[path] = form.get(OTHERS + path, "")
        return cls({path: text[:MOST_CHARACTERS] for path, text in typed.items() if text})

    @staticmethod
    def takes(path: str) -> bool:
        """Whether a field may be called that."""
        return PATH.fullmatch(path) is not None

    def value(self, path: str) -> str:
        return self.values.get(path, "")

    def places(self, base: str) -> range:
        """The places of a list that the form shows: those that are filled, and an empty one."""
        pattern = re.compile(re.escape(base) + r"\[(\d+)\]")
        filled = [int(found[1]) for path in self.values if (found := pattern.match(path))]
        return range(max(filled, default=-1) + 2)

    def names(self, base: str, known: Mapping[str, str]) -> list[str]:
        """Fields of a mapping such as the profile: those we know, then what only this record has."""
        own = (path.removeprefix(f"{base}.") for path in self.values if path.startswith(f"{base}."))
        return list(dict.fromkeys((*known, *own)))

    def unanswered(self, score: Score) -> list[str]:
        """Paths of what is empty, or has been answered by saying that there is nothing to enter."""
        empty = (field.path for section in score.sections for field in section.fields if not field.level)
        return list(dict.fromkeys((*self.names("answers", {}), *empty)))

    def countries(self) -> list[tuple[str, str]]:
        """The countries to choose from; the standing one is among them."""
        standing = self.value("country")
        return [*say_all(REGIONS), *([(standing, standing)] if standing and standing not in REGIONS else [])]

    def wrong(self) -> dict[str, str]:
        """Code by path of what no record can hold; everything else is for judging to doubt."""
        typed = self.value("region")
        return {"region": "field.bad_region"} if typed and not self._region() else {}

    def record(self) -> Record:
        """The record as it was typed; a region that nobody knows is left out."""
        texts: dict[str, Any] = {name: self.value(name) for name in TEXTS}
        lists: dict[str, Any] = {name: self._list(name) for name in LISTS}
        return replace(
            Record(**texts, **lists),
            region=self._region(),
            country=self.value("country") or "CN",
            kind=kind if (kind := self.value("kind")) in set(CustomerKind) else "",
            ids=tuple(Identifier(self.value(f"ids[{n}]"), self.value(f"ids[{n}].kind")) for n in self.places("ids")),
            key_persons=tuple(self._person(f"key_persons[{n}]") for n in self.places("key_persons")),
            profile={name: self.value(f"profile.{name}") for name in self.names("profile", {})},
            answers={
                name: Answer(said)
                for name in self.names("answers", {})
                if (said := self.value(f"answers.{name}")) in set(Answer) and not self._has(name)
            },
        )

    def _has(self, path: str) -> bool:
        """Whether a value stands there, so that no answer is needed."""
        return any(one == path or one.startswith((f"{path}[", f"{path}.")) for one in self.values)

    def _region(self) -> str:
        typed = self.value("region").strip()
        if typed.isascii() and regions.is_known(typed):
            return typed
        return regions.find(typed, country=self.value("country") or "CN").code if typed else ""

    def _person(self, base: str) -> KeyPerson:
        role = self.value(f"{base}.role")
        return KeyPerson(
            name=self.value(f"{base}.name"),
            title=self.value(f"{base}.title"),
            role=DecisionRole(role) if role in set(DecisionRole) else DecisionRole.UNSAID,
            phones=self._list(f"{base}.phones"),
            emails=self._list(f"{base}.emails"),
        )

    def _list(self, base: str) -> tuple[str, ...]:
        return tuple(self.value(f"{base}[{n}]") for n in self.places(base))
