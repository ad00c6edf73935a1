"""What does somebody want to change? What was typed into the form, as changes of the document, or all that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from greening.domain.policy import JUDGING, Document, read
from greening.domain.policy_changes import Changes, apply, between, values
from greening.domain.policy_versions import VersionsPolicy
from greening.domain.refusals import PolicyBroken, PolicyUnchanged
from validators.settings import LEXICON
from validators.text import clean, simplified

EDITED = f"{JUDGING}."
"""Beginning of the paths that the form has."""
WORDS = f"{JUDGING}.{LEXICON}."

Problem = Mapping[str, Any]


def drafted(base: Document, typed: Mapping[str, str], limits: VersionsPolicy) -> Changes:
    """What the form changes; what it does not name stays. Words stand one a line and are kept as judging reads them.

    Raises: PolicyBroken, with every problem; PolicyUnchanged.
    """
    known = {path: value for path, value in values(base).items() if path.startswith(EDITED) and path in typed}
    read_in, problems = _read_in(known, typed, limits)
    wanted = apply(base, {path: {"after": value} for path, value in read_in.items()})
    try:
        read(wanted)
    except PolicyBroken as broken:
        problems += broken.params["problems"]
    if problems:
        raise PolicyBroken(problems=problems)
    if changes := between(base, wanted):
        return changes
    raise PolicyUnchanged


def as_typed(value: Any) -> str:
    """How a value stands in the form."""
    if isinstance(value, list | tuple):
        return "\n".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _read_in(
    known: Mapping[str, Any], typed: Mapping[str, str], limits: VersionsPolicy
) -> tuple[dict[str, Any], list[Problem]]:
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for path, value in known.items():
        if isinstance(value, list | tuple):
            found[path] = _words(typed[path], value, fold=path.startswith(WORDS))
            problems += _word_problems(path, found[path], value, limits)
        elif (number := _number(typed[path], value)) is None:
            problems.append({"path": path, "problem": "wrong_kind", "value": typed[path], "kind": type(value).__name__})
        else:
            found[path] = number
    return found, problems


def _number(typed: str, known: Any) -> Any:
    """In the kind of the known value; None where it cannot be."""
    text = clean(typed)
    if isinstance(known, str):
        return text
    try:
        return int(text) if isinstance(known, int) else float(text)
    except ValueError:
        return None


def _words(typed: str, known: Sequence[str], *, fold: bool) -> list[str]:
    lines = [clean(line) for line in typed.splitlines()]
    folded = [line if line in known or not fold else simplified(line).casefold() for line in lines]
    return list(dict.fromkeys(filter(None, folded)))


def _word_problems(path: str, words: Sequence[str], known: Sequence[str], limits: VersionsPolicy) -> Iterator[Problem]:
    if len(words) > limits.phrases:
        yield {"path": path, "problem": "too_many", "value": len(words), "max": limits.phrases}
    if long := next((word for word in words if word not in known and len(word) > limits.phrase), None):
        yield {"path": path, "problem": "too_long", "value": long, "max": limits.phrase}
