"""What may each name of a place stand for? Tables of full and short names, for the whole country and below a division."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from validators.regions.former import former_names
from validators.regions.tree import TAIWAN, Division, children, divisions, names_of, short_name

MISLEADING = frozenset({"东方"})  # short names that are ordinary words
BY_ITSELF_ANOTHER = frozenset(
    {"东方", "阿里", "朝阳"}
)  # 阿里巴巴, and 朝阳 is a district of Beijing before a city of Liaoning
SAYS_NO_MORE = ("市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划")  # headings of the code table in addresses

SHORTEST_NAME = 2  # characters

_CITY, _COUNTY = 2, 3


class Meaning(NamedTuple):
    """The codes that a name stands for. A full name needs nothing around it, a short one may be the beginning of a street's."""

    codes: tuple[str, ...]
    is_full: bool


class Names(NamedTuple):
    """What each name may mean, the likeliest first; `lengths` says how long the names are that begin with the same two
    characters, the longest first.
    """

    meanings: Mapping[str, tuple[Meaning, ...]]
    lengths: Mapping[str, tuple[int, ...]]


@cache
def anywhere(home: str) -> Names:
    """Names that stand for themselves; those below `home`, the code of a region beyond the mainland, mean that one first."""
    own = (below(home),) if home else ()
    meanings: defaultdict[str, tuple[Meaning, ...]] = defaultdict(tuple)
    for names in (*own, cities(), counties(), below(TAIWAN)):
        for name, meant in names.meanings.items():
            meanings[name] += meant
    return Names(dict(meanings), _lengths(meanings))


@cache
def cities() -> Names:
    """Provinces and cities of the mainland, Hong Kong, Macao and Taiwan as a whole; 吉林 is the province, 吉林市 the city."""
    known = [d for d in divisions().values() if d.rank <= _CITY and d.code.isdigit()]
    shorts: dict[str, str] = {}
    for division in sorted(known, key=lambda division: division.rank):
        if (short := short_name(division.name)) not in BY_ITSELF_ANOTHER:
            shorts.setdefault(short, division.code)
    return _table(_full(known), shorts.items())


@cache
def counties() -> Names:
    """Counties and districts by full name, also by one that is gone, and cities of county rank by short name."""
    known = [d for d in divisions().values() if d.rank == _COUNTY]
    gone = ((former.name, former.successor or at) for at, group in former_names().items() for former in group)
    return _table((*_full(known), *gone), _shorts(d for d in known if d.name.endswith("市")))


@cache
def below(code: str) -> Names:
    """What lies in a division: its children by any name, grandchildren by full name, names that are gone."""
    inner = children().get(code, ())
    deeper = [grandchild for child in inner for grandchild in children().get(child.code, ())]
    division = divisions().get(code)
    own = [(name, code) for name in ((*names_of(division), *SAYS_NO_MORE) if division and inner else ())]
    gone = [(former.name, former.successor or code) for former in former_names().get(code, ())]
    current = dict(_full(inner))
    return _table(
        [*_full(inner), *_full(deeper), *own, *((name, at) for name, at in gone if name not in current)], _shorts(inner)
    )


def _full(known: Iterable[Division]) -> Iterator[tuple[str, str]]:
    return ((name, division.code) for division in known for name in names_of(division))


def _shorts(known: Iterable[Division]) -> Iterator[tuple[str, str]]:
    return ((short, d.code) for d in known if (short := short_name(d.name)) != d.name and short not in MISLEADING)


def _table(full: Iterable[tuple[str, str]], short: Iterable[tuple[str, str]]) -> Names:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, code in full:
        found[name][code] = None
    whole = frozenset(found)
    for name, code in short:
        if name not in whole:
            found[name][code] = None
    return Names({name: (Meaning(tuple(codes), name in whole),) for name, codes in found.items()}, _lengths(found))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        if len(name) >= SHORTEST_NAME:
            found[name[:SHORTEST_NAME]].add(len(name))
    return {beginning: tuple(sorted(lengths, reverse=True)) for beginning, lengths in found.items()}
