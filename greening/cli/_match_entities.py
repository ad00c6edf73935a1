"""Which entity is each row, week after week? A file of numbers that is read, carried over to the rows of now, and written anew."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from greening.cli._language import Language
from greening.cli._match_rows import Rows
from greening.domain.policy import Policy
from greening.files import FileRefused, Limits, open_table
from greening.matching.clusters import Bridge
from greening.matching.clusters.grouping import NEW
from greening.matching.clusters.identities import Identified, Why, carry
from greening.words.matching import REPORT

HEADER = ("id", "entity")


@dataclass(frozen=True, slots=True)
class Former:
    """The entities of the last time: the ids of the rows of each, none where it has ended."""

    entities: Mapping[int, Sequence[str]]

    def known(self, ids: Sequence[str]) -> list[int]:
        """The entity of each row of now, `NEW` for those that nobody knew."""
        owner = {own: entity for entity, rows in self.entities.items() for own in rows}
        return [owner.get(own, NEW) for own in ids]


def read(path: Path, policy: Policy) -> Former:
    """Read the numbers of the last time; a file that is not there yet knows none.

    Raises: FileRefused, when it cannot be read, does not begin with the columns id and entity, or gives an id two numbers.
    """
    if not path.exists():
        return Former({})
    entities: defaultdict[int, list[str]] = defaultdict(list)
    seen: set[str] = set()
    with path.open("rb") as stream:
        table = open_table(path.name, stream, limits=Limits.of(policy.intake))
        if tuple(table.header[:2]) != HEADER:
            raise FileRefused("entities.no_header", name=path.name)
        for row_no, cells in table:
            own, number = (*(cell.strip() for cell in cells), "", "")[:2]
            if not (number.isascii() and number.isdecimal()) or own in seen:
                raise FileRefused("entities.unclear", name=path.name, row=row_no, id=own, said=number)
            entities[int(number)] += [own] if own else []
            seen |= {own} if own else set()
    return Former(entities)


def carried(former: Former, rows: Rows, clusters: Sequence[Sequence[int]]) -> Identified[str]:
    """The entities of now, when rows are in these clusters by place; a row in none is one by itself."""
    together = {at for cluster in clusters for at in cluster}
    alone = [[at] for at in range(len(rows.ids)) if at not in together]
    return carry(former.entities, ([rows.ids[at] for at in group] for group in (*clusters, *alone)))


def write(path: Path, found: Identified[str]) -> None:
    """Write the numbers; whoever reads the file meanwhile sees the old one whole, or the new one."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for entity, ids in sorted(found.entities.items()):
            writer.writerows((own, entity) for own in ids or ("",))
    beside.replace(path)


def told(
    path: Path, found: Identified[str], bridges: Sequence[Bridge], rows: Rows, language: Language, *, shown: int
) -> Iterator[str]:
    """What has changed, and the first pairs of entities of which a person has to say whether they are one."""
    rows_of, entities_of = Counter[Why](), Counter[Why]()
    for change in found.changes:
        rows_of[change.why] += len(change.records)
        entities_of[change.why] += 1
    living = sum(bool(ids) for ids in found.entities.values())
    yield language.say(
        REPORT["entities"],
        name=path,
        entities=living,
        created=entities_of[Why.CREATED] + entities_of[Why.SPLIT],
        joined=rows_of[Why.JOINED],
        split=rows_of[Why.SPLIT],
        merged=rows_of[Why.MERGED],
        ended=entities_of[Why.ENDED],
    )
    if bridges:
        yield language.say(REPORT["bridges"], count=len(bridges))
    owner = {own: entity for entity, ids in found.entities.items() for own in ids}
    for bridge in sorted(bridges, key=lambda bridge: (-bridge.bits, bridge.left, bridge.right))[:shown]:
        left, right = rows.ids[bridge.left], rows.ids[bridge.right]
        given = {"left": left, "right": right, "one": owner[left], "other": owner[right]}
        yield language.say(REPORT["bridge"], **given, bits=f"{bridge.bits:+.1f}")
