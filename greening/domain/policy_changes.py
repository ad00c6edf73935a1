"""How does one document of the policy differ from another? Changes by path, found and made.

A path names a value: ``lists.page``, ``validators.weights.identity.company``. Of words a change says which come in and
which go, so that the words a release brings along are not lost to whoever has added one of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from greening.domain.policy import JUDGING, Document, Policy, read, shipped
from greening.domain.refusals import PolicyBroken

JUDGED_BY = (f"{JUDGING}.", "triage.")
"""Beginnings of the paths that say how a record is judged."""

Changes = Mapping[str, Mapping[str, Any]]
"""By path: ``{"before", "after"}`` of a value, ``{"added", "removed"}`` of words."""


def values(document: Document) -> dict[str, Any]:
    """Every value of a document by its path."""
    return dict(_values(document))


def between(before: Document, after: Document) -> dict[str, dict[str, Any]]:
    """What turns the values of one document into those of another, as far as both have them."""
    old, new = values(before), values(after)
    found = {path: _change(old[path], value) for path, value in new.items() if path in old}
    return {path: change for path, change in found.items() if change}


def apply(document: Document, changes: Changes) -> dict[str, dict[str, Any]]:
    """The document with the changes made; a path that it does not have is left out."""
    made: dict[str, dict[str, Any]] = {section: dict(named) for section, named in document.items()}
    made[JUDGING] = {section: dict(named) for section, named in document[JUDGING].items()}
    known = values(document)
    for path, change in changes.items():
        if path in known:
            held, name = _place(made, path)
            held[name] = _changed(known[path], change)
    return made


def combined(first: Changes, second: Changes) -> dict[str, dict[str, Any]]:
    """One change for two that were made one after the other."""
    both = {path: _both(first[path], second[path]) for path in first.keys() & second.keys()}
    return {path: dict(change) for path, change in {**first, **second, **both}.items() if change}


def over(document: Document, changes: Changes) -> tuple[dict[str, dict[str, Any]], Changes]:
    """The document with those changes that it still allows, and which they are.

    Raises: PolicyBroken, where the document itself cannot be gone by.
    """
    made = apply(document, changes)
    try:
        read(made)
    except PolicyBroken as broken:
        refused = {str(problem["path"]).partition("[")[0] for problem in broken.params["problems"]}
        kept = {path: change for path, change in changes.items() if path not in refused}
        if len(kept) == len(changes):
            raise
        return over(document, kept)
    return made, {path: change for path, change in changes.items() if path in values(document)}


def read_stored(document: Document, version: int) -> Policy:
    """Type a document that another release may have written: what it lacks, or may not say any more, is as shipped."""
    try:
        return read(document, version)
    except PolicyBroken:
        made, _ = over(shipped().document, between(shipped().document, document))
        return read(made, version)


def concerns_judging(changes: Changes) -> bool:
    """Whether a record can be judged differently after these changes."""
    return any(path.startswith(JUDGED_BY) for path in changes)


def _values(document: Document) -> Iterator[tuple[str, Any]]:
    for section, named in document.items():
        if section == JUDGING:
            yield from ((f"{JUDGING}.{path}", value) for path, value in _values(named))
        else:
            yield from ((f"{section}.{name}", value) for name, value in named.items())


def _place(document: dict[str, dict[str, Any]], path: str) -> tuple[dict[str, Any], str]:
    section, _, name = path.partition(".")
    if section != JUDGING:
        return document[section], name
    section, _, name = name.partition(".")
    return document[JUDGING][section], name


def _change(before: Any, after: Any) -> dict[str, Any]:
    if not (_is_words(before) and _is_words(after)):
        return {} if before == after else {"before": before, "after": after}
    added = [word for word in dict.fromkeys(after) if word not in before]
    removed = [word for word in dict.fromkeys(before) if word not in after]
    return {"added": added, "removed": removed} if added or removed else {}


def _both(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    if "after" in second:
        same = first.get("before") == second["after"]
        return {} if same else {"before": first.get("before"), "after": second["after"]}
    added = _without(first["added"], second["removed"]) + _without(second["added"], first["removed"])
    removed = _without(first["removed"], second["added"]) + _without(second["removed"], first["added"])
    return {"added": added, "removed": removed} if added or removed else {}


def _changed(value: Any, change: Mapping[str, Any]) -> Any:
    if "after" in change:
        return change["after"]
    return _without(value, change["removed"]) + _without(change["added"], value)


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in words if word not in others]


def _is_words(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
