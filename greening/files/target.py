"""Where does a column go? A path of the record, or one of the facts about it that a file brings."""

import re
from dataclasses import dataclass, replace

PLAIN = frozenset(
    {"company", "short_name", "country", "address", "website", "industry", "scale", "business", "kind", "rep"}
    | {"source_system", "source_id", "owner_no", "created_at", "last_follow_up_at", "next_contact_on", "stage"}
)
LISTS = frozenset({"former_names", "ids", "region", "phones", "emails"})
"""Several columns may go there. The columns of a region are read as one text, the widest place first."""

PARTS = {
    "key_persons": frozenset({"name", "family_name", "given_name", "title", "role", "phones", "emails"}),
    "visits": frozenset({"note", "at", "entered_at", "channel", "rep"}),
    "ids": frozenset({"", "kind"}),
}
REPEATED = frozenset({"phones", "emails"})
DATES = frozenset({"created_at", "last_follow_up_at", "next_contact_on", "at", "entered_at"})

PATH = re.compile(r"(?P<field>[a-z_]+)(?:\[(?P<index>\d{1,2})\])?(?:\.(?P<part>\w+)(?:\[(?P<position>\d{1,2})\])?)?")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A path taken apart: ``key_persons[1].phones[0]`` is field, index, part and position."""

    field: str
    index: int = 0
    part: str = ""
    position: int = 0

    @classmethod
    def parse(cls, path: str) -> "Target":
        """Read a path.

        Raises: ValueError, when it names nothing that a file can bring.
        """
        match = PATH.fullmatch(path.strip())
        if not match:
            raise ValueError(path)
        target = cls(match["field"], int(match["index"] or 0), match["part"] or "", int(match["position"] or 0))
        if not target._exists():
            raise ValueError(path)
        return target

    @property
    def path(self) -> str:
        index = f"[{self.index}]" if self.field in LISTS or self.field in PARTS else ""
        position = f"[{self.position}]" if self.part in REPEATED and self.field == "key_persons" else ""
        return f"{self.field}{index}" + (f".{self.part}{position}" if self.part else "")

    @property
    def is_date(self) -> bool:
        return (self.part or self.field) in DATES

    def at(self, index: int) -> "Target":
        return replace(self, index=index)

    def _exists(self) -> bool:
        if self.field in PARTS:
            return self.part in PARTS[self.field]
        if self.field == "profile":
            return bool(self.part) and not self.position
        return not self.part and (self.field in LISTS or (self.field in PLAIN and not self.index))
